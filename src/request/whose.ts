/** Whether a question is the ledger's, or one of the documents that set what the ledger is to come to. */
import type { Intent, Likely } from '../intent/index.ts'
import type { Measure } from '../office/measure.ts'
import { type Said, saysWhoseLast } from './facts/said.ts'
import type { Candidate } from './propose.ts'
import type { Settled } from './settle.ts'

/**
 * As likely as that to be the ledger's, a message that a query accounts for to the last word is a question on it,
 * whatever else is likelier. Of 993 such questions by hands that had not taught the guess, 881 are their likeliest
 * meaning or that; of 15 157 other sentences 198. What more of a query is weighed tells no more than the guess knows.
 */
const LIKELY_AS_READ = 0.25

/** Whether a message by itself is likeliest meant as a question on the ledger. */
export const isLikelyOfLedger = ([first]: readonly Likely[]): boolean => first?.intent === 'ledger'

/** Whether it may be, and every word of it says what a query asks. */
export const isReadAsOfLedger = (likely: readonly Likely[], settled: Settled, { unread, lost }: Candidate): boolean =>
  settled.kind === 'run' && unread.length + lost.length === 0 && chance(likely, 'ledger') >= LIKELY_AS_READ

const chance = (likely: readonly Likely[], intent: Intent): number =>
  likely.find((one) => one.intent === intent)?.p ?? 0

/** After a question on the ledger what asks anything of it goes on from there, but for what names a paper. */
export const isOfLedgerStill = (settled: Settled, said: Said): boolean =>
  asks(said) &&
  said.all('document').length + said.all('section').length === 0 &&
  (settled.kind === 'run' || (settled.kind === 'ask' && !isAboutWords(settled)))

/** After a question on the documents 完成了多少 is ours, and 那土地呢 theirs again; after a report 还差多少 too. */
export const isOfLedgerAfter = (settled: Settled, said: Said, of: 'report' | 'documents'): boolean =>
  settled.kind === 'run' &&
  (isDone(said) ||
    said.all('measure').some(({ found }) => of === 'report' || !OF_DEMANDS.has(found.measure)) ||
    (of === 'report' && said.all('ask').some(({ found }) => found.for === 'how-much' || found.for === 'how-many')))

const OF_DEMANDS: ReadonlySet<Measure> = new Set(['goal', 'source', 'gap'])

const isDone = (said: Said): boolean =>
  said.latent('aspect').some(({ found }) => found.of === 'done') ||
  said.latent('time').some(({ found }) => found.edge === 'by')

/** A figure alone reports, and asks for nothing; said of others it is held to be so. */
const asks = (said: Said): boolean =>
  saysWhoseLast(said.reading.spans) ||
  (['ask', 'extreme', 'sorted', 'series', 'running'] as const).some((kind) => said.all(kind).length > 0) ||
  said.all('amount').length === 0

const isAboutWords = (settled: Settled): boolean =>
  settled.kind === 'ask' && (['name', 'time', 'amount', 'word'] as string[]).includes(settled.asking.what)
