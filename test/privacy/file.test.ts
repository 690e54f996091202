/** What went is not to be read from the database's file either, nor from the log beside it, by whoever looks at its bytes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DAY_MS, instant, parseInstant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { erasure, RETENTION, retentionJob } from '../../src/privacy/index.ts'
import { sql } from '../../src/store/index.ts'
import { engine } from '../../src/store/machine.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { office, whole } from '../invented.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-erased-'))
afterAll(() => rmSync(folder, { recursive: true }))

const NOW = parseInstant('2017-07-03 09:00') ?? instant(0)
const ASKED = '林下产业园补助怎么申请'

/** An office at work, and which of these words its files hold. */
async function worked(name: string) {
  const path = join(folder, `${name}.db`)
  const store = openSqlite(path, { demo: true })
  const people = await office(store)
  await store.commit([sql(`UPDATE person SET name = '葛宏伟', phone = '13800001111' WHERE id = '柳泉'`)])
  await people.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await people.says('柳泉', `/转人工 ${ASKED}`)
  await people.says('澄州', '/台账 柳泉 老旧木厂 6月')
  const held = (...words: string[]): string[] =>
    readdirSync(folder)
      .filter((file) => file.startsWith(`${name}.db`))
      .map((file) => readFileSync(join(folder, file)))
      .flatMap((bytes) => words.filter((word) => bytes.includes(word)))
  return { store, path, held }
}

test('who is erased stands in no byte of it, while the office goes on', async () => {
  const { store, path, held } = await worked('erased')
  engine.emptyLog(path)
  expect(held('葛宏伟', '13800001111', ASKED)).toEqual(['葛宏伟', '13800001111', ASKED])
  await store.commit((await erasure(store, '柳泉' as PersonId, whole.regions, NOW)).writes)
  engine.emptyLog(path)
  expect(held('葛宏伟', '13800001111', ASKED)).toEqual([])
  store.close()
})

test('words whose time is over stand in no byte of it', async () => {
  const { store, path, held } = await worked('pruned')
  engine.emptyLog(path)
  expect(held(ASKED)).toEqual([ASKED])
  await store.commit([sql(`UPDATE outbox SET state = 'sent' WHERE state IN ('queued', 'leased')`)])
  const night = instant(NOW + (RETENTION.texts + 1) * DAY_MS - 7 * 3_600_000 + 300_000)
  await store.commit((await retentionJob(RETENTION).run(night, store)).writes)
  store.close()
  expect(held(ASKED)).toEqual([])
})
