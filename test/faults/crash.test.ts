/** Killed again and again while it delivers, the office says everything once, or says what it does not know. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { say } from '../../src/message/card.ts'
import { post } from '../../src/message/outgoing.ts'
import { instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

const REMINDERS = 1_000
const KILLS = 12
/** A minute of office time takes 100 ms. */
const SPEED = 600
const HOUR_MS = 3_600_000

const folder = mkdtempSync(join(tmpdir(), 'yaodian-crash-'))
const path = join(folder, 'office.db')
const began = Date.now()
const officeNow = (): number => began + (Date.now() - began) * SPEED

/** Seeded, so that a failure can be had again. */
let seed = 7
const chance = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

/** The platform: tells repeats by their key for an hour, refuses now and then, and loses answers after the effect. */
const keys = new Map<string, number>()
const shown = new Map<string, number>()
const faults = { refused: 0, limited: 0, lost: 0, repeats: 0 }

function show(key: string): void {
  const known = keys.get(key)
  if (known !== undefined && officeNow() - known < HOUR_MS) faults.repeats++
  else shown.set(key, (shown.get(key) ?? 0) + 1)
  if (known === undefined) keys.set(key, officeNow())
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const { key } = JSON.parse(body) as { key: string }
    const luck = chance()
    if (luck < 0.04) {
      faults.refused++
      response.writeHead(503).end()
    } else if (luck < 0.07) {
      faults.limited++
      response.writeHead(429, { 'retry-after': '30' }).end()
    } else if (luck < 0.12) {
      show(key)
      faults.lost++
      if (luck < 0.095) response.destroy()
      // else: no answer at all
    } else {
      show(key)
      response.end(`m-${key}`)
    }
  })
}

const server = createServer(answer)
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
  const store = openSqlite(path)
  const people = Array.from({ length: REMINDERS }, (_, i) => `p${i}`)
  await store.commit(
    people.flatMap((id) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', id, id),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${id}`, id),
    ]),
  )
  const due = instant(began)
  await store.commit(
    people.map((id) =>
      post({ key: `r-${id}`, to: { kind: 'person', person: id as PersonId }, card: say('请上报'), due }, due),
    ),
  )
  store.close()
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = (): ChildProcess =>
  spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'deliverer.ts'), path, url, String(began), String(SPEED)],
    {
      stdio: 'ignore',
    },
  )

const ended = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))

/** Lets a process work for a while once the platform hears from it, then kills it. */
async function killedAtWork(): Promise<NodeJS.Signals | null> {
  const before = shown.size
  const child = start()
  const exit = ended(child)
  while (shown.size === before && child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await new Promise((resolve) => setTimeout(resolve, chance() * 60))
  child.kill('SIGKILL')
  return exit
}

test('a thousand reminders, a dozen kills: everybody hears once, or it is said not to be known', async () => {
  let killed = 0
  for (let i = 0; i < KILLS; i++) if ((await killedAtWork()) === 'SIGKILL') killed++
  expect(await ended(start())).toBeNull()

  const store = openSqlite(path)
  const states = await store.all<{ state: string; n: number }>(
    `SELECT state, count(*) AS n FROM outbox WHERE key LIKE 'r-%' GROUP BY state`,
  )
  const sent = await store.all<{ key: string }>(`SELECT key FROM outbox WHERE key LIKE 'r-%' AND state = 'sent'`)
  store.close()
  const count = Object.fromEntries(states.map(({ state, n }) => [state, n]))
  console.log(`killed ${killed} times; ${JSON.stringify(count)}; the platform: ${JSON.stringify(faults)}`)

  // The premise: it was killed at work, and the platform misbehaved in every way.
  expect(killed).toBeGreaterThan(KILLS / 2)
  expect(Math.min(...Object.values(faults))).toBeGreaterThan(0)
  expect((count['sent'] ?? 0) + (count['unknown'] ?? 0)).toBe(REMINDERS)
  expect([...shown.values()].filter((times) => times > 1)).toEqual([])
  expect(sent.filter(({ key }) => shown.get(key) !== 1)).toEqual([])
  expect(count['sent'] ?? 0).toBeGreaterThan(0.9 * REMINDERS)
}, 120_000)
