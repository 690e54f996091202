/** Whether a message is a question that the ledger may be asked at all, by how likely it is meant as one and how well it was read. */
import type { Intent, Likely } from '../intent/index.ts'
import type { Measure } from '../office/measure.ts'
import { isDone, isDue } from './account.ts'
import { type Said, saysOfOthers } from './facts/said.ts'
import type { Candidate } from './propose.ts'
import type { Settled } from './settle.ts'

/**
 * As likely as that to be the ledger's, a message that a query accounts for to the last word is a question on it,
 * whatever else is likelier. Of 993 such questions by hands that had not taught the guess (of one layer, as it was),
 * 883 are their likeliest meaning or that; of 15 157 other sentences 209. More of a query tells no more.
 */
const LIKELY_AS_READ = 0.2

/** Whether a message by itself is likeliest meant as a question on the ledger. */
export const isLikelyOfLedger = ([first]: readonly Likely[]): boolean => first?.intent === 'ledger'

/** A name that the ledger does not know is a paper's, unless it is likelier than all else together that the ledger is asked. */
export const isStrange = (settled: Settled, [first]: readonly Likely[]): boolean =>
  settled.kind === 'ask' && settled.asking.what === 'name' && (first?.p ?? 0) < HALF
const HALF = 0.5

/** Whether it may be, and every word of it says what a query asks, or what no document can tell. */
export const isReadAsOfLedger = (likely: readonly Likely[], settled: Settled, best: Candidate, said: Said): boolean =>
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
const isNoDocuments = ({ query }: Candidate, said: Said): boolean =>
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
export const isOfLedgerStill = (settled: Settled, said: Said, likely: readonly Likely[]): boolean =>
  asks(said) &&
  !isOfPapers(likely) &&
  said.all('document').length + said.all('section').length === 0 &&
  (settled.kind === 'run' || (settled.kind === 'ask' && !isAboutWords(settled)))

/** After a question on the documents 完成了多少 is ours, and 那土地呢 theirs again; after a report 还差多少 too. */
export const isOfLedgerAfter = (settled: Settled, said: Said, of: 'report' | 'draft' | 'documents'): boolean =>
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

const isAboutWords = (settled: Settled): boolean =>
  settled.kind === 'ask' && (['name', 'time', 'amount', 'word'] as string[]).includes(settled.asking.what)
