/** The counter sees work that grows faster than its text, whoever does it: our loops, our callbacks, or the engine. */
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { isLong } from '../size.ts'
import { COUNT, instrumented } from './instrument.ts'
import { type Counting, FLOOR, judged, MOST_STEPS } from './judge.ts'
import { LONGEST } from './texts.ts'

/** A program of its own whose `read` is this body: what it is given are a text, its characters, and a place of each. */
function reading(body: string): Counting {
  const code = `globalThis.read = (text, letters, places) => { ${body} }`
  const world = { [COUNT]: () => 0, read: (_text: string, _letters: string[], _places: { at: number }[]): unknown => 0 }
  runInNewContext(instrumented('planted.ts', code), world)
  return async (text) => {
    const letters = text.split('')
    const places = letters.map((_, at) => ({ at }))
    // of the world's own kind, as a text that a program read itself
    const [own, theirs] = runInNewContext(
      '[Array.from(letters), Array.from(places)]',
      Object.assign(world, { letters, places }),
    ) as [string[], { at: number }[]]
    const from = world[COUNT]()
    world.read(text, own, theirs)
    return { units: 0, rows: 0, steps: world[COUNT]() - from }
  }
}

const text = (length: number): string => '一'.repeat(length)
const faultOf = async (body: string): Promise<string | undefined> =>
  (await judged(reading(body), text, MOST_STEPS.message)).fault

/** For each letter something over all of them, or over those before it. */
const each = (work: string): string => `for (const { at } of places) { ${work} }`

const QUADRATIC: Readonly<Record<string, string>> = {
  'a loop in a loop': each('for (const other of places) other.at'),
  some: each('places.some((other) => other.at === at)'),
  every: each('places.every((other) => other.at <= at)'),
  find: each('places.find((other) => other.at === at)'),
  findIndex: each('places.findIndex((other) => other.at === at)'),
  findLast: each('places.findLast((other) => other.at === 0)'),
  'a callback with a name': `const isFirst = (other) => other.at < 0; ${each('places.some(isFirst)')}`,
  'a callback of the engine': each('letters.filter(Boolean)'),
  filter: each('places.filter((other) => other.at === at)'),
  map: each('places.map((other) => other.at)'),
  flatMap: each('places.flatMap((other) => other.at)'),
  forEach: each('places.forEach((other) => other.at)'),
  reduce: each('places.reduce((sum, other) => sum + other.at, 0)'),
  toSorted: each('places.toSorted((one, other) => other.at - one.at)'),
  'sort without a callback': each('letters.sort()'),
  'includes of a list': each('places.includes(places[at])'),
  'indexOf of a list': each('places.indexOf(places[at])'),
  'lastIndexOf of a list': each('places.lastIndexOf(places[0])'),
  'slice of a list': each('places.slice(1)'),
  splice: `const all = [...places]; ${each('all.splice(0, all.length, ...places)')}`,
  concat: `let all = []; ${each('all = all.concat(at)')}`,
  'a list spread into the next': `let all = []; ${each('all = [...all, at]')}`,
  'a rest taken from a list': `let all = places; ${each('const [first, ...rest] = all; all = rest')}`,
  'fields spread into the next': `let all = {}; ${each('all = { ...all, [at]: at }')}`,
  'a set made anew': each('new Set(letters)'),
  'a list made anew': each('Array.from(letters)'),
  join: each("letters.join('')"),
  'keys of an object': `const all = Object.fromEntries(letters.entries()); ${each('Object.keys(all)')}`,
  normalize: each("text.normalize('NFKC')"),
  'a pattern over the whole text': each('/[二三]/.test(text)'),
  'a pattern by exec': each('/[二三]/.exec(text)'),
  'a pattern from a place on': each('const two = /二/g; two.lastIndex = at; two.exec(text)'),
  'match, replace and split': each("text.split('二')"),
}

describe('what grows as the square of its text', () => {
  // A fifth of a text has a twenty-fifth of it; the night has each judged at full length.
  const FIFTH = LONGEST / 5
  test.each(Object.entries(QUADRATIC))('is counted in %s', async (_, body) => {
    const steps = reading(body)
    const [half, whole] = [(await steps(text(FIFTH / 2))).steps, (await steps(text(FIFTH))).steps]
    expect(whole / half).toBeGreaterThan(3)
    expect(whole * 25).toBeGreaterThan(FLOOR)
  })

  test.each(Object.entries(QUADRATIC).filter(([name]) => isLong || name === 'some'))(
    'is a fault in %s',
    async (_, body) => {
      expect(await faultOf(body)).toMatch(/steps/)
    },
  )
})

describe('what grows as its text', () => {
  test.each([
    ['a loop', each('at + 1')],
    [
      'lists walked a hundred times',
      'for (let time = 0; time < 100; time++) places.filter((other) => other.at < 0).map((other) => other.at)',
    ],
    ['a find that ends at once', each('places.find((other) => other.at === 0)')],
    ['a pattern that looks at its place alone', each('const one = /一/y; one.lastIndex = at; one.test(text)')],
    ['a pattern that must begin the text', each('/^二/.test(text)')],
    ['a search that finds at once', each("text.indexOf('一', at); places.includes(places[0])")],
    ['a part of a fixed length', each('places.slice(at, at + 8).join()')],
  ])('is no fault: %s', async (_, body) => {
    expect(await faultOf(body)).toBeUndefined()
  })

  test('a callback that only looks something up is an eighth of a step', async () => {
    const steps = reading('places.some((other) => other.at < 0)')
    expect((await steps(text(LONGEST))).steps).toBeCloseTo(LONGEST / 8 + 1, -1)
    expect(FLOOR).toBeGreaterThan(LONGEST)
  })
})
