/**
 * A guided search for dear texts: of those tried the dearest are changed a little, and what takes more stays.
 *
 * What is drawn at random reaches the ordinary; what hurts is a few words that belong together, and each of them alone
 * takes a little more than others. The same seed climbs the same way.
 */
import type { Cost } from './reader.ts'
import { drawing } from './texts.ts'

export interface Climbed {
  /** said again and again up to its length */
  readonly unit: string
  readonly cost: Cost
  /** steps, with those that its rows stand for */
  readonly dear: number
}

/** Of so many the next is made. */
const KEPT = 10
const PARENTS = 5
const FIRST_WORDS = 5
/** What ends a clause or joins two makes the sense of what stands between: as often as that. */
const JOINED = 40

export interface Climbing {
  readonly seed: number
  readonly trials: number
  readonly words: readonly string[]
  readonly joiners: readonly string[]
  readonly cost: (unit: string) => Promise<Cost>
  readonly dear: (cost: Cost) => number
}

/** @returns the dearest text found, after so many trials; what threw is the dearest of all */
export async function climbed({ seed, trials, words, joiners, cost, dear }: Climbing): Promise<Climbed> {
  const { below, chance } = drawing(seed)
  const oneOf = <T>(all: readonly T[]): T => all[below(all.length)] as T
  const word = (): string => oneOf(chance(JOINED) ? joiners : words)
  const several = (most: number): string[] => Array.from({ length: 1 + below(most) }, word)
  let best: (Climbed & { readonly made: readonly string[] })[] = []
  const changed = (): string[] => {
    const made = [...(best[below(Math.min(PARENTS, best.length))]?.made ?? several(FIRST_WORDS))]
    const at = below(made.length + 1)
    const change = below(4)
    if (change === 0) made.splice(at, 0, word())
    else if (change === 1 && made.length > 1) made.splice(at, 1)
    else if (change === 2) made.splice(at, 1, word())
    else made.splice(at, 0, ...(best[below(best.length)]?.made.slice(0, FIRST_WORDS) ?? several(FIRST_WORDS)))
    return made
  }
  for (let trial = 0; trial < trials; trial++) {
    const made = best.length < KEPT ? several(FIRST_WORDS) : changed()
    const unit = made.join('')
    if (best.some((one) => one.unit === unit)) continue
    const taken = await cost(unit)
    best.push({ unit, made, cost: taken, dear: taken.threw ? Number.POSITIVE_INFINITY : dear(taken) })
    best = best.toSorted((a, b) => b.dear - a.dear).slice(0, KEPT)
  }
  const [dearest] = best
  if (!dearest) throw new Error('no trial')
  return dearest
}
