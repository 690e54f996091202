/** The reporting schedule as data: which report is due when, whom a rule reminds, at which stages. */
import { Cron } from 'croner'
import { z } from 'zod'
import { type Day, parseDay } from './day.ts'
import { readAs } from './load/fields.ts'
import { kindOf, type Period, type PeriodKind, parsePeriod } from './period.ts'

/** What happens to a deadline on a day off. Both opposite customs are in real use, so each rule says its own. */
export type Shift = 'none' | 'statutory-only' | 'next-workday' | 'previous-workday'

/** Whom a stage speaks to. */
export type Audience = 'contact' | 'stand-in' | 'city-coordinator' | 'provincial-coordinator'

/** A step of reminding: when, to whom, how urgently. */
export interface Stage {
  /** unique within the rule: `T-3`, `due-0900`, `overdue+1`; summaries for coordinators begin with `digest` */
  readonly id: string
  /** working days from the due day; negative is before it, positive counts from the end of the grace */
  readonly workdays: number
  /** office clock, `HH:MM`; it goes out at the rule's first check from then on */
  readonly clock: string
  readonly audience: readonly Audience[]
  /** 加急: the platform's urgent notice */
  readonly urgent: boolean
  /** a summary that is left out when nobody is missing; reminders always are */
  readonly onlyIfMissing: boolean
}

/** A rule of schedule.yaml: who reports which indicators how often, when that is due, and how people are reminded. */
export interface Rule {
  readonly id: string
  readonly name: string
  /** when the rule is looked at, cron in office time */
  readonly cron: string
  readonly period: PeriodKind
  /** first and last period that are owed; without `to` it goes on */
  readonly from: Period
  readonly to?: Period
  /** the regions that owe it */
  readonly level: 'county' | 'city'
  /** ids of the indicators owed under the rule; `'all'` means every indicator owed at this cadence */
  readonly indicators: readonly string[] | 'all'
  /** the day of a month after the period's last month (its last day where the month is shorter), or days after its end */
  readonly due: { readonly monthsAfter: number; readonly day: number } | { readonly daysAfter: number }
  readonly shift: Shift
  /** days after the due day on which a report is not yet late */
  readonly graceDays: number
  readonly stages: readonly Stage[]
  /** when a period closes and the draft of its 通报 is handed over: working days after the last day to report; never without it */
  readonly bulletin?: { readonly workdays: number; readonly clock: string }
  /** office clock between which nothing is sent; it may span midnight */
  readonly quiet: { readonly from: string; readonly to: string }
  /** messages of one stage are spread over so many minutes */
  readonly spreadMinutes: number
  /** at most so many urgent messages a stage; the others go out without */
  readonly urgentBudget: number
  /** one-off deadlines that the office announced with the schedule, by period */
  readonly overrides: readonly { readonly period: Period; readonly due: Day; readonly because: string }[]
}

/** schedule.yaml, read. */
export interface Schedule {
  readonly rules: readonly Rule[]
}

/** Whether a stage sums up for coordinators, instead of reminding somebody of a report. */
export const isDigest = (stage: Stage): boolean => stage.id.startsWith('digest')

/**
 * Whether a clock time lies in the hours in which nothing is sent, `from` included, `to` not; they may go over midnight.
 * @param clock `HH:MM`, office time
 */
export function isQuiet({ from, to }: Rule['quiet'], clock: string): boolean {
  return from <= to ? from <= clock && clock < to : clock >= from || clock < to
}

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '时刻，如 "09:00"，带引号' })
const id = z.string().regex(/^[A-Za-z][\w+-]*$/, { error: '由字母、数字、+、- 组成的 id' })
const period = readAs(parsePeriod, '时期，如 2030-06、2030-Q2、2030-W26、2030')
const day = readAs(parseDay, '存在的日期，如 2030-07-05')
const cron = readAs((text) => (cronOf(text) ? text : undefined), '五段的 cron 式，如 */5 * * * *')

const crons = new Map<string, Cron>()

/** Read once: a schedule has few expressions, and each is asked hundreds of times. */
function cronOf(text: string): Cron | undefined {
  const known = crons.get(text)
  if (known) return known
  try {
    const cron = new Cron(text, { paused: true, utcOffset: 480, mode: '5-part' })
    crons.set(text, cron)
    return cron
  } catch {
    return undefined
  }
}

const quiet = z.strictObject({ from: clock, to: clock })

const AUDIENCES = ['contact', 'stand-in', 'city-coordinator', 'provincial-coordinator'] as const
const COORDINATORS: readonly string[] = ['city-coordinator', 'provincial-coordinator']

const stageSchema = z
  .strictObject({
    id,
    workdays: z.int().min(-30).max(60),
    clock,
    audience: z.array(z.enum(AUDIENCES)).min(1),
    urgent: z.boolean().default(false),
    onlyIfMissing: z.boolean().default(false),
  })
  .refine((stage) => stage.audience.every((one) => COORDINATORS.includes(one) === isDigest(stage)), {
    path: ['audience'],
    error: 'id 以 digest 开头的发给协调员，其余发给联系人和 AB 岗',
  })

const spreadMinutes = z.int().min(0).max(240)
const urgentBudget = z.int().min(0)
const graceDays = z.int().min(0).max(60)

const defaultsSchema = z.strictObject({
  cron: cron.default('*/5 * * * *'),
  quiet: quiet.default({ from: '18:00', to: '08:30' }),
  spreadMinutes: spreadMinutes.default(10),
  urgentBudget: urgentBudget.default(20),
  graceDays: graceDays.default(0),
})

const ruleSchema = z.strictObject({
  id,
  name: z.string().min(1),
  cron: cron.exactOptional(),
  period: z.enum(['week', 'month', 'quarter', 'year']),
  from: period,
  to: period.exactOptional(),
  level: z.enum(['county', 'city']).default('county'),
  indicators: z.union([z.literal('all'), z.array(z.string())], { error: 'all，或一列指标 id' }),
  due: z.union(
    [
      z.strictObject({ monthsAfter: z.int().min(0).max(12), day: z.int().min(1).max(31) }),
      z.strictObject({ daysAfter: z.int().min(-366).max(366) }),
    ],
    { error: 'monthsAfter 和 day，或 daysAfter' },
  ),
  shift: z.enum(['none', 'statutory-only', 'next-workday', 'previous-workday']),
  graceDays: graceDays.exactOptional(),
  stages: z.array(stageSchema).min(1),
  bulletin: z.strictObject({ workdays: z.int().min(1).max(60), clock }).exactOptional(),
  quiet: quiet.exactOptional(),
  spreadMinutes: spreadMinutes.exactOptional(),
  urgentBudget: urgentBudget.exactOptional(),
  overrides: z.array(z.strictObject({ period, due: day, because: z.string().min(1) })).default([]),
})

type Complaint = readonly [path: readonly PropertyKey[], expected: string]

function repeated(ids: readonly string[]): string | undefined {
  return ids.find((id, i) => ids.indexOf(id) !== i)
}

/** What a rule's parts must be to one another. */
function* complaints(rule: Rule): Generator<Complaint> {
  for (const key of ['from', 'to'] as const) {
    const period = rule[key]
    if (period && kindOf(period) !== rule.period) yield [[key], `以 ${rule.period} 计的时期`]
  }
  if (rule.to && rule.to < rule.from) yield [['to'], '不早于 from 的时期']
  const twice = repeated(rule.stages.map((stage) => stage.id))
  if (twice) yield [['stages'], `各不相同的 id（${twice} 写了两次）`]
  for (const [i, stage] of rule.stages.entries()) {
    if (isQuiet(rule.quiet, stage.clock) || isQuiet(rule.quiet, later(stage.clock, rule.spreadMinutes)))
      yield [['stages', i, 'clock'], '连同错峰分钟数都在静默时段以外的时刻']
    if (!checkedDaily(rule.cron, stage.clock))
      yield [['stages', i, 'clock'], `其后当天 cron ${rule.cron} 还会再看一次的时刻`]
  }
  if (rule.bulletin && isQuiet(rule.quiet, rule.bulletin.clock)) yield [['bulletin', 'clock'], '静默时段以外的时刻']
  for (const [i, { period }] of rule.overrides.entries())
    if (kindOf(period) !== rule.period) yield [['overrides', i, 'period'], `以 ${rule.period} 计的时期`]
}

function later(clock: string, minutes: number): string {
  const all = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + minutes
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
}

/** Whether there is a check on each weekday at or after a clock time: else a stage would slip to another day. */
function checkedDaily(expression: string, clock: string): boolean {
  return ['02', '03', '04', '05', '06', '07', '08'].every((date) => {
    const from = Date.parse(`2000-01-${date}T${clock}:00+08:00`)
    const check = firstCheck(expression, from)
    return check !== undefined && check - from < Date.parse(`2000-01-${date}T24:00:00+08:00`) - from
  })
}

/**
 * The first instant at or after another at which a cron expression, in office time, looks.
 * @param from milliseconds since the Unix epoch, as is what is returned
 * @returns undefined when the expression is none, or has no instant left
 */
export function firstCheck(expression: string, from: number): number | undefined {
  // Croner looks strictly after the second given.
  return cronOf(expression)
    ?.nextRun(new Date(from - 1000))
    ?.getTime()
}

/** data/plans/YEAR/schedule.yaml; messages follow 要求：. */
export const scheduleSchema = z
  .strictObject({ defaults: defaultsSchema.prefault({}), rules: z.array(ruleSchema) })
  .transform(({ defaults, rules }, context): Schedule => {
    const full = rules.map((rule): Rule => ({ ...defaults, ...rule }))
    const twice = repeated(full.map((rule) => rule.id))
    if (twice) context.addIssue({ code: 'custom', path: ['rules'], message: `各不相同的 id（${twice} 写了两次）` })
    for (const [i, rule] of full.entries())
      for (const [path, message] of complaints(rule))
        context.addIssue({ code: 'custom', path: ['rules', i, ...path], message })
    return { rules: full }
  })
