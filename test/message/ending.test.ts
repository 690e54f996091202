/** The catalogue of endings: nothing ends outside of it (the compiler sees to that), and nothing in it never happens. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, expectTypeOf, test } from 'vitest'
import type { Handled } from '../../src/assistant/index.ts'
import type { Acknowledgement } from '../../src/channels/inbound/arrival.ts'
import type { Outcome } from '../../src/message/command.ts'
import { ENDINGS, type Ending, endedAs, endingsOf } from '../../src/message/ending.ts'

const SRC = join(import.meta.dirname, '../../src')

interface Source {
  readonly path: string
  readonly text: string
}

const sources = (): Source[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== 'message/ending.ts')
    .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }))

/** Makers of outcomes: how it ends is one of their arguments. */
const MAKERS: ReadonlySet<string> = new Set(['answer', 'say', 'reply', 'said', 'refuse', 'refused', 'declined'])
const FIELDS: ReadonlySet<string> = new Set(['status', 'reason'])

/** Words that stand where a message's ending is decided: `status: 'recorded'`, `say('asked', …)`, one of two by a condition. */
function producedIn({ path, text }: Source): string[] {
  const places: { from: number; to: number }[] = []
  const words: { at: number; word: string }[] = []
  new Visitor({
    Property({ key, value }) {
      if (key.type === 'Identifier' && FIELDS.has(key.name)) places.push({ from: value.start, to: value.end })
    },
    CallExpression({ callee, arguments: given }) {
      const [first] = given
      const last = given.at(-1)
      if (callee.type === 'Identifier' && MAKERS.has(callee.name) && first && last)
        places.push({ from: first.start, to: last.end })
    },
    Literal({ start, value }) {
      if (typeof value === 'string') words.push({ at: start, word: value })
    },
  }).visit(parseSync(path, text).program)
  return words.flatMap(({ at, word }) => (places.some(({ from, to }) => from <= at && at < to) ? [word] : []))
}

const unproduced = (endings: readonly string[], all: readonly Source[]): string[] => {
  const produced = new Set(all.flatMap(producedIn))
  return endings.filter((ending) => !produced.has(ending))
}

test('whatever is handled, answered or acknowledged ends in a way of the catalogue', () => {
  expectTypeOf<Outcome['status']>().toEqualTypeOf<Ending>()
  expectTypeOf<Handled['status']>().toEqualTypeOf<Ending>()
  expectTypeOf<Acknowledgement['status']>().toEqualTypeOf<Ending>()
  // @ts-expect-error an ending that the catalogue lacks does not compile
  const unknown: Outcome = { status: 'vanished', writes: [] }
  expect(endedAs(unknown.status)).toBeUndefined()
})

test('nothing in the catalogue never happens', () => {
  expect(Object.keys(ENDINGS).length).toBeGreaterThan(70)
  expect(unproduced(Object.keys(ENDINGS), sources())).toEqual([])
})

test('an ending that nothing produces is seen', () => {
  const text = "const a = { status: 'recorded', writes: [] }; say('asked', card); const kind = 'moved'"
  expect(unproduced(['recorded', 'asked', 'moved'], [{ path: 'x.ts', text }])).toEqual(['moved'])
})

test('a press that did what was asked is told so as a success, and one that did not never is', () => {
  expect(endingsOf('done').filter((one) => ENDINGS[one].tone !== 'success')).toEqual([])
  for (const family of ['lacking', 'refused', 'over'] as const) {
    expect(endingsOf(family).length).toBeGreaterThan(4)
    expect(endingsOf(family).filter((one) => ENDINGS[one].tone === 'success')).toEqual([])
  }
})

test('what is done or over is not tried again, what failed may be', () => {
  expect([...endingsOf('done'), ...endingsOf('over')].filter((one) => ENDINGS[one].again)).toEqual([])
  expect(ENDINGS.failed.again).toBe(true)
  expect(ENDINGS['process-died'].again).toBe(false)
})

test('the inbox may hold a word of an earlier version', () => {
  expect(endedAs('noticed-long-ago')).toBeUndefined()
  expect(endedAs('toString')).toBeUndefined()
  expect(endedAs('recorded')?.family).toBe('done')
})
