/** What a condition on acts picks: the ledger finds its cells, they alone are read, and of the rest it is told how many there are. */
import { type Basis, type Extent, type Sign, talliesIn } from '../../ledger/index.ts'
import { addDays, at, type Day, type Instant } from '../../office/day.ts'
import type { Measure } from '../../office/measure.ts'
import { type Deadlines, owedFor } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import { hasTask, type Indicator } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { periodFor } from '../../office/scope.ts'
import type { Reader } from '../../store/index.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { cellOf, pairOf, type Read } from '../cube/read.ts'
import type { Lens } from '../measures/read-measure.ts'
import type { LedgerQuery, Test } from '../query.ts'
import { isOfTimes, judgedOf, type Truth } from './condition.ts'
import type { Axes, Found, Turnout, Unknown } from './result.ts'
import { measuresIn } from './select.ts'

/** Read of a cell's own acts alone. */
const OF_ACTS: readonly Measure[] = ['state', 'corrections', 'lateDays', 'reportedAt', 'reportedBy', 'reason']
/** Told to nobody who does not look after the place. */
const INSIDE: readonly Measure[] = ['state', 'corrections', 'reason']

/** A condition for which the ledger itself finds the cells by a sign, so that the rest is only counted. */
export interface Picking {
  /** asked of a cell by itself */
  readonly test: Test
  readonly sign: Sign
  /** of so many periods of a place and an indicator */
  readonly least: number
  /** what is not there passes as well, and the ledger has no cell to find it by: overdue by today, or nobody knows yet */
  readonly isOfMissing: boolean
  /** those are asked for of whom nothing is so */
  readonly isOfNone: boolean
  readonly isInside: boolean
  /** as it is told: of whom nothing is so there is nothing to list, and they are counted by city */
  readonly asked: LedgerQuery
}

/**
 * How the ledger picks for a query: only for conditions on acts (state, corrections, lateness) of what counties owe.
 * @param office.deadlines needed for lateness
 * @returns undefined where all cells have to be read
 */
export function pickingOf(
  query: LedgerQuery,
  axes: Axes,
  { regions, basis, deadlines }: { regions: Regions; basis: Basis; deadlines: Deadlines | undefined },
): Picking | undefined {
  const { where: [test, ...others] = [] } = query
  if (!test || !isOfOwedActs(query) || !isOfCounties(axes, regions)) return undefined
  if (others.some(({ over }) => over) || (test.over && others.length > 0)) return undefined
  const sign = isPickedBy(test) ? signOf(test, axes, deadlines) : undefined
  const isInside = [test, ...others].some(({ measure }) => INSIDE.includes(measure))
  // a group sees nothing of what is inside, and of the rest the figures that were reviewed
  const isSeen = basis === 'standing' || (isInside && basis === 'reviewed')
  if (!sign || !isSeen) return undefined
  const isOfNone = test.over === 'all'
  return {
    test: { measure: test.measure, op: test.op, to: test.to },
    sign,
    least: typeof test.holds === 'object' && 'atLeast' in test.holds ? test.holds.atLeast : 1,
    isOfMissing: test.measure === 'lateDays',
    isOfNone,
    isInside,
    asked: isOfNone ? countedByCity(query) : query,
  }
}

/** Whether a query lists or counts what is owed by acts alone, and asks nothing for which all cells have to be read. */
function isOfOwedActs(query: LedgerQuery): boolean {
  const { of, when, fold, by, order } = query
  const isOwed = of === 'owed' || when === 'owed'
  const isCounted = !fold || (fold === 'count' && !by?.includes('period'))
  const isOfActs = measuresIn(query).every((one) => OF_ACTS.includes(one))
  return isOwed && isCounted && isOfActs && order?.down !== false && READ_WHOLE.every((one) => !query[one])
}
const READ_WHOLE = ['claim', 'versus', 'suppose', 'asOf', 'fresh'] as const

const isOfCounties = ({ isParts, places }: Axes, regions: Regions): boolean =>
  isParts && places.every((key) => regions.get(key).level === 'county')

/** Of whom nothing is so there is nothing to list. */
const countedByCity = ({ order: _, ...rest }: LedgerQuery): LedgerQuery => ({
  ...rest,
  by: ['city'],
  fold: 'count',
  counts: 'places',
})

/** What every cell bears that passes, and some that do not. */
function signOf({ measure, op, to }: Test, axes: Axes, deadlines: Deadlines | undefined): Sign | undefined {
  const states = (Array.isArray(to) ? to : [to]).map(String)
  if (measure === 'state')
    return op === '=' && !states.includes('none') ? { of: 'state', states: states as never } : undefined
  const isSome = (op === '>' && Number(to) >= 0) || ((op === '>=' || op === '=') && Number(to) > 0)
  if (!isSome || Array.isArray(to)) return undefined
  if (measure === 'corrections') return { of: 'change' }
  return measure === 'lateDays' && deadlines ? { of: 'late', after: closingOf(axes, deadlines) } : undefined
}

/** When the first of the places is late, by period. */
function closingOf({ places, indicators, periods }: Axes, deadlines: Deadlines): Record<Period, Instant> {
  const own = new Set(indicators.flatMap((one) => periods.map((asked) => periodFor(one, asked))))
  const ends = [...own].flatMap((period) => {
    const days = places.flatMap((place) => deadlines(period, place)?.lastDay ?? []).sort()
    return days[0] ? [[period, at(addDays(days[0], 1))] as const] : []
  })
  return Object.fromEntries(ends)
}

/** Asked of a cell by itself, of so many periods of a place and an indicator, or that none of a place is so. */
const isPickedBy = (test: Test): boolean =>
  test.over === undefined || isOfTimes(test) || (test.over === 'all' && test.holds === 'none' && !test.at)

/** A cell that stands for `cells` of its place and indicator. */
export interface Whole {
  readonly cell: Cell
  readonly cells: number
}

/**
 * What was picked, and what is known of all that it was picked from. `unknown` is one of each place of which it is not
 * known: of those that one may not see into, whatever is asked.
 */
export interface PickedCells extends Pick<Found, 'of' | 'turnout' | 'unknown'> {
  /** those that pass by themselves or of which it is not known; of a place of which nothing is so one */
  readonly cells: readonly Cell[]
  /** what is left to be judged of them */
  readonly tests: readonly Test[]
  /** what was looked at: of each place and indicator one cell and how many there are, where no group is of a period */
  readonly whole?: readonly Whole[] | undefined
}

/** What is picked from. */
interface PickingSource {
  /** what the ledger found by the sign */
  readonly read: Read
  readonly lens: Lens
  readonly axes: Axes
  /** of all that is asked of: everybody may know who reported */
  readonly extent: Extent
  readonly store: Reader
  /** as many cells may be made */
  readonly most: number
}

/**
 * Reads what a picking finds, and counts the rest.
 * @returns undefined where more would be made, as most of what is owed never came
 */
export async function pickedFrom(
  picking: Picking,
  { read, lens, axes, extent, store, most }: PickingSource,
): Promise<PickedCells | undefined> {
  const { cube, viewer } = lens
  const { test, least, isOfNone, isInside, asked } = picking
  const all = pairsOf(axes, cube.grounds)
  const periods = [...new Set(all.flatMap(({ owed }) => owed))]
  const pairs = standingOf(all, await talliesIn(store, { ...extent, periods }))
  const isOpen = ({ place }: Pair): boolean => !isInside || viewer.seesInside(place)
  const open = pairs.filter(isOpen)
  const found = foundIn(open, read, picking)
  if (found.reduce((all, { owed }) => all + owed.length, 0) > most) return undefined
  const judged = found
    .flatMap(({ place, indicator, owed }) => owed.map((period) => cube.at(place, indicator, period)))
    .map((cell) => ({ cell, truth: judgedOf(test, cell, lens) }))
    .filter(({ truth }) => truth !== false)
  const cells = judged.map(({ cell }) => cell)
  const closed = pairs.filter((pair) => !isOpen(pair) && pair.owed.length >= least)
  const isOfPeriods = (asked.by ?? (asked.fold ? [] : ['period'])).includes('period')
  return {
    cells: isOfNone ? firstsOf(open, cells, cube) : cells,
    tests: isOfNone ? [] : (asked.where ?? []),
    unknown: [
      ...(isOfNone ? unknownIn(judged) : []),
      ...firstsOf(closed, [], cube).map((cell) => ({ cell, why: 'private' as const })),
    ],
    of: { places: new Set(pairs.map(({ place }) => place)).size, cells: sumOf(pairs, ({ owed }) => owed.length) },
    turnout: turnoutIn(pairs),
    ...(!isOfPeriods && { whole: wholeOf(pairs, cube) }),
  }
}

/** With how much of it stands. */
interface Standing extends Pair {
  readonly stands: ReadonlySet<Period>
  readonly waits: number
  readonly since: Day | undefined
}

function standingOf(pairs: readonly Pair[], tallied: Awaited<ReturnType<typeof talliesIn>>): Standing[] {
  const tallies = new Map(tallied.map((one) => [pairOf(one.region, one.indicator), one]))
  return pairs.map((pair) => {
    const { stands, waits = 0, since } = tallies.get(pairOf(pair.place, pair.indicator.id)) ?? {}
    return { ...pair, stands: new Set(stands), waits, since }
  })
}

/** Each pair with those of its periods that may pass: what the ledger found, and what is not there. */
function foundIn(pairs: readonly Standing[], read: Read, { isOfMissing }: Picking): Pair[] {
  const figures = [...read.figures.values()].flat().map((one) => cellOf(one.region, one.indicator, one.period))
  const found = new Set([...read.states.keys(), ...read.entries.keys(), ...figures])
  return pairs.map(({ place, indicator, owed, stands }) => ({
    ...{ place, indicator },
    owed: owed.filter((one) => (isOfMissing && !stands.has(one)) || found.has(cellOf(place, indicator.id, one))),
  }))
}

const sumOf = (pairs: readonly Standing[], of: (one: Standing) => number): number =>
  pairs.reduce((all, one) => all + of(one), 0)

const turnoutIn = (pairs: readonly Standing[]): Turnout => ({
  reported: sumOf(pairs, ({ stands }) => stands.size),
  of: sumOf(pairs, ({ owed }) => owed.length),
  pending: sumOf(pairs, ({ waits }) => waits),
  silent: sumOf(pairs, ({ owed, since }) => owed.filter((one) => since === undefined || endOf(one) < since).length),
})

const wholeOf = (pairs: readonly Pair[], cube: Cube): Whole[] =>
  pairs.flatMap(({ place, indicator, owed: [first, ...rest] }) =>
    first ? [{ cell: cube.at(place, indicator, first), cells: rest.length + 1 }] : [],
  )

interface Pair {
  readonly place: RegionKey
  readonly indicator: Indicator
  readonly owed: readonly Period[]
}

/** What each place owes, an indicator each with its periods that are over: told by the plan alone. */
function pairsOf(
  { places, indicators, periods }: Axes,
  { plan, today }: Pick<Cube['grounds'], 'plan' | 'today'>,
): Pair[] {
  const owed = new Map(
    indicators.map((one) => {
      const own = new Set(periods.map((asked) => periodFor(one, asked)))
      return [one, [...own].filter((at) => endOf(at) <= today && owedFor(plan, at).includes(one))]
    }),
  )
  return places.flatMap((place) =>
    indicators.flatMap((indicator): Pair[] => {
      const own = owed.get(indicator) ?? []
      return own.length > 0 && hasTask(plan, place, indicator.id) ? [{ place, indicator, owed: own }] : []
    }),
  )
}

/** Of places of which nothing is so, as far as is known, one cell each of which that is not known. */
function unknownIn(judged: readonly { readonly cell: Cell; readonly truth: Truth }[]): Unknown[] {
  const some = new Set(judged.flatMap(({ cell, truth }) => (truth === true ? [cell.place] : [])))
  return judged.flatMap(({ cell, truth }) => {
    if (some.has(cell.place) || typeof truth !== 'string') return []
    some.add(cell.place)
    return [{ cell, why: truth }]
  })
}

/** Of each place of which nothing was picked one cell; nothing was read of it, so that it is not held to be overdue. */
function firstsOf(pairs: readonly Pair[], picked: readonly Cell[], cube: Cube): Cell[] {
  const seen = new Set(picked.map(({ place }) => place))
  return pairs.flatMap(({ place, indicator, owed: [first] }) => {
    if (seen.has(place) || first === undefined) return []
    seen.add(place)
    return [{ ...cube.at(place, indicator, first), due: undefined }]
  })
}
