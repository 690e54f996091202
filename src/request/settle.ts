/** What is done with the candidates: the best is run, one short question is asked, or it is none of ours. */
import type { RegionKey, RegionLevel } from '../office/region.ts'
import type { LedgerQuery } from '../query/index.ts'
import type { QueryCandidate } from './propose.ts'

/** Why a question is asked back. Each reason has its own wording (`askingText`). */
export type AskBack =
  | { readonly what: 'name' | 'time' | 'amount'; readonly words: string }
  /** not understood, and perhaps what is asked */
  | { readonly what: 'word'; readonly words: string }
  | { readonly what: 'unit'; readonly unit: string }
  | { readonly what: 'period' }
  | { readonly what: 'below-zero' }
  /** all are put in an order, and not said by what */
  | { readonly what: 'indicator' }
  /** understood, and of no use to what else was said */
  | { readonly what: 'use'; readonly words: string }
  | { readonly what: 'which'; readonly options: readonly LedgerQuery[] }
  /** 全市, and of which city nobody can tell; the same of each that may be meant */
  | {
      readonly what: 'scope'
      readonly words: string
      readonly level: RegionLevel
      readonly options: readonly { readonly place: RegionKey; readonly query: LedgerQuery }[]
    }

/** What is done with a question on the ledger: its query is run, something is asked back, or it is left to others. */
export type SettledQuestion =
  /** `more`: what is asked besides; `unread`: words that were of no use, said with the answer */
  | {
      readonly kind: 'run'
      readonly query: LedgerQuery
      readonly more?: readonly LedgerQuery[]
      readonly unread: readonly string[]
    }
  | { readonly kind: 'ask'; readonly asking: AskBack; readonly nearest: LedgerQuery }
  /** what it resembles most, to be offered and never answered */
  | { readonly kind: 'none'; readonly nearest?: LedgerQuery }

/** Difference of scores up to which two candidates count as equally likely. */
export const MARGIN = 0.02
/** As many can be chosen from at a glance. */
const MOST_OPTIONS = 3
/** A word of one character that was not read is nearly always a particle. */
const WORTH_SAYING = 2

/**
 * The one decision of what is done with the candidates: run one, ask back, show the nearest, or leave it to others.
 * @param margin how much better than the next a candidate has to be; of the same words and no less assumed two
 *   queries are as likely as each other
 * @param isOurs the words are likely meant for the ledger: what was read of them is asked back or shown as a whole
 */
export function settle(candidates: readonly QueryCandidate[], margin: number, isOurs = false): SettledQuestion {
  const [best, ...others] = candidates
  if (!best) return { kind: 'none' }
  const foreign = foreignIn(best)
  const isNone = foreign === 'all' || (foreign !== undefined && !isOurs)
  if (isNone) return { kind: 'none', ...(best.features.explained > 0 && { nearest: best.query }) }
  if (foreign === 'whole' && best.query.order)
    return { kind: 'ask', asking: { what: 'indicator' }, nearest: rankedByRate(best.query, best.query.order) }
  const asking =
    lackingIn(best) ??
    (typeof foreign === 'object' ? ({ what: 'word', words: foreign.words } as const) : undefined) ??
    closeTo(best, others, margin)
  if (asking) return { kind: 'ask', asking, nearest: best.query }
  const unread = [...best.unread, ...best.lost]
    .map(({ words }) => words)
    .filter((words) => words.length >= WORTH_SAYING)
  return { kind: 'run', query: best.query, ...(best.more && { more: best.more }), unread }
}

/** Which indicator is meant is asked; each is offered ranked by its rate, as figures of several are in no order. */
const rankedByRate = (query: LedgerQuery, { down }: NonNullable<LedgerQuery['order']>): LedgerQuery => ({
  ...query,
  measures: ['rate'],
  order: { measure: 'rate', down },
})

/**
 * Why nothing of the ledger may have been asked. `all`: nothing of it was said; `whole`: not what of figures, but
 * which, of whom or when; else words that may be what is asked in the place of what was understood.
 */
function foreignIn(best: QueryCandidate): 'all' | 'whole' | { readonly words: string } | undefined {
  const { misfit, assumed, features, unread, isImplied, unused } = best
  const isWhole = assumed.includes('measures') && assumed.includes('of')
  if (misfit?.kind === 'act' || (isWhole && assumed.includes('whom') && assumed.includes('when'))) return 'all'
  const others = unread.filter(({ like }) => like === 'other')
  // what was not read beside an indicator may be what is asked: 厂房租金多少
  const isUnsure = assumed.includes('measures') || isImplied
  // or whose it is: 广东处置了多少
  const isUnplaced = assumed.includes('whom')
  const doubtful = others.find(
    ({ isAside, isHead, isSubject, words }) =>
      !isAside && (isHead || (isSubject && isUnplaced)) && words.length >= WORTH_SAYING,
  )
  if (isUnsure && doubtful) return doubtful
  if (assumed.includes('measures') && unused[0] !== undefined) return { words: unused[0] }
  const isThing = assumed.includes('measures') && features.unused > 0
  const [first] = others
  const length = others.reduce((sum, { words }) => sum + words.length, 0)
  return first && length > features.explained ? first : isWhole || isThing ? 'whole' : undefined
}

/** What was seen and not understood is asked about where it looks like a name, a time or an amount. */
function lackingIn({ unread, misfit, assumed, lost }: QueryCandidate): AskBack | undefined {
  for (const { words, like } of unread) if (like !== 'other') return { what: like, words }
  // what was not read may be what it is asked of: 亩均税收我们第几
  const subject = unread.find(({ words, isSubject }) => isSubject && words.length >= WORTH_SAYING)
  if (subject && assumed.includes('of')) return { what: 'name', words: subject.words }
  if (misfit?.kind === 'unit') return { what: 'unit', unit: misfit.unit }
  if (misfit?.kind === 'below-zero') return { what: 'below-zero' }
  if (misfit?.kind === 'time') return { what: 'period' }
  const narrowing = lost.find(({ isNarrowing }) => isNarrowing)
  return narrowing && { what: 'use', words: narrowing.words }
}

function closeTo(best: QueryCandidate, others: readonly QueryCandidate[], margin: number): AskBack | undefined {
  const close = others.filter(({ score, misfit }) => !misfit && best.score - score < margin)
  if (close.length === 0) return undefined
  return { what: 'which', options: [best, ...close].slice(0, MOST_OPTIONS).map(({ query }) => query) }
}
