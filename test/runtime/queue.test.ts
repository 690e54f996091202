/**
 * What one person's message takes is taken from nobody else. Two desks and a clock of the test's own: what is counted is
 * the time that calls take, on no machine.
 */
import { describe, expect, test } from 'vitest'
import { type DeskName, PATIENCE_MS, Queue, type Queued } from '../../src/runtime/desks/queue.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** What an ordinary message takes, and the most that any may: it is cut off there, and a suspect's at an eighth. */
const USUAL = 20
const LIMIT = 8 * SECOND

interface Call extends Queued {
  readonly name: string
  readonly ms: number
  readonly at: number
}

const line = (sender: string, at: number, ms = USUAL, more: Partial<Call> = {}): Call => ({
  name: sender,
  sender,
  at,
  ms,
  slow: false,
  words: 20,
  ...more,
})
const file = (sender: string, at: number, ms: number): Call => line(sender, at, ms, { slow: true, words: 0 })

/** Plays what comes when; the back office is asked first, as the desks do it. @returns what each waited for its turn, ms */
function played(calls: readonly Call[], queue = new Queue<Call>()) {
  const coming = [...calls].sort((a, b) => a.at - b.at)
  const desks = new Map<DeskName, { job: Call; until: number; isCut: boolean } | undefined>([
    ['back', undefined],
    ['counter', undefined],
  ])
  const waits: { readonly call: Call; readonly ms: number; readonly desk: DeskName | 'none' }[] = []
  for (let now = 0; ; ) {
    for (const [name, served] of desks) {
      if (!served || served.until > now) continue
      desks.set(name, undefined)
      // A file's time counts as much less as it may take longer.
      queue.done(served.job, (served.until - served.job.at - waitOf(served.job)) / (served.job.slow ? 15 : 1), now)
      if (served.isCut) queue.cutOff(served.job, now)
    }
    while (coming[0] && coming[0].at <= now) queue.add(coming.shift() as Call)
    for (const call of queue.barred(now)) waits.push({ call, ms: now - call.at, desk: 'none' })
    for (const [name, served] of desks) {
      const job = served ? undefined : queue.take(name, now)
      if (!job) continue
      const limit = (job.slow ? 15 : 1) * (queue.isSuspect(job, now) ? LIMIT / 8 : LIMIT)
      waits.push({ call: job, ms: now - job.at, desk: name })
      desks.set(name, { job, until: now + Math.min(job.ms, limit), isCut: job.ms > limit })
    }
    const ends = [...desks.values()].flatMap((one) => one?.until ?? [])
    const looks = waits.map(({ call, ms }) => call.at + ms + PATIENCE_MS).filter((at) => at > now)
    const next = Math.min(coming[0]?.at ?? Number.POSITIVE_INFINITY, ...ends, ...looks)
    if (!Number.isFinite(next)) return { waits, of: (who: RegExp) => waits.filter(({ call }) => who.test(call.name)) }
    now = next
  }
  function waitOf(job: Call): number {
    return waits.findLast(({ call }) => call === job)?.ms ?? 0
  }
}

const longest = (waits: readonly { readonly ms: number }[]): number => Math.max(...waits.map(({ ms }) => ms))
const thirty = <T>(make: (n: number) => T): T[] => Array.from({ length: 30 }, (_, n) => make(n))
/** Ten people of the roster who ask something each second, for three minutes. */
const PEOPLE = Array.from({ length: 10 }, (_, n) => `official-${n}`)
const asking = Array.from({ length: 180 }, (_, n) => line(PEOPLE[n % PEOPLE.length] ?? '', n * SECOND + 500))
const office = () => new Queue<Call>([...PEOPLE, 'secretary'])

describe('thirty who write at once for the first time hold up nobody who is known, with lines of', () => {
  test.each([
    ['as long as is allowed', LIMIT - 100],
    ['longer than is allowed', 2 * LIMIT],
    ['just under what counts against a share', 1_950],
    ['a second', SECOND],
  ])('%s', (_, ms) => {
    const hostile = thirty((n) => line(`stranger-${n}`, 0, ms))
    const { of } = played([...hostile, ...asking], office())
    expect(of(/official/)).toHaveLength(asking.length)
    expect(longest(of(/official/))).toBe(0)
    // All of them are served, too.
    expect(of(/stranger/)).toHaveLength(30)
  })
})

test('while the back office reads a file, a known person waits for one of their lines at most, once a minute', () => {
  const hostile = thirty((n) => line(`stranger-${n}`, 0, LIMIT - 100))
  const { of } = played([file('secretary', 0, 110 * SECOND), ...hostile, ...asking], office())
  expect(longest(of(/official/))).toBeLessThanOrEqual(LIMIT)
  const held = of(/official/).filter(({ ms }) => ms > 100)
  expect(held.length).toBeLessThanOrEqual(2 * (LIMIT / SECOND))
  expect(held.length).toBeGreaterThan(0)
})

test('nor do thirty on the roster with long texts; the shorter of those that wait goes first', () => {
  const hostile = thirty((n) => line(`roster-${n}`, 0, 5 * SECOND, { words: 3_000 }))
  const queue = new Queue<Call>([...PEOPLE, ...hostile.map(({ name }) => name)])
  const { of } = played([...hostile, ...asking, line('newcomer', SECOND)], queue)
  expect(longest(of(/official/))).toBe(0)
  expect(longest(of(/newcomer/))).toBeLessThanOrEqual(5 * SECOND)
})

test('two of the roster whose short lines take long hold up others by the rest of one line, however many they send', () => {
  const dear = ['a', 'b'].flatMap((who) => Array.from({ length: 20 }, () => line(`dear-${who}`, 0, 400)))
  const others = Array.from({ length: 60 }, (_, n) => line(PEOPLE[n % PEOPLE.length] ?? '', 50 + n * 100))
  const { of } = played([...dear, ...others], new Queue<Call>([...PEOPLE, 'dear-a', 'dear-b']))
  expect(longest(of(/official/))).toBeLessThanOrEqual(400 + USUAL)
  // All of theirs are read, too.
  expect(of(/dear/)).toHaveLength(40)
})

test('one who writes for the first time what turns holds up others who do by a second, once', () => {
  const newcomers = Array.from({ length: 12 }, (_, n) => line(`new-${n}`, 100 + n * 300))
  const { of } = played([line('stranger', 0, LIMIT - 100), ...newcomers, ...asking], office())
  expect(longest(of(/new/))).toBe(900)
  expect(longest(of(/official/))).toBeLessThanOrEqual(USUAL)
})

test('thirty files that take long hold up neither what is said nor the minute’s planning', () => {
  const hostile = thirty((n) => file(n % 2 === 0 ? `stranger-${n}` : `roster-${n}`, 0, 100 * SECOND))
  const minutes = Array.from({ length: 3 }, (_, n): Call => ({ name: 'plan', at: n * MINUTE, ms: 300, slow: true }))
  const queue = new Queue<Call>([
    ...PEOPLE,
    ...hostile.map(({ name }) => name).filter((name) => name.startsWith('roster')),
  ])
  const { of } = played([...hostile, ...asking, ...minutes], queue)
  expect(longest(of(/official/))).toBe(0)
  expect(longest(of(/plan/))).toBeLessThanOrEqual(100 * SECOND)
})

test('newcomers who are quick are served at once, however many, and are known from then on', () => {
  const crowd = Array.from({ length: 300 }, (_, n) => line(`new-${n}`, n * 100, 90))
  const queue = office()
  // One of them with a file, so that the counter alone serves the rest.
  const { waits } = played([file('new-file', 0, 60 * SECOND), ...crowd, ...asking], queue)
  expect(longest(waits)).toBeLessThanOrEqual(90 + USUAL)
  queue.add(line('new-7', 0))
  queue.add(line('stranger', 0))
  expect([queue.take('counter', HOUR)?.name, queue.take('back', HOUR)?.name]).toEqual(['new-7', 'stranger'])
})

test('whose messages took two seconds of the last minute goes after everybody else, at the back office, for a minute', () => {
  const slow = [line('official-1', 0, 2_100), line('official-1', 1, USUAL), line('official-1', MINUTE + 3_000, USUAL)]
  const others = Array.from({ length: 50 }, (_, n) => line(`official-${2 + (n % 8)}`, 1_900 + n, 100))
  const { of, waits } = played([...slow, ...others], office())
  expect(of(/official-1/).map(({ desk }) => desk)).toEqual(['back', 'back', 'back'])
  // Behind all fifty, two at a time.
  expect(waits.at(-2)?.call.name).toBe('official-1')
  expect(of(/official-1/).at(-1)?.ms).toBe(0)
  // Even where nobody else waits.
  const queue = office()
  queue.done(line('official-1', 0), 2_100, 0)
  queue.add(line('official-1', 1))
  expect([queue.take('counter', 1), queue.take('back', 1)?.name]).toEqual([undefined, 'official-1'])
})

test('whose questions are each quick waits for no file, however many they ask and however busy the machine', () => {
  const busy = 300
  const six = Array.from({ length: 6 * 27 }, (_, n) => line(`official-${n % 6}`, n * 370, busy))
  const files = Array.from({ length: 3 }, (_, n) => file('secretary', n * 20 * SECOND, 20 * SECOND))
  const { of } = played([...files, ...six], office())
  // The premise: by the end of the minute each took its share several times.
  expect(27 * busy).toBeGreaterThan(4_000)
  expect(of(/official/)).toHaveLength(six.length)
  expect(longest(of(/official/))).toBeLessThanOrEqual(2 * busy)
  // Others go before them still.
  const queue = office()
  for (let n = 0; n < 10; n++) queue.done(line('official-1', 0), busy, 0)
  queue.add(line('official-1', 1))
  queue.add(line('official-2', 2))
  expect([queue.take('counter', 3)?.name, queue.take('counter', 3)?.name]).toEqual(['official-2', 'official-1'])
})

test('a suspect is one for an hour, is barred from the third time on, and is then forgotten', () => {
  const queue = new Queue<Call>()
  const one = line('one', 0)
  for (const at of [0, 1, 2]) queue.cutOff(one, at)
  queue.add(one)
  expect([queue.isSuspect(one, 3), queue.barred(3)]).toEqual([true, [one]])
  for (let n = 0; n < 50; n++) queue.cutOff(line(`other-${n}`, 10), 10)
  expect(queue.remembered).toBe(51)
  queue.cutOff(line('last', 11), 11 + HOUR)
  expect(queue.remembered).toBe(1)
  queue.add(one)
  expect([queue.isSuspect(one, 11 + HOUR), queue.barred(11 + HOUR)]).toEqual([false, []])
})

describe('what a model said', () => {
  const reply = (asker: string, ms = LIMIT + 1, at = 0): Call =>
    line(asker, at, ms, { name: `reply to ${asker}`, slow: true, isModels: true, words: undefined as never })

  test('to one who has three replies cut off is not read any more, and to others is', () => {
    const hostile = Array.from({ length: 6 }, (_, n) => reply('official-0', 16 * LIMIT, n * MINUTE))
    const others = PEOPLE.slice(1).map((who, n) => reply(who, USUAL, 3 * MINUTE + n * 30 * SECOND))
    const { of } = played([...hostile, ...others], office())
    expect(of(/official-0/).map(({ desk }) => desk)).toEqual(['back', 'back', 'back', 'none', 'none', 'none'])
    expect(of(/official-[1-9]/).map(({ desk }) => desk)).toEqual(others.map(() => 'back'))
  })

  test('that hurts whoever asked costs three of them a desk, not all', () => {
    const all = Array.from({ length: 40 }, (_, n) => reply(`asker-${n}`, 16 * LIMIT, n * 10 * SECOND))
    const { waits } = played(all, office())
    expect(waits.filter(({ desk }) => desk !== 'none')).toHaveLength(3)
  })

  test('is no reason to serve whom it was said to any later', () => {
    const queue = office()
    for (const at of [0, 1, 2]) queue.cutOff(reply('official-0'), at)
    const own = line('official-0', 3)
    queue.add(own)
    expect([queue.isSuspect(own, 3), queue.barred(3), queue.take('counter', 3)]).toEqual([false, [], own])
  })
})
