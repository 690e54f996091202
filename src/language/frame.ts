/** What a message as a whole consists of: whether it says this, and nothing besides. */
import type { Found, Span, Utterance } from './found.ts'

type Kind = Found['kind']
type Told<K extends Kind> = Span & { readonly found: Extract<Found, { readonly kind: K }> }

/** Unread words shorter than this are nearly always particles. */
const WORTH_READING = 2

const best = ({ readings }: Utterance): readonly Span[] => readings[0]?.spans ?? []

/** Spans of a kind in the best reading, those that count only where they are waited for included. */
export const spansIn = <K extends Kind>(said: Utterance, kind: K): Told<K>[] =>
  (byKind(said).get(kind) ?? []).filter((span): span is Told<K> => span.found.kind === kind)

const known = new WeakMap<Utterance, ReadonlyMap<Kind, readonly Span[]>>()

/** Everyone who is asked about a message looks for some kinds in it. */
function byKind(said: Utterance): ReadonlyMap<Kind, readonly Span[]> {
  const made = known.get(said) ?? grouped(best(said))
  known.set(said, made)
  return made
}

function grouped(spans: readonly Span[]): ReadonlyMap<Kind, readonly Span[]> {
  const groups = new Map<Kind, Span[]>()
  for (const span of spans) {
    const same = groups.get(span.found.kind)
    if (same) same.push(span)
    else groups.set(span.found.kind, [span])
  }
  return groups
}

/** Whether everything that a message says is of these kinds, and no word of it stayed unread. */
export const consistsOf = (said: Utterance, ...kinds: readonly Kind[]): boolean =>
  best(said).every(({ at, end, found, latent }) =>
    found.kind === 'unread' ? end - at < WORTH_READING && found.like === 'other' : latent || kinds.includes(found.kind),
  )

/** Agreement; `all`: of everything that waits (全部确认). Refusal; `weak`: without a word for it (不用了). */
export type Answer = { readonly says: 'yes'; readonly all: boolean } | { readonly says: 'no'; readonly weak: boolean }

/** What a message answers that says yes or no, and nothing else: 好, 发吧, 全部确认; 取消, 不用了. */
export function answerIn(said: Utterance): Answer | undefined {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const polar = spansIn(said, 'polar').map(({ found }) => found.says)
  if (acts.length + polar.length === 0 || !consistsOf(said, 'polar', 'act')) return undefined
  if (acts.every((one) => CONFIRMS.has(one)) && polar.every(Boolean))
    return { says: 'yes', all: acts.includes('confirm-all') }
  if (acts.every((one) => one === 'cancel') && polar.every((one) => !one))
    return { says: 'no', weak: acts.length === 0 }
  return undefined
}

const CONFIRMS: ReadonlySet<string> = new Set(['confirm', 'confirm-all'])
