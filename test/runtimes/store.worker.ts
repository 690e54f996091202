/** A fresh, migrated store of the runtime that the tests run in: here D1 in workerd, emptied first. */
import { applyD1Migrations, env, reset } from 'cloudflare:test'
import { openD1 } from '../../src/store/d1.ts'
import type { Store } from '../../src/store/index.ts'

export async function freshStore(): Promise<Store> {
  await reset()
  await applyD1Migrations(env.DB, env.MIGRATIONS)
  return openD1(env.DB)
}
