/** What an endpoint knows, found by asking it: for the doctor. A handful of short questions, within a time. */
import { z } from 'zod'
import { type KnownEndpoint, unknown } from './admission.ts'
import { chat, type ReplyTraits } from './chat.ts'
import type { Endpoint } from './endpoint.ts'
import { type FaultReason, ModelFault } from './fault.ts'
import type { ChatRequest, Param } from './request.ts'
import { isAboutThinking, SWITCHES, type Switch, switchOf } from './thinking.ts'

/** Room for a thinking model's thoughts on a question like these. */
const QUESTION: ChatRequest = {
  turns: [{ role: 'user', content: '要处置20家，已处置12家，还差几家？只答数字。' }],
  temperature: 0,
  maxTokens: 800,
}

const OBJECT: ChatRequest = {
  turns: [{ role: 'user', content: '“处置12家”里的数字是多少？只用 JSON 回答，形如 {"n": 0}。' }],
  temperature: 0,
  maxTokens: 800,
  schema: {
    name: 'count',
    schema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'], additionalProperties: false },
  },
}
const Answered = z.object({ n: z.number() })

/** How one small question to an endpoint went. */
export interface Tried {
  readonly ms: number
  /** nothing where it answered */
  readonly fault?: FaultReason
  readonly heard?: ReplyTraits
  readonly text: string
  /** options that it refused */
  readonly without: readonly Param[]
}

/** What `doctor` found out about an endpoint. */
export interface Trial {
  readonly plain: Tried
  /** what was sent against thinking, if anything */
  readonly switch: Switch
  /** another body with which it answered without thoughts, where the first did not help */
  readonly better?: { readonly body: Switch; readonly tried: Tried }
  /** how it took the wish for an object, and whether one came */
  readonly object?: { readonly by: 'json_schema' | 'json_object' | 'text'; readonly came: boolean }
}

interface Bounds {
  /** the longest for one question, in ms */
  readonly limitMs: number
  /** the longest for all: what does not fit is not asked */
  readonly wholeMs: number
  /** milliseconds, rising */
  readonly now: () => number
}

/**
 * Asks an endpoint small questions: whether it answers, thinks aloud, can be kept from it, and gives JSON. For `doctor`.
 * @returns what it did; a fault of the endpoint is a value
 */
export async function tryEndpoint(endpoint: Endpoint, { limitMs, wholeMs, now }: Bounds): Promise<Trial> {
  const until = now() + wholeMs
  const ask = async (one: Endpoint, asked: ChatRequest): Promise<Tried> =>
    tried(unknown(one), asked, Math.max(1, Math.ceil(Math.min(limitMs, until - now()))), now)

  const plain = await ask(endpoint, QUESTION)
  const found = { plain, switch: switchOf(endpoint) }
  if (!mayThink(plain)) return plain.fault ? found : { ...found, object: objectOf(await ask(endpoint, OBJECT)) }
  for (const body of SWITCHES) {
    if (now() >= until) break
    const other = { ...endpoint, body: { ...withoutThinking(endpoint.body), ...body } }
    const again = await ask(other, QUESTION)
    // Refused and left out by itself, it switched nothing.
    if (again.fault || mayThink(again) || again.without.includes('thinking')) continue
    return { ...found, better: { body, tried: again }, object: objectOf(await ask(other, OBJECT)) }
  }
  return found
}

/** Thoughts that were heard, or that took all the room or time. */
const mayThink = ({ fault, heard }: Tried): boolean =>
  heard ? heard.thoughts > 0 : fault === 'cut-off' || fault === 'timeout'

const withoutThinking = (body: Endpoint['body'] = {}): Switch =>
  Object.fromEntries(Object.entries(body).filter(([field]) => !isAboutThinking(field)))

function objectOf({ without, text }: Tried): NonNullable<Trial['object']> {
  const by = !without.includes('json_schema')
    ? 'json_schema'
    : !without.includes('json_object')
      ? 'json_object'
      : 'text'
  const from = text.indexOf('{')
  try {
    return { by, came: Answered.safeParse(JSON.parse(text.slice(from, text.lastIndexOf('}') + 1))).success }
  } catch {
    return { by, came: false }
  }
}

async function tried(known: KnownEndpoint, asked: ChatRequest, limitMs: number, now: () => number): Promise<Tried> {
  const started = now()
  const pieces = chat(known, asked, {
    signal: AbortSignal.timeout(limitMs),
    leftMs: () => started + limitMs - now(),
  })
  let text = ''
  const told = () => ({ ms: now() - started, text, without: [...known.without] })
  try {
    for (;;) {
      const next = await pieces.next()
      if (next.done) return { ...told(), heard: next.value }
      text += next.value
    }
  } catch (error) {
    if (error instanceof ModelFault) return { ...told(), fault: error.reason }
    throw error
  }
}
