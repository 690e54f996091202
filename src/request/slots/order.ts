/** In which order, and how many: 前三名, 垫底, 从高到低. */
import { amount } from '../../office/amount.ts'
import type { Measure } from '../../office/measure.ts'
import type { LedgerQuery, Test } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Said } from '../facts/said.ts'

/** The part of a query that puts its rows in an order and says how many of them are shown. */
export type Ordering = Pick<LedgerQuery, 'order' | 'limit' | 'alone' | 'by' | 'fold'> & {
  readonly where?: readonly Test[]
}

/** What is the better the smaller it is: the first by it has the least. */
const LEAST_FIRST: ReadonlySet<Measure> = new Set(['rank', 'reportedAt', 'lateDays'])
/** What can be told apart by size. */
const UNSIZED = new Set<Measure>([
  'reported',
  'onTime',
  'nil',
  'state',
  'light',
  'reason',
  'source',
  'owed',
  'reportedBy',
])

interface Ranked {
  readonly isNamed: boolean
  readonly isMany: boolean
  readonly isOne: boolean
  readonly isFalling: boolean
  readonly isAmong: boolean
}

/**
 * By what the rows are ordered, and how many of them are meant.
 * @param isNamed several places are named one by one: all of them are shown
 * @param isFalling the figure is the better the lower it is: 用水下降得最多
 * @param isMany  several places; of one alone nothing is in an order but its indicators
 */
export function orderOf(
  said: Said,
  facts: Facts,
  measures: readonly Measure[],
  { isNamed, isMany, isOne, isFalling, isAmong }: Ranked,
): Ordering {
  const sorted = said.take('sorted')[0]?.found
  const extreme = facts.extreme?.found
  if (facts.extreme) said.use(facts.extreme)
  const measure = extreme?.measure === 'reportedAt' ? 'reportedAt' : measures.find((one) => !UNSIZED.has(one))
  if (!isMany && !facts.asks.indicator) return {}
  if (sorted && measure)
    return {
      order: { measure, down: sorted.down !== LEAST_FIRST.has(measure) },
      ...(extreme?.n !== undefined && { limit: extreme.n }),
    }
  if (!extreme) return measures[0] === 'rank' ? { order: { measure: 'rank', down: false } } : {}
  const by = measure ?? extreme.measure ?? 'rate'
  // places in a whole are by where one stands among others, and not by which is the best of one's own: 在全省前十的指标
  if (isAmong && extreme.n !== undefined && extreme.end === 'first')
    return { where: [{ measure: 'rank', op: '<=', to: amount(extreme.n) }] }
  const nth = extreme.nth ?? 1
  if (nth > 1 && extreme.end === 'first' && by === 'rate')
    return { where: [{ measure: 'rank', op: '=', to: amount(nth) }] }
  const order = {
    measure: by,
    down: (extreme.end === 'first') !== (LEAST_FIRST.has(by) || (isFalling && by === 'value')),
  }
  // whoever was first or last with anything that is owed
  const folded = by === 'reportedAt' && !isOne ? FIRST_OR_LAST[extreme.end] : {}
  const limit = extreme.n ?? (extreme.nth === undefined && asksSeveral(said) ? SEVERAL : nth)
  return { ...folded, order, ...(!isNamed && { limit, ...(nth > 1 && { alone: true }) }) }
}

/** 哪几个, 哪些 ask for more than the first: the answer says how many it tells. */
const SEVERAL = 3
const asksSeveral = (said: Said): boolean => said.all('ask').some(({ found }) => found.many)

const FIRST_OR_LAST = {
  first: { by: ['place'], fold: 'least' },
  last: { by: ['place'], fold: 'most' },
} as const satisfies Record<string, Pick<LedgerQuery, 'by' | 'fold'>>
