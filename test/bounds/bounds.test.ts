/**
 * No text stops the office: what reading one costs grows no faster than the text, and stays within a bound.
 *
 * Measured in units of reading that cost about a millisecond each where nothing else runs (unit.ts), in a process that
 * is ended when it hangs.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isLong, runs } from '../size.ts'
import { HOSTILE } from './hostile.ts'
import { Reader } from './measure.ts'
import { KINDS, LONGEST, lexiconWords, patternWords, type Repeated, shuffled, written } from './texts.ts'

/** Units beyond what an ordinary message costs for 6 000 characters, of a reader as of a whole message, command or press. */
const GOAL = 50
/** The night measures alone; by day another worker shares the cores, and caches, with this one. */
const ALLOWED = isLong ? GOAL : 2 * GOAL
/**
 * A paper of 6 000 hostile characters is read for what it states once, when the first question comes near it (245
 * units at most of the eighty; the second question took 44), and rows of a file are people or figures: no message, and
 * bounded apart. Not held yet: papers of a later stranger took up to 700 (corrections, units in turn, long numerals).
 */
const A_FILE = 300
const FILES = [
  ...['people', 'document', 'ask, of a document'],
  ...['a paper of Word', 'a paper in PDF', 'a workbook', 'a paper brought in'],
]
/** Below it growth is not told from the clock's noise. */
const FLOOR = 10
/** Twice the text costs twice, and a little more once it no longer fits a cache; its square would cost 4 times. */
const MOST_GROWTH = 3
const ROUNDS = 3
const SEED = 20261129
const HANGING = 'a pattern that hangs'
const QUESTION = '，2017年要处置多少家僵尸企业？'

/** Of those texts, the ones that cost minutes, seconds, or half a second when they came. */
const NEEDLES: readonly (readonly [string, string, number])[] = [
  ['invisible signs', 'a wish, said', 18],
  ['politeness clause by clause', 'a wish, said', 5],
  ['politeness of any kind', 'a wish, said', 7],
  ['a row of days, each up to the next', 'a message of a contact', 32],
  ['a paper of figures in one clause', 'ask, of a document', 71],
  ['a paper of dates in one clause', 'ask, of a document', 38],
  ['a paper of one number', 'ask, of a document', 26],
]

const reader = new Reader()
let borders: readonly string[] = []
beforeAll(async () => {
  borders = (await reader.start()).filter((border) => border !== HANGING)
}, 60_000)
afterAll(() => reader.stop())

const allowed = (border: string): number => (FILES.includes(border) ? A_FILE : ALLOWED)

/** A text that can be as long as asked. */
type Text = (length: number) => string

/** What is wrong with reading a text of full length at a border; nothing where it is once fit: noise passes, a square stays. */
async function faultOf(border: string, text: Text): Promise<string | undefined> {
  let fault: string | undefined
  for (let round = 0; round < ROUNDS; round++) {
    fault = await faultOnce(border, text)
    if (!fault) return undefined
  }
  return fault
}

async function faultOnce(border: string, text: Text): Promise<string | undefined> {
  const whole = await reader.cost(border, text(LONGEST), MOST_GROWTH * FLOOR)
  const said = (what: string): string => `${border}, ${JSON.stringify(text(120))}: ${what}`
  if (whole.threw) return said(`threw ${whole.threw}`)
  if (whole.units > allowed(border)) return said(`${whole.units.toFixed(0)} units`)
  if (whole.units <= MOST_GROWTH * FLOOR) return undefined
  const half = await reader.cost(border, text(LONGEST / 2), FLOOR)
  const growth = whole.units / Math.max(half.units, FLOOR)
  return growth > MOST_GROWTH
    ? said(`${half.units.toFixed(1)} units for half, ${whole.units.toFixed(1)} for the whole`)
    : undefined
}

async function faultsOf(read: readonly (readonly [string, Text])[]): Promise<string[]> {
  const faults: string[] = []
  for (const [border, text] of read) {
    const fault = await faultOf(border, text)
    if (fault) faults.push(fault)
  }
  return faults
}

const repeated =
  (all: Repeated): Text =>
  (length) =>
    written(all, length)

/** Each text at each border, as many of them as asked, spread over all. */
function sample(at: readonly string[], texts: readonly Text[], most: number): (readonly [string, Text])[] {
  const all = texts.flatMap((text) => at.map((border) => [border, text] as const))
  const step = Math.max(1, all.length / most)
  return all.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step))
}

describe('texts that once stopped the office', () => {
  test.each([
    ['ask', '谢谢 twenty times before a question', '谢谢'.repeat(20) + QUESTION],
    ['ask', '谢谢 thirty times before a question', '谢谢'.repeat(30) + QUESTION],
    ['ask', '请你 twenty-five times', `${'请你'.repeat(25)}，僵尸企业，去年怎么样我忘了，今年要处置多少家`],
    ['parse', '6 000 blanks', `僵尸企业${' '.repeat(5_980)}12家`],
    ['a message of a contact', '1 500 blanks', `僵尸企业${' '.repeat(1_500)}12家`],
    ['a message of a contact', '6 000 blanks', `僵尸企业${' '.repeat(5_980)}12家`],
    ['ask, of a document', '达到 twenty-five times', `${'达到'.repeat(25)}，`],
    ['parse', 'a numeral of 6 000 characters', '一'.repeat(6_000)],
    ['a message of a contact', 'a ligature that stands for eighteen characters', 'ﷺ'.repeat(6_000)],
    ['a message of a contact', 'the same figure 850 times', '僵企3家，'.repeat(1_200)],
    ['a message of a contact', 'a denial 6 000 times, which looks back over its clause', '不'.repeat(6_000)],
    ['a message of a contact', 'a name 1 200 times, which looks back to the first', '僵尸qi业'.repeat(1_200)],
    ['a message of a contact', 'lines that may each head a table', '僵尸|高企\n'.repeat(850)],
    ['a message of a contact', 'a sign 6 000 times that stands for three', '…'.repeat(6_000)],
  ])('%s: %s', async (border, _, text) => {
    const { units, threw } = await reader.cost(border, text, FLOOR)
    expect(threw).toBeUndefined()
    expect(units).toBeLessThan(allowed(border))
  })
})

describe('a text of 6 000 characters', () => {
  test('is measured at every border', async () => {
    expect(borders.length).toBeGreaterThanOrEqual(100)
    const sound = await reader.cost('ask', '你好', FLOOR)
    expect(sound.units).toBeLessThan(FLOOR)
  })

  test.each(Object.entries(KINDS))(
    'of one of the %s costs no more than its length',
    async (_, units) => {
      const texts = units.flatMap((unit) => ['', QUESTION].map((after) => repeated({ before: '', unit, after })))
      const tried = sample(borders, texts, isLong ? Number.POSITIVE_INFINITY : 20)
      expect(tried.length).toBeGreaterThanOrEqual(20)
      expect(await faultsOf(tried)).toEqual([])
    },
    600_000,
  )

  test.each(Object.entries(KINDS))(
    'of the %s in any order, without a period, costs no more than its length',
    async (_, units) => {
      const texts = Array.from(
        { length: runs(5) },
        (_each, seed) =>
          (length: number): string =>
            `${shuffled(units, seed).slice(0, length - 3)}12家`,
      )
      expect(await faultsOf(sample(borders, texts, isLong ? Number.POSITIVE_INFINITY : 20))).toEqual([])
    },
    600_000,
  )

  test('of a word that the readers know costs no more than its length', async () => {
    const words = [...new Set([...patternWords(), ...lexiconWords()])]
    expect(words.length).toBeGreaterThan(6_000)
    const at = borders.filter((border) => border !== 'people' && border !== 'card')
    const texts = words.map((unit) => repeated({ before: '', unit, after: QUESTION }))
    expect(await faultsOf(sample(at, texts, isLong ? 3_000 : 40))).toEqual([])
  }, 600_000)

  test('of anything repeated between anything costs no more than its length', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.constantFrom(...Object.values(KINDS).flat(), ...patternWords()),
    )
    const ends = fc.oneof(fc.constant(''), part, fc.constant(QUESTION), fc.constant('12家'), fc.constant('僵尸企业'))
    const unit = fc
      .array(part, { minLength: 1, maxLength: 3 })
      .map((all) => all.join(''))
      .filter(Boolean)
    await fc.assert(
      fc.asyncProperty(
        fc.record({ before: ends, unit, after: ends }),
        fc.constantFrom(...borders),
        async (text, border) => {
          expect(await faultOf(border, repeated(text))).toBeUndefined()
        },
      ),
      { numRuns: runs(250), seed: SEED },
    )
  }, 600_000)
})

describe('eighty texts by somebody who had not read the code', () => {
  test('cost no more than others that long', async () => {
    expect(HOSTILE).toHaveLength(80)
    expect(Math.max(...HOSTILE.map((text) => text.length))).toBe(LONGEST)
    // each is measured whole and, where that is much, by half
    const texts = HOSTILE.map(
      (text): Text =>
        (length) =>
          text.slice(0, length),
    )
    expect(await faultsOf(sample(borders, texts, isLong ? Number.POSITIVE_INFINITY : 60))).toEqual([])
  }, 3_600_000)

  test.each(NEEDLES)('%s costs %s no more than others', async (_, border, at) => {
    const { units, threw } = await reader.cost(border, HOSTILE[at] ?? '', FLOOR)
    expect(threw).toBeUndefined()
    expect(units).toBeLessThan(allowed(border))
  })
})

test('a text that hangs is cut off, and the next one is read', async () => {
  const slow = await reader.cost(HANGING, '谢'.repeat(40), FLOOR, 1_000)
  expect(slow.units).toBe(Number.POSITIVE_INFINITY)
  const sound = await reader.cost('ask', '你好', FLOOR)
  expect(sound.units).toBeLessThan(FLOOR)
}, 30_000)
