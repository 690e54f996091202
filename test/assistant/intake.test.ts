/** What a process died of: tried once more alone, then set aside, on both runtimes. */
import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { createAssistant, createDesk, createFront, retry } from '../../src/assistant/index.ts'
import { say } from '../../src/message/card.ts'
import type { Command } from '../../src/message/command.ts'
import type { Incoming } from '../../src/message/incoming.ts'
import { type Instant, instant, MINUTE_MS } from '../../src/office/day.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { test } from '../size.ts'
import { note, small } from './small.ts'

/** Never comes to its end, as in a process that is killed meanwhile. */
const hang: Command = {
  name: '停',
  words: [],
  right: { kind: 'anyone' },
  summary: '停住',
  run: () => new Promise(() => {}),
}

/** A process over the store: what an earlier one had under way is forgotten. */
const process = (store: Store, commands = [note, hang]) => small({ store, parts: { commands } })

async function died(store: Store) {
  const first = await process(store)
  const message = first.incoming('wu', { kind: 'text', text: '/停' }, 'poison')
  void first.assistant.handle(message)
  await first.says('nobody', '你好')
  return message
}

const pending = (store: Store) => store.all('SELECT id, tries, state, why FROM pending')

describe('a message that was begun and not finished', () => {
  test('leaves nothing behind the first time, since the ordinary message costs no write of its own', async () => {
    const store = await freshStore()
    await died(store)
    expect(await store.all('SELECT id FROM inbox')).toEqual([{ id: 'test:in-1' }])
    expect(await pending(store)).toEqual([])
  })

  test('is recorded when it comes again, and set aside with an answer when it comes the third time', async () => {
    const store = await freshStore()
    const message = await died(store)
    const second = await process(store)
    second.later(20_000)
    void second.assistant.handle(message)
    await expect.poll(() => pending(store)).toEqual([{ id: 'test:poison', tries: 2, state: 'received', why: null }])

    const third = await process(store)
    third.later(6 * MINUTE_MS)
    expect(await third.assistant.handle(message)).toEqual({ status: 'process-died' })
    expect(third.hears('wu')).toEqual([expect.stringMatching(/没能处理[\s\S]*没有记录任何数据/)])
    expect(await pending(store)).toEqual([{ id: 'test:poison', tries: 2, state: 'set-aside', why: 'died' }])
    expect(await third.assistant.handle(message)).toEqual({ status: 'duplicate' })
    expect(third.hears('wu')).toHaveLength(1)
  })

  test('is set aside at the start of a process that is alone, and nobody else’s message waits for it', async () => {
    const store = await freshStore()
    const message = await died(store)
    const second = await process(store)
    second.later(20_000)
    void second.assistant.handle(message)
    await expect.poll(() => pending(store)).toHaveLength(1)

    const third = await process(store)
    third.later(MINUTE_MS)
    await third.assistant.resume()
    expect(third.hears('wu')).toHaveLength(1)
    expect(await third.says('nobody', '在吗', 'later')).toEqual({ status: 'answered' })
  })

  test('that did no harm is handled when it comes again, and its row is gone', async () => {
    const store = await freshStore()
    const message = await died(store)
    const healed = await process(store, [
      note,
      { ...hang, run: async () => ({ status: 'noted', writes: [], reply: say('好了') }) },
    ])
    healed.later(20_000)
    expect(await healed.assistant.handle(message)).toEqual({ status: 'noted' })
    expect(healed.hears('wu')).toEqual(['好了'])
    expect(await pending(store)).toEqual([])
    expect(await healed.assistant.handle(message)).toEqual({ status: 'duplicate' })
  })

  onBoth('is taken up by a tick once its process must be dead, by one of two processes', async () => {
    const store = await freshStore()
    const message = await died(store)
    const stored = { ...message, at: message.at as Instant }
    await store.commit([
      sql(
        `INSERT INTO pending (id, incoming, at, tries, state) VALUES ('test:poison', ?, ?, 1, 'received')`,
        JSON.stringify({ ...stored, text: '你好' }),
        message.at,
      ),
    ])
    const [one, other] = [await process(store), await process(store)]
    one.later(5 * MINUTE_MS)
    await one.assistant.tick(one.now())
    expect(one.hears('wu')).toEqual([])
    one.later(6 * MINUTE_MS)
    other.later(11 * MINUTE_MS)
    await Promise.all([one.assistant.tick(one.now()), other.assistant.tick(other.now())])
    expect([...one.hears('wu'), ...other.hears('wu')]).toEqual(['您问：你好'])
    expect(await pending(store)).toEqual([])
  })
})

const SECOND = 1_000
const DAY = 24 * 60 * MINUTE_MS
const SKEWS = [10 * SECOND, -10 * SECOND, 5 * MINUTE_MS, -5 * MINUTE_MS, DAY, -DAY]

describe.each(SKEWS)('where the platform’s clock is %i ms ahead of the host’s', (ms) => {
  /** Of a process on a machine, with how each message was handed to the desk. */
  const lived = async (store: Store, upMs: number, commands = [note, hang]) => {
    const office = await small({ store, parts: { commands } })
    const handed: unknown[] = []
    const desk = createDesk(office.parts)
    const front = createFront({
      ...office.parts,
      desk: {
        ...desk,
        handle: (message, now, options, begun) => {
          handed.push(options)
          return desk.handle(message, now, options, begun)
        },
      },
      upMs: () => upMs,
    })
    const said = (text: string, id: string): Incoming => {
      const message = office.incoming('wu', { kind: 'text', text }, id)
      return { ...message, at: instant(message.at + ms) }
    }
    return { ...office, front, handed, said }
  }

  test.each([0, 8 * 60 * MINUTE_MS])('a message is handled as any, %i ms after the start', async (upMs) => {
    const store = await freshStore()
    const { front, handed, said, hears } = await lived(store, upMs)
    expect(await front.handle(said('你好', 'new'))).toEqual({ status: 'answered' })
    expect(handed).toEqual([{}])
    expect(hears('wu')).toHaveLength(1)
    expect(await pending(store)).toEqual([])
    expect(await front.handle(said('你好', 'new'))).toEqual({ status: 'duplicate' })
  })

  test('a repeat of what a process died of is tried once more, alone, and then set aside', async () => {
    const store = await freshStore()
    const first = await lived(store, 8 * 60 * MINUTE_MS)
    void first.front.handle(first.said('/停', 'poison'))
    await first.says('nobody', '在吗')
    expect(await pending(store)).toEqual([])

    const second = await lived(store, 15 * SECOND)
    void second.front.handle(second.said('/停', 'poison'))
    await expect.poll(() => pending(store)).toMatchObject([{ tries: 1, state: 'received' }])
    const third = await lived(store, 0)
    third.later(SECOND)
    void third.front.resume()
    await expect.poll(() => pending(store)).toMatchObject([{ tries: 2, state: 'received' }])
    expect(third.handed).toEqual([{ alone: true }])
    const fourth = await lived(store, 0)
    fourth.later(2 * SECOND)
    await fourth.front.resume()
    expect(await pending(store)).toMatchObject([{ state: 'set-aside', why: 'died' }])
    expect(fourth.hears('wu')).toEqual([expect.stringMatching(/没能处理/)])
    expect(await fourth.front.handle(fourth.said('/停', 'poison'))).toEqual({ status: 'duplicate' })
  })
})

test('what could not be stored after its platform was told is tried again at the next minute, where nobody else is', async () => {
  for (const alone of [true, false]) {
    const store = await freshStore()
    const one = await process(store)
    await one.assistant.resume(alone)
    const message = one.incoming('wu', { kind: 'text', text: '你好' }, 'left')
    await store.commit([
      sql(
        `INSERT INTO pending (id, incoming, at, tries, state) VALUES ('test:left', ?, ?, 1, 'received')`,
        JSON.stringify(message),
        one.now(),
      ),
    ])
    one.later(MINUTE_MS)
    await one.assistant.tick(one.now())
    expect(one.hears('wu')).toEqual(alone ? ['您问：你好'] : [])
  }
})

test('however many were begun when the process died, the next one takes all of them up', async () => {
  const store = await freshStore()
  const one = await process(store)
  const texts = Array.from({ length: 150 }, (_, at) => one.incoming(`visitor-${at}`, { kind: 'text', text: '你好' }))
  await store.commit(
    texts.map((message) =>
      sql(
        `INSERT INTO pending (id, incoming, at, tries, state) VALUES (?, ?, ?, 1, 'received')`,
        `test:${message.id}`,
        JSON.stringify(message),
        one.now(),
      ),
    ),
  )
  one.later(1_000)
  await one.assistant.resume()
  expect(await pending(store)).toEqual([])
  expect(one.channel.shown).toHaveLength(150)
})

describe('a row of what was begun goes', () => {
  const received = (store: Store, message: unknown, tries: number) =>
    store.commit([
      sql(
        `INSERT INTO pending (id, incoming, at, tries, state) VALUES ('test:poison', ?, 0, ?, 'received')`,
        JSON.stringify(message),
        tries,
      ),
    ])

  test('where the process died between the commit and the row’s end, however often it was begun', async () => {
    const store = await freshStore()
    const first = await process(store)
    const message = first.incoming('wu', { kind: 'text', text: '你好' }, 'poison')
    await first.assistant.handle(message)
    await received(store, message, 2)
    const second = await process(store)
    await second.assistant.resume()
    expect(await pending(store)).toEqual([])
    expect(await store.all('SELECT status FROM inbox')).toEqual([{ status: 'answered' }])
  })

  test('back among those set aside, where one more try by hand ended with the process', async () => {
    const store = await freshStore()
    const message = await died(store)
    await received(store, message, 2)
    const second = await process(store)
    await second.assistant.resume()
    expect(await pending(store)).toMatchObject([{ state: 'set-aside', why: 'died' }])

    // By hand: it kills the process once more.
    await store.commit([retry('test:poison')])
    const third = await process(store)
    void third.assistant.tick(third.now())
    await expect.poll(() => pending(store)).toMatchObject([{ state: 'received' }])
    const fourth = await process(store)
    fourth.later(1_000)
    await fourth.assistant.resume()
    expect(await pending(store)).toMatchObject([{ state: 'set-aside', why: 'died' }])
    // Whoever sent it hears of this try, too.
    expect(fourth.hears('wu')).toHaveLength(1)
  })
})

test('an answer that a process died over goes out at the next start, not when its lease runs out', async () => {
  const store = await freshStore()
  const first = await process(store)
  await first.says('nobody', '你好')
  const lease = first.now() + MINUTE_MS
  await store.commit([sql(`UPDATE outbox SET state = 'leased', sent = NULL, message = NULL, lease = ?`, lease)])
  const second = await process(store)
  await second.assistant.deliver(second.now())
  expect(second.hears('nobody')).toEqual([])
  await second.assistant.resume()
  await second.assistant.deliver(second.now())
  expect(second.hears('nobody')).toEqual(['您问：你好'])
})

test('an assistant answers to each word once, the set-aside list among them', async () => {
  const { parts } = await small()
  const twice: Command = { ...note, name: '另', words: ['搁置'] }
  expect(() => createAssistant({ ...parts, commands: [note, twice] })).toThrow(/搁置/)
})
