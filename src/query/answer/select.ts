/** From a query to its axes: which places, indicators and periods, and what has to be read for them. */

import type { Basis, Extent } from '../../ledger/index.ts'
import type { Calendar } from '../../office/calendar.ts'
import type { Day } from '../../office/day.ts'
import type { Move } from '../../office/deadline.ts'
import type { Measure } from '../../office/measure.ts'
import { owedFor } from '../../office/owed.ts'
import { endOf, nextPeriod, type Period, periodOf, previousPeriod, spanOf } from '../../office/period.ts'
import type { Indicator, IndicatorId, Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { countiesOf, monthOver, periodFor } from '../../office/scope.ts'
import type { Reader } from '../../store/index.ts'
import type { ReadReminders } from '../acts/done.ts'
import { MEASURES, type Need } from '../measures/measure.ts'
import type { LedgerQuery, Whom } from '../query.ts'
import type { Axes, Nought } from './result.ts'

/** What a query needs of the office. */
export interface Office {
  readonly plan: Plan
  readonly regions: Regions
  readonly calendar: Calendar
  /** deadlines that the office moved or granted; without it those of the schedule hold */
  readonly moves?: (store: Reader) => Promise<readonly Move[]>
  /** what was reminded of; without it nobody was */
  readonly reminders?: ReadReminders
}

/** The measures of a query, each once: shown, conditions, order, claim. Left out is that of `reach`, see `needsOf`. */
export const measuresIn = ({ measures, where = [], order, claim }: LedgerQuery): Measure[] => [
  ...new Set([
    ...measures,
    ...where.map((test) => test.measure),
    ...(order ? [order.measure] : []),
    ...(claim ? [claim.measure] : []),
  ]),
]

/** What has to be read for a query's measures beside the figures of its periods. */
export const needsOf = (query: LedgerQuery): ReadonlySet<Need> =>
  new Set(
    [...measuresIn(query), ...(query.reach ? [query.reach.measure] : [])].flatMap((measure) => MEASURES[measure].needs),
  )

/**
 * The places, indicators and periods of a query: the axes of what is read of the ledger.
 * @returns why not, where a place, an indicator or a year is none of ours
 */
export function axesOf(query: LedgerQuery, { plan, regions }: Office, today: Day): Axes | Nought {
  const unknown = unknownIn(query, plan, regions)
  if (unknown) return unknown
  const year = periodsNamed(query).find((one) => !endOf(one).startsWith(String(plan.year)))
  if (year) return { why: 'no-year', year: endOf(year).slice(0, 4) }
  const named = plan.indicators.filter((one) => typeof query.of === 'string' || query.of.includes(one.id))
  const periods = periodsOf(query, plan, named, today)
  const indicators = query.of === 'owed' ? owedIn(named, periods, query, plan) : named
  const last = periods.map(endOf).sort().at(-1) ?? today
  return { places: placesOf(query.whom, regions, last), indicators, periods, isParts: 'parts' in query.whom }
}

/** Of a month that is named, what is owed monthly; a quarter's rates are owed for the quarter. */
function owedIn(
  named: readonly Indicator[],
  periods: readonly Period[],
  { when }: LedgerQuery,
  plan: Plan,
): Indicator[] {
  const exactly = named.filter((one) => periods.some((at) => owedFor(plan, at).includes(one)))
  if (exactly.length > 0 && when !== 'latest') return exactly
  return named.filter((one) => periods.some((at) => owedFor(plan, periodFor(one, at)).includes(one)))
}

function unknownIn(query: LedgerQuery, plan: Plan, regions: Regions): Nought | undefined {
  const { whom, of, among, versus, suppose = [] } = query
  const places = [
    ...('places' in whom ? whom.places : [whom.parts, ...(whom.but ?? [])]),
    ...(among ? [among] : []),
    ...(versus && 'place' in versus ? [versus.place] : []),
    ...suppose.map(({ place }) => place),
  ]
  const ids: readonly IndicatorId[] = typeof of === 'string' ? [] : of
  const name =
    places.find((key) => regions.find(key) === undefined) ??
    ids.find((id) => !plan.indicators.some((one) => one.id === id))
  const other = plan.others?.find(({ id }) => id === name)
  return name === undefined ? undefined : { why: 'no-such', name: other?.short ?? name }
}

/** Every period that a query names, what it is compared with aside: of that the row itself says that there is none. */
const periodsNamed = ({ when, where = [], claim, suppose = [] }: LedgerQuery): Period[] => [
  ...(typeof when === 'string' ? [] : when),
  ...suppose.map(({ period }) => period),
  ...[...where, ...(claim ? [claim] : [])].flatMap((test) => test.at ?? []),
]

function periodsOf({ when, asOf }: LedgerQuery, plan: Plan, indicators: readonly Indicator[], today: Day): Period[] {
  if (typeof when !== 'string') return [...new Set(when)]
  const now = dayMeant(asOf, today)
  if (when === 'latest') return [monthOver(plan, now)]
  const kinds = [...new Set(indicators.map((one) => one.every))]
  return kinds.flatMap((kind) => {
    const found: Period[] = []
    const first = periodOf(kind, spanOf(String(plan.year) as Period).from)
    for (let at = first; endOf(at) <= now && at.startsWith(String(plan.year)); at = nextPeriod(at))
      if (owedFor(plan, at).length > 0) found.push(at)
    return found
  })
}

/** The day up to which is looked. */
const dayMeant = (asOf: Day | undefined, today: Day): Day => (asOf !== undefined && asOf < today ? asOf : today)

/**
 * The indicator's own period that runs on the query's day, since a figure may come early; undefined outside the
 * plan's year.
 */
export function runningIn({ every }: Indicator, { asOf }: LedgerQuery, { year }: Plan, today: Day): Period | undefined {
  const now = dayMeant(asOf, today)
  const running = periodOf(every, now)
  return endOf(running) > now && endOf(running).startsWith(String(year)) ? running : undefined
}

function placesOf(whom: Whom, regions: Regions, last: Day): RegionKey[] {
  if ('places' in whom) return [...new Set(whom.places)]
  const { level } = regions.get(whom.parts)
  if (level === 'county') return [whom.parts]
  const all =
    whom.level === 'city' && level === 'province'
      ? regions.cities(last)
      : regions.counties(last, level === 'city' ? whom.parts : undefined)
  return all.map((one) => one.key).filter((key) => !whom.but?.some((out) => regions.within(key, out)))
}

/** What of the ledger is to be read for a query. */
export function extentOf(query: LedgerQuery, axes: Axes, { plan, regions }: Office, today: Day, basis: Basis): Extent {
  const needs = needsOf(query)
  const asked = [
    ...axes.periods,
    ...periodsNamed(query),
    ...(query.when === 'latest' ? axes.indicators.flatMap((one) => runningIn(one, query, plan, today) ?? []) : []),
    ...(query.versus && 'period' in query.versus ? [query.versus.period] : []),
    // the figure that stands may be of any of them
    ...(query.when === 'latest' && query.measures[0] === 'state'
      ? periodsOf({ ...query, when: 'owed' }, plan, axes.indicators, today)
      : []),
  ].filter((one) => endOf(one).startsWith(String(plan.year)))
  // of what is owed nothing is read for months in which nothing is, unless that is so of all of them
  const owing = query.of === 'owed' ? asked.filter((one) => owedFor(plan, one).length > 0) : []
  const read = owing.length > 0 ? owing : asked
  const own = [...new Set(read.flatMap((one) => axes.indicators.map((indicator) => periodFor(indicator, one))))]
  const before = needs.has('before') ? read.flatMap((one) => earlier(one, axes.indicators, plan)) : []
  const ends = [...own, ...before].map(endOf).sort()
  const startOfYear = spanOf(String(plan.year) as Period).from
  return {
    places: placesRead(query, needs, axes, regions, ends.at(-1) ?? today),
    indicators: axes.indicators.map((one) => one.id),
    year: plan.year,
    // The last figure before the first period may be of a later day than those that count.
    first: needs.has('year') || query.asOf !== undefined ? startOfYear : (ends[0] ?? startOfYear),
    last: ends.at(-1) ?? today,
    periods: own,
    withHistory: needs.has('history'),
    withReasons: measuresIn(query).includes('reason'),
    basis,
  }
}

const earlier = (asked: Period, indicators: readonly Indicator[], { year }: Plan): Period[] => {
  const before = previousPeriod(asked)
  return before.startsWith(String(year)) ? indicators.map((one) => periodFor(one, before)) : []
}

/** The places themselves, the counties that they are made of, those they are ranked among or compared with. */
function placesRead(
  { among, versus }: LedgerQuery,
  needs: ReadonlySet<Need>,
  { places }: Axes,
  regions: Regions,
  last: Day,
): RegionKey[] {
  // Cities stand among cities alone, whatever the whole is.
  const isOfCities = places.some((key) => regions.get(key).level === 'city')
  const roots = [
    ...places,
    ...(versus && 'place' in versus ? [versus.place] : []),
    ...(needs.has('peers') ? [isOfCities ? regions.province.key : (among ?? regions.province.key)] : []),
  ]
  const counties = new Set(countiesOf(regions, regions.province.key, last.slice(0, 4) as Period))
  return regions.all
    .filter((one) => one.level !== 'county' || counties.has(one))
    .map((one) => one.key)
    .filter((key) => roots.some((root) => regions.within(key, root)))
}
