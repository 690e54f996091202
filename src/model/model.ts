/** The model as its users see it: asked within a time limit, endpoint after endpoint, left alone while it fails. */

import { type KnownEndpoint, unknown, type Within } from './admission.ts'
import { breaker } from './breaker.ts'
import { chat, type ReplyTraits } from './chat.ts'
import { type Endpoint, hostOf } from './endpoint.ts'
import { ModelFault } from './fault.ts'
import type { ChatRequest } from './request.ts'

const AT_ONCE = 4

/** A language model that can be asked. */
export interface Model {
  /** the longest that one answer may take, in ms */
  readonly limitMs: number
  /**
   * The answer piece by piece, without thoughts.
   * @throws ModelFault in place of everything that can go wrong; it always ends within the limit
   */
  readonly ask: (asked: ChatRequest) => AsyncGenerator<string>
}

/** What a model is opened with. */
export interface ModelOptions {
  readonly endpoint: Endpoint
  /** asked in this order when the one before fails before it has said anything */
  readonly further?: readonly Endpoint[]
  readonly limitMs: number
  /** milliseconds, rising */
  readonly now: () => number
  /** how each answer ended, with its tokens; neither texts nor keys */
  readonly log?: (entry: Readonly<Record<string, unknown>>) => void
}

type Line = ReturnType<typeof lineTo>
const lineTo = (endpoint: Endpoint, now: () => number) => ({ known: unknown(endpoint), guard: breaker(now) })

/**
 * A language model behind one or several endpoints, asked in turn. One for the whole process: it counts what all ask at
 * once, how often each failed, and what each does not know.
 * @param limitMs for one whole answer, however many endpoints are tried @param now milliseconds, rising
 * @returns answers as they come; its `ask` throws ModelFault where none answered, it was late, or too many ask at once
 */
export function openModel({ endpoint, further = [], limitMs, now, log = () => {} }: ModelOptions): Model {
  const lines = [endpoint, ...further].map((one) => lineTo(one, now))
  let asking = 0

  async function* ask(asked: ChatRequest): AsyncGenerator<string> {
    if (asking >= AT_ONCE) throw new ModelFault('full')
    asking++
    try {
      yield* inOrder(asked)
    } finally {
      asking--
    }
  }

  async function* inOrder(asked: ChatRequest): AsyncGenerator<string> {
    const until = now() + limitMs
    const whole: Within = { signal: AbortSignal.timeout(limitMs), leftMs: () => until - now() }
    let fault = new ModelFault('resting')
    for (const [nth, line] of lines.entries()) {
      if (!line.guard.admits()) continue
      let said = false
      try {
        const isLast = nth === lines.length - 1
        for await (const piece of noted(line, asked, isLast ? whole : shareOf(whole))) {
          said = true
          yield piece
        }
        return
      } catch (error) {
        if (said || !(error instanceof ModelFault) || whole.signal.aborted) throw error
        fault = error
      }
    }
    throw fault
  }

  /** With the outcome told to the breaker and the log. */
  async function* noted(line: Line, asked: ChatRequest, within: Within): AsyncGenerator<string> {
    const started = now()
    let heard: ReplyTraits | undefined
    let fault: ModelFault | undefined
    try {
      heard = yield* twice(line.known, asked, within)
    } catch (error) {
      fault = error instanceof ModelFault ? error : new ModelFault('unreachable')
      throw error
    } finally {
      within.alive?.()
      // Whoever stops listening has heard something: that is no failure.
      if (fault) line.guard.failed()
      else line.guard.worked()
      log({ ...entryOf(line.known, heard, fault), ms: Math.round(now() - started) })
    }
  }
  return { limitMs, ask }
}

function entryOf(
  { endpoint, without }: KnownEndpoint,
  heard: ReplyTraits | undefined,
  fault: ModelFault | undefined,
): object {
  return {
    event: fault ? 'model-failed' : 'model-asked',
    host: hostOf(endpoint),
    model: endpoint.name,
    ...(fault && { reason: fault.reason }),
    ...(heard?.usage && { promptTokens: heard.usage.prompt, completionTokens: heard.usage.completion }),
    ...(heard && heard.thoughts > 0 && { thoughtCharacters: heard.thoughts }),
    ...(without.size > 0 && { without: [...without] }),
  }
}

/** Half of the time that is left, until the answer begins: then another endpoint still has the other half. */
function shareOf({ signal, leftMs }: Within): Within {
  const impatience = new AbortController()
  const half = leftMs() / 2
  const timer = setTimeout(() => impatience.abort(), half)
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  return {
    signal: AbortSignal.any([signal, impatience.signal]),
    leftMs: () => leftMs() - half,
    alive: () => clearTimeout(timer),
  }
}

/** Once more where the first try failed in passing and nothing had been said. */
async function* twice(known: KnownEndpoint, asked: ChatRequest, within: Within): AsyncGenerator<string, ReplyTraits> {
  let said = false
  const pieces = chat(known, asked, within)
  try {
    for (;;) {
      const next = await pieces.next()
      if (next.done) return next.value
      said = true
      yield next.value
    }
  } catch (error) {
    if (said || !(error instanceof ModelFault && error.passing)) throw error
  } finally {
    await pieces.return({ thoughts: 0, streamed: false })
  }
  return yield* chat(known, asked, within)
}
