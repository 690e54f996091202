/**
 * A message that never ends, on Workers: the platform ends its call, and tells nobody. Shown here is what comes after;
 * that the platform does end it (30 s of the processor, docs/workers.md) is its own limit, which local workerd has not.
 */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Assistant } from '../../../src/assistant/index.ts'
import { openWorker } from '../../../src/composition/worker.ts'
import type { Health } from '../../../src/health/index.ts'
import { plainText } from '../../../src/message/card.ts'
import type { Account, Incoming } from '../../../src/message/incoming.ts'
import { type Instant, instant, MINUTE_MS, parseInstant } from '../../../src/office/day.ts'
import type { Store } from '../../../src/store/index.ts'
import { files } from '../../invented.ts'

const START = parseInstant('2017-07-03 09:00') ?? instant(0)
const QUESTION = '2017年要处置多少家老旧木厂？'
const POISON = '2017年要盘活多少亩存量建设用地？'

/** As a platform that ends a call at its limit: what was to be committed is not, and whoever waits hears nothing. */
const ending = (store: Store): Store => ({
  ...store,
  commit: (statements) =>
    statements.some(({ sql, params }) => sql.includes('INTO inbox') && params.includes(POISON) && !isEnd(params))
      ? new Promise(() => {})
      : store.commit(statements),
})
const isEnd = (params: readonly unknown[]): boolean => params.includes('process-died')

/** An isolate over the database: what an earlier one had in its memory is gone. */
function isolate(store: Store) {
  let now: Instant = START
  const said: { readonly chat: string | undefined; readonly text: string }[] = []
  let assistant: Assistant | undefined
  const { fetch, tick } = openWorker({
    files,
    store: ending(store),
    channels: [
      {
        name: 'test',
        async send({ key, chat, card }) {
          said.push({ chat, text: plainText(card) })
          return { ok: true, message: key }
        },
      },
    ],
    mounts(opened) {
      assistant = opened
      return []
    },
    clock: () => now,
    waitUntil: () => {},
  })
  return {
    tick,
    /** @param ms after the start */
    at(ms: number): void {
      now = instant(START + ms)
    },
    takes(who: string, text: string): Promise<string> {
      const message: Incoming = {
        id: `of-${who}`,
        channel: 'test',
        account: `test:${who}` as Account,
        chat: { id: who, kind: 'private' },
        at: START,
        kind: 'text',
        text,
      }
      return assistant?.handle(message).then(({ status }) => status) ?? Promise.reject(new Error('no assistant'))
    },
    hears: (who: string) => said.filter(({ chat }) => chat === who).map(({ text }) => text),
    async health(): Promise<Health> {
      return (await (await fetch(new Request('http://office/healthz'))).json()) as Health
    },
  }
}

const ended = (call: Promise<string>): Promise<string> =>
  Promise.race([call, new Promise<string>((resolve) => setTimeout(() => resolve('no end'), 50))])
const pending = (store: Store) => store.all('SELECT tries, state, why FROM pending')

test('is tried once more and then set aside, however often it comes again, and others are answered meanwhile', async () => {
  const store = await freshStore()
  const first = isolate(store)
  const hanging = first.takes('visitor', POISON)
  expect(await first.takes('one', QUESTION)).toBe('answered')
  expect(await ended(hanging)).toBe('no end')

  const second = isolate(store)
  second.at(20_000)
  const again = second.takes('visitor', POISON)
  await expect.poll(() => pending(store)).toEqual([{ tries: 2, state: 'received', why: null }])
  expect(await second.takes('two', QUESTION)).toBe('answered')
  expect(await ended(again)).toBe('no end')

  const third = isolate(store)
  third.at(6 * MINUTE_MS)
  expect(await third.takes('visitor', POISON)).toBe('process-died')
  await expect.poll(() => third.hears('visitor')).toEqual([expect.stringMatching(/没能处理[\s\S]*没有记录任何数据/)])
  expect(await third.health()).toMatchObject({ parts: { aside: { value: 1 } } })
  expect(await third.takes('three', QUESTION)).toBe('answered')

  const fourth = isolate(store)
  fourth.at(66 * MINUTE_MS)
  expect(await fourth.takes('visitor', POISON)).toBe('duplicate')
  expect(await pending(store)).toEqual([{ tries: 2, state: 'set-aside', why: 'died' }])
  for (const heard of [() => first.hears('one'), () => second.hears('two'), () => third.hears('three')])
    await expect.poll(heard).toEqual([expect.stringMatching(/63家/)])
})

test('that does not come again is set aside by the minute’s call, and no call takes it for ever', async () => {
  const store = await freshStore()
  void isolate(store).takes('visitor', POISON)
  const second = isolate(store)
  second.at(20_000)
  void second.takes('visitor', POISON)
  await expect.poll(() => pending(store)).toHaveLength(1)
  const minute = isolate(store)
  minute.at(15 * MINUTE_MS)
  await minute.tick()
  expect(await pending(store)).toEqual([{ tries: 2, state: 'set-aside', why: 'died' }])
  await expect.poll(() => minute.hears('visitor')).toHaveLength(1)
})
