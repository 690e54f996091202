/** How likely each intent is for a message: a classifier trained on the sentences in data/intents. */
import type { Utterance } from '../language/index.ts'
import type { Files } from '../office/load/index.ts'
import { featuresOf } from './features.ts'
import { INTENTS, type Intent } from './intents.ts'
import { likelihoods, loadNetwork, logitsOf, type Network, type Likely as Told } from './network.ts'

/** An intent with its probability. */
export type Likely<Name extends string = Intent> = Told<Name>

/** How likely each intent is for a message, the likeliest first. */
export type Guess = (said: Utterance) => readonly Likely[]

/**
 * How likely each intent is for a message, the likeliest first. The weights are read when it is first asked: many
 * processes of an office never do.
 * @returns a guess, which throws DataError when first asked where data/intents/weights.txt is damaged
 */
export function lazyGuess(files: Files): Guess {
  let network: Network | undefined
  return (said) => {
    network ??= loadNetwork(files, 'intents/weights.txt')
    return likelihoods(INTENTS, logitsOf(featuresOf(said), network))
  }
}
