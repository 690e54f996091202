/** Rows in order, the best first, and cut where the limit is: those that share the last place belong to it. */
import { type Amount, amount, compare, divide } from '../../office/amount.ts'
import { isSized } from '../measures/measure.ts'
import { isKnown, type Reading } from '../measures/reading.ts'
import type { LedgerQuery, Order } from '../query.ts'
import type { Count, Row } from './result.ts'

/** Rows in order, cut at the limit. */
export interface Ordered {
  readonly rows: readonly Row[]
  /** rows that have a place, within the limit or not */
  readonly placed: number
  /** rows that cannot be ordered for want of a reading */
  readonly unplaced: number
}

/**
 * Orders rows and cuts them at the limit; whoever shares the last place belongs to it. Rows without a reading come
 * last, and under a limit not at all.
 */
export function ordered(selected: readonly Row[], query: LedgerQuery): Ordered {
  const { order, limit, alone } = query
  if (!order) return { rows: selected, placed: 0, unplaced: 0 }
  const rows = query.by && !query.fold ? selected.map((row) => inOrder(row, order)) : selected
  const sized = rows.flatMap((row) => {
    const size = sizeOf(row, order, query)
    return size === undefined ? [] : [{ row, size }]
  })
  sized.sort((a, b) => (order.down ? compare(b.size, a.size) : compare(a.size, b.size)))
  const isEdge = ({ size }: { readonly size: Amount }): boolean => edge !== undefined && compare(size, edge) === 0
  const edge = limit === undefined ? undefined : sized[limit - 1]?.size
  const within = edge === undefined ? sized : sized.filter((one, at) => at < (limit ?? 0) || isEdge(one))
  // who shares a better place has that one: behind two firsts nobody is second
  const cut = alone ? (sized.findIndex(isEdge) + 1 === limit ? sized.filter(isEdge) : []) : within
  const placed = new Set(sized.map(({ row }) => row))
  const rest = limit === undefined ? rows.filter((row) => !placed.has(row)) : []
  return { rows: [...cut.map(({ row }) => row), ...rest], placed: sized.length, unplaced: rows.length - sized.length }
}

/** What is in a group stands in the order, too. */
function inOrder(row: Row, { measure, down }: Order): Row {
  if (!isSized(measure) || row.entries.length < 2) return row
  const sized = row.entries.map((entry) => ({ entry, reading: entry.readings.get(measure) }))
  const known = sized.flatMap(({ entry, reading }) => (isKnown(reading) ? [{ entry, is: reading.is as Amount }] : []))
  known.sort((a, b) => (down ? compare(b.is, a.is) : compare(a.is, b.is)))
  const rest = sized.flatMap(({ entry, reading }) => (isKnown(reading) ? [] : [entry]))
  return { ...row, entries: [...known.map(({ entry }) => entry), ...rest] }
}

/** A group is ordered by what it is folded to, by how many passed, or by the first of its own; what has no size is counted. */
function sizeOf(row: Row, { measure, down }: Order, { fold, by, counts }: LedgerQuery): Amount | undefined {
  const counted = ({ places, cells }: Count): Amount => amount(counts === 'places' ? places : cells)
  if (fold === 'share') return divide(counted(row.count), counted(row.of))
  if (fold === 'count' || (by && !fold && !isSized(measure))) return counted(row.count)
  if (!isSized(measure)) return undefined
  const folded = row.folded?.get(measure)?.reading
  const readings = row.folded ? [folded] : row.entries.map((one) => one.readings.get(measure))
  const sizes = readings.flatMap((reading: Reading | undefined) => (isKnown(reading) ? [reading.is as Amount] : []))
  return sizes.sort((a, b) => (down ? compare(b, a) : compare(a, b)))[0]
}
