/**
 * Reading a question about the ledger: what kind, which indicators, whose figures, which period.
 *
 * Words that name indicators, places and times are taken out first, so that 落后产能 is not read as 落后. Questions
 * of policy (what a document demands) and reports (a figure without a question) are left to others.
 */
import { Converter } from 'opencc-js/t2cn'
import { readable } from '../../office/bounds.ts'
import type { Instant } from '../../office/day.ts'
import type { Period } from '../../office/period.ts'
import type { IndicatorId, Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { inThread, type Thread, threadAfter } from './follow-up.ts'
import { IndicatorNames, plain } from './indicators.ts'
import { asksTarget, impliesCounties, isNegative, isReport, kindOf, MARKS } from './intent.ts'
import { momentIn } from './period.ts'
import { placesIn, type Taken } from './places.ts'
import { type Pick as Picked, pickIn } from './rank-part.ts'
import { withPercents } from './threshold.ts'

export type QuestionKind =
  /** how far: figure, goal, rate, pace, light */
  | 'progress'
  /** what is left to the goal */
  | 'gap'
  /** which place, or who is first and last */
  | 'rank'
  /** who has not reported; for one county: what it still owes */
  | 'missing'
  /** what the asker still owes */
  | 'mine'
  /** how much more than a period before */
  | 'change'
  /** whether the year's goal will be met */
  | 'forecast'
  /** who or what is behind pace, or at pace */
  | 'lights'
  /** who has met the goal, or not yet */
  | 'finished'
  /** who is above or below a line that the question draws */
  | 'threshold'
  /** who reported after the deadline */
  | 'late'
  /** who stands at zero */
  | 'zero'
  /** who reported it and when */
  | 'provenance'
  /** what waits for review, was returned, was received */
  | 'review'
  /** month by month */
  | 'trend'
  /** two places side by side */
  | 'compare'
  /** the share allotted to a city or county */
  | 'goal'
  /** how lights, rates and places are made */
  | 'rule'
  /** what share of the year's goal is expected by then */
  | 'pace'
  /** whether a figure was corrected, and what stood before */
  | 'correction'
  /** who reported nothing new: nil reports, figures that did not move */
  | 'still'
  /** until when a period is to be reported */
  | 'deadline'
  /** where an allotted goal comes from */
  | 'source'

export interface Question {
  readonly kind: QuestionKind
  /** empty: all */
  readonly indicators: readonly IndicatorId[]
  /** whose figures; empty: the asker's own region, or everybody in the pool where a list is wanted */
  readonly subjects: readonly RegionKey[]
  readonly pool?: RegionKey
  /** several wholes whose parts are listed: 湖州和嘉兴各有几个县 */
  readonly pools?: readonly RegionKey[]
  readonly level?: 'city' | 'county'
  readonly period?: Period
  /** several periods side by side: 6月和7月 */
  readonly periods?: readonly Period[]
  /** what the period is compared with */
  readonly base?: Period
  /** a year asked about that is not the plan's */
  readonly year?: number
  readonly pick?: Picked
  /** 没完成, 没达到: the opposite is asked */
  readonly negative: boolean
  /** the document's goal is asked for as well */
  readonly target: boolean
  /** names that were understood though they were typed otherwise */
  readonly taken?: readonly Taken[]
  /** the question's words with names, places and times marked, for what only they say: which light */
  readonly words: string
}

export interface QuestionContext {
  readonly plan: Plan
  readonly regions: Regions
  /** the asker's own region */
  readonly own: RegionKey
  readonly now: Instant
  /** the asker's earlier texts in this conversation, oldest first */
  readonly history: readonly string[]
}

/** What one text says by itself; without a kind it may still be a part of a conversation. */
export interface Heard extends Omit<Question, 'kind'> {
  readonly kind?: QuestionKind
  readonly isReport: boolean
  /** the place named is below the province, where the document itself has no goals */
  readonly isBelowProvince: boolean
}

/** @returns undefined where it is no question about the ledger */
export function readQuestion(text: string, context: QuestionContext): Question | undefined {
  const thread = context.history.reduce<Thread | undefined>(
    (before, turn) => threadAfter(heard(turn, context), before),
    undefined,
  )
  return inThread(heard(text, context), thread)
}

const kept = new WeakMap<Plan, IndicatorNames>()

/** Names are indexed once a plan, not once a message. */
function namesOf(plan: Plan): IndicatorNames {
  const names = kept.get(plan) ?? new IndicatorNames(plan.indicators)
  kept.set(plan, names)
  return names
}

let converter: ReturnType<typeof Converter> | undefined

/** Its dictionary is built at the first question. */
function simplify(text: string): string {
  converter ??= Converter({ from: 'tw', to: 'cn' })
  return converter(text)
}

const ADDRESS = /^[/／]|@(?:工作)?要点(?:小?助手|机器人)?|@[^\s@，。,：:]{1,16}(?=[\s，,：:]|$)/g

export function heard(text: string, { plan, regions, own, now }: QuestionContext): Heard {
  const said = plain(simplify(readable(text).replace(ADDRESS, '')))
  const moment = momentIn(said, now, plan.year)
  const mentions = namesOf(plan).in(moment.rest)
  const unnamed = mentions.reduce(
    (so, { from, to }) => so.slice(0, from) + MARKS.indicator.repeat(to - from) + so.slice(to),
    moment.rest,
  )
  const places = placesIn(unnamed, regions, own)
  const { level } = places
  const rest = withPercents(places.rest)
  const pick = pickIn(unnamed)
  const { period, several } = moment
  const parts = {
    indicators: [...new Set(mentions.map((one) => one.indicator.id))],
    subjects: places.subjects,
    ...(places.pool && { pool: places.pool }),
    ...(places.pools && { pools: places.pools }),
    ...(level && { level }),
    // Several periods side by side are shown up to now.
    ...(period && several.length === 0 && { period }),
    ...(several.length > 0 && { periods: several }),
    ...(moment.base && { base: moment.base }),
  }
  const byUnit = mentions.length === 0 ? indicatorOfUnit(rest, plan) : undefined
  const taken = [
    ...mentions.flatMap(({ said: typed, indicator }) => (typed ? [{ said: typed, meant: indicator.short }] : [])),
    ...places.taken,
  ]
  const isBelowProvince =
    level !== undefined ||
    [...parts.subjects, ...(parts.pool ? [parts.pool] : [])].some((key) => key !== regions.province.key)
  const isImplied = impliesCounties({ ...parts, rest }, regions)
  const read = kindOf({
    ...parts,
    isImplied,
    ...(period && { period }),
    rest,
    said,
    isBelowProvince,
    topic: plain(plan.title),
  })
  // 5月和6月各是多少: side by side is month by month.
  const kind = read === 'progress' && several.length > 0 ? 'trend' : read
  const { level: _, ...placeless } = parts
  // What is to be reported this month is what is owed now.
  const { period: __, ...owedNow } = parts
  if (moment.isThisMonth && (kind === 'missing' || kind === 'mine')) {
    return {
      ...owedNow,
      kind,
      negative: isNegative(rest),
      target: false,
      words: rest,
      isBelowProvince,
      isReport: isReport(said),
    }
  }
  return {
    // Who reported is a person, not a county.
    ...(kind === 'provenance' ? placeless : parts),
    // 德清报了41.4万方吗: a unit that one indicator alone is counted in names it.
    ...(kind === 'provenance' && byUnit && { indicators: [byUnit] }),
    ...(isImplied && kind && LISTS.includes(kind) && countiesOf(parts)),
    ...(moment.year !== undefined && { year: moment.year }),
    ...(pick && { pick }),
    ...(kind && { kind }),
    ...(taken.length > 0 && { taken }),
    negative: isNegative(rest),
    target: asksTarget(rest),
    words: rest,
    isBelowProvince,
    isReport: isReport(said),
  }
}

/** The one indicator that a figure's unit can belong to. */
function indicatorOfUnit(rest: string, { indicators }: Plan): IndicatorId | undefined {
  const unit = /\d(\p{Script=Han}{1,5})/u.exec(rest)?.[1]
  if (!unit) return undefined
  const fitting = indicators.filter((one) =>
    [one.unit, ...one.otherUnits.map((other) => other.unit)].some((name) => name.length > 1 && unit.startsWith(name)),
  )
  return fitting.length === 1 ? fitting[0]?.id : undefined
}

/** Kinds whose answer is a list of places where one is asked for. */
const LISTS: readonly QuestionKind[] = ['lights', 'finished', 'threshold', 'zero', 'still']

/** 湖州僵尸企业哪几个红灯: the city is the whole whose counties are listed. */
function countiesOf({ subjects, pool }: Pick<Question, 'subjects' | 'pool'>): Partial<Question> {
  const whole = pool ?? subjects[0]
  return { level: 'county', subjects: [], ...(whole && { pool: whole }) }
}
