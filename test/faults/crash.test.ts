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
import { built } from '../built.ts'
import { isLong } from '../size.ts'

const REMINDERS = 1_000
const KILLS = isLong ? 12 : 6
const MINUTE_MS = 60_000
/** For how long the platform tells a repeat by its key. */
const KEY_MS = 60 * MINUTE_MS
/** Office time passes with work, so that a slow machine plays the same as a fast one. */
const REQUEST_MS = 500
const LOOK_MS = 5_000
/** At most so many requests after a process was first heard from it is killed. */
const REQUESTS = 80
/** Longer than a lease: who starts again finds what the killed one left. */
const RESTART_MS = 2 * MINUTE_MS
/** Longer than the platform keeps a key: what was under way then must not be sent again. */
const OUTAGE_MS = 70 * MINUTE_MS

const folder = mkdtempSync(join(tmpdir(), 'yaodian-crash-'))
const path = join(folder, 'office.db')
const began = Date.parse('2017-07-03T09:00:00+08:00')
let officeNow = began
let requests = 0

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
  if (known !== undefined && officeNow - known < KEY_MS) faults.repeats++
  else shown.set(key, (shown.get(key) ?? 0) + 1)
  if (known === undefined) keys.set(key, officeNow)
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'GET') {
    officeNow += LOOK_MS
    response.end(String(officeNow))
    return
  }
  requests++
  officeNow += REQUEST_MS
  response.setHeader('office-time', officeNow)
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
  deliverer = await built('test/faults/deliverer.ts')
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

let deliverer = ''
const start = (): ChildProcess => spawn(process.execPath, [deliverer, path, url], { stdio: 'ignore' })

const ended = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))

/** Lets a process work for a number of requests, then kills it. */
async function killedAtWork(): Promise<NodeJS.Signals | null> {
  const before = requests
  const most = 1 + chance() * REQUESTS
  const child = start()
  const exit = ended(child)
  while (requests < before + most && child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  child.kill('SIGKILL')
  return exit
}

async function keysOf(which: string): Promise<string[]> {
  const store = openSqlite(path)
  const rows = await store.all<{ key: string }>(`SELECT key FROM outbox WHERE key LIKE 'r-%' AND ${which}`)
  store.close()
  return rows.map(({ key }) => key)
}

test('a thousand reminders, killed again and again: everybody hears once, or it is said not to be known', async () => {
  let killed = 0
  /** at the long outage */
  let underWay: string[] = []
  for (let i = 0; i < KILLS; i++) {
    if ((await killedAtWork()) === 'SIGKILL') killed++
    if (i === KILLS / 2) underWay = await keysOf(`tried IS NOT NULL AND state IN ('queued', 'leased')`)
    officeNow += i === KILLS / 2 ? OUTAGE_MS : RESTART_MS
  }
  expect(await ended(start())).toBeNull()

  const [sent, unknown] = [await keysOf(`state = 'sent'`), await keysOf(`state = 'unknown'`)]
  console.log(
    `killed ${killed} times, ${sent.length} sent, ${unknown.length} unknown; the platform: ${JSON.stringify(faults)}`,
  )

  // The premise: it was killed at work, and the platform misbehaved in every way.
  expect(killed).toBe(KILLS)
  expect(Math.min(...Object.values(faults))).toBeGreaterThan(0)
  expect(unknown.length).toBeGreaterThan(0)
  expect(sent.length + unknown.length).toBe(REMINDERS)
  expect([...shown.values()].filter((times) => times > 1)).toEqual([])
  expect(sent.filter((key) => shown.get(key) !== 1)).toEqual([])
  // Not known is the fate of those alone that were under way when it was out for longer than the platform remembers.
  expect(unknown.filter((key) => !underWay.includes(key))).toEqual([])
  expect(underWay.length).toBeLessThan(0.2 * REMINDERS)
}, 120_000)
