/** Settings from the environment, checked; for the composition roots only. */
import { z } from 'zod'
import { MESSENGERS, type MessengerConfigs, type MessengerName } from '../channels/messengers.ts'
import { RETENTION, type Retention } from '../privacy/index.ts'
import { dataSettings } from './data.ts'
import { type ModelConfig, modelConfig, modelSettings, whole } from './model.ts'

type ChannelName = 'console' | MessengerName

const isChannel = (name: string): name is ChannelName => name === 'console' || Object.hasOwn(MESSENGERS, name)

/** So many days, or for ever. */
const days = (usual: number) =>
  z
    .union([z.literal('forever').transform(() => undefined), whole(30, 36_500)], {
      error: '应为天数（30以上），或 forever',
    })
    .default(usual)

/** Every setting, with its default and one line on what it is for; README's table is checked against it. */
const settings = z.object({
  /** where the page and the webhooks are served */
  PORT: whole(0, 65_535).default(3000),
  /** the console answers on loopback only, whatever stands here */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** path of the database; the console has a demo database of its own */
  YAODIAN_DB: z.string().min(1).optional(),
  /** `console` (demo page in the browser), or one or several messengers: `feishu,webhook`; `api` for programs */
  YAODIAN_CHANNEL: z
    .string()
    .default('console')
    .transform((list, context): readonly ChannelName[] => {
      const names = [...new Set(list.split(',').map((name) => name.trim()))]
      const channels = names.filter(isChannel)
      const say = (message: string) => context.addIssue({ code: 'custom', message })
      if (channels.length < names.length) say(`应为 ${['console', ...Object.keys(MESSENGERS)].join('、')}`)
      // Its people are invented and its clock can be moved.
      if (channels.includes('console') && names.length > 1) say('console 只能单独用')
      return channels
    }),
  ...dataSettings,
  /** the plan's year; the newest in `data/plans` when empty */
  YAODIAN_PLAN: z
    .string()
    .regex(/^\d{4}$/, '应为年份，如 2030')
    .optional(),
  /** a folder, best on another disk, into which a backup is made each night */
  YAODIAN_BACKUP: z.string().min(1).optional(),
  /** so many of them are kept */
  YAODIAN_BACKUPS: whole(1, 1_000).default(14),
  /** a secret of 16 characters or more, with which changes are logged; once set it stays */
  YAODIAN_SEAL_KEY: z.string().min(16, '应有16个以上的字符').optional(),
  /** numbers for Prometheus at `/metrics`: whoever reaches the port reads them */
  YAODIAN_METRICS: z.enum(['on', 'off'], '应为 on 或 off').default('off'),
  /** figures of single counties: told to everybody on the roster, or (`own`) within one's own region only */
  YAODIAN_SIGHT: z.enum(['all', 'own'], '应为 all 或 own').default('all'),
  /** what people said, and the talk it left, is kept for so many days, or `forever` */
  YAODIAN_KEEP_TEXTS: days(RETENTION.texts),
  /** what they were told */
  YAODIAN_KEEP_CARDS: days(RETENTION.cards),
  /** what a language model was given and gave */
  YAODIAN_KEEP_TRANSCRIPTS: days(RETENTION.transcripts),
  /** files that bear figures out */
  YAODIAN_KEEP_EVIDENCE: days(RETENTION.evidence),
  ...modelSettings,
})

export type { ModelConfig }

/** What `readConfig` makes of the environment; defaults are filled in. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly database: string
  /** in the order in which somebody is written to who is known on several */
  readonly channels: readonly ChannelName[]
  readonly messengers: MessengerConfigs
  readonly planYear?: number
  readonly metrics: boolean
  readonly sealKey?: string | undefined
  readonly keep: Retention
  readonly sight: 'all' | 'own'
  /** where backups go each night; undefined: none are made */
  readonly backup?: { readonly folder: string; readonly keep: number }
  /** without it answers are said as they were found */
  readonly model?: ModelConfig
}

export const SETTINGS = [settings, ...Object.values(MESSENGERS).map((one) => one.settings.in)].flatMap(({ shape }) =>
  Object.keys(shape),
)

/**
 * Names in the environment that look like settings of ours and are none: mistyped, they would be passed over in silence.
 * @returns each with the nearest known name, where one is near
 */
export function unknownSettings(
  environment: Readonly<Record<string, string | undefined>>,
): readonly { readonly name: string; readonly near?: string }[] {
  const known = new Set([...SETTINGS, 'YAODIAN_PER_CALL'])
  return Object.keys(environment)
    .filter((name) => name.startsWith('YAODIAN_') && !known.has(name.replace(NUMBERED, '')))
    .sort()
    .map((name) => {
      const [near] = SETTINGS.map((one) => ({ one, far: distance(name, one) })).toSorted((a, b) => a.far - b.far)
      return near && near.far <= FAR ? { name, near: near.one } : { name }
    })
}

/** A second address of a model: YAODIAN_MODEL_URL_2. */
const NUMBERED = /_\d+$/

/** So many letters differ at most between what was meant and what was typed. */
const FAR = 4

/** Letters to be put in, left out or changed until the one is the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1]
    for (const [to, other] of [...b].entries())
      next.push(Math.min((next[to] ?? 0) + 1, (row[to + 1] ?? 0) + 1, (row[to] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

/** A setting that cannot be used; the message names it and says what is expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * The settings of an environment, with their defaults; an empty one is not set. The folder of own data is checked here
 * and read by `ownDataIn`.
 * @throws ConfigError naming each wrong setting of the first group that has one: general, model, then each messenger's
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = checked(settings, present)
  const model = modelOf(present)
  const { PORT, HOST, YAODIAN_DB, YAODIAN_CHANNEL: channels, YAODIAN_PLAN, YAODIAN_BACKUP, YAODIAN_BACKUPS } = read
  const demo = channels.includes('console')
  return {
    port: PORT,
    host: demo ? '127.0.0.1' : HOST,
    database: YAODIAN_DB ?? (demo ? 'var/demo.db' : 'var/yaodian.db'),
    channels,
    messengers: Object.fromEntries(
      channels.flatMap((name) => (name === 'console' ? [] : [[name, checked(MESSENGERS[name].settings, present)]])),
    ),
    metrics: read.YAODIAN_METRICS === 'on',
    ...(read.YAODIAN_SEAL_KEY !== undefined && { sealKey: read.YAODIAN_SEAL_KEY }),
    sight: read.YAODIAN_SIGHT,
    keep: {
      texts: read.YAODIAN_KEEP_TEXTS,
      cards: read.YAODIAN_KEEP_CARDS,
      transcripts: read.YAODIAN_KEEP_TRANSCRIPTS,
      evidence: read.YAODIAN_KEEP_EVIDENCE,
    },
    ...(model && { model }),
    ...(YAODIAN_PLAN !== undefined && { planYear: Number(YAODIAN_PLAN) }),
    ...(YAODIAN_BACKUP !== undefined && { backup: { folder: YAODIAN_BACKUP, keep: YAODIAN_BACKUPS } }),
  }
}

function checked<T extends z.ZodType>(shape: T, present: Readonly<Record<string, string | undefined>>): z.output<T> {
  const read = shape.safeParse(present)
  if (read.success) return read.data
  throw faultsOf(read.error)
}

/** Names each wrong setting and says what is expected there; what stands there may be a key, and is not repeated. */
const faultsOf = ({ issues }: z.ZodError): ConfigError =>
  new ConfigError(issues.map(({ path, message }) => `${path.join('.')}：${message}`).join('\n'))

function modelOf(present: Readonly<Record<string, string | undefined>>): ModelConfig | undefined {
  try {
    return modelConfig(present)
  } catch (error) {
    throw error instanceof z.ZodError ? faultsOf(error) : error
  }
}

/** Messengers of which the first setting that they need is there: for a runtime that speaks through all it can. */
export const messengersIn = (environment: Readonly<Record<string, string | undefined>>): MessengerName[] =>
  Object.entries(MESSENGERS).flatMap(([name, kind]) => {
    const needed = Object.entries(kind.settings.in.shape).find(([, one]) => !one.safeParse(undefined).success)
    return needed && environment[needed[0]] && isChannel(name) && name !== 'console' ? [name] : []
  })
