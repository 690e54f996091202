/** A message of several questions: each clause that asks something is one, and goes on from the one before it. */
import type { Reading, Span, Utterance } from '../language/index.ts'
import type { Measure } from '../office/measure.ts'
import type { LedgerQuery } from '../query/index.ts'

/**
 * The parts of a reading that ask something each; a clause that asks nothing belongs to the next one that does, and
 * behind the last to that.
 */
export function questionsIn({ spans, score }: Reading, { breaks }: Utterance): Reading[] {
  const parts: Span[][] = []
  let open: Span[] = []
  for (const clause of clausesOf(spans, breaks)) {
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

/** 吗 alone asks nothing: something has to be said that may be so. */
function isAsking(spans: readonly Span[]): boolean {
  const firm = spans.filter(({ latent }) => !latent).map(({ found }) => found)
  const asks = firm.flatMap((found) => (found.kind === 'ask' ? [found.for] : []))
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

/** Two that ask for several things of the same cells are one query; undefined where they are not. */
export function joined(first: LedgerQuery, next: LedgerQuery): LedgerQuery | undefined {
  const cells = ({ of, whom, when, asOf }: LedgerQuery): string => JSON.stringify([of, whom, when, asOf])
  if (cells(first) !== cells(next)) return undefined
  for (const slot of ['where', 'versus', 'fold', 'by', 'claim', 'among', 'order', 'limit'] as const)
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
