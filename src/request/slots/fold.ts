/** How several cells become one: counted, added, averaged, or told by place. */
import type { Measure } from '../../office/measure.ts'
import type { LedgerQuery, Test } from '../../query/index.ts'
import type { Said } from '../facts/said.ts'
import { isOfReporting } from './measures.ts'
import { isMean, isRatio, type QueryParts } from './parts.ts'
import type { Where } from './whom.ts'

/** The cells that a question asks for, before it is known how many lines they make. */
export interface AskedCells {
  readonly parts: QueryParts
  readonly measures: readonly Measure[]
  /** what cells have to pass */
  readonly where: readonly Test[]
  readonly places: Where
  /** how many periods are asked about */
  readonly periods: number
}

/** The part of a query that makes one line of several cells. */
export type CellFolding = Pick<LedgerQuery, 'fold' | 'by' | 'where' | 'order' | 'counts'>

/**
 * How the cells asked for are told as fewer: `share` of how many, `count`, `mean` or `sum`, grouped `by` place, city or
 * period. The first that the words ask for; empty where each cell stands for itself.
 */
export const foldOf = (cells: AskedCells): CellFolding =>
  shareOf(cells) ?? turnoutOf(cells) ?? countOf(cells) ?? meanOf(cells) ?? sumOf(cells) ?? groupsOf(cells) ?? {}

/** A share of those of which something holds: 按时报的县占多少. */
const shareOf = ({ parts: { said }, where }: AskedCells): CellFolding | undefined =>
  where.length > 0 && said.names('share') ? { fold: 'share' } : undefined

/** A rate of reporting: the share of what came in, or came in time. */
function turnoutOf(cells: AskedCells): CellFolding | undefined {
  const { parts, measures, where, places } = cells
  const [measure] = measures
  if (where.length > 0 || measure === undefined || measure !== turnoutIn(parts.said)) return undefined
  if (!places.isMany && measure !== 'onTime') return undefined
  const order = orderOfGroups(cells)
  const isGrouped = places.byCity || order || parts.said.has('parts')
  return {
    fold: 'share',
    where: [{ measure, op: '=', to: true }],
    ...(isGrouped && { by: [axisOf(cells)] }),
    ...(order && { order }),
  }
}

/** How many pass: by period where several are asked about, by place or city where those are counted. */
function countOf(cells: AskedCells): CellFolding | undefined {
  const { parts, where, places, periods } = cells
  if (where.length === 0) return undefined
  if (countsParts(cells) && periods > 1 && !where.some(({ over }) => over === 'period'))
    return { fold: 'count', by: ['period'], ...countedAs(cells) }
  if (!parts.facts.asks.count && !places.byCity) return undefined
  const isByPlace = isOfSeveral(cells) && countsParts(cells)
  const order = places.byCity && orderOfGroups(cells)
  return {
    fold: where.some(isReported) && !isByPlace ? 'share' : 'count',
    ...((isByPlace || places.byCity) && { by: [axisOf(cells)] }),
    ...(places.byCity && countedAs(cells)),
    ...(order && { order }),
  }
}

/** The rate of a whole is its average already, that of its parts is not. */
function meanOf({ parts: { said }, measures: [head], places }: AskedCells): CellFolding | undefined {
  const isAverage = places.isOfWhole || head === 'perMonth' || (isRatio(head) && !places.isMany)
  return isMean(said) && !isAverage ? { fold: 'mean' } : undefined
}

function sumOf({ parts: { facts, said }, places: { whom } }: AskedCells): CellFolding | undefined {
  const isSum = [...facts.bare, ...said.all('measure')].some(
    ({ found }) => found.measure === 'value' && found.is === undefined,
  )
  return isSum && 'places' in whom && whom.places.length > 1 ? { fold: 'sum' } : undefined
}

/** Groups of places, in the order of how many pass, or side by side where each has several indicators. */
function groupsOf(cells: AskedCells): CellFolding | undefined {
  const { where, places } = cells
  if (!places.isMany) return undefined
  const order = orderOfGroups(cells)
  if (order) return { by: [axisOf(cells)], fold: 'count', order }
  const isGrouped = where.some(
    ({ measure, over }) => over === 'indicator' || measure === 'reported' || measure === 'lateDays',
  )
  return isOfSeveral(cells) && isGrouped ? { by: [axisOf(cells)] } : undefined
}

const axisOf = ({ places }: AskedCells) => (places.byCity ? 'city' : 'place')

const isOfSeveral = ({ parts: { of } }: AskedCells): boolean => typeof of === 'string' || of.length > 1

const countsParts = ({ parts: { facts, said } }: AskedCells): boolean =>
  facts.quantity.some((one) => said.shares(one, 'parts'))

const isReported = ({ measure, to, holds }: Test): boolean =>
  measure === 'reported' && to === true && holds !== 'not-every'

/** Counties of cities, or of months, are counted, and not what each has: 哪个市没报的县最多, 5月和6月各报了几个县. */
const countedAs = ({ parts: { said }, places }: AskedCells): Pick<LedgerQuery, 'counts'> =>
  places.isMany && said.all('parts').some(({ found }) => found.level === 'county' && !found.but)
    ? { counts: 'places' }
    : {}

/** Groups are in the order of how many there are of what is said: 红灯最多的市, 各县红灯数排一下. */
function orderOfGroups({ parts: { facts, said }, where: [first] }: AskedCells): LedgerQuery['order'] {
  const turnout = first ? undefined : turnoutIn(said)
  const measure = first && (first.op === '=' || isOfReporting(first.measure)) ? first.measure : turnout
  if (!measure) return undefined
  const extreme = facts.extreme?.found
  if (extreme && (turnout || extreme.measure === 'value')) return { measure, down: extreme.end === 'first' }
  if (turnout && said.names('rank')) return { measure, down: true }
  const sorted = said.all('sorted')[0]?.found
  // figures that are named are what is put in order, and not how many there are
  const isOfCounts = facts.bare.every(({ found }) => found.measure === measure)
  return sorted && isOfCounts && !sorted.flip ? { measure, down: sorted.down } : undefined
}

/**
 * The measure of which a rate of reporting is asked: 上报率 is of `reported`, 准时率 of `onTime`; undefined where no
 * such rate is asked for.
 */
export const turnoutIn = (said: Said): Measure | undefined =>
  said.all('measure').find(({ found }) => found.is === 'rate')?.found.measure
