/** The model as its users see it: asked within a time limit, once more after a passing fault, left alone while it fails. */
import { breaker } from './breaker.ts'
import { type Chat, chat, type Endpoint } from './chat.ts'
import { ModelFault } from './fault.ts'

const AT_ONCE = 4

export interface Model {
  /** the longest that one answer may take, in ms */
  readonly limitMs: number
  /**
   * The answer piece by piece.
   * @throws ModelFault in place of everything that can go wrong; it always ends within the limit
   */
  readonly ask: (asked: Chat) => AsyncGenerator<string>
}

export interface ModelOptions {
  readonly endpoint: Endpoint
  readonly limitMs: number
  /** milliseconds, rising */
  readonly now: () => number
}

/** One for the whole process: it counts what all ask at once, and how often it failed. */
export function openModel({ endpoint, limitMs, now }: ModelOptions): Model {
  const guard = breaker(now)
  let asking = 0

  async function* ask(asked: Chat): AsyncGenerator<string> {
    if (asking >= AT_ONCE) throw new ModelFault('full')
    if (!guard.admits()) throw new ModelFault('resting')
    asking++
    let failed = false
    try {
      yield* twice(endpoint, asked, AbortSignal.timeout(limitMs))
    } catch (error) {
      failed = true
      throw error
    } finally {
      asking--
      // Whoever stops listening has heard something: that is no failure.
      if (failed) guard.failed()
      else guard.worked()
    }
  }
  return { limitMs, ask }
}

/** Once more where the first try failed in passing and nothing had been said. */
async function* twice(endpoint: Endpoint, asked: Chat, signal: AbortSignal): AsyncGenerator<string> {
  let said = false
  try {
    for await (const piece of chat(endpoint, asked, signal)) {
      said = true
      yield piece
    }
    return
  } catch (error) {
    if (said || !(error instanceof ModelFault && error.passing)) throw error
  }
  yield* chat(endpoint, asked, signal)
}
