import { openSqlite } from '../../src/store/sqlite.ts'
import { conversations } from './conversations.ts'

conversations(async () => openSqlite(':memory:'))
