import { openSqlite } from '../../src/store/sqlite.ts'
import { budget } from './budget.ts'
import { conversations } from './conversations.ts'

const open = async () => openSqlite(':memory:')

conversations(open)
budget(open)
