/** One question to one OpenAI-compatible endpoint: DeepSeek, Qwen, vLLM, MindIE, Ollama and the gateways before them. */
import { admitted, type KnownEndpoint, type Within } from './admission.ts'
import { ModelFault } from './fault.ts'
import { partsOf, type StreamPart, type Usage } from './reply.ts'
import type { ChatRequest } from './request.ts'
import { type Sieve, sieve } from './thoughts.ts'

/** Far above what an answer may have: a model that does not stop is stopped. */
const MOST_CHARACTERS = 8_000
const MOST_CHARACTERS_A_TOKEN = 6

/** The answer has begun when the object has, within a fence or without. */
const JSON_BEGINNING = /^\s*(?:```\w*\s*)?\{/

/** Servers that say that it is finished, each in its own word; with any other the answer is not whole. */
const FINISHED = new Set(['stop', 'eos', 'eos_token', 'end_turn', 'stop_sequence'])

/** What an answer was like: its tokens, how much of it was thoughts, whether it was streamed. */
export interface ReplyTraits {
  readonly usage?: Usage
  /** characters of thoughts, wherever they stood */
  readonly thoughts: number
  /** it came in more than one piece */
  readonly streamed: boolean
}

/**
 * The answer piece by piece, without the thoughts before it.
 * @throws ModelFault whenever the whole did not arrive; what came before it is then worth nothing
 */
export async function* chat(
  known: KnownEndpoint,
  asked: ChatRequest,
  within: Within,
): AsyncGenerator<string, ReplyTraits> {
  const most = Math.max(MOST_CHARACTERS, MOST_CHARACTERS_A_TOKEN * asked.maxTokens)
  const filter = sieve(known.plain, asked.schema && JSON_BEGINNING)
  const heard = { thoughts: 0, parts: 0, finish: '', ended: false, usage: undefined as Usage | undefined }
  let size = 0
  const counted = (text: string): string => {
    size += text.length
    if (size > most) throw new ModelFault('too-long')
    return text
  }
  try {
    const response = await admitted(known, asked, within)
    for await (const part of partsOf(response)) {
      within.alive?.()
      note(heard, part, filter)
      const certain = part.said ? counted(filter.put(part.said)) : ''
      if (certain) yield certain
    }
    const rest = counted(filter.end())
    if (heard.finish ? !FINISHED.has(heard.finish) : !heard.ended)
      throw new ModelFault('cut-off', heard.finish || 'no end')
    if (size === 0) throw new ModelFault('cut-off', 'nothing said')
    known.plain ||= heard.thoughts > 0 || filter.dropped() === 0
    if (rest) yield rest
  } catch (error) {
    // It let thoughts through: the next answer is looked at as a whole.
    if (error instanceof ModelFault && error.reason === 'malformed') known.plain = false
    throw faultOf(error, within.signal)
  }
  return {
    thoughts: heard.thoughts + filter.dropped(),
    streamed: heard.parts > 1,
    ...(heard.usage && { usage: heard.usage }),
  }
}

interface Noted {
  thoughts: number
  parts: number
  finish: string
  ended: boolean
  usage: Usage | undefined
}

function note(heard: Noted, part: StreamPart, filter: Sieve): void {
  heard.parts++
  heard.finish = part.finish ?? heard.finish
  heard.usage = part.usage ?? heard.usage
  heard.ended ||= part.end === true
  if (!part.thought) return
  heard.thoughts += part.thought
  filter.letThrough()
}

/** What Node says of a certificate that it does not trust, as the cause of a failed request. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME/

function faultOf(error: unknown, signal: AbortSignal): ModelFault {
  if (error instanceof ModelFault) return error
  if (signal.aborted) return new ModelFault('timeout')
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  return CERTIFICATE.test(code) ? new ModelFault('certificate', code) : new ModelFault('unreachable')
}
