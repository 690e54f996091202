/** The weights of candidates, fitted on questions with their queries: an averaged perceptron, the same at each run. */
import type { QueryCandidate } from '../../src/request/index.ts'
import { FEATURES, type Features, scoreOf, type Weights } from '../../src/request/score.ts'

/** The candidates of one question, and which of them are right. */
export interface Example {
  readonly candidates: readonly QueryCandidate[]
  readonly isRight: readonly boolean[]
}

/** Where nothing was learnt: what is explained speaks for a candidate, all else against it. */
export const START: Weights = {
  explained: 0.03,
  wasted: -0.2,
  unread: -0.2,
  unused: -0.5,
  behind: -1,
  noMeasures: -0.5,
  noIndicator: -0.5,
  noPlace: -0.2,
  noTime: -0.1,
  clash: -0.3,
}
const EPOCHS = 30
const RATE = 0.02
const LEAST = 0.02
/** A right candidate is to be this far ahead of each wrong one. */
const AHEAD = 0.3

export function fitted(examples: readonly Example[]): Weights {
  let weights = START
  const sum = new Map(FEATURES.map((one) => [one, 0]))
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { candidates, isRight } of examples) {
      const right = best(candidates, (at) => isRight[at] === true, weights)
      const wrong = best(candidates, (at) => isRight[at] === false, weights)
      if (right && wrong && scoreOf(right, weights) - scoreOf(wrong, weights) < AHEAD)
        weights = moved(weights, right, wrong)
    }
    for (const one of FEATURES) sum.set(one, (sum.get(one) ?? 0) + weights[one])
  }
  return Object.fromEntries(FEATURES.map((one) => [one, Number(((sum.get(one) ?? 0) / EPOCHS).toFixed(2))])) as Weights
}

function best(
  candidates: readonly QueryCandidate[],
  takes: (at: number) => boolean,
  weights: Weights,
): Features | undefined {
  const all = candidates.filter((_, at) => takes(at)).map(({ features }) => features)
  return all.sort((a, b) => scoreOf(b, weights) - scoreOf(a, weights))[0]
}

/**
 * No weight changes its side: what was not understood never speaks for a candidate, however the examples fall. What is
 * explained stays where it is: it tells apart what is otherwise alike, and no more.
 */
const moved = (weights: Weights, right: Features, wrong: Features): Weights =>
  Object.fromEntries(
    FEATURES.map((one) => {
      const next = weights[one] + RATE * (right[one] - wrong[one])
      return [one, START[one] > 0 ? START[one] : Math.min(-LEAST, next)]
    }),
  ) as Weights
