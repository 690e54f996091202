import { freshStore } from '#fresh-store'
import { ledgerContract } from '../contracts/ledger.ts'

ledgerContract(freshStore)
