/**
 * Thoughts that a model speaks into its answer: everything before the last `</think>` is dropped.
 *
 * The opening tag may be missing, since some chat templates put it into the prompt. So nothing can be let through
 * before the end, unless the endpoint is known to keep its thoughts apart, or what was asked for has plainly begun.
 */
import { ModelFault } from './fault.ts'

const OPEN = '<think>'
const CLOSE = '</think>'

/** Thoughts of many pages; the answer has a bound of its own. */
const MOST_HELD = 400_000

/** No beginning is looked for behind so many characters. */
const LATEST_BEGINNING = 200

/** Takes the thoughts out of a streamed answer, piece by piece. */
export interface Sieve {
  /** @returns what of the answer is certain by now, perhaps nothing */
  readonly put: (piece: string) => string
  /** @returns what is left of the answer when all has come */
  readonly end: () => string
  /** from here on the answer comes at once: its thoughts are somewhere else */
  readonly letThrough: () => void
  /** characters dropped as thoughts */
  readonly dropped: () => number
}

/**
 * A sieve for what a model says to itself between tags (`<think>`) before it answers.
 *
 * @param through lets pieces through at once, until a tag shows
 * @param beginning matches the beginning of an answer without thoughts
 * @returns a sieve whose `put` throws ModelFault: `too-long`, or `malformed` where what was let through were thoughts
 */
export function sieve(through: boolean, beginning?: RegExp): Sieve {
  let held = ''
  let passing = through
  let passed = false
  let dropped = 0

  return {
    put(piece) {
      held += piece
      if (held.length > MOST_HELD) throw new ModelFault('too-long')
      if (!passing && !passed && held.length < LATEST_BEGINNING && beginning?.test(held)) passing = true
      if (!passing) return ''
      if (held.includes(OPEN) || held.includes(CLOSE)) {
        // What was let through were thoughts.
        if (passed) throw new ModelFault('malformed', 'thoughts')
        passing = false
        return ''
      }
      const certain = held.slice(0, held.length - tagBegun(held))
      held = held.slice(certain.length)
      passed ||= certain.trim() !== ''
      return certain
    },
    end() {
      const at = held.lastIndexOf(CLOSE)
      const answer = at >= 0 ? held.slice(at + CLOSE.length) : held.trimStart().startsWith(OPEN) ? '' : held
      dropped = held.length - answer.length
      held = ''
      return dropped > 0 ? answer.trimStart() : answer
    },
    letThrough() {
      passing = true
    },
    dropped: () => dropped,
  }
}

/** How many of the last characters may be the beginning of a tag. */
function tagBegun(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--) {
    const tail = text.slice(-length)
    if (OPEN.startsWith(tail) || CLOSE.startsWith(tail)) return length
  }
  return 0
}
