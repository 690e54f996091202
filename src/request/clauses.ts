/** A message of several questions: each clause that asks something is one, and goes on from the one before it. */
import type { Reading, Span, Utterance } from '../language/index.ts'
import type { Measure } from '../office/measure.ts'
import type { Period } from '../office/period.ts'
import type { LedgerQuery } from '../query/index.ts'

/**
 * The parts of a reading that ask something each; a clause that asks nothing belongs to the next one that does, and
 * behind the last to that.
 */
export function questionsIn({ spans, score }: Reading, { breaks }: Utterance): Reading[] {
  const parts: Span[][] = []
  let open: Span[] = []
  for (const clause of clausesOf(spans, breaks)) {
    const before = parts.at(-1)
    if (open.length === 0 && before && beginsAnew(clause, before)) {
      parts.push(clause)
      continue
    }
    open.push(...clause)
    if (!isAsking(clause)) continue
    parts.push(open)
    open = []
  }
  const last = parts.at(-1)
  if (!last) return [{ spans, score }]
  last.push(...open)
  return parts.map((own) => ({ spans: own, score }))
}

/**
 * Whether a clause that asks nothing by itself is a question of its own, as the one before was: it says that it turns to
 * something else (顺便问下常山的厂房), or names two things anew of which the one before named both.
 */
function beginsAnew(clause: readonly Span[], before: readonly Span[]): boolean {
  if (isAsking(clause)) return false
  const [own, others] = [kindsIn(clause), kindsIn(before)]
  const named = SLOTS.filter((one) => own.has(one))
  return own.has('topic') ? named.length > 0 : named.length > 1 && named.every((one) => others.has(one))
}
const SLOTS = ['indicator', 'region', 'time', 'measure', 'extreme'] as const
const kindsIn = (spans: readonly Span[]): ReadonlySet<string> =>
  new Set(spans.filter(({ latent }) => !latent).map(({ found }) => (found.kind === 'own' ? 'region' : found.kind)))

/** To ask whether, something has to be said that may be so; 吗 alone asks nothing. */
function isAsking(spans: readonly Span[]): boolean {
  const firm = spans.filter(({ latent }) => !latent).map(({ found }) => found)
  const asks = firm.flatMap((found) => (found.kind === 'ask' ? [found.for] : []))
  // a rank without its number asks for it, as 多少 does: 在金华第几
  if (firm.some((found) => found.kind === 'measure' && found.measure === 'rank')) return true
  return asks.some((one) => one !== 'whether') || (asks.length > 0 && firm.some(({ kind }) => JUDGED.has(kind)))
}
const JUDGED: ReadonlySet<string> = new Set(['measure', 'compare', 'extreme', 'amount', 'act'])

function clausesOf(spans: readonly Span[], breaks: readonly number[]): Span[][] {
  const clauses = new Map<number, Span[]>()
  for (const span of spans) {
    const at = breaks.findIndex((one) => one >= span.end)
    clauses.set(at, [...(clauses.get(at) ?? []), span])
  }
  return [...clauses.values()]
}

/** 7月新增多少，8月呢: what differs in its months alone is one query of both. */
function together(first: LedgerQuery, next: LedgerQuery): readonly Period[] | undefined {
  const [a, b] = [first, next].map(({ when: _, ...rest }) => JSON.stringify(rest))
  if (a !== b || typeof first.when === 'string' || typeof next.when === 'string') return undefined
  return [...new Set([...first.when, ...next.when])].sort()
}

/**
 * Two queries as one, where they ask for different measures of the same cells (places, indicators, periods);
 * undefined where they do not.
 */
export function joined(first: LedgerQuery, next: LedgerQuery): LedgerQuery | undefined {
  const months = together(first, next)
  if (months) return { ...first, when: months }
  const cells = ({ of, whom, when, asOf }: LedgerQuery): string => JSON.stringify([of, whom, when, asOf])
  if (cells(first) !== cells(next)) return undefined
  // what one picks is not what is judged of all
  if (JSON.stringify(first.where) !== JSON.stringify(next.where)) return undefined
  if (first.fold !== undefined && next.order !== undefined && next.fold === undefined) return undefined
  for (const slot of ['versus', 'fold', 'by', 'claim', 'among', 'order', 'limit'] as const)
    if (first[slot] && next[slot] && JSON.stringify(first[slot]) !== JSON.stringify(next[slot])) return undefined
  const [heads, beside] = [first, next].reduce<[Measure[], Measure[]]>(
    ([all, rest], { measures: [head, ...others] }) => [
      [...all, ...(head ? [head] : [])],
      [...rest, ...others],
    ],
    [[], []],
  )
  return { ...first, ...next, measures: [...new Set([...heads, ...beside])] }
}
