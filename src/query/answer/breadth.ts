/** How much one question may touch: a list that nobody could read is narrowed, and what would read too much asks which part is meant. */
import type { Extent } from '../../ledger/index.ts'
import type { Measure } from '../../office/measure.ts'
import { endOf, nextPeriod, periodOf } from '../../office/period.ts'
import type { Viewer } from '../measures/attendance.ts'
import { MEASURES } from '../measures/measure.ts'
import type { LedgerQuery } from '../query.ts'
import { onceEach } from './cells.ts'
import type { Axes, Result } from './result.ts'
import { measuresIn } from './select.ts'

/** As many cells are told one by one. */
export const MOST_TOLD = 160

/**
 * As many cells are read for one message: a year of all indicators of ninety counties. What happened to a figure takes
 * twice as long as the figure.
 */
const MOST_READ = 14_000

/** To reckon the end of a year takes as long as reading so many; to find what it takes, as reading all places so often. */
const AHEAD = 8
const SOUGHT = 8

/** Whether so much was read for a result that nothing else is answered with it. */
export const isWide = (result: Result): boolean => result.kind === 'found' && (result.touched ?? 0) > MOST_READ / 4

/** Everything of several places or times is told, and nothing picks from it. */
const isListing = ({ where, fold, claim, limit, reach }: LedgerQuery): boolean =>
  !where?.length && !fold && !claim && limit === undefined && !reach

const cellsIn = ({ places, indicators, periods }: Axes): number =>
  places.length * indicators.reduce((all, one) => all + onceEach(periods, one).length, 0)

/**
 * Of one indicator through months, told of more places than a list names: what can be added over time is added for each
 * place, of the rest the last period is told.
 */
export function narrowed(query: LedgerQuery, axes: Axes): LedgerQuery {
  const [indicator, another] = axes.indicators
  const last = axes.periods.at(-1)
  const isLong = axes.places.length > 1 && axes.periods.length > 1 && cellsIn(axes) > MOST_TOLD
  if (!indicator || another || last === undefined || !isLong || !isListing(query)) return query
  const added = query.measures.filter((one) => MEASURES[one].overTime === 'sum')
  const [head] = query.measures
  const { as: _, order, versus, ...rest } = query
  if (head && added.includes(head) && indicator.kind !== 'rate' && !versus)
    return { ...rest, measures: added, fold: 'sum', by: ['place'], ...(order?.measure === head && { order }) }
  return { ...rest, ...(order && { order }), ...(versus && { versus }), when: [last] }
}

/**
 * Whether a part of it has to be chosen: what lists every indicator of many places through time, in order or beside
 * another, or reads more than a message may.
 */
export function isTooWide(query: LedgerQuery, axes: Axes, read: number): boolean {
  const isSeveral = axes.periods.length > 1 || query.order !== undefined || query.versus !== undefined
  const isUnread = isListing(query) && axes.indicators.length > 1 && isSeveral && cellsIn(axes) > MOST_TOLD
  return isUnread || read > MOST_READ
}

/** How many cells are read, at most. */
export function readIn({ places, first, last, withHistory }: Extent, query: LedgerQuery, axes: Axes): number {
  const { indicators } = axes
  const periods = indicators.reduce((all, { every }) => {
    let own = 0
    for (let at = periodOf(every, first); endOf(at) <= last; at = nextPeriod(at)) own++
    return all + own
  }, 0)
  const ahead = measuresIn(query).includes('forecast') ? cellsIn(axes) * AHEAD : 0
  const sought = query.reach ? cellsIn(axes) * SOUGHT * places.length : 0
  return places.length * periods * (withHistory ? 3 : 1) + ahead + sought
}

/** Told to nobody who does not look after the place. */
const INSIDE: readonly Measure[] = ['state', 'corrections', 'reason']

/** Whether all that picks is hidden from whoever asks: then nothing passes, and nothing need be read. */
export const isHidden = ({ where = [], fold }: LedgerQuery, { places }: Axes, viewer: Viewer): boolean =>
  where.length > 0 &&
  where.every(({ measure }) => INSIDE.includes(measure)) &&
  fold === undefined &&
  !places.some((key) => viewer.seesInside(key))
