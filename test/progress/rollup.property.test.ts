import { freshStore } from '#fresh-store'
import { rollUpContract } from '../contracts/rollup.ts'
import { runs } from '../size.ts'

rollUpContract(freshStore, runs(60))
