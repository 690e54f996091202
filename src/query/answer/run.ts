/** A query answered from the ledger: select, read, sieve, compare, fold, order, and judge what is claimed. */
import { type Day, dayOf, type Instant } from '../../office/day.ts'
import { deadlinesOf } from '../../office/owed.ts'
import type { Person, Role } from '../../office/person.ts'
import { may } from '../../people/index.ts'
import type { Reader } from '../../store/index.ts'
import { type Cell, Cube } from '../cube/cube.ts'
import { groupsOf } from '../cube/group.ts'
import { peopleNamed, readLedger } from '../cube/read.ts'
import type { Viewer } from '../measures/attendance.ts'
import { type Lens, readingsOf } from '../measures/know.ts'
import { type Absence, isKnown } from '../measures/reading.ts'
import type { Axis, LedgerQuery } from '../query.ts'
import { cellsOf } from './cells.ts'
import { verdictOn } from './claim.ts'
import { compared } from './compare.ts'
import { type Sieved, sieve } from './condition.ts'
import { foldedMeasures, foldOf, keyOf, unfoldable } from './fold.ts'
import { ordered } from './order.ts'
import { type Axes, countOf, type Entry, type Nought, type Result, type Row, turnoutOf } from './result.ts'
import { axesOf, extentOf, measuresIn, needsOf, type Office } from './select.ts'

/** Who asks, when, and where it is answered. */
export interface Asking {
  readonly store: Reader
  readonly now: Instant
  readonly person: Person | undefined
  readonly isGroup: boolean
}

const INSIDE: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator']

export async function answerTo(query: LedgerQuery, office: Office, asking: Asking): Promise<Result> {
  const today = dayOf(asking.now)
  const axes = axesOf(query, office, today)
  if ('why' in axes) return { kind: 'nothing', query, nought: axes }
  const viewer: Viewer = {
    isGroup: asking.isGroup,
    seesInside: (place) => !asking.isGroup && may(asking.person, INSIDE, place, office.regions),
  }
  const cube = await cubeFor(query, axes, office, asking.store, today, viewer)
  const lens = { cube, viewer, among: query.among ?? office.regions.province.key, boards: new Map() }
  const nothing = (nought: Nought): Result => ({ kind: 'nothing', query, axes, nought })
  const cells = cellsOf(cube, query, axes)
  const none = withoutCells(cells, query, axes, cube) ?? unfoldable(query, axes, cells, office.regions)
  if (none) return nothing(none)
  const sieved = sieve(cells, query.where ?? [], lens)
  const rows = rowsOf(cells, sieved, query, lens)
  const isCount = query.fold === 'count' || query.fold === 'share'
  const isEmpty = sieved.kept.length === 0 && !isCount
  if (isEmpty) return nothing(withoutMatch(cells, sieved))
  const { rows: all, unplaced } = ordered(rows, query)
  return {
    kind: 'found',
    query,
    axes,
    rows: all,
    all: rows.length,
    count: countOf(sieved.kept),
    of: countOf(cells),
    unknown: sieved.unknown,
    turnout: turnoutOf(cells),
    lacking: lackingIn(all, query),
    unplaced,
    ...(query.claim && { verdict: verdictOn(query.claim, all, lens) }),
  }
}

async function cubeFor(
  query: LedgerQuery,
  axes: Axes,
  office: Office,
  store: Reader,
  today: Day,
  viewer: Viewer,
): Promise<Cube> {
  const needs = needsOf(query)
  const { plan, regions } = office
  const read = await readLedger(store, extentOf(query, axes, office, today, viewer.isGroup))
  const people = [...read.figures.values()].flatMap((all) => all.map((one) => one.by))
  return new Cube(
    {
      plan,
      regions,
      today,
      asOf: query.asOf,
      ...(needs.has('deadlines') && { deadlines: deadlinesOf(office, (await office.moves?.(store)) ?? []) }),
      ...(needs.has('people') && !viewer.isGroup && { people: await peopleNamed(store, people) }),
    },
    read,
  )
}

/** Nobody has a task, or nothing is owed, or not yet. */
function withoutCells(
  cells: readonly Cell[],
  query: LedgerQuery,
  { places, indicators, periods }: Axes,
  cube: Cube,
): Nought | undefined {
  if (cells.length > 0) return undefined
  const all = places.flatMap((place) =>
    indicators.flatMap((indicator) => periods.map((period) => cube.at(place, indicator, period))),
  )
  const isOwedOnly = query.of === 'owed' || query.when === 'owed'
  if (all.length > 0 && all.every((one) => !one.task)) return { why: 'no-task' }
  return { why: isOwedOnly && all.some((one) => one.task && !one.isOver) ? 'not-over' : 'nothing-owed' }
}

function withoutMatch(cells: readonly Cell[], { unknown }: Sieved): Nought {
  const isAll = (why: string) => unknown.length === cells.length && unknown.every((one) => one.why === why)
  const reason = (['no-task', 'not-over', 'private'] as const).find(isAll)
  return reason ? { why: reason } : { why: 'no-match', of: countOf(cells), unknown }
}

/** Why nothing is known of anything, where that is one and the same reason. */
function lackingIn(rows: readonly Row[], { measures, fold }: LedgerQuery): Absence | undefined {
  const readings = rows.flatMap((row) =>
    row.entries.flatMap((one) => measures.map((measure) => one.readings.get(measure))),
  )
  const reasons = new Set(readings.map((one) => (isKnown(one) || one === undefined ? undefined : one.absent)))
  return fold === undefined && reasons.size === 1 ? [...reasons][0] : undefined
}

/** One row a cell; or one a group, where groups are asked for. */
function rowsOf(cells: readonly Cell[], { kept, runs }: Sieved, query: LedgerQuery, lens: Lens): Row[] {
  const { regions } = lens.cube.grounds
  const measures = measuresIn(query)
  const entryOf = (cell: Cell): Entry => {
    const readings = readingsOf(measures, cell, lens)
    return {
      cell,
      readings,
      ...(query.versus && { versus: compared(query.versus, cell, readings, lens) }),
      ...(runs.has(cell) && { run: runs.get(cell) }),
    }
  }
  const by: readonly Axis[] = query.by ?? (query.fold ? [] : ['place', 'indicator', 'period'])
  const name = (cell: Cell) => JSON.stringify(keyOf(cell, by, regions))
  const passed = new Set(kept)
  const isCount = query.fold === 'count' || query.fold === 'share'
  return [...groupsOf(cells, name).values()].flatMap((group): Row[] => {
    const own = group.filter((cell) => passed.has(cell))
    const [first] = group
    if (!first || (own.length === 0 && !isCount)) return []
    return [
      {
        key: keyOf(first, by, regions),
        entries: own.map(entryOf),
        count: countOf(own),
        of: countOf(group),
        ...foldedIn(own, query, lens),
      },
    ]
  })
}

function foldedIn(cells: readonly Cell[], query: LedgerQuery, lens: Lens): Pick<Row, 'folded'> {
  const { fold } = query
  if (fold === undefined || fold === 'count' || fold === 'share') return {}
  return { folded: new Map(foldedMeasures(query).map((measure) => [measure, foldOf(measure, fold, cells, lens)])) }
}
