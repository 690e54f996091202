/**
 * How a model that thinks before it answers is told not to: each kind of server has a field of its own.
 *
 * Sources: api-docs.deepseek.com (`thinking`), the Model Studio pages of Alibaba Cloud (`enable_thinking`),
 * docs.vllm.ai and the MindIE LLM documentation (`chat_template_kwargs`), ollama/ollama#14821 (`reasoning_effort`).
 */
import type { Endpoint } from './endpoint.ts'

/** Fields of a request's body that keep a model from thinking before it answers. */
export type Switch = Readonly<Record<string, unknown>>

/** vLLM, MindIE, SGLang: to the chat template, where Qwen reads the one word and DeepSeek the other. */
const BY_TEMPLATE: Switch = { chat_template_kwargs: { enable_thinking: false, thinking: false } }
const BY_TYPE: Switch = { thinking: { type: 'disabled' } }
const BY_FLAG: Switch = { enable_thinking: false }
const BY_EFFORT: Switch = { reasoning_effort: 'none' }

/** All switches against thinking that are known, for `doctor` to try in turn. */
export const SWITCHES: readonly Switch[] = [BY_TEMPLATE, BY_TYPE, BY_FLAG, BY_EFFORT]

/** Fields by which an office says itself whether the model thinks. */
const FIELDS = new Set([...SWITCHES.flatMap(Object.keys), 'reasoning', 'think'])
/** Whether a field of a request's body is one of the known switches against thinking. */
export const isAboutThinking = (field: string): boolean => FIELDS.has(field)

/** A host and those below it. */
const isAt = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)

/**
 * The switch that is sent where the office set none. A server that does not know its field ignores or refuses it; a
 * refused one is left out afterwards.
 */
export function switchOf({ url, name, body = {} }: Endpoint): Switch {
  if (Object.keys(body).some(isAboutThinking)) return {}
  const { hostname, port } = new URL(url)
  if (isAt(hostname, 'deepseek.com')) return BY_TYPE
  if (isAt(hostname, 'aliyuncs.com')) return BY_FLAG
  if (isAt(hostname, 'tencentmaas.com')) return /qwen/i.test(name) ? BY_FLAG : BY_TYPE
  if (isAt(hostname, 'ollama.com') || port === '11434') return BY_EFFORT
  return BY_TEMPLATE
}

/**
 * Whether an endpoint is known to send thoughts in a field of their own, so that its text can be shown as it comes.
 */
export const keepsThoughtsApart = ({ url }: Endpoint): boolean => {
  const { hostname } = new URL(url)
  return isAt(hostname, 'deepseek.com') || isAt(hostname, 'aliyuncs.com')
}
