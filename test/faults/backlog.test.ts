/**
 * Ten thousand posts wait when the office starts: they go out at their pace, who asks is answered meanwhile, memory stays.
 * By night all of it goes out, in ten minutes; by day some of it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { say } from '../../src/message/card.ts'
import { postAll } from '../../src/message/outgoing.ts'
import { instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { type Sim, startFeishu } from '../channels/feishu/sim/index.ts'
import { buildIfStale, freePort } from '../program.ts'
import { isLong } from '../size.ts'
import { type Running, startOffice } from './cycles/process.ts'

const POSTS = 10_000
const PEOPLE = 200
/** What the platform takes of one kind in a minute. */
const A_MINUTE = 1_000
const QUESTIONS = 8
const POLL = { timeout: 60_000, interval: 50 }
/** SQLite’s pages of the outbox; all the cards at once, read, would be 150. */
const MOST_MORE_MB = 80

const folder = mkdtempSync(join(tmpdir(), 'yaodian-backlog-'))
const path = join(folder, 'office.db')
let sim: Sim
let running: Running | undefined
beforeAll(async () => {
  buildIfStale()
  sim = await startFeishu({})
}, 240_000)
afterAll(async () => {
  await running?.end('SIGKILL')
  await sim.close()
  rmSync(folder, { recursive: true, force: true })
})

const megabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

test('a backlog of ten thousand goes out at its pace, and holds up no answer', {
  timeout: isLong ? 1_500_000 : 240_000,
}, async () => {
  const people = Array.from({ length: PEOPLE }, (_, at) => sim.users.addUser({ name: `联系人${at}` }))
  const store = openSqlite(path)
  await store.commit(
    people.flatMap(({ name, openId }) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', name, name),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `feishu:${openId}`, name),
    ]),
  )
  const began = Date.now()
  const posts = Array.from({ length: POSTS }, (_, at) => ({
    key: `post:${at}`,
    to: { kind: 'person' as const, person: `联系人${at % PEOPLE}` as PersonId },
    card: say(`第${at}条`, '请上报。'.repeat(500)),
    due: instant(began - POSTS + at),
  }))
  await store.commit(postAll(posts, instant(began - POSTS)))
  // By an index of those that have gone: read past ten thousand cards, each look took as much as sending several.
  const sent = async (): Promise<number> =>
    (
      await store.first<{ n: number }>(
        `SELECT count(*) AS n FROM outbox WHERE message IS NOT NULL AND key LIKE 'post:%' AND state = 'sent'`,
      )
    )?.n ?? 0

  running = startOffice(sim, 'longconn', path, await freePort())
  await running.up
  await expect.poll(sent, POLL).toBeGreaterThan(0)
  const up = performance.now()

  const waitedMs: number[] = []
  for (const user of people.slice(0, QUESTIONS)) {
    const asked = performance.now()
    const { message } = sim.users.sendText(user, '2017年要处置多少家僵尸企业？')
    await expect.poll(() => sim.sees(user).filter(({ replyTo }) => replyTo === message.id).length, POLL).toBe(1)
    waitedMs.push(performance.now() - asked)
  }
  // The premise: they were answered while most of it waited.
  expect(await sent()).toBeLessThan(POSTS / 2)
  // By now all that is read once is in memory.
  const atFirst = megabytes(running.pid)
  const out = isLong ? POSTS : (await sent()) + 300
  await expect.poll(sent, { timeout: 1_200_000, interval: 200 }).toBeGreaterThanOrEqual(out)
  const minutes = (performance.now() - up) / 60_000
  const [done, more] = [await sent(), megabytes(running.pid) - atFirst]
  const { code } = await running.end('SIGTERM')

  console.log(
    `${done} out in ${(60 * minutes).toFixed(0)} s; questions waited ${waitedMs.map(Math.round).join(', ')} ms; ${atFirst.toFixed(0)} MB and ${more.toFixed(0)} more`,
  )
  expect(code).toBe(0)
  expect(done).toBeLessThanOrEqual(A_MINUTE * Math.ceil(minutes))
  expect(more).toBeLessThan(MOST_MORE_MB)
  const shown = people.flatMap((user) => sim.sees(user).flatMap(({ text }) => /第\d+条/.exec(text) ?? []))
  expect(new Set(shown).size).toBe(shown.length)
  // Each person's in their order, by a number each.
  for (const user of people) {
    const theirs = sim.sees(user).flatMap(({ text }) => /第(\d+)条/.exec(text)?.slice(1).map(Number) ?? [])
    expect(theirs).toEqual(theirs.toSorted((a, b) => a - b))
  }
  expect(shown.length).toBeGreaterThanOrEqual(done)
  store.close()
})
