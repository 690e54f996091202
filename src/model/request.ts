/** The body of a request, and what is left out of it when an endpoint refuses it. */
import type { Endpoint } from './endpoint.ts'
import { SWITCHES, switchOf } from './thinking.ts'

/** A turn of a chat, as chat completions take it. */
export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** A question to a model, before it is put into one endpoint's form. */
export interface ChatRequest {
  readonly turns: readonly ChatTurn[]
  readonly temperature: number
  readonly maxTokens: number
  /**
   * The answer is wanted as one JSON object of this shape (JSON Schema; sent as `strict`, so all properties are
   * required and `additionalProperties` is false).
   * A wish: what the endpoint knows of `json_schema` and `json_object` is used, so the prompt says the
   * shape too (with the word JSON, which some endpoints demand), and the answer is checked as any text.
   */
  readonly schema?: { readonly name: string; readonly schema: object }
}

/** What can be left out, least missed first; `json_schema` goes on as `json_object`, `max_tokens` by its newer name. */
const OPTIONS = [
  'stream_options',
  'json_schema',
  'json_object',
  'thinking',
  'temperature',
  'max_tokens',
  'max_completion_tokens',
  'stream',
] as const

/** An option of a request that an endpoint may refuse and that is then left out. */
export type Param = (typeof OPTIONS)[number]

/** Left out together when a refusal names nothing: three more requests at most. */
const TOGETHER: readonly (readonly Param[])[] = [
  ['stream_options', 'json_schema'],
  ['json_object', 'thinking', 'temperature', 'max_tokens', 'max_completion_tokens'],
  ['stream'],
]

/** By which words a refusal names an option. */
const NAMES: Readonly<Record<Param, readonly string[]>> = {
  stream_options: ['stream_options', 'include_usage'],
  json_schema: ['response_format', 'json_schema', 'guided_json'],
  json_object: ['response_format', 'json_object'],
  thinking: SWITCHES.flatMap(Object.keys),
  temperature: ['temperature'],
  max_tokens: ['max_tokens', 'max_completion_tokens'],
  max_completion_tokens: ['max_tokens', 'max_completion_tokens'],
  stream: ['stream', 'streaming'],
}

/** The field that an option is sent in, where it is always the same. */
const FIELDS: Partial<Record<Param, string>> = {
  stream_options: 'stream_options',
  json_schema: 'response_format',
  json_object: 'response_format',
  temperature: 'temperature',
  max_tokens: 'max_tokens',
  max_completion_tokens: 'max_completion_tokens',
  stream: 'stream',
}

type Body = Readonly<Record<string, unknown>>

/** The request's JSON body; the endpoint's own fields win. @param without options that it refused before */
export function bodyOf(endpoint: Endpoint, asked: ChatRequest, without: ReadonlySet<Param>): Body {
  const own: Body = {
    model: endpoint.name,
    messages: asked.turns,
    ...(!without.has('temperature') && { temperature: asked.temperature }),
    ...lengthOf(asked, without),
    stream: !without.has('stream'),
    ...(!without.has('stream') && !without.has('stream_options') && { stream_options: { include_usage: true } }),
    ...(!without.has('thinking') && switchOf(endpoint)),
    ...formatOf(asked, without),
  }
  return patched(own, endpoint.body ?? {})
}

function lengthOf({ maxTokens }: ChatRequest, without: ReadonlySet<Param>): Body {
  if (!without.has('max_tokens')) return { max_tokens: maxTokens }
  return without.has('max_completion_tokens') ? {} : { max_completion_tokens: maxTokens }
}

function formatOf({ schema }: ChatRequest, without: ReadonlySet<Param>): Body {
  if (!schema) return {}
  const strict = { type: 'json_schema', json_schema: { name: schema.name, schema: schema.schema, strict: true } }
  if (!without.has('json_schema')) return { response_format: strict }
  return without.has('json_object') ? {} : { response_format: { type: 'json_object' } }
}

/** JSON Merge Patch, RFC 7396. */
function patched(target: Body, patch: Body): Body {
  const result: Record<string, unknown> = { ...target }
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = isBody(value) ? patched(isBody(result[name]) ? result[name] : {}, value) : value
  }
  return result
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What to leave out next after a refusal; never what the office set itself.
 *
 * @param said the refusal's text, looked through for names and then forgotten
 * @returns nothing when there is nothing left to give up
 */
export function blamed(
  endpoint: Endpoint,
  asked: ChatRequest,
  without: ReadonlySet<Param>,
  said: string,
): readonly Param[] {
  const open = OPTIONS.filter((option) => isSent(option, endpoint, asked, without))
  const words = new Set(said.toLowerCase().match(/\w+/g))
  const named = open.find((option) => NAMES[option].some((name) => words.has(name)))
  if (named) return [named]
  // The older name is followed by the newer, and the two are left out at once.
  const given = open.includes('max_tokens') ? [...open, 'max_completion_tokens'] : open
  return (
    TOGETHER.map((group) => group.filter((option) => given.includes(option))).find(({ length }) => length > 0) ?? []
  )
}

function isSent(option: Param, endpoint: Endpoint, asked: ChatRequest, without: ReadonlySet<Param>): boolean {
  if (without.has(option)) return false
  const field = FIELDS[option]
  if (field !== undefined && endpoint.body && field in endpoint.body) return false
  if (option === 'thinking') return Object.keys(switchOf(endpoint)).length > 0
  if (option === 'json_schema') return asked.schema !== undefined
  if (option === 'json_object') return asked.schema !== undefined && without.has('json_schema')
  if (option === 'max_completion_tokens') return without.has('max_tokens')
  return option !== 'stream_options' || !without.has('stream')
}
