/** Classifies what is said to something that lies open: one of the acts, by a small network trained on data/acts. */
import { featuresOf } from '../intent/features.ts'
import type { Guess, Likely } from '../intent/model.ts'
import { likelihoods, loadNetwork, logitsOf, type Network } from '../intent/network.ts'
import { LIKELY, SURE } from '../intent/sure.ts'
import { marksIn, spansIn, type Utterance } from '../language/index.ts'
import { ACTS, type ActName } from '../message/act.ts'
import type { Day } from '../office/day.ts'
import type { Files } from '../office/load/index.ts'
import type { IndicatorId } from '../office/plan.ts'

/** What lies open, as far as it is a feature. */
export interface LeftOpen {
  /** by the command that takes it */
  readonly command: string
  /** something is done by one press: it was shown and not done yet */
  readonly isPreview: boolean
  /** something else was said since */
  readonly isPast: boolean
  /** where figures wait: what stands in them, and what of them is asked about */
  readonly holds?: Holds
}

/** What stands in figures that wait, and what of them is asked about. */
export interface Holds {
  readonly indicators: readonly IndicatorId[]
  /** the numbers that stand in it, as they are said and as they come out */
  readonly values: readonly string[]
  readonly days: readonly Day[]
  /** a unit, a number, an indicator, a day, a check that speaks against it, a reason */
  readonly lacks: readonly string[]
}

/**
 * How likely each act is for words that are said to something open, the likeliest first.
 * @param likely what the words would mean by themselves, where it was guessed already
 */
export type ActClassifier = (said: Utterance, of: LeftOpen, likely?: readonly Likely[]) => readonly Likely<ActName>[]

/** The classifier of acts; its weights are read when it is first asked. @param guess what words mean by themselves */
export function lazyActClassifier(files: Files, guess: Guess): ActClassifier {
  let network: Network | undefined
  return (said, of, likely = guess(said)) => {
    network ??= loadNetwork(files, 'acts/weights.txt')
    return likelihoods(ACTS, logitsOf(actFeatures(said, of, likely), network))
  }
}

/** How likely the words are one of these acts, from 0 to 1. */
export const chanceOf = (likely: readonly Likely<ActName>[], acts: Iterable<ActName>): number =>
  [...acts].reduce((sum, act) => sum + (likely.find(({ intent }) => intent === act)?.p ?? 0), 0)

/** Whether the words are one of these acts so surely that it is done unasked. */
export const isSurely = (likely: readonly Likely<ActName>[], ...acts: readonly ActName[]): boolean =>
  chanceOf(likely, acts) >= SURE

/** The acts that are likely enough to be asked about, the likeliest first, before the likeliest of another matter. */
export function mayBeMeant(likely: readonly Likely<ActName>[]): readonly Likely<ActName>[] {
  const end = likely.findIndex(({ intent, p }) => intent === 'else' || p < LIKELY)
  return end < 0 ? likely : likely.slice(0, end)
}

/** The features by which an act is classified: the words, what is open, both together, and the likeliest intent. */
export function actFeatures(said: Utterance, of: LeftOpen, likely: readonly Likely[]): string[] {
  const words = featuresOf(said)
  const marks = MARKS.filter((kind) => marksIn(said, kind).length > 0).map((kind) => `~${kind}`)
  const kinds = [...words.filter((one) => one.startsWith('#')), ...marks]
  const open = [
    `@${of.command}`,
    of.isPreview ? '@shown' : '@done',
    of.isPast ? '@past' : '@now',
    ...(of.holds ? heldBy(of.holds, said) : []),
  ]
  const [first] = likely
  const names = spansIn(said, 'region').length + spansIn(said, 'indicator').length
  return [
    ...words,
    ...marks,
    ...open,
    ...open.flatMap((one) => kinds.map((kind) => `${one} ${kind}`)),
    ...(names > 0 ? ['@names', `@names @${of.command}`] : []),
    ...(first
      ? [`?${first.intent}`, `?${first.intent} @${of.command}`, ...(first.p >= TOLD ? [`?!${first.intent}`] : [])]
      : []),
  ]
}
/** From there on what words mean by themselves is told as certain. */
const TOLD = 0.8
/** Small words that tell what is done with what is open: 亩, 累计, 别, 交, 都, 其他, 除了, 因为, 稍后. */
const MARKS = [
  'unit',
  'mode',
  'reports',
  'forbid',
  'not',
  'every',
  'others',
  'except',
  'excepted',
  'because',
  'later',
  'question',
  'and',
  'takes-over',
  'gives',
] as const

/** What lacks, and whether the names, numbers and times in the words are those of what waits. */
function heldBy({ indicators, values, days, lacks }: Holds, said: Utterance): string[] {
  const named = spansIn(said, 'indicator').flatMap(({ found, latent }) => (latent ? [] : [found.ids]))
  const times = spansIn(said, 'time').flatMap(({ found, latent }) => (latent ? [] : [found]))
  const told = (what: string, isOwn: readonly boolean[]): string[] => [
    ...(isOwn.some(Boolean) ? [`@own ${what}`] : []),
    ...(isOwn.some((one) => !one) ? [`@other ${what}`] : []),
  ]
  const isHeldName = named.map((ids) => ids.some((id) => indicators.includes(id)))
  const isHeldNumber = spansIn(said, 'amount').map(({ found }) => values.includes(found.value))
  const isHeldTime = times.map(({ from, to }) => days.some((day) => from <= day && day <= to))
  return [
    ...lacks.map((one) => `@${one}`),
    ...told('name', isHeldName),
    ...told('number', isHeldNumber),
    ...told('time', isHeldTime),
    ...(lacks.length === 0 ? ['@whole'] : []),
    ...(indicators.length > 1 ? ['@several'] : []),
  ]
}
