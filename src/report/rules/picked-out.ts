/** Words picked out of a sentence by somebody who understood it: what each says of a figure, without the sentence around them. */
import { marksIn, type Span, spansIn, type Utterance, unitIn } from '../../language/index.ts'
import { modeIn, numberIn } from '../read/part.ts'
import type { Amended } from './amendment.ts'
import { pickIn } from './picked.ts'

/** What is done with the number among the words: it takes another's place, comes off it, or comes on top. */
type Use = 'instead' | Required<Amended>['off']

/**
 * The parts of one figure. Of two numbers the first is the wrong one.
 * @returns undefined where the words hold none, or more than one figure's
 */
export function pickedOut(said: Utterance, use: Use): Amended | undefined {
  const amounts = spansIn(said, 'amount').filter(({ found }) => !found.none)
  const [indicator, otherIndicator] = idsIn(said)
  const [time, otherTime] = spansIn(said, 'time').filter(({ latent }) => !latent)
  const [place, otherPlace] = spansIn(said, 'region')
  const [first, second, third] = amounts
  if (otherIndicator || otherTime || otherPlace || third || (second && use !== 'instead')) return undefined
  const right = second ?? first
  // 可能是1200吨 puts nothing right
  if (right?.found.about) return undefined
  const unit = right ? undefined : unitIn(said)
  const pick = indicator === undefined ? pickIn(said) : undefined
  const parts = {
    ...(indicator && { indicator }),
    ...(pick?.by === 'row' && { pick }),
    ...(second && first && { from: wordsOf(said, first) }),
    ...(right && { to: numberIn(said, right) }),
    ...(use !== 'instead' && { off: use }),
    ...(time && { asOf: time.found.to }),
    ...(place && { place: place.found.key }),
    ...(unit && { unit }),
    ...modeOf(said, right),
  }
  const isSaid = right ?? unit ?? time ?? place ?? parts.mode
  return isSaid === undefined || (use !== 'instead' && !right) ? undefined : { kind: 'amended', ...parts }
}

const idsIn = (said: Utterance) => [
  ...new Set(spansIn(said, 'indicator').flatMap(({ found: { ids } }) => (ids.length === 1 ? ids : []))),
]

const wordsOf = ({ raw }: Utterance, { at, end }: Span): string => raw.slice(at, end)

function modeOf(said: Utterance, right: ReturnType<typeof spansIn<'amount'>>[number] | undefined) {
  const mode = right?.found.mode ?? (marksIn(said, 'mode').length > 0 || !right ? modeIn(said) : undefined)
  return mode ? { mode } : {}
}
