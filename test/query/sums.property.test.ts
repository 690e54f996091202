/** A sum is what its places tell one by one, and the counts beside it add up, whatever was reported and by whom. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { plainText } from '../../src/message/card.ts'
import { type Amount, total } from '../../src/office/amount.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { answerTo, cardOf, ledgerQuery, type Result } from '../../src/query/index.ts'
import { isKnown } from '../../src/query/measures/reading.ts'
import type { Store } from '../../src/store/index.ts'
import { sql } from '../../src/store/index.ts'
import { runs } from '../size.ts'
import { emptied, NOW, play, small, steps } from './world.ts'

const SUMMED = small.plan.indicators.filter((one) => one.kind !== 'rate').map((one) => one.id)
const WHOLES = small.regions.all.filter((one) => one.level !== 'county').map((one) => one.key)
const MONTHS = ['2017-04', '2017-05', '2017-06', '2017-07']

const asked = (store: Store, query: object): Promise<Result> =>
  answerTo(ledgerQuery.parse(query), small, { store, now: NOW, person: undefined, isGroup: false })

const countIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0)

/** What each place says when it is asked alone: its figure, and whether it reported for the period itself. */
async function told(store: Store, place: RegionKey, of: IndicatorId, month: string) {
  const answer = await asked(store, {
    measures: ['value', 'reported'],
    of: [of],
    whom: { places: [place] },
    when: [month],
  })
  const [entry] = answer.kind === 'found' ? answer.rows.flatMap((row) => row.entries) : []
  const value = entry?.readings.get('value')
  const reported = entry?.readings.get('reported')
  return {
    hasTask: small.plan.allocation.goals.get(place)?.has(of) === true,
    value: isKnown(value) ? (value.is as Amount) : undefined,
    isReported: isKnown(reported) && reported.is === true,
  }
}

test('a sum over places is the sum of what each place tells of itself, and its counts add up to the places', {
  timeout: 120_000,
}, async () => {
  const store = await freshStore()
  await store.commit([sql('INSERT INTO person (id, name) VALUES (?, ?)', 'p', '某人')])
  const seen = { idle: 0, carried: 0, sums: 0 }
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.constantFrom(...SUMMED),
      fc.constantFrom(...WHOLES),
      fc.constantFrom(...MONTHS),
      async (acts, of, whole, month) => {
        await emptied(store)
        await play(store, acts)
        const counties = small.regions.all.filter(
          (one) => one.level === 'county' && small.regions.within(one.key, whole),
        )
        const own = await Promise.all(counties.map((one) => told(store, one.key, of, month)))
        const values = own.flatMap(({ value }) => value ?? [])
        const sum = values.length > 0 ? total(values) : undefined
        const query = { measures: ['value'], of: [of], whom: { places: [whole] }, when: [month] }
        const answer = await asked(store, query)
        const [entry] = answer.kind === 'found' ? answer.rows.flatMap((row) => row.entries) : []
        expect(entry?.cell.value).toBe(sum)
        const parts = { parts: whole, level: 'county' }
        const folded = await asked(store, { ...query, whom: parts, fold: 'sum' })
        const reading = folded.kind === 'found' ? folded.rows[0]?.folded?.get('value')?.reading : undefined
        expect(isKnown(reading) ? reading.is : undefined).toBe(sum)
        if (sum === undefined) return
        const text = plainText(cardOf(answer, { ...small, isGroup: false }))
        const reported = countIn(text, /(\d+)\/\d+已报/)
        const places = countIn(text, /\d+\/(\d+)已报/)
        const carried = countIn(text, /(\d+)个沿用/)
        expect(reported).toBe(own.filter(({ isReported }) => isReported).length)
        expect(places).toBe(own.filter(({ hasTask, isReported }) => hasTask || isReported).length)
        expect(countIn(text, /其中(\d+)个待审核/)).toBeLessThanOrEqual(reported)
        expect(reported + carried + countIn(text, /(\d+)个尚无上报/)).toBe(places)
        seen.sums += 1
        seen.carried += carried > 0 ? 1 : 0
        seen.idle += own.some(({ hasTask, value }) => !hasTask && value !== undefined) ? 1 : 0
      },
    ),
    { numRuns: runs(200) },
  )
  expect(Math.min(seen.sums, seen.carried, seen.idle)).toBeGreaterThan(0)
})
