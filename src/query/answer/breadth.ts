/** How much one question may touch: a list that nobody could read is narrowed, and what would read too much asks which part is meant. */
import type { Extent } from '../../ledger/index.ts'
import { endOf, nextPeriod, type Period, periodOf } from '../../office/period.ts'
import { MEASURES } from '../measures/measure.ts'
import type { LedgerQuery } from '../query.ts'
import { onceEach } from './cells.ts'
import type { Axes, Result } from './result.ts'
import { measuresIn } from './select.ts'

/** More cells than these are not listed one by one. */
export const MOST_TOLD = 160

/**
 * More cells than these are not read for one message: about a year of all indicators for ninety counties. With
 * histories the bound is a third.
 */
export const MOST_READ = 14_000

/**
 * To reckon the end of a year, and to find what it takes to a rank, take as long as reading so many. To rank takes as long again as to read: it is ranked in the period before as well.
 */
const AHEAD = 8
const SOUGHT = 64

/** Whether so much was read for a result that nothing else is answered in the same message. */
export const isWide = (result: Result): boolean => result.kind === 'found' && (result.touched ?? 0) > MOST_READ / 4

/** Everything of several places or times is told, and nothing picks from it. */
const isListing = ({ where, fold, claim, limit, reach }: LedgerQuery): boolean =>
  !where?.length && !fold && !claim && limit === undefined && !reach

const cellsIn = ({ places, indicators, periods }: Axes): number =>
  places.length * indicators.reduce((all, one) => all + onceEach(periods, one).length, 0)

/**
 * A query that a list can answer. A listing of more than `MOST_TOLD` cells becomes sums over time where measures add
 * up, else the last period; a ranking over indicators becomes one for each.
 */
export function narrowed(query: LedgerQuery, axes: Axes): LedgerQuery {
  const last = axes.periods.at(-1)
  const isLong = axes.places.length > 1 && cellsIn(axes) > MOST_TOLD
  if (last === undefined || !isLong || !isListing(query)) return query
  if (axes.periods.length === 1) return rankedByIndicator(query, axes)
  return summedOverTime(query, axes) ?? (isTold(axes, axes.indicators) ? ofPeriod(query, last) : query)
}

/** Whether so many indicators of the places can be listed for one period; one indicator always is. */
const isTold = ({ places, indicators }: Axes, several: readonly unknown[]): boolean =>
  indicators.length === 1 || places.length * several.length <= MOST_TOLD

function rankedByIndicator(query: LedgerQuery, { indicators }: Axes): LedgerQuery {
  const { as: _, ...rest } = query
  const isPlain = indicators.length === 1 || query.versus || !query.order || query.by
  return isPlain ? query : { ...rest, by: ['indicator'] }
}

/** The measures that add up over time, of what is counted; undefined where the first of them does not. */
function summedOverTime(query: LedgerQuery, axes: Axes): LedgerQuery | undefined {
  const { as: _, order, versus, ...rest } = query
  const { indicators } = axes
  const [head] = query.measures
  const added = query.measures.filter((one) => MEASURES[one].overTime === 'sum')
  const counts = indicators.filter(({ kind }) => kind !== 'rate')
  if (!head || !added.includes(head) || counts.length === 0 || versus || !isTold(axes, counts)) return undefined
  const isOne = indicators.length === 1
  return {
    ...rest,
    measures: added,
    ...(counts.length < indicators.length && { of: counts.map(({ id }) => id) }),
    fold: 'sum',
    by: isOne ? ['place'] : ['place', 'indicator'],
    ...(isOne && order?.measure === head && { order }),
  }
}

const ofPeriod = ({ as: _, ...query }: LedgerQuery, period: Period): LedgerQuery => ({ ...query, when: [period] })

/**
 * Whether it has to be asked which part is meant: a listing of several indicators through time with more than
 * `MOST_TOLD` cells, or one that reads more than it may.
 * @param read from `readIn`
 * @param most cells
 */
export function isTooWide(query: LedgerQuery, axes: Axes, read: number, most: number): boolean {
  const isSeveral = axes.periods.length > 1 || query.versus !== undefined
  const isUnread = isListing(query) && axes.indicators.length > 1 && isSeveral && cellsIn(axes) > MOST_TOLD
  return isUnread || read > most
}

/** How many cells a query reads at most; forecasts and ranks count as many times as they cost. */
export function readIn({ places, first, last, withHistory }: Extent, query: LedgerQuery, axes: Axes): number {
  const { indicators } = axes
  const periods = indicators.reduce((all, { every }) => {
    let own = 0
    for (let at = periodOf(every, first); endOf(at) <= last; at = nextPeriod(at)) own++
    return all + own
  }, 0)
  const ahead = measuresIn(query).includes('forecast') ? cellsIn(axes) * AHEAD : 0
  const isOfRank = query.reach !== undefined && MEASURES[query.reach.measure].needs.includes('peers')
  const sought = isOfRank ? cellsIn(axes) * SOUGHT : 0
  const ranked = measuresIn(query).includes('rank') ? cellsIn(axes) : 0
  return places.length * periods * (withHistory ? 3 : 1) + ahead + sought + ranked
}
