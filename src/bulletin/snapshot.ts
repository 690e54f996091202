/** The numbers of a bulletin (通报), gathered once and kept: what is printed later is read from here alone. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { actsOn, type CellKey, reportedFor } from '../ledger/index.ts'
import { type Amount, isZero, subtract } from '../office/amount.ts'
import { type Day, dayName, dayOf, type Instant, weekdayName } from '../office/day.ts'
import { owedFor } from '../office/owed.ts'
import type { Light, Progress } from '../office/pace.ts'
import { endOf, nextPeriod, type Period, previousPeriod } from '../office/period.ts'
import { hasTask, type IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { attendance, deadlinesIn, firstReports, type ProgressOffice } from '../progress/index.ts'
import { type PlaceStanding, standingsOf } from '../query/index.ts'
import type { Reader } from '../store/index.ts'

/**
 * Where one place stands with one indicator at its own last period within that of the bulletin; ratios, not per cent. A
 * figure that is carried is of an earlier period, and none of this bulletin.
 */
export interface SnapshotLine
  extends CellKey,
    Pick<PlaceStanding, 'goal' | 'asOf' | 'isCarried' | 'of' | 'reported' | 'gained'>,
    Omit<Progress, 'pace' | 'light'> {
  /** absent: nothing was received */
  readonly cumulative?: Amount | undefined
  readonly light?: Light | undefined
  /** among places of its level */
  readonly place?: number | undefined
  /** red by a figure of this period, and by one of the period before */
  readonly redTwice?: boolean | undefined
}

/** All numbers that a bulletin is printed from, so that it can be printed again. */
export interface Snapshot {
  readonly period: Period
  readonly at: Instant
  /** where the split of the goals comes from */
  readonly allocation: string
  /** counties of which all that they owe for the period was received, of those that owe something */
  readonly received: { readonly counties: number; readonly of: number }
  readonly province: readonly SnapshotLine[]
  readonly cities: readonly SnapshotLine[]
  readonly counties: readonly SnapshotLine[]
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

/**
 * The numbers of a period's bulletin as they stand now: of figures that the province received, those of earlier periods
 * carried forward; who was late, missing, returned; the deadlines ahead.
 * @param now the day from which deadlines are ahead, and the snapshot's time
 */
export async function takeSnapshot(
  store: Reader,
  office: ProgressOffice,
  period: Period,
  now: Instant,
): Promise<Snapshot> {
  const { plan, regions } = office
  const end = endOf(period)
  const places = [
    [regions.province.key],
    regions.cities(end).map((one) => one.key),
    regions.counties(end).map((one) => one.key),
  ] as const
  const [province, cities, counties] = await linesOf(store, office, places, period)
  return {
    period,
    at: now,
    allocation: plan.allocation.source,
    received: receivedIn(counties, office, period),
    province,
    cities,
    counties,
    discipline: await disciplineOf(store, office, period),
    ahead: await aheadOf(store, office, period, dayOf(now)),
  }
}

/** A hash of a snapshot as it is kept, printed beside the bulletin's id: other numbers have another one. */
export const sealOf = (kept: string): string => bytesToHex(sha256(utf8ToBytes(kept)))

/** Whether all that counties owe for the period was received. */
export const isComplete = ({ received }: Pick<Snapshot, 'received'>): boolean => received.counties === received.of

type LevelNames<T> = readonly [province: T, cities: T, counties: T]

async function linesOf(
  store: Reader,
  office: ProgressOffice,
  places: LevelNames<readonly RegionKey[]>,
  period: Period,
): Promise<LevelNames<SnapshotLine[]>> {
  const { indicators } = office.plan
  const all = { places: places.flat(), indicators, basis: 'official' } as const
  const standings = await standingsOf(store, office, { ...all, period })
  const earlier = await standingsOf(store, office, { ...all, period: previousPeriod(period) })
  const before = new Map(earlier.map((one) => [keyOf(one), one]))
  // a figure counts in the sums with a task or without one, so that its line stands among their parts
  const told = standings.filter((one) => one.task || one.value !== undefined)
  const lines = told.map((one) => lineOf(one, before.get(keyOf(one))))
  const [province, cities, counties] = places.map((some) => lines.filter(({ region }) => some.includes(region)))
  return [province ?? [], cities ?? [], counties ?? []]
}

const keyOf = ({ place, indicator }: PlaceStanding): string => `${place} ${indicator.id}`

function lineOf(standing: PlaceStanding, before: PlaceStanding | undefined): SnapshotLine {
  const { place, indicator, period, goal, value, asOf, isCarried, completion, share, beyond, light } = standing
  const { of, reported, rank, gained } = standing
  return {
    region: place,
    indicator: indicator.id,
    period,
    goal,
    cumulative: value,
    asOf,
    isCarried,
    completion,
    share,
    beyond,
    light,
    of,
    reported,
    place: rank,
    gained,
    redTwice: isRed(standing) && before !== undefined && before.period !== period && isRed(before),
  }
}

const isRed = ({ light, isCarried }: PlaceStanding): boolean => light === 'red' && !isCarried

function receivedIn(
  counties: readonly SnapshotLine[],
  { plan, regions }: ProgressOffice,
  period: Period,
): Snapshot['received'] {
  const owed = owedFor(plan, period)
  const received = new Set(
    counties
      .filter((one) => one.cumulative !== undefined && !one.isCarried)
      .map((one) => `${one.region} ${one.indicator}`),
  )
  const owing = regions
    .counties(endOf(period))
    .map(({ key }) => owed.filter(({ id }) => hasTask(plan, key, id)).map(({ id }) => `${key} ${id}`))
    .filter((cells) => cells.length > 0)
  return { counties: owing.filter((cells) => cells.every((one) => received.has(one))).length, of: owing.length }
}

/** Who did not report, reported late, had to do it again or corrected; each county once. */
async function disciplineOf(store: Reader, office: ProgressOffice, period: Period): Promise<Snapshot['discipline']> {
  const { plan, regions } = office
  const all = attendance(office, regions.province.key, period, await reportedFor(store, period))
  const entries = await actsOn(
    store,
    all.map((one) => one.region.key),
    owedFor(plan, period).map((one) => one.id),
    period,
    ['return', 'correction', 'grant'],
  )
  const who = (test: (act: string) => boolean) => [
    ...new Set(entries.filter((one) => test(one.act)).map((one) => one.region)),
  ]
  const firsts = await firstReports(store, office, period)
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
async function aheadOf(store: Reader, office: ProgressOffice, period: Period, today: Day): Promise<Snapshot['ahead']> {
  const deadlines = await deadlinesIn(store, office)
  const ahead: Snapshot['ahead'][number][] = []
  for (let next = nextPeriod(period); ahead.length < 2; next = nextPeriod(next)) {
    const deadline = deadlines(next, office.regions.province.key)
    if (!deadline) break
    const { due, lastDay } = deadline
    if (lastDay >= today) ahead.push({ period: next, due, text: `${dayName(due)}（${weekdayName(due)}）` })
  }
  return ahead
}

/** A figure that was printed, and the one that counts now; absent: none. */
export interface Difference {
  readonly region: RegionKey
  readonly indicator: IndicatorId
  readonly was?: Amount | undefined
  readonly now?: Amount | undefined
}

/** Where the ledger differs from what a bulletin printed, line by line. */
export function differences(issued: Snapshot, current: Snapshot): Difference[] {
  const name = (line: SnapshotLine) => `${line.region} ${line.indicator}`
  const now = new Map(linesIn(current).map((line) => [name(line), line]))
  return linesIn(issued).flatMap((line) => {
    const later = now.get(name(line))?.cumulative
    return later === line.cumulative
      ? []
      : [{ region: line.region, indicator: line.indicator, was: line.cumulative, now: later }]
  })
}

/** All lines of a snapshot: the province, cities, counties. */
export const linesIn = ({ province, cities, counties }: Snapshot): readonly SnapshotLine[] => [
  ...province,
  ...cities,
  ...counties,
]

/** Whether a line has a figure of the bulletin's own period. */
export const isMeasured = ({ cumulative, isCarried }: SnapshotLine): boolean => cumulative !== undefined && !isCarried

/** Whether all counties of a line have a figure of this period, so that nothing older is in its sum. */
export const isWhole = (line: SnapshotLine): boolean => isMeasured(line) && line.reported >= line.of

/** Whether a line is green: at or above pace, or at its goal. */
export const isAtPace = ({ light }: SnapshotLine): boolean => light === 'green'

/** Whether a line is yellow or red. */
export const isBehind = ({ light }: SnapshotLine): boolean => light === 'red' || light === 'yellow'

/** Completion less pace in percentage points; undefined where there is no completion or no pace. */
export const pointsOf = ({ completion, share }: SnapshotLine): Amount | undefined =>
  completion === undefined || share === undefined || isZero(share) ? undefined : subtract(completion, share)

/** Sorts lines by rank; those without a rank come last. */
export const byPlace = (a: SnapshotLine, b: SnapshotLine): number =>
  (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER)
