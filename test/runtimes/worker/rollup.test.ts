import { applyD1Migrations, env, reset } from 'cloudflare:test'
import { openD1 } from '../../../src/store/d1.ts'
import { rollUpContract } from '../../contracts/rollup.ts'

rollUpContract(async () => {
  await reset()
  await applyD1Migrations(env.DB, env.MIGRATIONS)
  return openD1(env.DB)
}, 5)
