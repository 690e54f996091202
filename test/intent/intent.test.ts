/** What a message is meant as: taught by sentences, told by words and kinds, never by names. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lessonsIn, SHOWN, sentencesIn, taughtBy } from '../../bench/train/lessons.ts'
import { train } from '../../bench/train/network.ts'
import { INTENTS, type Intent, lazyGuess } from '../../src/intent/index.ts'
import { writtenNetwork } from '../../src/intent/network.ts'
import type { Files } from '../../src/office/load/index.ts'
import { files, whole } from '../office.ts'
import { read } from '../said.ts'
import { isLong } from '../size.ts'
import { written } from '../written.ts'

const guess = lazyGuess(files)
const speaking = { today: '2017-07-12', own: whole.regions.province.key } as Parameters<typeof read>[1]
const likeliest = (text: string): Intent | undefined => guess(read(text, speaking))[0]?.intent
const sentences = sentencesIn(written)

describe('the sentences', () => {
  test('teach every intent by many hands', () => {
    const hands = new Map(INTENTS.map((intent) => [intent, new Set<string>()]))
    for (const { intent, hand } of sentences) hands.get(intent)?.add(hand)
    expect([...hands].filter(([, by]) => by.size < 3)).toEqual([])
  })

  test('say one thing each', () => {
    const meant = new Map<string, Set<Intent>>()
    for (const { text, intent } of sentences) meant.set(text, (meant.get(text) ?? new Set()).add(intent))
    expect([...meant].flatMap(([text, all]) => (all.size > 1 ? [`${text}: ${[...all]}`] : []))).toEqual([])
  })

  test('are those that the weights were taught by, read by the same words and the same code: npm run train', () => {
    const shown = lessonsIn(written, SHOWN)
    expect(shown.length).toBeGreaterThan(75)
    expect(written.get('intents/taught.txt')).toBe(taughtBy(written, sentences, shown, INTENTS))
  })

  test('are read by words of which each is known again, and no comment', () => {
    const [path = '', text = ''] = [...written].find(([path]) => path === 'language/talk.yaml') ?? []
    const taught = (of: Files) => taughtBy(of, sentences, [], INTENTS).split('\n')
    const [own, changed] = [taught(written), taught(new Map([...written, [path, text.replace('谁家', '谁家 谁屋')]]))]
    expect(own.map((line, at) => line === changed[at])).toEqual([true, false, true, true])
    expect(taught(new Map([...written, [path, `# a comment\n${text}`]]))).toEqual(own)
  })

  // A minute, so only in the long run.
  test.runIf(isLong)('are what the weights were taught by', { timeout: 120_000 }, () => {
    expect(writtenNetwork(train(lessonsIn(written), INTENTS))).toBe(files.get('intents/weights.txt'))
  })
})

describe('a guess', () => {
  test('is a likelihood of each intent, the likeliest first', () => {
    const all = guess(read('谁还没报', speaking))
    expect(all).toHaveLength(INTENTS.length)
    expect(all.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1)
    expect(all.map(({ p }) => p)).toEqual(all.map(({ p }) => p).toSorted((a, b) => b - a))
  })

  test('does not change with the place, the indicator or the number that is named', () => {
    const counties = whole.regions.all.filter((one) => one.level === 'county').map((one) => one.name)
    const indicators = whole.plan.indicators.map((one) => one.name)
    const templates = [
      '{县}{项}多少了',
      '替{县}报{项}',
      '{项}怎么算',
      '催一下{县}',
      '{县}的联系人是谁',
      '{项}全省目标多少',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.constantFrom(...counties),
        fc.constantFrom(...counties),
        fc.constantFrom(...indicators),
        fc.constantFrom(...indicators),
        (template, here, there, one, other) => {
          const said = (county: string, indicator: string): string =>
            template.replace('{县}', county).replace('{项}', indicator)
          // A name that the reader takes for something else tells what that tells.
          const isNamed = (text: string): boolean =>
            (read(text, speaking).readings[0]?.spans ?? []).every(({ found }) => found.kind !== 'unread')
          fc.pre(isNamed(said(here, one)) && isNamed(said(there, other)))
          expect(likeliest(said(there, other))).toBe(likeliest(said(here, one)))
        },
      ),
      { numRuns: 60 },
    )
  })
})
