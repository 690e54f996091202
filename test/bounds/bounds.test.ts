/**
 * No text stops the office: what reading one costs grows no faster than the text, and stays within a bound.
 *
 * Measured in processor time, in a process that is ended when it hangs. `YAODIAN_TEST_RUNS` says how many times as much
 * is tried: 1 takes seconds, 100 goes through every word.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Read, Reader } from './measure.ts'
import { KINDS, LONGEST, lexiconWords, patternWords, type Repeated, shuffled, written } from './texts.ts'

/** Beyond what an ordinary message costs; a file's rows cost more, and it is no message. */
const ALLOWED_MS = 50
const A_FILE_MS = 200
/** Read by four readers in turn until one has taken their place; 58 ms were seen. */
const FOUR_READERS_MS = 120
/**
 * Where nothing repeats, nothing is shortened: such texts still cost up to 130 ms as a message (busy machine), and as
 * a document of digits 560 ms, which is beyond `ALLOWED_MS`. This only keeps it from hanging.
 */
const MIXED_MS = 1_000
const FILES = ['people', 'document', 'ask, of a document']
/** Below it growth is not told from the clock's noise. */
const FLOOR_MS = 10
/** Twice the text costs twice, and a little more once it no longer fits a cache; its square would cost 4 times. */
const MOST_GROWTH = 3.5
const RUNS = Number(process.env['YAODIAN_TEST_RUNS'] ?? 1)
const SEED = 20261129
const QUESTION = '，2017年要处置多少家僵尸企业？'

const reader = new Reader()
let borders: readonly string[] = []
beforeAll(async () => {
  borders = (await reader.start()).filter((border) => border !== 'a pattern that hangs')
}, 60_000)
afterAll(() => reader.stop())

const allowed = (border: string): number =>
  FILES.includes(border) ? A_FILE_MS : border === 'a message of a contact' ? FOUR_READERS_MS : ALLOWED_MS

/** What is wrong with reading a text of full length at a border; nothing where it is fit. */
async function faultOf(border: string, repeated: Repeated): Promise<string | undefined> {
  const whole = await reader.cost(border, written(repeated, LONGEST), FLOOR_MS)
  const said = (what: string): string => `${border}, ${JSON.stringify(repeated).slice(0, 120)}: ${what}`
  if (whole.threw) return said(`threw ${whole.threw}`)
  if (whole.ms > allowed(border)) return said(`${whole.ms.toFixed(0)} ms`)
  if (whole.ms <= FLOOR_MS) return undefined
  const half = await reader.cost(border, written(repeated, LONGEST / 2), FLOOR_MS)
  const growth = whole.ms / Math.max(half.ms, FLOOR_MS)
  return growth > MOST_GROWTH
    ? said(`${half.ms.toFixed(1)} ms for half, ${whole.ms.toFixed(1)} ms for the whole`)
    : undefined
}

async function faultsOf(texts: readonly Repeated[], at: readonly string[]): Promise<string[]> {
  const faults: string[] = []
  for (const border of at) {
    for (const text of texts) faults.push(...[await faultOf(border, text)].filter((one) => one !== undefined))
  }
  return faults
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
  ])('%s: %s', async (border, _, text) => {
    const { ms, threw } = await reader.cost(border, text, FLOOR_MS)
    expect(threw).toBeUndefined()
    expect(ms).toBeLessThan(ALLOWED_MS)
  })
})

describe('a text of 6 000 characters', () => {
  test('is measured at every border, and what hangs is cut off', async () => {
    expect(borders.length).toBeGreaterThanOrEqual(12)
    const slow: Read = await reader.cost('a pattern that hangs', '谢'.repeat(40), FLOOR_MS)
    expect(slow.ms).toBe(Number.POSITIVE_INFINITY)
    const sound = await reader.cost('ask', '你好', FLOOR_MS)
    expect(sound.ms).toBeLessThan(ALLOWED_MS)
  }, 30_000)

  test.each(Object.entries(KINDS))(
    'of one of the %s costs no more than its length',
    async (_, units) => {
      const tried = sample(units, 2)
      expect(tried.length).toBeGreaterThan(0)
      const texts = tried.flatMap((unit) => ['', QUESTION].map((after) => ({ before: '', unit, after })))
      expect(await faultsOf(texts, borders)).toEqual([])
    },
    60_000 * RUNS,
  )

  test.each(Object.entries(KINDS))(
    'of the %s in any order, without a period, does not hang',
    async (_, units) => {
      const slow: string[] = []
      for (const border of borders) {
        for (let seed = 0; seed < RUNS; seed++) {
          const { ms, threw } = await reader.cost(border, `${shuffled(units, seed)}12家`.slice(-LONGEST), MIXED_MS)
          if (threw || ms > MIXED_MS) slow.push(`${border}, seed ${seed}: ${threw ?? `${ms.toFixed(0)} ms`}`)
        }
      }
      expect(slow).toEqual([])
    },
    60_000 * RUNS,
  )

  test(
    'of a word that the readers know costs no more than its length',
    async () => {
      const words = [...new Set([...patternWords(), ...lexiconWords()])]
      expect(words.length).toBeGreaterThan(8_000)
      const texts = sample(words, 6).map((unit) => ({ before: '', unit, after: QUESTION }))
      expect(
        await faultsOf(
          texts,
          borders.filter((border) => border !== 'people' && border !== 'card'),
        ),
      ).toEqual([])
    },
    60_000 * RUNS,
  )

  test(
    'of anything repeated between anything costs no more than its length',
    async () => {
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
            expect(await faultOf(border, text)).toBeUndefined()
          },
        ),
        { numRuns: 40 * RUNS, seed: SEED },
      )
    },
    60_000 * RUNS,
  )
})

/** So many times `RUNS` of them, spread over all. */
function sample<T>(all: readonly T[], few: number): T[] {
  const step = Math.max(1, all.length / (few * RUNS))
  return Array.from({ length: Math.min(all.length, few * RUNS) }, (_, at) => all[Math.floor(at * step)]).filter(
    (one) => one !== undefined,
  )
}
