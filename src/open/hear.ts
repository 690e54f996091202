/** How likely each act is for what was said to something open: the small model of meaning, taught by data/open. */
import { featuresOf } from '../intent/features.ts'
import type { Likely } from '../intent/model.ts'
import { likelihoods, loadNetwork, type Network, scoresOf } from '../intent/network.ts'
import { marksIn, spansIn, type Utterance } from '../language/index.ts'
import { ACTS, type ActName } from '../message/act.ts'
import type { Files } from '../office/load/index.ts'

/** What is open, as far as it tells how words are meant. */
export interface LeftOpen {
  /** by the command that takes it */
  readonly command: string
  /** something is done by one press: it was shown and not done yet */
  readonly isPreview: boolean
  /** something else was said since */
  readonly isPast: boolean
}

export type HearAct = (said: Utterance, of: LeftOpen, likely: readonly Likely[]) => readonly Likely<ActName>[]

/** Read when it is first asked. */
export function lazyOpenActs(files: Files): HearAct {
  let network: Network | undefined
  return (said, of, likely) => {
    network ??= loadNetwork(files, 'open/weights.txt')
    return likelihoods(ACTS, scoresOf(toldTo(said, of, likely), network))
  }
}

/** The words, what is open, and both together; what the words would mean by themselves. */
export function toldTo(said: Utterance, { command, isPreview, isPast }: LeftOpen, likely: readonly Likely[]): string[] {
  const words = featuresOf(said)
  const marks = MARKS.filter((kind) => marksIn(said, kind).length > 0).map((kind) => `~${kind}`)
  const kinds = [...words.filter((one) => one.startsWith('#')), ...marks]
  const open = [`@${command}`, isPreview ? '@shown' : '@done', isPast ? '@past' : '@now']
  const [first] = likely
  const names = spansIn(said, 'region').length + spansIn(said, 'indicator').length
  return [
    ...words,
    ...marks,
    ...open,
    ...open.flatMap((one) => kinds.map((kind) => `${one} ${kind}`)),
    ...(names > 0 ? ['@names', `@names @${command}`] : []),
    ...(first
      ? [`?${first.intent}`, `?${first.intent} @${command}`, ...(first.p >= SURE ? [`?!${first.intent}`] : [])]
      : []),
  ]
}
const SURE = 0.8
/** Small words that tell what is done with what is open: 别, 都, 其他, 除了, 因为, 稍后. */
const MARKS = [
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
