/** Settings from the environment, checked; for the composition roots only. */
import { z } from 'zod'
import { type ModelConfig, modelConfig, modelSettings } from './config.model.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['on', 'off'])

/** Every setting, with its default and one line on what it is for; README's table is checked against it. */
const settings = z.object({
  /** where the page and the webhooks are served */
  PORT: port.default(3000),
  /** the console answers on loopback only, whatever stands here */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** path of the database; the console has a demo database of its own */
  YAODIAN_DB: z.string().min(1).optional(),
  /** the messenger: `console` (demo page in the browser) or `feishu` */
  YAODIAN_CHANNEL: z.enum(['console', 'feishu']).default('console'),
  /** the demo page beside another messenger */
  YAODIAN_CONSOLE: flag.default('off'),
  /** the plan's year; the newest in `data/plans` when empty */
  YAODIAN_PLAN: z
    .string()
    .regex(/^\d{4}$/, 'expected a year such as 2017')
    .optional(),
  ...modelSettings,
  /** how events come: `longconn` (no public address needed; Node only) or `webhook` */
  FEISHU_MODE: z.enum(['longconn', 'webhook']).default('longconn'),
  FEISHU_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-fA-F]{16}$/, 'expected cli_ and 16 hex digits, from the app’s page of credentials')
    .optional(),
  FEISHU_APP_SECRET: z.string().min(1).optional(),
  /** for webhooks */
  FEISHU_ENCRYPT_KEY: z.string().min(1).optional(),
  /** for webhooks */
  FEISHU_VERIFICATION_TOKEN: z.string().min(1).optional(),
  /** Lark: `https://open.larksuite.com` */
  FEISHU_BASE_URL: z
    .url()
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .default('https://open.feishu.cn'),
})

export interface FeishuConfig {
  readonly baseUrl: string
  readonly appId: string
  readonly appSecret: string
  /** its keys when events come by webhook; undefined: by long connection */
  readonly webhook?: { readonly encryptKey: string; readonly verificationToken: string }
}

export type { ModelConfig }

export interface Config {
  readonly port: number
  readonly host: string
  readonly database: string
  readonly channel: 'console' | 'feishu'
  /** given when it is the channel */
  readonly feishu?: FeishuConfig
  readonly console: boolean
  readonly planYear?: number
  /** without it answers are said as they were found */
  readonly model?: ModelConfig
}

export const SETTINGS = Object.keys(settings.shape)

/** A setting that cannot be used; the message names it and says what is expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Names each wrong setting and says what is expected there; what stands there may be a key, and is not repeated. */
const faultsOf = ({ issues }: z.ZodError): ConfigError =>
  new ConfigError(issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))

function modelOf(present: Readonly<Record<string, string | undefined>>): ModelConfig | undefined {
  try {
    return modelConfig(present)
  } catch (error) {
    throw error instanceof z.ZodError ? faultsOf(error) : error
  }
}

/** @throws ConfigError naming each wrong setting */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = settings.safeParse(present)
  if (!read.success) throw faultsOf(read.error)
  const model = modelOf(present)
  const { PORT, HOST, YAODIAN_DB, YAODIAN_CHANNEL, YAODIAN_CONSOLE, YAODIAN_PLAN } = read.data
  const demo = YAODIAN_CHANNEL === 'console'
  return {
    port: PORT,
    host: demo ? '127.0.0.1' : HOST,
    database: YAODIAN_DB ?? (demo ? 'var/demo.db' : 'var/yaodian.db'),
    channel: YAODIAN_CHANNEL,
    console: demo || YAODIAN_CONSOLE === 'on',
    ...(YAODIAN_CHANNEL === 'feishu' && { feishu: feishuConfig(read.data) }),
    ...(model && { model }),
    ...(YAODIAN_PLAN !== undefined && { planYear: Number(YAODIAN_PLAN) }),
  }
}

function feishuConfig(given: z.infer<typeof settings>): FeishuConfig {
  const needed = (name: 'FEISHU_APP_ID' | 'FEISHU_APP_SECRET' | 'FEISHU_ENCRYPT_KEY' | 'FEISHU_VERIFICATION_TOKEN') => {
    const value = given[name]
    if (value === undefined) throw new ConfigError(`${name}: needed for Feishu, see docs/feishu.md`)
    return value
  }
  return {
    baseUrl: given.FEISHU_BASE_URL,
    appId: needed('FEISHU_APP_ID'),
    appSecret: needed('FEISHU_APP_SECRET'),
    ...(given.FEISHU_MODE === 'webhook' && {
      webhook: {
        encryptKey: needed('FEISHU_ENCRYPT_KEY'),
        verificationToken: needed('FEISHU_VERIFICATION_TOKEN'),
      },
    }),
  }
}
