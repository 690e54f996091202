/** A query answered from the ledger: select, read, sieve, compare, fold, order, and judge what is claimed. */

import type { Basis } from '../../ledger/index.ts'
import { dayOf, type Instant } from '../../office/day.ts'
import { deadlinesOf } from '../../office/owed.ts'
import type { Person, PersonId, Role } from '../../office/person.ts'
import { may, namesOf } from '../../people/index.ts'
import type { Reader } from '../../store/index.ts'
import { type Cell, Cube, type CubeInput, lastDayOf } from '../cube/cube.ts'
import { type Read, readLedger } from '../cube/read.ts'
import type { Viewer } from '../measures/attendance.ts'
import { type Lens, readingOf } from '../measures/read-measure.ts'
import { isKnown } from '../measures/reading.ts'
import type { LedgerQuery } from '../query.ts'
import { isTooWide, MOST_READ, narrowed, readIn } from './breadth.ts'
import { cellsOf } from './cells.ts'
import { verdictOn } from './claim.ts'
import { type Sieved, sieve } from './condition.ts'
import { unfoldable } from './fold.ts'
import { ordered } from './order.ts'
import { type PickedCells, pickedFrom, pickingOf } from './picked.ts'
import { type Axes, type Count, countOf, type Nought, type Result, turnoutOf } from './result.ts'
import { isCounted, lackingIn, rowsOf } from './rows.ts'
import { axesOf, extentOf, needsOf, type Office } from './select.ts'

/** Who asks, when, and where it is answered. */
export interface Asking {
  readonly store: Reader
  readonly now: Instant
  readonly person: Person | undefined
  readonly isGroup: boolean
  /** without it what stands, and for a group what was reviewed */
  readonly basis?: Basis
  /** as many cells are read; without it what a message may read */
  readonly most?: number
}

/** The roles that may see a figure's history (returns, corrections), in their own region and below it. */
export const INSIDE: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator']

/**
 * Answers a query from the ledger: a few indexed reads, however many places it is about.
 * @param office its plan gives goals and cadence, its calendar and moved deadlines what is late
 * @param asking who asks, where and when: a group gets reviewed figures only, unless `basis` says which
 * @returns the cells with what was measured (amounts in the base unit), or why there is nothing to answer
 */
export async function answerTo(asked: LedgerQuery, office: Office, asking: Asking): Promise<Result> {
  const today = dayOf(asking.now)
  const whole = axesOf(asked, office, today)
  if ('why' in whole) return { kind: 'nothing', query: asked, nought: whole }
  const query = narrowed(asked, whole)
  const isNarrowed = query !== asked
  const axes = isNarrowed ? axesOf(query, office, today) : whole
  if ('why' in axes) return { kind: 'nothing', query, nought: axes }
  const reading = await readFor({ query, axes }, office, asking)
  if (!reading) return { kind: 'nothing', query, axes, nought: { why: 'too-wide' } }
  const { lens, picked, touched } = reading
  const result = resultOf(reading.query, axes, lens, picked)
  return result.kind === 'found' ? { ...result, touched, ...(isNarrowed && { narrowedFrom: asked }) } : result
}

interface Reading {
  /** as it is told of what was read */
  readonly query: LedgerQuery
  readonly lens: Lens
  /** where the ledger picked the cells */
  readonly picked: PickedCells | undefined
  /** as many cells were read, at most */
  readonly touched: number
}

/** What the ledger says of the axes; of too many cells what it can pick by itself. Undefined where that is too much as well. */
async function readFor(
  { query, axes }: { readonly query: LedgerQuery; readonly axes: Axes },
  office: Office,
  { store, now, person, isGroup, most = MOST_READ, ...asking }: Asking,
): Promise<Reading | undefined> {
  const { regions } = office
  const viewer: Viewer = { isGroup, seesInside: (place) => !isGroup && may(person, INSIDE, place, regions) }
  const basis = asking.basis ?? (isGroup ? 'reviewed' : 'standing')
  const extent = extentOf(query, axes, office, dayOf(now), basis)
  const deadlines = needsOf(query).has('deadlines')
    ? deadlinesOf(office, (await office.moves?.(store)) ?? [])
    : undefined
  const touched = readIn(extent, query, axes)
  const isWide = isTooWide(query, axes, touched, most)
  const picking = isWide ? pickingOf(query, axes, { regions, basis, deadlines }) : undefined
  if (isWide && !picking) return undefined
  const seen = picking?.isInside ? { ...extent, places: extent.places.filter(viewer.seesInside) } : extent
  const read = await readLedger(store, { ...seen, sign: picking?.sign })
  const people = needsOf(query).has('people') ? await namesOf(store, reportersIn(read)) : undefined
  const cube = new Cube(cubeInput(query, office, { today: dayOf(now), deadlines, people }), read)
  const among = query.among ?? regions.province.key
  const lens = { cube, viewer, among, versus: query.versus, reach: query.reach, boards: new Map() }
  const picked = picking && (await pickedFrom(picking, { read, lens, axes, extent, store, most: MOST_READ }))
  if (picking && !picked) return undefined
  return { query: picking?.asked ?? query, lens, picked, touched }
}

const reportersIn = (read: Read): PersonId[] => [...read.figures.values()].flatMap((all) => all.map((one) => one.by))

const cubeInput = (
  { asOf, fresh, suppose }: LedgerQuery,
  { plan, regions }: Office,
  { today, deadlines, people }: Pick<CubeInput, 'today' | 'deadlines' | 'people'>,
): CubeInput => ({
  ...{ plan, regions, today, asOf, fresh, suppose },
  ...(deadlines && { deadlines }),
  ...(people && { people }),
})

/** All that comes after reading, on cells alone. */
function resultOf(query: LedgerQuery, axes: Axes, lens: Lens, picked: PickedCells | undefined): Result {
  const { cube } = lens
  const cells = picked?.cells ?? tellable(cellsOf(cube, query, axes), query, lens)
  const of = picked?.of ?? countOf(cells)
  const none =
    (of.cells === 0 ? withoutCells(query, axes, cube) : undefined) ??
    unfoldable(query, axes, cells, cube.grounds.regions)
  if (none) return { kind: 'nothing', query, axes, nought: none }
  const passed = sieve(cells, picked?.tests ?? query.where ?? [], lens)
  const sieved = { ...passed, unknown: [...passed.unknown, ...(picked?.unknown ?? [])] }
  const nought = sieved.kept.length === 0 ? withoutMatch(of, sieved, picked ? of.places : of.cells) : undefined
  if (nought && (!isCounted(query) || (picked && nought.why === 'private')))
    return { kind: 'nothing', query, axes, nought }
  const rows = rowsOf(cells, sieved, query, lens, picked?.whole)
  const { rows: shown, placed, unplaced } = ordered(rows, query)
  if (query.alone && shown.length === 0)
    return { kind: 'nothing', query, axes, nought: { why: 'no-place', placed, unplaced } }
  return {
    kind: 'found',
    query,
    axes,
    rows: shown,
    all: rows.length,
    count: countOf(sieved.kept),
    of,
    asOf: lastDayOf(cells),
    unknown: sieved.unknown,
    turnout: picked?.turnout ?? turnoutOf(cells),
    lacking: lackingIn(shown, query),
    unplaced,
    ...(query.claim && { verdict: verdictOn(query.claim, shown, lens) }),
  }
}

/** How much came in time is a share of what was due by now. */
const tellable = (cells: Cell[], { fold, where = [] }: LedgerQuery, lens: Lens): Cell[] =>
  fold === 'share' && where.some(({ measure }) => measure === 'onTime')
    ? cells.filter((cell) => isKnown(readingOf('onTime', cell, lens)))
    : cells

/** Nobody has a task, or nothing is owed, or not yet. */
function withoutCells(query: LedgerQuery, { places, indicators, periods }: Axes, cube: Cube): Nought {
  const all = places.flatMap((place) =>
    indicators.flatMap((indicator) => periods.map((period) => cube.at(place, indicator, period))),
  )
  const isOwedOnly = query.of === 'owed' || query.when === 'owed'
  if (all.length > 0 && all.every((one) => !one.task)) return { why: 'no-task' }
  return { why: isOwedOnly && all.some((one) => one.task && !one.isOver) ? 'not-over' : 'nothing-owed' }
}

/** @param of what was looked at @param whole as many are unknown where all is: of what was picked one of each place */
function withoutMatch(of: Count, { unknown }: Pick<Sieved, 'unknown'>, whole: number): Nought {
  const isAll = (why: string) => unknown.length === whole && unknown.every((one) => one.why === why)
  const reason = (['no-task', 'not-over', 'private'] as const).find(isAll)
  return reason ? { why: reason } : { why: 'no-match', of, unknown }
}
