import { openSqlite } from '../../src/store/sqlite.ts'
import { rollUpContract } from '../contracts/rollup.ts'

rollUpContract(async () => openSqlite(':memory:'), 60)
