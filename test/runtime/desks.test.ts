/** Two real threads over a real file: what one message takes is taken from nobody else. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFront, listSetAside } from '../../src/assistant/index.ts'
import type { Channel, Delivery } from '../../src/channels/channel.ts'
import { plainText, say } from '../../src/message/card.ts'
import type { Account, Incoming } from '../../src/message/incoming.ts'
import { post } from '../../src/message/outgoing.ts'
import { instant } from '../../src/office/day.ts'
import { type Desks, openDesks } from '../../src/runtime/desks/desks.node.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'
import { frozenReady } from '../frozen.ts'
import { whole } from '../office.ts'
import { ENDLESS_MINUTE } from './endless-minute.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-desks-'))

const QUESTION = '2017年要处置多少家僵尸企业？'
/** A dozen of each. */
const ON_ROSTER = ['official', 'slow', 'patient', 'known', 'beside'].flatMap((kind) =>
  Array.from({ length: 12 }, (_, n) => `${kind}-${n}`),
)
let desks: Desks
let office: Awaited<ReturnType<typeof open>>

async function open() {
  const databasePath = join(folder, 'office.db')
  const store = openSqlite(databasePath)
  const logged: Readonly<Record<string, unknown>>[] = []
  desks = openDesks({
    module: pathToFileURL(await built('test/runtime/poisoned.thread.ts')),
    setting: { files: frozenReady(), databasePath, demo: false },
    known: ON_ROSTER.map((who) => `test:${who}`),
    fetch: async () => undefined,
    log: (entry) => logged.push(entry),
    limits: { quickMs: 4_000, suspectMs: 1_000, slowMs: 20_000, memoryMb: 256 },
  })
  const shown: (Delivery & { readonly after: number })[] = []
  const began = performance.now()
  const channel: Channel = {
    name: 'test',
    async send(delivery) {
      shown.push({ ...delivery, after: performance.now() - began })
      return { ok: true, message: `m-${delivery.key}` }
    },
  }
  const clock = () => instant(Date.now())
  const front = createFront({
    desk: desks,
    store,
    regions: whole.regions,
    channels: [channel],
    clock,
    patience: { keepMs: 100, answerMs: 700 },
    log: (entry) => logged.push(entry),
  })
  let ids = 0
  const incoming = (who: string, text: string, id = `in-${++ids}`, agoMs = 0): Incoming => ({
    id,
    channel: 'test',
    account: `test:${who}` as Account,
    chat: { id: `chat-${who}`, kind: 'private' },
    at: instant(clock() - agoMs),
    kind: 'text',
    text,
  })
  const says = (...given: Parameters<typeof incoming>) => front.handle(incoming(...given))
  const hears = (who: string) =>
    shown.filter(({ chat, account }) => chat === `chat-${who}` || account === `test:${who}`)
  return { store, front, says, incoming, hears, logged, clock }
}

beforeAll(async () => {
  office = await open()
  const { store } = office
  await store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', 'admin', '管理员'),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', 'test:admin', 'admin'),
    sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', 'admin', 'admin', '330000'),
  ])
  await desks.ready
}, 60_000)
afterAll(async () => {
  await desks.close()
  office.store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Real threads on a machine that may be busy: what is waited for comes, however late. */
const POLL = { timeout: 60_000, interval: 20 }
const bothReady = () => expect.poll(() => desks.state().ready, POLL).toBe(2)
const heard = (who: string, what: RegExp) => expect.poll(() => office.hears(who).map(text).join(), POLL).toMatch(what)
const text = (delivery: Delivery | undefined) => delivery && plainText(delivery.card)

describe('a message that never ends', { timeout: 90_000 }, () => {
  test('is cut off, answered with one honest sentence, and kept for the administrator', async () => {
    const { says, hears, store } = office
    expect(await says('first', '睡着', 'odd')).toEqual({ status: 'underway' })
    await heard('first', /没能处理[\s\S]*没有记录任何数据/)
    expect(await store.first(`SELECT status FROM inbox WHERE account = 'test:first'`)).toEqual({
      status: 'out-of-time',
    })
    const [kept, ...others] = await listSetAside(store, 10)
    expect(others).toEqual([])
    expect(kept).toMatchObject({ why: 'time', message: { text: '睡着' } })
    expect(hears('first')).toHaveLength(1)
  })

  test('holds up nobody else while it turns, and its sender is served again afterwards', async () => {
    const { says } = office
    await bothReady()
    let turned = false
    const turning = says('second', '转圈')
      .then(() => heard('second', /没能处理/))
      .then(() => {
        turned = true
      })
    // on a busy machine one may be acknowledged first, and answered after
    for (let n = 0; n < 12; n++) await says(`official-${n}`, QUESTION)
    for (let n = 0; n < 12; n++) await heard(`official-${n}`, /300家/)
    // All twelve were answered while the one was still turning.
    expect(turned).toBe(false)
    await turning
    await says('second', QUESTION)
    await heard('second', /300家/)
  })

  test('and is answered in time at last goes after everybody else, however many send such', async () => {
    const { says, hears } = office
    await bothReady()
    // A thread's first call builds what all others read from, and is nobody's.
    await Promise.all(Array.from({ length: 6 }, (_, n) => says(`warming-${n}`, QUESTION)))
    for (let n = 0; n < 6; n++) await heard(`warming-${n}`, /300家/)
    const slow = [0, 1, 2].map((n) => `slow-${n}`)
    const sent = slow.flatMap((who) => Array.from({ length: 2 }, () => says(who, `拖着 ${QUESTION}`)))
    for (let n = 0; n < 10; n++) sent.push(says(`patient-${n}`, QUESTION))
    for (let n = 0; n < 10; n++) await heard(`patient-${n}`, /300家/)
    // The first of each, and what the back office took up meanwhile.
    expect(slow.flatMap(hears).length).toBeLessThanOrEqual(3)
    await Promise.all(sent)
    await expect.poll(() => slow.flatMap(hears).length, POLL).toBe(6)
  })

  test('and is said by thirty at once is waited for by nobody who is known', async () => {
    const { says, hears } = office
    await bothReady()
    const known = Array.from({ length: 10 }, (_, n) => `known-${n}`)
    const thirty = Array.from({ length: 30 }, (_, n) => `stranger-${n}`)
    const sent = thirty.map((who) => says(who, `慢着 ${QUESTION}`))
    sent.push(...known.map((who) => says(who, QUESTION)))
    await expect.poll(() => known.filter((who) => hears(who).length === 1).length, POLL).toBe(10)
    // In the order in which they came all thirty were before them; half of that is what a busy machine may come to meanwhile.
    expect(thirty.flatMap(hears).length).toBeLessThan(15)
    await Promise.all(sent)
    await expect.poll(() => thirty.flatMap(hears).length, POLL).toBe(30)
  })

  test('said six times is read three times, and the desks stay', async () => {
    const { says, hears } = office
    await bothReady()
    const before = desks.state().cutOff
    await Promise.all(Array.from({ length: 6 }, () => says('third', '睡着')))
    await expect.poll(() => hears('third').length, POLL).toBe(6)
    expect(desks.state().cutOff - before).toBe(3)
    await says('official', QUESTION)
    await heard('official', /300家/)
  })
})

test('a minute of which the planning never ends holds up no message, and what waits in the outbox goes out', {
  timeout: 90_000,
}, async () => {
  const { front, says, hears, store, incoming, clock } = office
  await bothReady()
  const tick = front.tick(ENDLESS_MINUTE).then(
    () => 'planned',
    (error: unknown) => String(error),
  )
  await store.commit([
    post(
      {
        key: 'waits',
        to: { kind: 'chat', channel: 'test', chat: 'chat-waiting' },
        card: say('到点了'),
        due: ENDLESS_MINUTE,
      },
      ENDLESS_MINUTE,
    ),
  ])
  for (let n = 0; n < 12; n++) await says(`beside-${n}`, QUESTION)
  for (let n = 0; n < 12; n++) await heard(`beside-${n}`, /300家/)
  await heard('waiting', /到点了/)
  // All of it while the minute was being planned, at the back office: what goes there alone waits.
  const alone = desks.handle({ ...incoming('alone', QUESTION), id: 'alone' }, clock(), { alone: true })
  expect(await Promise.race([alone, new Promise((resolve) => setTimeout(resolve, 1_000, 'waits'))])).toBe('waits')
  expect(await Promise.race([tick, 'still'])).toBe('still')
  expect(await tick).toMatch(/stopped: time/)
  expect(await alone).toEqual({ status: 'answered' })
  expect(hears('waiting')).toHaveLength(1)
})

test('a message that takes all memory is cut off, and the office goes on', { timeout: 90_000 }, async () => {
  const { says, store } = office
  await bothReady()
  await says('greedy', '撑破')
  await heard('greedy', /没能处理/)
  expect(await store.first(`SELECT state FROM pending WHERE incoming LIKE '%撑破%'`)).toEqual({ state: 'set-aside' })
  // a busy machine may come to the end of the time first
  const [kept] = await listSetAside(store, 1)
  expect(await store.first(`SELECT status FROM inbox WHERE text = '撑破'`)).toEqual({ status: `out-of-${kept?.why}` })
  await says('another', QUESTION)
  await heard('another', /300家/)
})

test('what was set aside is tried again by hand, and answered once more', { timeout: 90_000 }, async () => {
  const { says, hears, store, front, clock } = office
  // The first of all, which waited without end.
  expect(await store.first(`SELECT state FROM pending WHERE id = 'test:odd'`)).toEqual({ state: 'set-aside' })
  await heard('admin', /有消息被搁置/)
  await says('admin', '/搁置')
  await heard('admin', /搁置的消息[\s\S]*睡着[\s\S]*再试一次/)
  // As after an upgrade: what hung before ends now.
  await store.commit([
    sql(`UPDATE pending SET incoming = replace(incoming, '睡着', ?) WHERE id = 'test:odd'`, QUESTION),
  ])
  const pressed: Incoming = {
    id: 'press',
    channel: 'test',
    account: 'test:admin' as Account,
    chat: { id: 'chat-admin', kind: 'private' },
    at: clock(),
    kind: 'action',
    command: '搁置',
    values: { again: 'test:odd' },
  }
  expect(await front.handle(pressed)).toEqual({ status: 'trying-again' })
  await front.tick(clock())
  await heard('first', /300家/)
  expect(hears('first').map(({ key }) => key)).toEqual(['re:test:odd', expect.stringMatching(/^re:test:odd#\d$/)])
  expect(await store.first(`SELECT * FROM pending WHERE id = 'test:odd'`)).toBeUndefined()
})

test('what comes late and waits behind one that turns is not begun, so that it is not to blame', {
  timeout: 90_000,
}, async () => {
  const { says, hears, store } = office
  await bothReady()
  const tries = () =>
    store.all(`SELECT json_extract(incoming, '$.account') AS who, tries FROM pending WHERE state = 'received'`)
  const all = [says('sixth', '睡着', 'late', 20_000), ...['a', 'b', 'c'].map((who) => says(who, QUESTION, who, 20_000))]
  await expect.poll(tries, POLL).toEqual([
    { who: 'test:a', tries: 1 },
    { who: 'test:b', tries: 1 },
    { who: 'test:c', tries: 1 },
    { who: 'test:sixth', tries: 2 },
  ])
  await Promise.all(all)
  for (const who of ['a', 'b', 'c']) await heard(who, /300家/)
  expect(hears('a')).toHaveLength(1)
  await expect.poll(tries, POLL).toEqual([])
})
