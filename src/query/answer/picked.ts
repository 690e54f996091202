/** What a condition on acts picks: the ledger finds its cells, they alone are read, and of the rest it is told how many there are. */
import { type Basis, type Extent, type Sign, talliesIn } from '../../ledger/index.ts'
import { addDays, at, type Instant } from '../../office/day.ts'
import type { Measure } from '../../office/measure.ts'
import { type Deadlines, owedFor } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import { hasTask, type Indicator } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { periodFor } from '../../office/scope.ts'
import type { Reader } from '../../store/index.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { groupsOf } from '../cube/group.ts'
import { cellOf, pairOf, type Read } from '../cube/read.ts'
import type { Lens } from '../measures/read-measure.ts'
import type { LedgerQuery, Test } from '../query.ts'
import { judgedOf } from './condition.ts'
import type { Axes, Count, Turnout, Unknown } from './result.ts'
import { measuresIn } from './select.ts'

/** Read of a cell's own acts alone. */
const OF_ACTS: readonly Measure[] = ['state', 'corrections', 'lateDays', 'reportedAt', 'reportedBy', 'reason']
/** Told to nobody who does not look after the place. */
const INSIDE: readonly Measure[] = ['state', 'corrections', 'reason']

/** A condition of which the ledger finds the cells. */
export interface Picking {
  /** asked of a cell by itself */
  readonly test: Test
  readonly sign: Sign
  /** how many of a place and an indicator it takes, or that none of a place is so */
  readonly least: number | 'none'
  /** told of what was reported alone: of the rest it is not known */
  readonly isOfReports: boolean
  readonly isInside: boolean
  /** as it is told: of whom nothing is so there is nothing to list, and they are counted by city */
  readonly asked: LedgerQuery
}

/**
 * How the ledger picks for a query: of what is owed by counties, by what was done to it.
 * @param deadlines where the query is on lateness
 * @returns undefined where all of it has to be read
 */
export function pickingOf(
  query: LedgerQuery,
  axes: Axes,
  { regions }: { readonly regions: Regions },
  basis: Basis,
  deadlines: Deadlines | undefined,
): Picking | undefined {
  const { where: [test, ...others] = [], fold, claim, versus, suppose, asOf, fresh, order } = query
  const isOwed = query.of === 'owed' || query.when === 'owed'
  const isPlain =
    !claim && !versus && !suppose && !asOf && !fresh && (!fold || (fold === 'count' && !query.by?.includes('period')))
  const isOfActs = measuresIn(query).every((one) => OF_ACTS.includes(one))
  if (!test || !isOwed || !isPlain || !isOfActs || order?.down === false) return undefined
  if (others.some(({ over }) => over) || (test.over && others.length > 0)) return undefined
  if (!axes.isParts || axes.places.some((key) => regions.get(key).level !== 'county')) return undefined
  const [sign, least] = [signOf(test, axes, deadlines), leastOf(test)]
  const isOfReports = test.measure === 'lateDays'
  if (!sign || least === undefined || (least === 'none' && isOfReports)) return undefined
  const isInside = [test, ...others].some(({ measure }) => INSIDE.includes(measure))
  // a group sees nothing of what is inside, and of the rest the figures that were reviewed
  if (basis !== 'standing' && !(isInside && basis === 'reviewed')) return undefined
  const { order: _, ...rest } = query
  const asked = least === 'none' ? ({ ...rest, by: ['city'], fold: 'count', counts: 'places' } as const) : query
  return { test: { measure: test.measure, op: test.op, to: test.to }, sign, least, isOfReports, isInside, asked }
}

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

function leastOf({ over, holds, at: other }: Test): Picking['least'] | undefined {
  if (over === undefined) return 1
  if (other) return undefined
  if (over === 'all') return holds === 'none' ? 'none' : undefined
  return over === 'period' && typeof holds === 'object' && 'atLeast' in holds ? holds.atLeast : undefined
}

export interface Whole {
  readonly cell: Cell
  readonly cells: number
}

/** What was picked, and what is known of all that it was picked from. */
export interface PickedCells {
  readonly cells: readonly Cell[]
  readonly of: Count
  readonly turnout: Turnout
  /** of each place one, whatever is not known there */
  readonly unknown: readonly Unknown[]
  /** what was looked at: of each place and indicator one cell and how many there are, where they are counted in groups */
  readonly whole?: readonly Whole[] | undefined
}

/**
 * @param read what the ledger found by the sign
 * @param extent all that is asked of: who reported everybody may know
 */
export async function pickedFrom(
  { test, least, isOfReports, isInside, asked }: Picking,
  read: Read,
  lens: Lens,
  axes: Axes,
  extent: Extent,
  store: Reader,
): Promise<PickedCells> {
  const { cube, viewer } = lens
  const pairs = pairsOf(axes, cube.grounds)
  const found = new Set([...read.states.keys(), ...read.entries.keys(), ...heldIn(read)])
  const isOpen = (place: RegionKey): boolean => !isInside || viewer.seesInside(place)
  const open = pairs.filter(({ place }) => isOpen(place))
  const cells = open.flatMap(({ place, indicator, owed }) =>
    owed
      .filter((period) => found.has(cellOf(place, indicator.id, period)))
      .map((period) => cube.at(place, indicator, period))
      .filter((cell) => judgedOf(test, cell, lens) === true),
  )
  const periods = [...new Set(pairs.flatMap(({ owed }) => owed))]
  const tallied = await talliesIn(store, { ...extent, periods })
  const tallies = new Map(tallied.map((one) => [pairOf(one.region, one.indicator), one]))
  const standing = pairs.map((pair) => ({
    ...{ stands: 0, waits: 0, since: undefined },
    ...tallies.get(pairOf(pair.place, pair.indicator.id)),
    ...pair,
  }))
  const byPair = groupsOf(cells, (one) => pairOf(one.place, one.indicator.id))
  const isUnknown = ({ place, indicator, owed, stands }: (typeof standing)[number]): boolean => {
    const missing = owed.length - stands
    const own = byPair.get(pairOf(place, indicator.id))?.length ?? 0
    return isOfReports && missing > 0 && least !== 'none' && (least === 1 || (own < least && own + missing >= least))
  }
  const unknown = standing.flatMap((one): Unknown[] => {
    const cell = () => cube.at(one.place, one.indicator, one.owed.at(-1) ?? extent.periods[0] ?? ('' as Period))
    if (!isOpen(one.place)) return [{ cell: cell(), why: 'private' }]
    return isUnknown(one) ? [{ cell: cell(), why: 'not-reported' }] : []
  })
  const sum = (of: (one: (typeof standing)[number]) => number) => standing.reduce((all, one) => all + of(one), 0)
  return {
    cells: least === 'none' ? [...cells, ...firstsOf(open, cells, cube)] : cells,
    of: { places: new Set(pairs.map(({ place }) => place)).size, cells: sum(({ owed }) => owed.length) },
    turnout: {
      reported: sum(({ stands }) => stands),
      of: sum(({ owed }) => owed.length),
      pending: sum(({ waits }) => waits),
      silent: sum(({ owed, since }) => owed.filter((one) => since === undefined || endOf(one) < since).length),
    },
    ...(asked.fold === 'count' && {
      whole: pairs.flatMap(({ place, indicator, owed: [first, ...rest] }) =>
        first ? [{ cell: cube.at(place, indicator, first), cells: rest.length + 1 }] : [],
      ),
    }),
    unknown: [...groupsOf(unknown, ({ cell }) => cell.place).values()].flatMap(([first]) => first ?? []),
  }
}

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

const heldIn = (read: Read): string[] =>
  [...read.figures.values()].flat().map((one) => cellOf(one.region, one.indicator, one.period))

/** Of each place of which nothing was picked one cell, for which nothing was done. */
function firstsOf(pairs: readonly Pair[], picked: readonly Cell[], cube: Cube): Cell[] {
  const seen = new Set(picked.map(({ place }) => place))
  return pairs.flatMap(({ place, indicator, owed: [first] }) => {
    if (seen.has(place) || first === undefined) return []
    seen.add(place)
    return [cube.at(place, indicator, first)]
  })
}
