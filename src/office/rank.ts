/** Places by completion rate: ties share one (1, 1, 3), tiny targets do not win. */
import { type Amount, amount, compare, subtract, ZERO } from './amount.ts'
import type { Progress } from './pace.ts'
import type { Indicator } from './plan.ts'

/** The completion rate (a ratio) above which no place is gained, so that a tiny goal does not win. */
export const CAP = amount('1.2')

/**
 * What a figure ranks by, the higher the better: the completion rate, capped so that a tiny goal does not win; for rates
 * how far it is beyond its goal, or the rate itself where there is none.
 * @param cap a ratio
 * @returns undefined for what has no goal and is no rate: it is not ranked
 */
export function scoreOf(
  { kind, better }: Pick<Indicator, 'kind' | 'better'>,
  cumulative: Amount,
  progress: Pick<Progress, 'completion' | 'beyond'> | undefined,
  cap: Amount = CAP,
): Amount | undefined {
  if (kind === 'rate') return progress?.beyond ?? (better === 'higher' ? cumulative : subtract(ZERO, cumulative))
  const completion = progress?.completion
  return completion && compare(completion, cap) > 0 ? cap : completion
}

/**
 * The place of each by its score, from 1, the highest first; equal scores share one and the next is left out: 1, 1, 3.
 */
export function placesBy<K>(scored: readonly { readonly key: K; readonly score: Amount }[]): Map<K, number> {
  const sorted = [...scored].sort((a, b) => compare(b.score, a.score))
  const places = new Map<K, number>()
  sorted.forEach(({ key, score }, index) => {
    const above = sorted[index - 1]
    const shared = above && compare(above.score, score) === 0 ? places.get(above.key) : undefined
    places.set(key, shared ?? index + 1)
  })
  return places
}
