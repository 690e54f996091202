/** A page of a real database zeroed on the disk: what reads past it sees nothing, the check of the pages does. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { healthOf } from '../../src/health/index.ts'
import { say } from '../../src/message/card.ts'
import { post } from '../../src/message/outgoing.ts'
import { instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { findDamage } from '../../src/store/aside.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { webApp } from '../../src/web/app.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-damage-'))
afterAll(() => rmSync(folder, { recursive: true }))

const PAGE = 4_096

async function filled(name: string): Promise<string> {
  const path = join(folder, name)
  const store = openSqlite(path)
  const message = (i: number) =>
    post(
      { key: `k${i}`, to: { kind: 'person', person: 'p' as PersonId }, card: say(`第${i}条`), due: instant(0) },
      instant(0),
    )
  for (let i = 0; i < 20; i++) await store.commit(Array.from({ length: 100 }, (_, j) => message(100 * i + j)))
  store.close()
  return path
}

/** Overwrites a leaf page of the outbox that lies in the middle of the file. */
function zero(path: string): number {
  const at = readFileSync(path).indexOf('"第1000条') // a card's title, in UTF-8
  expect(at).toBeGreaterThan(10 * PAGE)
  const page = Math.floor(at / PAGE)
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(PAGE), 0, PAGE, page * PAGE)
  closeSync(file)
  return page
}

test('a whole database has no damage, also while it is written to', async () => {
  const path = await filled('whole.db')
  const store = openSqlite(path)
  const [damage] = await Promise.all([
    findDamage(path),
    ...Array.from({ length: 50 }, (_, i) =>
      store.commit([{ sql: 'INSERT INTO setting (name, value) VALUES (?, ?)', params: [`s${i}`, 'x'] }]),
    ),
  ])
  expect(damage).toBeUndefined()
  store.close()
})

test('a zeroed page is found, and /healthz is 503 though everything asked of the database is answered', async () => {
  const path = await filled('zeroed.db')
  const size = statSync(path).size
  zero(path)
  expect(statSync(path).size).toBe(size)
  const store = openSqlite(path)
  const now = () => instant(0)
  let damage: string | undefined
  const health = healthOf({ store, now, tick: 'none', isDamaged: () => damage !== undefined })
  const app = webApp({ mounts: [], log: () => {}, health })
  // The premise: without a look at the pages nothing is seen.
  expect(await store.first('SELECT 1 AS one')).toEqual({ one: 1 })
  expect((await app.request('/healthz')).status).toBe(200)
  damage = await findDamage(path)
  expect(damage).toMatch(/page|btree/i)
  const response = await app.request('/healthz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ restart: false, parts: { database: { state: 'failed' } } })
  store.close()
})

test('a file that is not there tells nothing of its pages', async () => {
  await expect(findDamage(join(folder, 'nowhere.db'))).rejects.toThrow()
})
