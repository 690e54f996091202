/** Whether a message is a question that the ledger may be asked, and what the ledger makes of it. */

import type { Intent, Likely } from '../intent/index.ts'
import type { Account } from '../message/account.ts'
import type { Measure } from '../office/measure.ts'
import { indicatorOf } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { LedgerQuery } from '../query/index.ts'
import { type Said, saysOfOthers } from './facts/said.ts'
import type { Standpoint } from './facts/standpoint.ts'
import type { QueryCandidate } from './propose.ts'
import type { Heard } from './questions.ts'
import type { SettledQuestion } from './settle.ts'

/**
 * As likely as that to be the ledger's, a message that a query accounts for to the last word is a question on it,
 * whatever else is likelier. Of 993 such questions by hands that had not taught the guess (of one layer, as it was),
 * 883 are their likeliest meaning or that; of 15 157 other sentences 209. More of a query tells no more.
 */
const LIKELY_AS_READ = 0.2

/** Whether a message by itself is likeliest meant as a question on the ledger. */
export const isLikelyOfLedger = ([first]: readonly Likely[]): boolean => first?.intent === 'ledger'

/** A name that the ledger does not know is a paper's, unless it is likelier than all else together that the ledger is asked. */
export const isStrange = (settled: SettledQuestion, [first]: readonly Likely[]): boolean =>
  settled.kind === 'ask' && settled.asking.what === 'name' && (first?.p ?? 0) < HALF
const HALF = 0.5

/** Whether it may be, and every word of it says what a query asks, or what no document can tell. */
export const isReadAsOfLedger = (
  likely: readonly Likely[],
  settled: SettledQuestion,
  best: QueryCandidate,
  said: Said,
): boolean =>
  settled.kind === 'run' &&
  best.unread.length === 0 &&
  ((best.lost.length === 0 &&
    !isOfPapers(likely, ...ofFigures(said)) &&
    chanceAsRead(likely, said) >= LIKELY_AS_READ) ||
    (likely[0]?.intent === 'document' && isNoDocuments(best, said)))

/**
 * A figure that is asked about is no report (年底15万方悬不悬), what a place by its name or one indicator still owes is
 * no list of one's own to do, and who says of a place that it has not reported does not yet have it reminded.
 */
function chanceAsRead(likely: readonly Likely[], said: Said): number {
  const asked: readonly Intent[] = said.all('ask').length > 0 ? ['report', 'correct'] : []
  const named: readonly Intent[] = said.all('region').length + said.all('indicator').length > 0 ? ['todo'] : []
  const told: readonly Intent[] = said.all('region').length > 0 && said.all('act').length === 0 ? ['nudge'] : []
  return chance(likely, 'ledger', ...asked, ...named, ...told)
}

/** Where it is asked whether a figure is so, what tells of its word tells as well: 泊位改造45座对吗. */
const ofFigures = (said: Said): readonly Intent[] => (said.all('amount').length > 0 ? ['definition'] : [])

/** Whether no paper can know it, whatever is named beside it: what was done (文件要求多少，完成了多少), one’s own share. */
const isNoDocuments = ({ query }: QueryCandidate, said: Said): boolean =>
  query.measures[0] === 'source'
    ? isDone(said) || (said.all('own').length > 0 && isOfGoal(said))
    : // 我们今年要处置多少家: no paper knows the share of a county
      isDue(said) && said.all('own').some(({ found }) => found.level !== 'province')

const isOfGoal = (said: Said): boolean => said.all('measure').some(({ found }) => found.measure === 'goal')

/** A document is far likelier meant. */
export const isOfPapers = (likely: readonly Likely[], ...also: readonly Intent[]): boolean =>
  chance(likely, 'ledger') * 2 < chance(likely, 'document', ...also)

const chance = (likely: readonly Likely[], ...intents: readonly Intent[]): number =>
  likely.reduce((sum, { intent, p }) => (intents.includes(intent) ? sum + p : sum), 0)

/** After a question on the ledger what asks anything of it goes on from there, but for what names a paper. */
export const isOfLedgerStill = (settled: SettledQuestion, said: Said, likely: readonly Likely[]): boolean =>
  asks(said) &&
  !isOfPapers(likely) &&
  said.all('document').length + said.all('section').length === 0 &&
  (settled.kind === 'run' || (settled.kind === 'ask' && !isAboutWords(settled)))

/** After a question on the documents 完成了多少 is ours, and 那土地呢 theirs again; after a report 还差多少 too. */
export const isOfLedgerAfter = (settled: SettledQuestion, said: Said, of: 'report' | 'draft' | 'documents'): boolean =>
  settled.kind !== 'none' &&
  !isAboutWords(settled) &&
  (isDone(said) ||
    said.all('measure').some(({ found }) => of !== 'documents' || !OF_DEMANDS.has(found.measure)) ||
    (of !== 'documents' && said.all('ask').some(({ found }) => found.for === 'how-much' || found.for === 'how-many')))

const OF_DEMANDS: ReadonlySet<Measure> = new Set(['goal', 'source', 'gap'])

/** A figure alone reports, and asks for nothing; said of others it is held to be so. */
const asks = (said: Said): boolean =>
  saysOfOthers(said.reading.spans) ||
  (['ask', 'extreme', 'sorted', 'series', 'running'] as const).some((kind) => said.all(kind).length > 0) ||
  said.all('amount').length === 0

const isAboutWords = (settled: SettledQuestion): boolean =>
  settled.kind === 'ask' && (['name', 'time', 'amount', 'word'] as string[]).includes(settled.asking.what)

/** A question on the ledger, as it was understood, told so that another reading can be held against it. */
export const accountOf = ({ said, best, settled, given, after }: Heard): Account => ({
  of: askedOf(best.query, said, given, after === 'ledger'),
  left: [...best.unread, ...best.lost].reduce(
    (sum, { words }) => sum + words.length,
    best.features.wasted + unadded(best.query, said),
  ),
  answers: settled.kind === 'ask' || (settled.kind === 'run' && !isUnaddable(best.query, given)),
})

const askedOf = (query: LedgerQuery, said: Said, given: Standpoint, goesOn: boolean): Account['of'] =>
  isOfRecord(query, said, given, goesOn)
    ? 'done'
    : isOfDemand(query, said)
      ? 'due'
      : isOfOwn(query, given)
        ? 'done'
        : 'either'

/** What a county asks of no place is of itself, of which no paper speaks. */
const isOfOwn = ({ whom }: LedgerQuery, { own, regions }: Standpoint): boolean =>
  'places' in whom && whom.places.every((key) => key === own) && regions.get(own).level === 'county'

/**
 * What only a ledger can tell: what was done, or by a month, in one part of the whole, by how it stands to others.
 * @param goesOn from a query: then what that asked of is meant, though it is not said again
 */
function isOfRecord(query: LedgerQuery, said: Said, given: Standpoint, goesOn: boolean): boolean {
  const { measures, of, whom } = query
  const isOfParts = goesOn || said.all('parts').length > 0
  const isPlaced = isOfParts || said.all('region').length + said.all('own').length > 0
  const isOfPart =
    'parts' in whom ? isOfParts : isPlaced && whom.places.some((key) => key !== given.regions.province.key)
  // 高企和科小哪个任务重: of what is named one, and no place; what a rate is held against is a part of what it is
  const isOfOne = typeof of === 'string' || of.length === 1
  const related = [
    ...RELATED,
    ...(isOfOne || isOfParts ? RANKED : []),
    ...(isOfRates(of, given) ? [] : ['versus' as const]),
  ]
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
const unadded = ({ of, fold }: LedgerQuery, said: Said): number =>
  typeof of === 'string' || of.length < 2 || fold
    ? 0
    : said.all('measure').reduce((sum, { at, end, found }) => sum + (found.measure === 'value' ? end - at : 0), 0)

/** What is to be reached is asked by its name, or by 要. */
const isOfDemand = ({ measures }: LedgerQuery, said: Said): boolean =>
  isDue(said) || measures[0] === 'goal' || measures[0] === 'source'

/** Nobody adds up rates: a whole has no figure of them but its goal. */
const isUnaddable = ({ of, whom, measures }: LedgerQuery, given: Standpoint): boolean =>
  measures[0] !== 'goal' && isOfRates(of, given) && 'places' in whom && whom.places.every((key) => isWhole(key, given))

const isWhole = (key: RegionKey, { regions }: Standpoint): boolean => regions.get(key).level !== 'county'
const isOfRates = (of: LedgerQuery['of'], { plan }: Standpoint): boolean =>
  typeof of !== 'string' && of.every((id) => indicatorOf(plan, id).kind === 'rate')

/** Whether it is said to be done: 了, 完成了, 到6月底. */
const isDone = (said: Said): boolean =>
  said.latent('aspect').some(({ found }) => found.of === 'done') ||
  said.latent('time').some(({ found }) => found.edge === 'by')

/** Whether it is said to be still to do: 要, 得. */
const isDue = (said: Said): boolean => said.latent('aspect').some(({ found }) => found.of === 'due')
