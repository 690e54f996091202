/** Whether a question is the ledger's, or one of the documents that set what the ledger is to come to. */
import type { Reading } from '../language/index.ts'
import { ZERO } from '../office/amount.ts'
import type { Measure } from '../office/measure.ts'
import type { LedgerQuery } from '../query/index.ts'
import type { Grounds } from './facts/grounds.ts'
import { type Kind, Said } from './facts/said.ts'
import type { Candidate } from './propose.ts'
import type { Settled } from './settle.ts'
import { isOfReporting } from './slots/measures.ts'

/** What only a ledger can tell, of whatever is asked. */
const KEPT_ALONE: ReadonlySet<Measure> = new Set(['light', 'ahead', 'expected'])
const isKept = ({ measures: [head = 'value'] }: LedgerQuery): boolean => isKeptAlone(head) || head === 'rank'
const isKeptAlone = (measure: Measure): boolean => isOfReporting(measure) || KEPT_ALONE.has(measure)

/** What is said beside the spans: 累计; 还是, by which one of two is asked for. */
export interface Marked {
  readonly isCumulative: boolean
  readonly isEither: boolean
}

/**
 * What the documents say in words of their own is theirs: the goals of the whole and where they come from, what is
 * demanded and not what was done. What neither names an indicator nor a place of the office, nor anything that is
 * kept in the ledger alone, is about something else.
 */
export function isOfLedger(
  settled: Settled,
  best: Candidate,
  reading: Reading,
  grounds: Grounds,
  { isCumulative, isEither }: Marked,
): boolean {
  if (settled.kind === 'none') return false
  const said = new Said(reading)
  if (!(isEither || asks(said)) || said.all('document').length + said.all('section').length > 0) return false
  // goes on from what was asked of the ledger
  if (best.isFollowing) return settled.kind === 'run' || !isAboutWords(settled)
  if (isElsewhere(best, said) || isOfThings(best, said) || (!isCumulative && isOfDocuments(best, said, grounds)))
    return false
  if (settled.kind === 'run') return true
  return isAboutWords(settled) ? isNamed(best, said) : lostIn(best) <= 1
}

/** After a question on the documents 完成了多少 is ours, and 那土地呢 theirs again; after a report 还差多少 too. */
export const isOfLedgerAfter = (settled: Settled, said: Said, of: 'report' | 'documents'): boolean =>
  settled.kind === 'run' &&
  (isDone(said) ||
    said.all('measure').some(({ found }) => of === 'report' || !OF_DEMANDS.has(found.measure)) ||
    (of === 'report' && said.all('ask').some(({ found }) => found.for === 'how-much' || found.for === 'how-many')))

/** A figure alone reports, and asks for nothing. */
function asks(said: Said): boolean {
  const any = (...kinds: Kind[]) => kinds.some((kind) => said.all(kind).length > 0)
  return any('ask', 'extreme', 'sorted', 'series', 'running') || !any('amount')
}

const isAboutWords = (settled: Settled): boolean =>
  settled.kind === 'ask' && (['name', 'time', 'amount'] as string[]).includes(settled.asking.what)

const isPlaced = (said: Said): boolean =>
  (['region', 'own', 'parts'] as const).some((kind) => said.all(kind).length > 0)

/** An unknown word may be a mistyped name only beside what is ours. */
const isNamed = ({ assumed, query }: Candidate, said: Said): boolean =>
  (!assumed.includes('of') && (isPlaced(said) || isDone(said))) || isKept(query)

/** As many characters may stay unread beside a question that names no indicator. */
const MOST_UNREAD = { kept: 1, other: 0 }

function isElsewhere({ query, unread, assumed, features }: Candidate, said: Said): boolean {
  const lost = lostIn({ unread })
  if (typeof query.of !== 'string') return lost > 1 && features.unused > 0 && assumed.includes('whom')
  if (lost > MOST_UNREAD[isKept(query) ? 'kept' : 'other']) return true
  // 哪些指标没完成: those of the office
  const isOfIndicators = said.all('ask').some(({ found }) => found.of === 'indicator')
  const isOurs = isPlaced(said) || said.all('indicators').length > 0 || isOfIndicators
  return !isOurs && !isKept(query) && !isMeasured(said)
}

const lostIn = ({ unread }: Pick<Candidate, 'unread'>): number =>
  unread.reduce((sum, { words }) => sum + words.length, 0)

/** A measure is asked for by its name. */
const isMeasured = (said: Said): boolean =>
  said.all('measure').some(({ found }) => found.is === undefined && !OF_DEMANDS.has(found.measure)) ||
  said.all('extreme').length > 0

const OF_DEMANDS: ReadonlySet<Measure> = new Set(['goal', 'source', 'gap'])

const aspects = (said: Said): string[] => said.latent('aspect').map(({ found }) => found.of)
const isDue = (said: Said): boolean => aspects(said).includes('due')
const isDone = (said: Said): boolean =>
  aspects(said).includes('done') || said.latent('time').some(({ found }) => found.edge === 'by')

/** 哪几个行业, 有什么要求: what is asked for is no figure and no report. */
function isOfThings({ query }: Candidate, said: Said): boolean {
  // 能不能晚两天交
  if (query.claim?.measure === 'lateDays' && query.claim.op === '=' && query.claim.to !== ZERO) return true
  if (query.measures[0] !== 'reported') return false
  const isOfReports = said.all('measure').length + said.all('act').length > 0
  const isThing = said.all('ask').some(({ found }) => found.of === 'thing')
  return !isOfReports || (isThing && (query.where ?? []).length === 0 && !query.claim)
}

/** What is said of the whole, or of nobody, and neither of a month nor of anything done. */
function isOfDocuments(best: Candidate, said: Said, { regions }: Grounds): boolean {
  const { query } = best
  // 低小散排个名: a document ranks nobody
  if (said.all('sorted').length > 0) return false
  // 我们要报高企，文件里怎么说
  if (query.measures[0] === 'source' && isDue(said) && !isDone(said)) return true
  if (!isOfWhole(best, said, regions.province.key)) return false
  if (best.assumed.includes('measures') || isPremise(query)) return true
  if (isDone(said) || best.more?.some(({ measures: [one = 'goal'] }) => OF_FIGURES.has(one))) return false
  const [head = 'value'] = query.measures
  if (head === 'goal' || head === 'source') return true
  if (head === 'forecast' && said.all('ask').some(({ found }) => found.for === 'whether')) return isDue(said)
  if (isTimed(said) || !OF_FIGURES.has(head)) return false
  return isDue(said) || said.all('measure').length + said.all('extreme').length === 0
}

/** 要处置500家对吧 */
const isPremise = ({ measures, claim }: LedgerQuery): boolean =>
  measures[0] === 'value' && claim?.measure === 'value' && claim.op === '='

const OF_FIGURES: ReadonlySet<Measure> = new Set(['value', 'rate', 'forecast', 'increment'])

const isOfWhole = ({ query: { whom }, assumed }: Candidate, said: Said, province: string): boolean =>
  assumed.includes('whom') || ('places' in whom ? whom.places.every((key) => key === province) : !isPlaced(said))

/** Months, quarters and what is compared with them are the ledger's; documents speak of years. */
const isTimed = (said: Said): boolean =>
  said.all('time').some(({ found }) => found.grain !== 'year') ||
  said.all('series').length > 0 ||
  said.all('base').some(({ found }) => found.of !== 'year-ago') ||
  said.all('ask').some(({ found }) => found.for === 'when')
