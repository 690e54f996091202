/** Whether a question is the ledger's, or one of the documents that set what the ledger is to come to. */
import type { Intent, Likely } from '../intent/index.ts'
import type { Measure } from '../office/measure.ts'
import { indicatorOf } from '../office/plan.ts'
import { type Said, saysOfOthers } from './facts/said.ts'
import type { Standpoint } from './facts/standpoint.ts'
import type { QueryCandidate } from './propose.ts'
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

/**
 * Whether a question may be the ledger's and all of its words are explained: each says what a query asks, or what no
 * document can tell.
 */
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
  const asked: readonly Intent[] = said.has('ask') ? ['report', 'correct'] : []
  const named: readonly Intent[] = said.has('region', 'indicator') ? ['todo'] : []
  const told: readonly Intent[] = said.has('region') && !said.has('act') ? ['nudge'] : []
  return chance(likely, 'ledger', ...asked, ...named, ...told)
}

/** Where it is asked whether a figure is so, what tells of its word tells as well: 泊位改造45座对吗. */
const ofFigures = (said: Said): readonly Intent[] => (said.has('amount') ? ['definition'] : [])

/** Whether no paper can know it, whatever is named beside it: what was done (文件要求多少，完成了多少), one’s own share. */
const isNoDocuments = ({ query }: QueryCandidate, said: Said): boolean =>
  query.measures[0] === 'source'
    ? isDone(said) || (said.has('own') && isOfGoal(said))
    : // 我们今年要处置多少家: no paper knows the share of a county
      isDue(said) && said.all('own').some(({ found }) => found.level !== 'province')

const isOfGoal = (said: Said): boolean => said.names('goal')

/**
 * Whether a question is for the goal in a document: what a whole (全省) is to reach in its year. Of rates every
 * figure of a whole is, since rates are not added up.
 */
export const isOfGoals = (best: QueryCandidate, said: Said, { plan, regions }: Standpoint): boolean => {
  const { of, whom } = best.query
  if (typeof of === 'string' || isDone(said)) return false
  const times = said.all('time').map(({ found }) => found.grain)
  // of a year, by no measure, and not whether it will be: what it is to come to
  const isUnmeasured = !said.has('measure', 'extreme')
  const isOpen = said.asks('whether')
  const isOfYear =
    times.length > 0 && ((isUnmeasured && !isOpen) || of.every((id) => indicatorOf(plan, id).kind === 'rate'))
  const isOfWhole =
    best.assumed.includes('whom') || ('places' in whom && whom.places.every((key) => key === regions.province.key))
  return (
    isOfWhole &&
    FIGURES.has(best.query.measures[0] ?? 'value') &&
    times.every((grain) => grain === 'year') &&
    (isDue(said) || best.query.measures[0] === 'goal' || isOfYear)
  )
}

/** What a paper can have set: what is needed a month, how far off it is, only a ledger knows. */
const FIGURES: ReadonlySet<Measure> = new Set(['value', 'goal', 'rate', 'forecast', 'increment'])

const isDue = (said: Said): boolean => said.latent('aspect').some(({ found }) => found.of === 'due')

/**
 * Whether a question is far likelier meant for the documents than for the ledger.
 *
 * @param also intents that count for the documents, too
 */
export const isOfPapers = (likely: readonly Likely[], ...also: readonly Intent[]): boolean =>
  chance(likely, 'ledger') * 2 < chance(likely, 'document', ...also)

const chance = (likely: readonly Likely[], ...intents: readonly Intent[]): number =>
  likely.reduce((sum, { intent, p }) => (intents.includes(intent) ? sum + p : sum), 0)

/** Whether a question after one on the ledger goes on from it: anything that asks does, unless it names a document. */
export const isOfLedgerStill = (settled: SettledQuestion, said: Said, likely: readonly Likely[]): boolean =>
  asks(said) &&
  !isOfPapers(likely) &&
  !said.has('document', 'section') &&
  (settled.kind === 'run' || (settled.kind === 'ask' && !isAboutWords(settled)))

/**
 * Whether a question is the ledger's after something else was talked of. After one on the documents 完成了多少 is,
 * and 那土地呢 is not; after a report 还差多少 is, too.
 */
export const isOfLedgerAfter = (settled: SettledQuestion, said: Said, of: 'report' | 'draft' | 'documents'): boolean =>
  settled.kind !== 'none' &&
  !isAboutWords(settled) &&
  (isDone(said) ||
    said.all('measure').some(({ found }) => of !== 'documents' || !OF_DEMANDS.has(found.measure)) ||
    (of !== 'documents' && said.asks('how-much', 'how-many')))

const OF_DEMANDS: ReadonlySet<Measure> = new Set(['goal', 'source', 'gap'])

const isDone = (said: Said): boolean =>
  said.latent('aspect').some(({ found }) => found.of === 'done') ||
  said.latent('time').some(({ found }) => found.edge === 'by')

/** A figure alone reports, and asks for nothing; said of others it is held to be so. */
const asks = (said: Said): boolean =>
  saysOfOthers(said.reading.spans) || said.has('ask', 'extreme', 'sorted', 'series', 'running') || !said.has('amount')

const isAboutWords = (settled: SettledQuestion): boolean =>
  settled.kind === 'ask' && (['name', 'time', 'amount', 'word'] as string[]).includes(settled.asking.what)
