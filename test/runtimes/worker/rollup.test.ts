import { freshStore } from '#fresh-store'
import { rollUpContract } from '../../contracts/rollup.ts'

rollUpContract(freshStore, 5)
