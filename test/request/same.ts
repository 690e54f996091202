/** Whether two queries ask the same of the prepared ledger, what is shown beside the answer aside. */

import type { Day } from '../../src/office/day.ts'
import { type Period, periodOf, previousPeriod } from '../../src/office/period.ts'
import type { Plan } from '../../src/office/plan.ts'
import type { RegionKey, Regions } from '../../src/office/region.ts'
import type { LedgerQuery } from '../../src/query/index.ts'

export interface Ledger {
  readonly plan: Plan
  readonly regions: Regions
  readonly today: Day
}

/** Before June the prepared ledger has nothing: from there on every month and `owed` are the same. */
const FIRST = '2017-06' as Period

export function differences(got: LedgerQuery, right: LedgerQuery, ledger: Ledger): string[] {
  const [a, b] = [plain(got, ledger), plain(right, ledger)]
  const faults = (Object.keys(a) as (keyof typeof a)[]).filter(
    (key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  )
  const [head] = right.measures
  const isShown = head !== undefined && got.measures.includes(head)
  const isCounted = got.fold === 'count' || right.fold === 'count'
  return [
    ...faults.map((key) => `${key}: ${JSON.stringify(a[key])} not ${JSON.stringify(b[key])}`),
    ...(isShown || isCounted ? [] : [`measures: ${got.measures} not ${right.measures}`]),
  ]
}

function plain(query: LedgerQuery, ledger: Ledger) {
  const one = stepped(query)
  const { order, claim } = one
  return {
    of: ofIn(one, ledger),
    whom: placesIn(one, ledger),
    when: periodsIn(one, ledger),
    versus: one.versus,
    among: one.among === ledger.regions.province.key ? undefined : one.among,
    where: [...(one.where ?? [])].map((test) => JSON.stringify(sorted(test))).sort(),
    order: order && {
      measure: order.measure === 'rank' ? 'rate' : order.measure,
      down: order.measure === 'rank' ? !order.down : order.down,
    },
    limit: one.limit,
    // what holds of each place alone is shown, whether or not it is judged too
    claim:
      claim &&
      !['reported', 'lateDays', 'state', 'nil', 'light', 'ahead'].includes(claim.measure) &&
      claim.to !== 'goal'
        ? sorted({ ...claim, op: claim.measure === 'forecast' && claim.op === '>' ? '>=' : claim.op })
        : undefined,
    by: one.by?.includes('city') ? 'city' : undefined,
    fold: one.fold === 'count' || one.fold === 'share' || one.by?.includes('place') ? undefined : one.fold,
  }
}

/** 8月比7月多多少 is the increment of 8月. */
function stepped(query: LedgerQuery): LedgerQuery {
  const { versus, when, measures } = query
  if (!versus || !('period' in versus) || (typeof when === 'string' && when !== 'latest')) return query
  if (measures[0] !== 'value' && measures[0] !== 'rank') return query
  const last = typeof when === 'string' ? ('2017-08' as Period) : when.at(-1)
  if (!last || previousPeriod(last) !== versus.period) return query
  const { versus: _, ...rest } = query
  // a rank is shown with the one before it
  return measures[0] === 'rank' ? rest : { ...rest, measures: ['increment', 'value'] }
}

const sorted = (test: object): object =>
  Object.fromEntries(
    Object.entries(test)
      .map(([k, v]) => [k, k === 'to' && Array.isArray(v) ? [...v].sort() : typeof v === 'number' ? String(v) : v])
      .sort(),
  )

/** What is reported is reported by counties. */
const expanded = (places: readonly RegionKey[], isOfCounties: boolean, regions: Regions, today: Day): RegionKey[] =>
  places.flatMap((key) =>
    isOfCounties && regions.get(key).level !== 'county'
      ? regions.counties(today, regions.get(key).level === 'city' ? key : undefined).map((one) => one.key)
      : [key],
  )

function placesIn({ whom, measures }: LedgerQuery, { plan, regions, today }: Ledger): RegionKey[] {
  const all =
    'places' in whom
      ? expanded(whom.places, measures[0] === 'reported', regions, today)
      : (regions.get(whom.parts).level === 'county'
          ? [whom.parts]
          : (whom.level === 'city'
              ? regions.cities(today)
              : regions.counties(today, regions.get(whom.parts).level === 'city' ? whom.parts : undefined)
            ).map(({ key }) => key)
        ).filter((key) => !(whom.but ?? []).includes(key))
  const distinct = [...new Set(all)].sort()
  return distinct.length > 1 ? distinct.filter((key) => plan.allocation.goals.has(key)) : distinct
}

function periodsIn({ when, measures, where = [] }: LedgerQuery, { today }: Ledger): string {
  if (when === 'latest') return '2017-08'
  if (when === 'owed' && [...measures, ...where.map((test) => test.measure)].includes('state')) return '2017-08'
  const last = previousPeriod(periodOf('month', today))
  const all = when === 'owed' ? upTo(last) : when.filter((one) => one >= FIRST || when.length === 1)
  return [...new Set(all)].sort().join()
}

function upTo(last: Period): Period[] {
  const all = [last]
  while (all[0] && all[0] > FIRST) all.unshift(previousPeriod(all[0]))
  return all
}

function ofIn({ of }: LedgerQuery, { plan }: Ledger): string {
  return typeof of === 'string'
    ? plan.indicators
        .map(({ id }) => id)
        .sort()
        .join()
    : [...of].sort().join()
}
