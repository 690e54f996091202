/** What a message speaks of: the names and times in it, kept for those that follow, so that it is not read again. */
import { changeOfShown, spansIn, type Utterance } from '../../language/index.ts'
import type { Topic } from '../../message/thread.ts'

/** @returns undefined where it names no indicator, place or time */
export function topicOf(said: Utterance): Topic | undefined {
  const indicators = spansIn(said, 'indicator').flatMap(({ found, latent }) => (latent ? [] : [found.ids]))
  const places = spansIn(said, 'region').map(({ found }) => found.key)
  const times = spansIn(said, 'time').flatMap(({ found: { from, to, grain }, latent }) =>
    latent ? [] : [{ from, to, grain }],
  )
  if (indicators.length + places.length + times.length === 0) return undefined
  const change = changeOfShown(said)
  return { indicators, places, ...(change?.how === 'out' && { out: change.places }), times }
}
