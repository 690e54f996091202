/** How likely each act is for what was said to what waits: the small model of meaning, taught by data/acts. */
import { featuresOf } from '../../intent/features.ts'
import type { Guess, Likely } from '../../intent/model.ts'
import { likelihoods, loadNetwork, type Network, scoresOf } from '../../intent/network.ts'
import { spansIn, type Utterance } from '../../language/index.ts'
import type { Mode } from '../../ledger/index.ts'
import type { Amount } from '../../office/amount.ts'
import type { Day } from '../../office/day.ts'
import type { Files } from '../../office/load/index.ts'
import type { IndicatorId } from '../../office/plan.ts'
import { ACTS, type ActName } from './act.ts'

/** What waits, as far as it tells how words are meant. */
export interface Situation {
  readonly indicators: readonly IndicatorId[]
  /** the numbers that stand in it, as they are said and as they come out */
  readonly values: readonly string[]
  readonly days: readonly Day[]
  /** the units in which its numbers are said */
  readonly units: readonly string[]
  readonly modes: readonly Mode[]
  /** what is asked about: a unit, a number, an indicator, a day, a check that speaks against it, a reason */
  readonly lacks: readonly string[]
  /** the wholes before them, on which increments go */
  readonly bases?: readonly Amount[]
  /** something was said since that is not of it */
  readonly isPast: boolean
}

/** @param likely what the words would mean by themselves */
export type ActGuess = (said: Utterance, of: Situation, likely: readonly Likely[]) => readonly Likely<ActName>[]

/** @param likely the same, where it was guessed already */
export type ActHearing = (said: Utterance, of: Situation, likely?: readonly Likely[]) => readonly Likely<ActName>[]

export const hearing =
  (acts: ActGuess, guess: Guess): ActHearing =>
  (said, of, likely = guess(said)) =>
    acts(said, of, likely)

/** Read when it is first asked. */
export function lazyActs(files: Files): ActGuess {
  let network: Network | undefined
  return (said, of, likely) => {
    network ??= loadNetwork(files, 'acts/weights.txt')
    return likelihoods(ACTS, scoresOf(toldTo(said, of, likely), network))
  }
}

/** What tells the act: the words, what waits, and both together; what the words would mean by themselves. */
export function toldTo(said: Utterance, of: Situation, likely: readonly Likely[]): string[] {
  const words = featuresOf(said)
  const marks = [...new Set(said.small.map(({ part }) => part.kind))].filter((kind) => MARKS.has(kind))
  const kinds = [...words.filter((one) => one.startsWith('#')), ...marks.map((kind) => `~${kind}`)]
  const waits = [...of.lacks.map((one) => `@${one}`), of.isPast ? '@past' : '@now', ...restatedIn(said, of)]
  if (of.lacks.length === 0) waits.push('@whole')
  if (of.indicators.length > 1) waits.push('@several')
  const [first] = likely
  return [
    ...words,
    ...marks.map((kind) => `~${kind}`),
    ...waits,
    ...waits.flatMap((wait) => kinds.map((kind) => `${wait} ${kind}`)),
    ...(first ? [`?${first.intent}`, ...(first.p >= SURE ? [`?!${first.intent}`] : [])] : []),
  ]
}
const SURE = 0.8
/** Small words that tell what is done with a figure: 亩, 累计, 别, 交, 都, 其他, 因为. */
const MARKS: ReadonlySet<string> = new Set([
  ...(['unit', 'mode', 'forbid', 'not', 'reports', 'every', 'others', 'because', 'later', 'and', 'question'] as const),
])

/** Whether the names, numbers and times in the words are those of what waits. */
function restatedIn(said: Utterance, { indicators, values, days }: Situation): string[] {
  const named = spansIn(said, 'indicator').flatMap(({ found, latent }) => (latent ? [] : [found.ids]))
  const numbers = spansIn(said, 'amount').map(({ found }) => found.value)
  const times = spansIn(said, 'time').flatMap(({ found, latent }) => (latent ? [] : [found]))
  const told = (what: string, isOwn: readonly boolean[]): string[] => [
    ...(isOwn.some(Boolean) ? [`@own ${what}`] : []),
    ...(isOwn.some((one) => !one) ? [`@other ${what}`] : []),
  ]
  return [
    ...told(
      'name',
      named.map((ids) => ids.some((id) => indicators.includes(id))),
    ),
    ...told(
      'number',
      numbers.map((one) => values.includes(one)),
    ),
    ...told(
      'time',
      times.map(({ from, to }) => days.some((day) => from <= day && day <= to)),
    ),
  ]
}
