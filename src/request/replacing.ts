/** What is said to change the question before: 只要前三, 换成低小散, 我问错了，是安吉的. */
import { type Found, type Span, saysOnly, spansIn, type Utterance } from '../language/index.ts'
import type { LedgerQuery } from '../query/index.ts'
import type { QueryCandidate } from './propose.ts'
import { MARGIN, settle } from './settle.ts'

/** A message that puts something in the place of what was asked before. */
export interface Replacing {
  /** the words without those that only say that something is replaced */
  readonly said: Utterance
  /** said to be another question than the one before */
  readonly isAnew: boolean
}

const KINDS = [
  // a word of agreement before a question is none: 行吧，五月的呢
  'polar',
  ...(['region', 'own', 'them', 'parts', 'indicator', 'indicators', 'time', 'base', 'compare', 'extreme'] as const),
  ...(['running', 'measure', 'ask', 'topic', 'sorted', 'series', 'repair'] as const),
] as const
/** A number that is told is a report or its correction; one that is asked (不是20吗) is a claim. */
const ASKED = [...KINDS, 'amount'] as const
const MARKS = ['others', 'every', 'and'] as const
const ANEW: ReadonlySet<string> = new Set(['not-that', 'instead'])
const NAMES = ['region', 'parts', 'indicator', 'indicators', 'time', 'measure'] as const

/**
 * Whether a message puts something in the place of what was asked before, and whether it says so (不对, 我要的是).
 * @returns undefined where anything else is said: an act, an amount, an answer, a paper, how something is done
 */
export function replacingIn(said: Utterance): Replacing | undefined {
  const repairs = spansIn(said, 'repair').map(({ found }) => found.how)
  const isPlain = repairs.every((how) => how !== 'over' && how !== 'under')
  const isHowTo = spansIn(said, 'ask').some(({ found }) => found.for === 'how-to')
  const isAsked = spansIn(said, 'ask').some(({ found }) => found.for === 'whether')
  if (!isPlain || isHowTo || !saysOnly(said, isAsked ? ASKED : KINDS, MARKS)) return undefined
  const isAnew = repairs.some((how) => ANEW.has(how))
  return { said: isAnew ? withoutRepair(said) : said, isAnew }
}

/** Who says what was wanted is not what is asked about: 不对，我要的是低小散. */
function withoutRepair(said: Utterance): Utterance {
  const isNamed = NAMES.some((kind) => spansIn(said, kind).some(({ latent }) => !latent))
  const isMeant = ({ found }: Span): boolean => !isOfRepair(found) && !(isNamed && found.kind === 'own')
  return { ...said, readings: said.readings.map((one) => ({ ...one, spans: one.spans.filter(isMeant) })) }
}

const isOfRepair = (found: Found): boolean => found.kind === 'repair' && ANEW.has(found.how)

/**
 * The last query with what a follow-up means in the place of its own.
 *
 * @param candidates of the follow-up, the likeliest first
 * @param isAnew the message says that it is another question
 * @returns undefined where the follow-up is no question, or changes nothing
 */
export function replaced(
  last: LedgerQuery,
  candidates: readonly QueryCandidate[],
  isAnew: boolean,
): LedgerQuery | undefined {
  const [best] = candidates
  const settled = settle(candidates, MARGIN)
  if (!best || settled.kind !== 'run' || settled.more || settled.unread.length > 0 || best.misfit) return undefined
  const isNext = best.isFollowing || (isAnew && best.features.explained > 0)
  return isNext && JSON.stringify(settled.query) !== JSON.stringify(last) ? settled.query : undefined
}
