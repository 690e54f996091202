/** What the ledger makes of a question: whether it is asked how figures stand or what they are to come to, and what it leaves. */
import type { Account } from '../message/account.ts'
import type { Measure } from '../office/measure.ts'
import { indicatorOf } from '../office/plan.ts'
import type { LedgerQuery } from '../query/index.ts'
import type { Said } from './facts/said.ts'
import type { Standpoint } from './facts/standpoint.ts'
import type { Heard } from './questions.ts'

/** A question on the ledger, as it was understood, told so that another reading can be held against it. */
export const accountOf = ({ said, best, settled, given, after }: Heard): Account => ({
  of: isOfRecord(best.query, said, given, after === 'ledger')
    ? 'done'
    : isOfDemand(best.query, said)
      ? 'due'
      : 'either',
  left: [...[...best.unread, ...best.lost].map(({ words }) => words), ...best.unused, ...unaddedIn(best.query, said)],
  answers: settled.kind === 'ask' || (settled.kind === 'run' && !isUnaddable(best.query, given)),
})

/**
 * What only a ledger can tell: what was done, or by a month, in one part of the whole, by how it stands to others.
 * @param goesOn from a query: then what that asked of is meant, though it is not said again
 */
function isOfRecord(query: LedgerQuery, said: Said, { plan, regions }: Standpoint, goesOn: boolean): boolean {
  const { measures, of, whom } = query
  const isOfParts = goesOn || said.all('parts').length > 0
  const isPlaced = goesOn || said.all('region').length + said.all('own').length > 0
  const isOfPart = 'parts' in whom ? isOfParts : isPlaced && whom.places.some((key) => key !== regions.province.key)
  // 高企和科小哪个任务重: of what is named one, and no place; what a rate is held against is a part of what it is
  const isOfOne = typeof of === 'string' || of.length === 1
  const isRate = typeof of !== 'string' && of.every((id) => indicatorOf(plan, id).kind === 'rate')
  const related = [...RELATED, ...(isOfOne || isOfParts ? RANKED : []), ...(isRate ? [] : ['versus' as const])]
  return (
    isDone(said) ||
    isOfPart ||
    !SET.has(measures[0] ?? 'value') ||
    said.all('measure').some(({ found }) => found.measure === 'forecast' || found.measure === 'reported') ||
    related.some((one) => query[one] !== undefined) ||
    said.all('time').some(({ found }) => found.grain !== 'year') ||
    (goesOn && query.when !== 'latest')
  )
}

/** Measures that a paper sets as well; what a year may come to and what was reported it does not, where either is said. */
const SET: ReadonlySet<Measure> = new Set(['value', 'goal', 'source', 'rate', 'increment', 'forecast'])
const RELATED = ['asOf', 'fresh', 'suppose', 'reach', 'among', 'relative', 'where', 'claim', 'as'] as const
const RANKED = ['by', 'order', 'limit'] as const

/** 加起来 of several indicators, which stand in a row and are not added. */
const unaddedIn = ({ of, fold }: LedgerQuery, said: Said): string[] =>
  typeof of === 'string' || of.length < 2 || fold
    ? []
    : said.all('measure').flatMap(({ at, end, found }) => (found.measure === 'value' ? [' '.repeat(end - at)] : []))

/** What is to be reached is asked by its name or by 要; so is the figure of a year, where nothing says that it was counted. */
function isOfDemand({ measures }: LedgerQuery, said: Said): boolean {
  const isUnmeasured = (['measure', 'extreme'] as const).every((kind) => said.all(kind).length === 0)
  const isOpen = said.all('ask').some(({ found }) => found.for === 'whether')
  const isOfYear = said.all('time').length > 0 && isUnmeasured && !isOpen
  return isOfYear || isDue(said) || measures[0] === 'goal' || measures[0] === 'source'
}

/** Nobody adds up rates: a whole has no figure of them but its goal. */
const isUnaddable = ({ of, whom, measures }: LedgerQuery, { plan, regions }: Standpoint): boolean =>
  measures[0] !== 'goal' &&
  typeof of !== 'string' &&
  of.every((id) => indicatorOf(plan, id).kind === 'rate') &&
  'places' in whom &&
  whom.places.every((key) => regions.get(key).level !== 'county')

/** Whether it is said to be done: 了, 完成了, 到6月底. */
export const isDone = (said: Said): boolean =>
  said.latent('aspect').some(({ found }) => found.of === 'done') ||
  said.latent('time').some(({ found }) => found.edge === 'by')

/** Whether it is said to be still to do: 要, 得. */
export const isDue = (said: Said): boolean => said.latent('aspect').some(({ found }) => found.of === 'due')
