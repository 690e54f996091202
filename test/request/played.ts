/**
 * A ledger of the whole office, April to June, played by rule: hardly two figures are alike, and of every state there
 * is some, so that queries which come to the same over it ask the same.
 */
import { freshStore } from '#fresh-store'
import { append, type NewEntry, placesOf } from '../../src/ledger/index.ts'
import { amount, toNumber } from '../../src/office/amount.ts'
import { addDays, at, type Day } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import type { Person, PersonId } from '../../src/office/person.ts'
import { goalOf, hasTask, type Indicator } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { answerTo, type LedgerQuery, type Result } from '../../src/query/index.ts'
import { sql } from '../../src/store/index.ts'
import { files } from '../data.ts'

export const TODAY = '2017-07-12' as Day
const MONTHS = ['2017-04', '2017-05', '2017-06'] as Period[]
const QUARTERS = ['2017-Q1', '2017-Q2'] as Period[]
const BY = 'p' as PersonId

/** A number from 0 up to 1 that is the same at each run. */
function lot(...of: readonly (string | number)[]): number {
  let hash = 2166136261
  for (const char of of.join(' ')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

type Doing = Omit<NewEntry, 'id' | 'message' | 'by' | 'proxy'>

/** What happens in a cell, act after act: nothing, or a report that may be late, returned, corrected, let pass. */
function actsIn(region: RegionKey, indicator: Indicator, period: Period, goal: number, step: number): Doing[] {
  const chance = (what: string) => lot(what, region, indicator.id, period)
  const habit = lot('habit', region)
  if (chance('silent') < 0.15 + 0.35 * habit) return []
  const cell = { region, indicator: indicator.id, period }
  const pace = lot('pace', region, indicator.id)
  const share = ((0.2 + 1.1 * pace) * step) / 6
  const isStill = chance('still') < 0.25
  const reached = isStill ? ((0.2 + 1.1 * pace) * (step - 1)) / 6 : share
  const size = indicator.kind === 'rate' ? 8 * chance('size') - (goal < 0 ? 8 : 0) : goal * reached
  const value = amount(indicator.integer ? String(Math.round(size)) : size.toFixed(3))
  const isLate = chance('late') < 0.1 + 0.3 * habit
  const day = addDays(endOf(period), isLate ? 6 + Math.floor(5 * chance('days')) : 1 + Math.floor(4 * chance('days')))
  const said = { mode: 'cumulative' as const, typedValue: value, value, cumulative: value, asOf: endOf(period) }
  const acts: Doing[] = [{ ...cell, act: 'report', at: at(day, '09:00'), said }]
  if (chance('corrected') < 0.12) acts.push({ ...cell, act: 'correction', at: at(day, '15:00'), said, reason: '算错' })
  const review = chance('review')
  if (review < 0.15) acts.push({ ...cell, act: 'return', at: at(addDays(day, 1), '09:00'), reason: '缺材料' })
  else if (review < 0.6) acts.push({ ...cell, act: 'accept', at: at(addDays(day, 1), '10:00') })
  return acts
}

/** @returns what a query comes to for somebody who may see everything */
export async function played() {
  const office = loadOffice(files, 2017)
  const { plan, regions } = office
  const store = await freshStore()
  await store.commit([sql('INSERT INTO person (id, name) VALUES (?, ?)', BY, '某人')])
  const places = regions.all.filter((one) => (one.validTo ?? TODAY) >= TODAY)
  for (const [step, periods] of [...MONTHS, ...QUARTERS].map((one) => [monthsTo(one), one] as const)) {
    const acts = places.flatMap(({ key, level }) =>
      plan.indicators
        .filter((one) => hasTask(plan, key, one.id) && (one.kind === 'rate' || level === 'county'))
        .filter((one) => (one.every === 'quarter') === periods.includes('Q'))
        .flatMap((one) => actsIn(key, one, periods, toNumber(goalOf(plan, key, one.id) ?? amount(1)), step)),
    )
    const entries = acts
      .sort((a, b) => a.at - b.at)
      .map((one, n): NewEntry => ({ ...one, id: `${periods}-${n}`, message: `m${n}`, by: BY, proxy: false }))
    const keys = [...new Set(entries.map((one) => one.region))]
    await store.commit(await append(store, regions.province.key, await placesOf(store, keys), entries))
  }
  const person: Person = {
    id: BY,
    name: '某人',
    posts: [{ role: 'provincial-coordinator', region: regions.province.key }],
  }
  const result = (query: LedgerQuery): Promise<Result> =>
    answerTo(query, office, { store, now: at(TODAY, '10:00'), person, isGroup: false })
  return { office, result }
}

const monthsTo = (period: Period): number => Number(endOf(period).slice(5, 7))
