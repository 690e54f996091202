/** The settings of the language model: one endpoint, or up to three that are asked in turn. */
import { z } from 'zod'
import type { Endpoint } from '../model/index.ts'

/** A further endpoint has the same settings with this behind the name. */
const FURTHER = ['_2', '_3']

const address = z
  .url({ protocol: /^https?$/, error: '应为地址，如 https://api.deepseek.com/v1' })
  .refine((url) => !/^[^/]*\/\/[^/]*@/.test(url), '里面不能有用户名和密码：写进 YAODIAN_MODEL_HEADERS')
  // Gateways' own pages give the whole address.
  .transform((url) => url.replace(/\/chat\/completions\/?(?=$|\?)/, '').replace(/(?<!\/)\/+$/, ''))

const json = (example: string) =>
  z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue(`应为 JSON，如 ${example}`)
      return z.NEVER
    }
  })

/** https://www.rfc-editor.org/rfc/rfc9110#name-tokens; what HTTP itself sets is left to it. */
const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, '应为 HTTP 头的名字')
  .refine((name) => !/^(?:host|content-length|connection|transfer-encoding)$/i.test(name), '这一项由 HTTP 自己设')
const headerValue = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, '应为一行 HTTP 头的值')

/** A setting that is a whole number, given as text: from `least` to `most`, both included. */
export function whole(least: number, most: number) {
  const error = `应为${least}到${most}的整数`
  return z.coerce.number(error).int(error).min(least, error).max(most, error)
}

const HEADERS = '{"X-Gateway-Key":"…"}'
const BODY = '{"enable_thinking":false}'

export const modelSettings = {
  /** a language model: the address of any OpenAI-compatible endpoint, up to `/v1` */
  YAODIAN_MODEL_URL: address.optional(),
  /** the model's name there */
  YAODIAN_MODEL_NAME: z.string().trim().min(1).optional(),
  /** a local model needs none */
  YAODIAN_MODEL_KEY: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, '应为密钥，里面没有空格')
    .optional(),
  /** JSON merged into each request; null takes a field away */
  YAODIAN_MODEL_BODY: json(BODY)
    .pipe(z.record(z.string(), z.unknown(), `应为 JSON 对象，如 ${BODY}`))
    .refine((body) => !('messages' in body || 'model' in body), '里面不能有 messages 和 model')
    .optional(),
  /** further headers as JSON: keys of a gateway */
  YAODIAN_MODEL_HEADERS: json(HEADERS)
    .pipe(z.record(headerName, headerValue, `应为 JSON 对象，如 ${HEADERS}`))
    .optional(),
  /** after so many seconds the answer is said without the model; what a Worker begins after its answer has 30 */
  YAODIAN_MODEL_SECONDS: whole(3, 20).default(15),
}

const oneEndpoint = z.object(modelSettings)

/** The language model, as it was set: whom to ask, and how long for one whole answer. */
export interface ModelConfig {
  readonly endpoint: Endpoint
  /** asked in this order when the one before fails */
  readonly further?: readonly Endpoint[]
  readonly limitMs: number
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The settings of the language model and of those behind it: YAODIAN_MODEL_….
 * @returns nothing where no model is set
 * @throws z.ZodError with the setting's name as the path
 */
export function modelConfig(environment: Environment): ModelConfig | undefined {
  const { YAODIAN_MODEL_SECONDS: seconds, ...first } = read(environment, '')
  if (first.YAODIAN_MODEL_URL === undefined) return undefined
  const { YAODIAN_MODEL_NAME: name } = first
  if (name === undefined) throw missingName
  // The name may be the same elsewhere; a key never goes to another host by itself.
  const further = FURTHER.flatMap((suffix) => endpointOf(read(environment, suffix), name))
  const [endpoint] = endpointOf(first, name)
  return endpoint && { endpoint, limitMs: seconds * 1_000, ...(further.length > 0 && { further }) }
}

const missingName = new z.ZodError([
  {
    code: 'custom',
    path: ['YAODIAN_MODEL_NAME'],
    message: '设了 YAODIAN_MODEL_URL 就要设，如 deepseek-flash、qwen-plus',
    input: undefined,
  },
])

type Given = Omit<z.infer<typeof oneEndpoint>, 'YAODIAN_MODEL_SECONDS'>

function endpointOf(given: Given, sameName: string): Endpoint[] {
  const { YAODIAN_MODEL_URL: url, YAODIAN_MODEL_NAME: name = sameName } = given
  const { YAODIAN_MODEL_KEY: key, YAODIAN_MODEL_BODY: body, YAODIAN_MODEL_HEADERS: headers } = given
  if (url === undefined) return []
  return [{ url, name, ...(key !== undefined && { key }), ...(body && { body }), ...(headers && { headers }) }]
}

function read(environment: Environment, suffix: string): z.infer<typeof oneEndpoint> {
  const given = Object.keys(modelSettings).map((name) => [name, environment[`${name}${suffix}`]])
  const read = oneEndpoint.safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  throw new z.ZodError(
    read.error.issues.map((issue) => {
      const [name, ...rest] = issue.path
      return { ...issue, path: [`${String(name)}${suffix}`, ...rest] }
    }),
  )
}
