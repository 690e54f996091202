/** How likely each intent is for a message: a linear model of what tells it, taught by the sentences in data/intents. */
import { z } from 'zod'
import type { Utterance } from '../language/index.ts'
import { DataError, type Files } from '../office/load/index.ts'
import { featuresOf } from './features.ts'
import { INTENTS, type Intent } from './intents.ts'

/** By feature: pairs of an intent's place among those there are and its weight in hundredths. */
export type Weights = Readonly<Record<string, readonly number[]>>

export interface Likely<Name extends string = Intent> {
  readonly intent: Name
  /** all of a message's add up to 1 */
  readonly p: number
}

/** Likeliest first. */
export type Guess = (said: Utterance) => readonly Likely[]

/** Fifteen thousand features: checked one by one by a schema they take a tenth of a start. */
const weights = z.custom<Weights>(
  (given) =>
    typeof given === 'object' &&
    given !== null &&
    Object.values(given).every((pairs) => Array.isArray(pairs) && pairs.every(Number.isFinite)),
)

/** @throws DataError where the file is missing; `npm run train` makes it */
export function loadWeights(files: Files, file = 'intents/weights.txt'): Weights {
  const text = files.get(file)
  if (text === undefined) throw new DataError([{ file, expected: 'this file, which npm run train makes' }])
  return weights.parse(JSON.parse(text))
}

export const guessBy =
  (weights: Weights): Guess =>
  (said) =>
    likelihoods(INTENTS, scoresOf(featuresOf(said), weights, INTENTS.length))

/** Read when it is first asked: many processes of an office never do. */
export function lazyGuess(files: Files): Guess {
  let guess: Guess | undefined
  return (said) => {
    guess ??= guessBy(loadWeights(files))
    return guess(said)
  }
}

/**
 * @param wide how many there are to choose from
 * @returns a score for each, in their order; a feature without weights only makes the others weigh less
 */
export function scoresOf(features: readonly string[], weights: Weights, wide: number): number[] {
  const scores = new Array<number>(wide).fill(0)
  for (const feature of features) {
    const pairs = weights[feature] ?? []
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const at = pairs[i] ?? 0
      scores[at] = (scores[at] ?? 0) + (pairs[i + 1] ?? 0) / 100
    }
  }
  // Of a long message each feature tells less.
  const scale = 1 / Math.sqrt(Math.max(1, features.length))
  return scores.map((score) => score * scale)
}

/** Scores as probabilities that sum to 1 (softmax). @returns the likeliest first */
export function likelihoods<Name extends string>(names: readonly Name[], scores: readonly number[]): Likely<Name>[] {
  const most = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - most))
  const sum = raised.reduce((a, b) => a + b, 0)
  return names.map((intent, at) => ({ intent, p: (raised[at] ?? 0) / sum })).sort((a, b) => b.p - a.p)
}
