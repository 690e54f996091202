import { freshStore } from '#fresh-store'
import { storeContract } from '../../contracts/store.ts'

storeContract(freshStore)
