import { openSqlite } from '../../src/store/sqlite.ts'
import { ledgerContract } from '../contracts/ledger.ts'

ledgerContract(async () => openSqlite(':memory:'))
