/** What is worth telling of many: of a tally what has any, of groups those that have some; where none has, that. */
import { type Amount, isZero } from '../../office/amount.ts'
import { countOf, type Entry, type Found, type Result, type Row } from '../answer/result.ts'
import { MEASURES } from '../measures/measure.ts'
import { isKnown } from '../measures/reading.ts'
import type { LedgerQuery, Test } from '../query.ts'

/** Fewer are told one by one, those with nothing too. */
const FEW = 3

/**
 * An answer about many without the rows of which there is nothing to tell: counts of none, 没有更正过.
 * @returns `no-match` where nothing is left; the answer as it was for few entries, claims, and orders from the least
 */
export function worthTelling(found: Found): Result {
  const { query, rows } = found
  // who has least may have none, and a claim is judged of all
  const isOfAll = query.claim !== undefined || query.order?.down === false
  if (query.fold === 'count' && rows.length > FEW && !isOfAll) return kept(found, rows.filter(hasAny), query.where)
  const any = anyIn(query)
  const entries = rows.reduce((all, row) => all + row.entries.length, 0)
  if (!any || entries <= FEW) return found
  const told = rows.map((row): Row => {
    const own = row.entries.filter((entry) => isSome(entry, any))
    return { ...row, entries: own, count: countOf(own.map(({ cell }) => cell)) }
  })
  // that nothing came to be reviewed is said of all of them
  return any.measure === 'state' && !told.some(hasAny) ? found : kept(found, told.filter(hasAny), [any])
}

const hasAny = ({ count }: Row): boolean => count.cells > 0

/** How often something was done to each of many: those to which it was done at all are meant. */
function anyIn({ measures: [head], when, where, fold, claim, order }: LedgerQuery): Test | undefined {
  // of everything that was ever owed, how far review has come is told of what came to it
  const isOfReview = head === 'state' && when === 'owed'
  if (isOfReview && !where && !fold && !claim && !order) return { measure: 'state', op: '!=', to: 'none' }
  const isTally = head !== undefined && MEASURES[head].sort === 'number'
  return isTally && !where && !fold && !claim && !order ? { measure: head, op: '>', to: '0' } : undefined
}

function isSome({ readings }: Entry, { measure }: Test): boolean {
  const reading = readings.get(measure)
  if (measure === 'state') return isKnown(reading) && reading.is !== 'none'
  return isKnown(reading) && typeof reading.is === 'string' && !isZero(reading.is as Amount)
}

function kept(found: Found, rows: readonly Row[], where: LedgerQuery['where']): Result {
  const query = { ...found.query, ...(where && { where }) }
  const { axes, of, unknown } = found
  if (rows.length === 0) return { kind: 'nothing', query, axes, nought: { why: 'no-match', of, unknown } }
  return { ...found, query, rows, count: countOf(rows.flatMap((row) => row.entries.map(({ cell }) => cell))) }
}
