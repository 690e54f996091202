/** Words picked out of a sentence by somebody who understood it: what each says of a figure, without the sentence around them. */
import { type Span, spansIn, type Utterance, unitIn } from '../../language/index.ts'
import { modeIn, numberIn } from '../read/part.ts'
import type { Amended } from './amendment.ts'
import { idsIn, pickIn } from './picked.ts'

/**
 * The parts of one figure that are put right. Of two numbers the first is the wrong one.
 * @returns undefined where the words hold none, or more than one figure's, or a number that only may be
 */
export function pickedOut(said: Utterance): Amended | undefined {
  const [indicator, otherIndicator] = idsIn(said)
  const [time, otherTime] = spansIn(said, 'time').filter(({ latent }) => !latent)
  const [place, otherPlace] = spansIn(said, 'region')
  const [first, second, third] = spansIn(said, 'amount').filter(({ found }) => !found.none)
  const right = second ?? first
  if (otherIndicator || otherTime || otherPlace || third || right?.found.about) return undefined
  const unit = right ? undefined : unitIn(said)
  const mode = right?.found.mode ?? modeIn(said)
  if (!right && !unit && !time && !place && !mode) return undefined
  const pick = indicator === undefined ? pickIn(said) : undefined
  return {
    ...(indicator && { indicator }),
    ...(pick?.by === 'row' && { pick }),
    ...(second && first && { from: wordsOf(said, first) }),
    ...(right && { to: numberIn(said, right) }),
    ...(time && { asOf: time.found.to }),
    ...(place && { place: place.found.key }),
    ...(unit && { unit }),
    ...(mode && { mode }),
  }
}

const wordsOf = ({ raw }: Utterance, { at, end }: Span): string => raw.slice(at, end)
