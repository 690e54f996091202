/**
 * The corpus of each kind of span: what it is, what it is not, what comes near, what counts only when asked for, and
 * what may be two things. A reading that covers only part of the words, or two that cover them alike, is a fault.
 */
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Found, Reading } from '../../src/language/found.ts'
import { noted, notedAll } from './notation.ts'
import { founds, said } from './office.ts'

const texts = import.meta.glob<string>('./corpus/*.yaml', { query: '?raw', import: 'default', eager: true })

const day = z.string()
const Says = z.record(z.string(), z.array(z.string()))
const Corpus = z.strictObject({
  now: day,
  own: z.string().optional(),
  kinds: z.array(z.string()).optional(),
  /** read as a wish is: what is to come */
  looking: z.literal('ahead').optional(),
  is: Says.optional(),
  nothing: z.array(z.string()).optional(),
  near: Says.optional(),
  latent: z.record(z.string(), z.string()).optional(),
  several: Says.optional(),
  elsewhen: z.array(z.strictObject({ now: day, is: Says })).optional(),
  utterances: Says.optional(),
})

const corpora = Object.entries(texts).map(([path, text]) => ({
  name: path.replace(/^.*\/|\.yaml$/g, ''),
  corpus: Corpus.parse(parse(text, { schema: 'failsafe' })),
}))

const ofKinds = (reading: Reading | undefined, kinds: readonly string[] | undefined): string[] =>
  notedAll((reading?.spans ?? []).filter(({ found }) => !kinds || kinds.includes(found.kind))).map((one) =>
    one.replace(/ ~.*$/, ''),
  )
const isFirm = (one: string): boolean => !one.endsWith(' latent')
const isUnread = (found: Found): boolean => found.kind === 'unread'

/** What is wrong with a reading of words that say one thing and nothing else. */
function faultsOf(
  raw: string,
  expected: string,
  now: string,
  { own, kinds, looking }: Pick<z.output<typeof Corpus>, 'own' | 'kinds' | 'looking'>,
): string[] {
  const [best, ...others] = said(raw, now, own, looking).readings
  const found = ofKinds(best, kinds).filter(isFirm)
  const faults: string[] = []
  if (found.join(' · ') !== expected.trim()) faults.push(`${raw}: ${found.join(' · ') || 'nothing'}, not ${expected}`)
  const isPart = !kinds?.includes('unread') && best?.spans.some((one) => isUnread(one.found))
  if (isPart) faults.push(`${raw}: read in part: ${notedAll(best?.spans ?? []).join(' · ')}`)
  for (const other of others) {
    const rival = ofKinds(other, kinds).filter(isFirm).join(' · ')
    const covers = !other.spans.some((one) => isUnread(one.found))
    if (covers && best && best.score - other.score < 0.04 && rival !== found.join(' · '))
      faults.push(`${raw}: as likely ${rival || 'nothing'}`)
  }
  return faults
}

describe.each(corpora)('the corpus of $name', ({ corpus }) => {
  const { now, own, kinds, looking } = corpus
  const entries = (says: Record<string, string[]> | undefined): [string, string][] =>
    Object.entries(says ?? {}).flatMap(([expected, all]) => all.map((raw): [string, string] => [raw, expected]))

  test('everything that says one thing is read as that thing, whole and alone', () => {
    expect(entries(corpus.is).flatMap(([raw, expected]) => faultsOf(raw, expected, now, corpus))).toEqual([])
  })

  test('the same holds on other days', () => {
    const faults = (corpus.elsewhen ?? []).flatMap((other) =>
      entries(other.is).flatMap(([raw, expected]) => faultsOf(raw, expected, other.now, corpus)),
    )
    expect(faults).toEqual([])
  })

  test('what is no such thing is not read as one', () => {
    const wrong = (corpus.nothing ?? []).flatMap((raw) => {
      const found = ofKinds(said(raw, now, own, looking).readings[0], kinds).filter(isFirm)
      return found.length > 0 ? [`${raw}: ${found.join(' · ')}`] : []
    })
    expect(wrong).toEqual([])
  })

  test('what comes near is read as what it is', () => {
    const all = [...Object.entries(corpus.near ?? {}), ...Object.entries(corpus.utterances ?? {})]
    const wrong = all.flatMap(([raw, expected]) => {
      const found = ofKinds(said(raw, now, own, looking).readings[0], kinds)
      const seen = expected.some((one) => !isFirm(one)) ? found : found.filter(isFirm)
      return seen.join(' · ') === expected.join(' · ')
        ? []
        : [`${raw}: ${seen.join(' · ') || 'nothing'}, not ${expected.join(' · ')}`]
    })
    expect(wrong).toEqual([])
  })

  test('what is not said enough waits to be asked for', () => {
    const wrong = Object.entries(corpus.latent ?? {}).flatMap(([raw, expected]) => {
      const found = ofKinds(said(raw, now, own, looking).readings[0], kinds)
      return found.join(' · ') === `${expected} latent` ? [] : [`${raw}: ${found.join(' · ') || 'nothing'}`]
    })
    expect(wrong).toEqual([])
  })

  test('what may be two things keeps both readings', () => {
    const wrong = Object.entries(corpus.several ?? {}).flatMap(([raw, expected]) => {
      const all = said(raw, now, own, looking).readings.map((one) =>
        ofKinds(one, [...(kinds ?? []), 'unread'])
          .filter(isFirm)
          .join(' · '),
      )
      return expected.filter((one) => !all.includes(one)).map((one) => `${raw}: no ${one} among ${all.join(' | ')}`)
    })
    expect(wrong).toEqual([])
  })
})

/** What says two things besides: 哪些县 asks, 同比下降5% compares with last year. */
const BESIDES = new Set(['ask', 'base'])

test('each way to say a thing says nothing of any other kind: all positives are negatives of the other corpora', () => {
  let count = 0
  const wrong = corpora.flatMap(({ name, corpus }) =>
    Object.values(corpus.is ?? {})
      .flat()
      .flatMap((raw) => {
        count += 1
        const others = founds(said(raw, corpus.now, corpus.own, corpus.looking)).filter(
          ({ kind }) => !corpus.kinds?.includes(kind) && !BESIDES.has(kind),
        )
        return others.length > 0 && raw !== '占全省' ? [`${name} ${raw}: ${others.map(noted).join(' · ')}`] : []
      }),
  )
  expect(count).toBeGreaterThan(900)
  expect(wrong).toEqual([])
})

test('every corpus names more that is not so, or nearly, than it names values', () => {
  expect(corpora.length).toBeGreaterThan(8)
  for (const { corpus } of corpora) {
    const values = Object.keys(corpus.is ?? {}).length
    const others = (corpus.nothing?.length ?? 0) + Object.keys(corpus.near ?? {}).length
    expect(others + Object.keys(corpus.utterances ?? {}).length).toBeGreaterThanOrEqual(values)
  }
})
