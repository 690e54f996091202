/** What a message as a whole consists of: whether it says this, and nothing besides. */
import type { Found, Span, Utterance } from './found.ts'

type Kind = Found['kind']
type Told<K extends Kind> = Span & { readonly found: Extract<Found, { readonly kind: K }> }

/** Unread words shorter than this are nearly always particles. */
const WORTH_READING = 2

const best = ({ readings }: Utterance): readonly Span[] => readings[0]?.spans ?? []

/** Spans of a kind in the best reading, those that count only where they are waited for included. */
export const spansIn = <K extends Kind>(said: Utterance, kind: K): Told<K>[] =>
  best(said).filter((span): span is Told<K> => span.found.kind === kind)

/** Whether everything that a message says is of these kinds, and no word of it stayed unread. */
export const consistsOf = (said: Utterance, ...kinds: readonly Kind[]): boolean =>
  best(said).every(({ at, end, found, latent }) =>
    found.kind === 'unread' ? end - at < WORTH_READING && found.like === 'other' : latent || kinds.includes(found.kind),
  )
