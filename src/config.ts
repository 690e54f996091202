/** Settings from the environment, checked; for the composition roots only. */
import { z } from 'zod'
import { feishuSettings } from './channels/feishu/settings.ts'
import { webhookSettings } from './channels/webhook/settings.ts'

/** The messengers' own settings; how each is opened stands in messengers.ts. */
const MESSENGERS = { feishu: feishuSettings, webhook: webhookSettings }

export type MessengerName = keyof typeof MESSENGERS
/** The settings of those that an office speaks through. */
export type MessengerConfigs = { readonly [Name in MessengerName]?: z.output<(typeof MESSENGERS)[Name]> }
type ChannelName = 'console' | MessengerName

const isChannel = (name: string): name is ChannelName => name === 'console' || Object.hasOwn(MESSENGERS, name)

const port = z.coerce.number().int().min(0).max(65_535)

/** Every setting, with its default and one line on what it is for; README's table is checked against it. */
const settings = z.object({
  /** where the page and the webhooks are served */
  PORT: port.default(3000),
  /** the console answers on loopback only, whatever stands here */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** path of the database; the console has a demo database of its own */
  YAODIAN_DB: z.string().min(1).optional(),
  /** `console` (demo page in the browser), or one or several messengers: `feishu,webhook` */
  YAODIAN_CHANNEL: z
    .string()
    .default('console')
    .transform((list, context): readonly ChannelName[] => {
      const names = [...new Set(list.split(',').map((name) => name.trim()))]
      const channels = names.filter(isChannel)
      const say = (message: string) => context.addIssue({ code: 'custom', message })
      if (channels.length < names.length) say(`expected ${['console', ...Object.keys(MESSENGERS)].join(', ')}`)
      // Its people are invented and its clock can be moved.
      if (channels.includes('console') && names.length > 1) say('the console stands alone')
      return channels
    }),
  /** the plan's year; the newest in `data/plans` when empty */
  YAODIAN_PLAN: z
    .string()
    .regex(/^\d{4}$/, 'expected a year such as 2017')
    .optional(),
  /** a language model that words answers: the address of any OpenAI-compatible endpoint, up to `/v1` */
  YAODIAN_MODEL_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://api.deepseek.com/v1' })
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .optional(),
  /** the model's name there */
  YAODIAN_MODEL_NAME: z.string().min(1).optional(),
  /** a local model needs none */
  YAODIAN_MODEL_KEY: z.string().min(1).optional(),
  /** after so many seconds the answer is said without the model; what a Worker begins after its answer has 30 */
  YAODIAN_MODEL_SECONDS: z.coerce.number().int().min(3).max(20).default(15),
})

export interface ModelConfig {
  readonly endpoint: { readonly url: string; readonly name: string; readonly key?: string }
  readonly limitMs: number
}

export interface Config {
  readonly port: number
  readonly host: string
  readonly database: string
  /** in the order in which somebody is written to who is known on several */
  readonly channels: readonly ChannelName[]
  readonly messengers: MessengerConfigs
  readonly planYear?: number
  /** without it answers are said as they were found */
  readonly model?: ModelConfig
}

export const SETTINGS = [settings, ...Object.values(MESSENGERS).map((one) => one.in)].flatMap(({ shape }) =>
  Object.keys(shape),
)

/** A setting that cannot be used; the message names it and says what is expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** @throws ConfigError naming each wrong setting */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = checked(settings, present)
  const { PORT, HOST, YAODIAN_DB, YAODIAN_CHANNEL: channels, YAODIAN_PLAN } = read
  const demo = channels.includes('console')
  return {
    port: PORT,
    host: demo ? '127.0.0.1' : HOST,
    database: YAODIAN_DB ?? (demo ? 'var/demo.db' : 'var/yaodian.db'),
    channels,
    messengers: Object.fromEntries(
      channels.flatMap((name) => (name === 'console' ? [] : [[name, checked(MESSENGERS[name], present)]])),
    ),
    ...(read.YAODIAN_MODEL_URL !== undefined && { model: modelConfig(read, read.YAODIAN_MODEL_URL) }),
    ...(YAODIAN_PLAN !== undefined && { planYear: Number(YAODIAN_PLAN) }),
  }
}

function checked<T extends z.ZodType>(shape: T, present: Readonly<Record<string, string | undefined>>): z.output<T> {
  const read = shape.safeParse(present)
  if (read.success) return read.data
  throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
}

/** Messengers of which the first setting that they need is there: for a runtime that speaks through all it can. */
export const messengersIn = (environment: Readonly<Record<string, string | undefined>>): MessengerName[] =>
  Object.entries(MESSENGERS).flatMap(
    ([
      name,
      {
        in: { shape },
      },
    ]) => {
      const needed = Object.entries(shape).find(([, one]) => !one.safeParse(undefined).success)
      return needed && environment[needed[0]] && isChannel(name) && name !== 'console' ? [name] : []
    },
  )

function modelConfig(given: z.infer<typeof settings>, url: string): ModelConfig {
  const { YAODIAN_MODEL_NAME: name, YAODIAN_MODEL_KEY: key, YAODIAN_MODEL_SECONDS: seconds } = given
  if (name === undefined)
    throw new ConfigError('YAODIAN_MODEL_NAME: needed with YAODIAN_MODEL_URL, e.g. deepseek-chat or qwen-plus')
  return { endpoint: { url, name, ...(key !== undefined && { key }) }, limitMs: seconds * 1_000 }
}
