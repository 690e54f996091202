/** The numbers of a bulletin (通报), gathered once and kept: what is printed later is read from here alone. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { entryOf, reportedFor } from '../ledger/index.ts'
import { type Amount, isZero, subtract } from '../office/amount.ts'
import { type Day, dayName, dayOf, type Instant, weekdayName } from '../office/day.ts'
import { owedFor } from '../office/owed.ts'
import type { Light } from '../office/pace.ts'
import { endOf, nextPeriod, type Period, previousPeriod } from '../office/period.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import {
  attendance,
  deadlinesIn,
  firstReports,
  type Ground,
  type Placed,
  periodFor,
  rank,
  type Standings,
  standingsIn,
  type Tally,
  tallyOf,
} from '../progress/index.ts'
import type { Reader } from '../store/index.ts'

/** Where one place stands with one indicator; ratios, not per cent. */
export interface Line {
  readonly region: RegionKey
  readonly indicator: IndicatorId
  readonly goal?: Amount | undefined
  /** absent: nothing was received */
  readonly cumulative?: Amount | undefined
  readonly asOf?: Day | undefined
  readonly completion?: Amount | undefined
  readonly share?: Amount | undefined
  readonly beyond?: Amount | undefined
  readonly light?: Light | undefined
  readonly reported: number
  readonly of: number
  /** among places of its level */
  readonly place?: number | undefined
  readonly gained?: number | undefined
  /** red in the period before as well */
  readonly redTwice?: boolean | undefined
}

export interface Snapshot {
  readonly period: Period
  readonly at: Instant
  /** where the split of the goals comes from */
  readonly allocation: string
  readonly province: readonly Line[]
  readonly cities: readonly Line[]
  readonly counties: readonly Line[]
  readonly discipline: {
    /** counties that owed something for the period */
    readonly owing: number
    readonly missing: readonly RegionKey[]
    readonly late: readonly RegionKey[]
    readonly returned: readonly RegionKey[]
    readonly corrected: readonly RegionKey[]
  }
  /** deadlines ahead: what for, and how the day is said */
  readonly ahead: readonly { readonly period: Period; readonly due: Day; readonly text: string }[]
}

/** Figures received by the province, as they stand now. */
export async function takeSnapshot(store: Reader, ground: Ground, period: Period, now: Instant): Promise<Snapshot> {
  const { plan, regions } = ground
  const province = regions.province.key
  const end = endOf(period)
  const held = await standingsIn(store, ground, province, plan.indicators, period, 'official')
  const earlier = await standingsIn(store, ground, province, plan.indicators, previousPeriod(period), 'official')
  const cities = regions.cities(end).map((one) => one.key)
  const counties = regions.counties(end).map((one) => one.key)
  return {
    period,
    at: now,
    allocation: plan.allocation.source,
    province: linesOf(ground, [province], period, held, earlier),
    cities: linesOf(ground, cities, period, held, earlier),
    counties: linesOf(ground, counties, period, held, earlier),
    discipline: await disciplineOf(store, ground, period),
    ahead: await aheadOf(store, ground, period, dayOf(now)),
  }
}

/** Printed beside the bulletin's id: the same numbers have the same seal. */
export const sealOfSnapshot = (snapshot: Snapshot): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(snapshot))))

function linesOf(
  ground: Ground,
  places: readonly RegionKey[],
  period: Period,
  held: Standings,
  earlier: Standings,
): Line[] {
  return ground.plan.indicators.flatMap((indicator) => {
    const own = periodFor(indicator, period)
    const before = previousPeriod(own)
    const tallies = places.map((place) => tallyOf(ground, place, indicator, own, held))
    const past = new Map(places.map((place) => [place, tallyOf(ground, place, indicator, before, earlier)]))
    const places_ = new Map(
      rank(indicator, tallies, [...past.values()]).placed.map((one): [RegionKey, Placed] => [one.tally.region, one]),
    )
    return tallies
      .filter((tally) => tally.task)
      .map((tally) => lineOf(tally, places_.get(tally.region), past.get(tally.region)))
  })
}

function lineOf(tally: Tally, placed: Placed | undefined, before: Tally | undefined): Line {
  const { completion, share, beyond, light } = tally.progress ?? {}
  return {
    region: tally.region,
    indicator: tally.indicator,
    goal: tally.goal,
    cumulative: tally.cumulative,
    asOf: tally.asOf,
    completion,
    share,
    beyond,
    light,
    reported: tally.reported,
    of: tally.of,
    place: placed?.place,
    gained: placed?.gained,
    redTwice: light === 'red' && before?.progress?.light === 'red',
  }
}

/** Who did not report, reported late, had to do it again or corrected; each county once. */
async function disciplineOf(store: Reader, ground: Ground, period: Period): Promise<Snapshot['discipline']> {
  const { plan, regions } = ground
  const all = attendance(ground, regions.province.key, period, await reportedFor(store, period))
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) r CROSS JOIN json_each(?) i
     JOIN ledger l ON l.region = r.value AND l.indicator = i.value AND l.period = ?
     WHERE l.act IN ('return', 'correction', 'grant') ORDER BY l.region, l.sequence`,
    JSON.stringify(all.map((one) => one.region.key)),
    JSON.stringify(owedFor(plan, period).map((one) => one.id)),
    period,
  )
  const entries = rows.map(entryOf)
  const who = (test: (act: string) => boolean) => [
    ...new Set(entries.filter((one) => test(one.act)).map((one) => one.region)),
  ]
  const firsts = await firstReports(store, ground, period)
  return {
    owing: all.length,
    missing: all.filter((one) => one.missing.length > 0).map((one) => one.region.key),
    late: firsts
      .filter((one) => one.isLate)
      .map((one) => one.region)
      .sort(),
    returned: who((act) => act === 'return'),
    corrected: who((act) => act === 'correction' || act === 'grant'),
  }
}

/** The next two deadlines of the same cadence. */
async function aheadOf(store: Reader, ground: Ground, period: Period, today: Day): Promise<Snapshot['ahead']> {
  const deadlines = await deadlinesIn(store, ground)
  const ahead: Snapshot['ahead'][number][] = []
  for (let next = nextPeriod(period); ahead.length < 2; next = nextPeriod(next)) {
    const deadline = deadlines(next, ground.regions.province.key)
    if (!deadline) break
    const { due, lastDay } = deadline
    if (lastDay >= today) ahead.push({ period: next, due, text: `${dayName(due)}（${weekdayName(due)}）` })
  }
  return ahead
}

export interface Difference {
  readonly region: RegionKey
  readonly indicator: IndicatorId
  readonly was?: Amount | undefined
  readonly now?: Amount | undefined
}

/** What a bulletin printed and what the ledger says now. */
export function differences(issued: Snapshot, current: Snapshot): Difference[] {
  const name = (line: Line) => `${line.region} ${line.indicator}`
  const lines = (one: Snapshot) => [...one.province, ...one.cities, ...one.counties]
  const now = new Map(lines(current).map((line) => [name(line), line]))
  return lines(issued).flatMap((line) => {
    const later = now.get(name(line))?.cumulative
    return later === line.cumulative
      ? []
      : [{ region: line.region, indicator: line.indicator, was: line.cumulative, now: later }]
  })
}

/** At or above pace, or at its goal. */
export const isAtPace = ({ light }: Line): boolean => light === 'green'
export const isBehind = ({ light }: Line): boolean => light === 'red' || light === 'yellow'

/** Points ahead of pace; negative is behind. */
export const pointsOf = ({ completion, share }: Line): Amount | undefined =>
  completion === undefined || share === undefined || isZero(share) ? undefined : subtract(completion, share)

export const byPlace = (a: Line, b: Line): number =>
  (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER)
