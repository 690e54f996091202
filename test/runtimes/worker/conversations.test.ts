import { applyD1Migrations, env, reset } from 'cloudflare:test'
import { openD1 } from '../../../src/store/d1.ts'
import { budget } from '../budget.ts'
import { conversations } from '../conversations.ts'

const open = async () => {
  await reset()
  await applyD1Migrations(env.DB, env.MIGRATIONS)
  return openD1(env.DB)
}

conversations(open)
budget(open)
