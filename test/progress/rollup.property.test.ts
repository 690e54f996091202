import { openSqlite } from '../../src/store/sqlite.ts'
import { rollUpContract } from '../contracts/rollup.ts'
import { runs } from '../size.ts'

rollUpContract(async () => openSqlite(':memory:'), runs(60))
