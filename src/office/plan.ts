/** A year's work points: the indicators with their goals, who owes what, and the shares below the province. */
import { type Amount, compare } from './amount.ts'
import type { Day } from './day.ts'
import type { PeriodKind } from './period.ts'
import type { RegionKey } from './region.ts'
import type { Rule } from './schedule.ts'

/** An indicator's id in indicators.yaml. */
export type IndicatorId = string & { readonly __brand: 'IndicatorId' }

/** How a figure of an indicator behaves: counts are whole numbers, rates are never summed. */
export type IndicatorKind = 'count' | 'area' | 'quantity' | 'rate'

/** How the document words the goal: `>=` 以上, `<=` 不超过, `=` a plain figure, `~` 左右, `rising` 持续提升, `fall` 下降. */
export type TargetOperator = '>=' | '<=' | '=' | '~' | 'rising' | 'fall'

/** The goal of an indicator for the whole office, as the document sets it. */
export interface Target {
  readonly op: TargetOperator
  /** in the base unit; absent for `rising` */
  readonly value?: Amount
  /** as the document words it, 力争 and 左右 included */
  readonly wording: string
}

/**
 * What share of the goal is expected by a day: `linear` over 365 days, `steps` at the dates named
 * (batches, year-end lump), `none` for rates and directions.
 */
export type PaceProfile =
  | { readonly kind: 'linear' }
  | { readonly kind: 'steps'; readonly steps: readonly { readonly on: Day; readonly share: Amount }[] }
  | { readonly kind: 'none' }

/** An indicator of the plan (指标): what is measured, in which unit, how often, and towards which goal. */
export interface Indicator {
  readonly id: IndicatorId
  /** official name: 处置僵尸企业 */
  readonly name: string
  /** for tables and lists: 僵尸企业 */
  readonly short: string
  readonly aliases: readonly string[]
  /** base unit: figures are stored in it */
  readonly unit: string
  /** a value in `unit` of this list × factor = the value in the base unit, exactly */
  readonly otherUnits: readonly { readonly unit: string; readonly factor: Amount }[]
  readonly kind: IndicatorKind
  readonly integer: boolean
  readonly better: 'higher' | 'lower'
  readonly target: Target
  /** the provision that sets the goal: 二（三） */
  readonly section: string
  /** 口径: what counts */
  readonly definition: string
  readonly pace: PaceProfile
  /** how often it is owed */
  readonly every: PeriodKind
  /** whether a report of it needs a file (佐证) */
  readonly evidence: boolean
}

/**
 * Goals in base units: region → indicator → amount. The province has those of the document; rates have the same
 * goal everywhere below as soon as there is a split. No entry: no task there (无任务), see `hasTask`.
 */
export interface Allocation {
  /** where the split comes from, shown beside every figure that rests on it: 演示数据 */
  readonly source: string
  readonly demo: boolean
  readonly goals: ReadonlyMap<RegionKey, ReadonlyMap<IndicatorId, Amount>>
}

/** A year's work points (工作要点) with all that hangs on them: indicators, goals by region, rules of reporting. */
export interface Plan {
  readonly year: number
  readonly title: string
  /** 浙转升办〔2017〕13号 */
  readonly documentNumber: string
  readonly issuer: string
  readonly issued: Day
  /** 各市、县（市、区）人民政府，省级有关单位 */
  readonly addressees?: string
  /** where the text comes from, and what was done to it */
  readonly provenance: string
  /** plain text of the document, page breaks healed */
  readonly text: string
  readonly indicators: readonly Indicator[]
  /** those of the office's other years: a figure, a draft or a talk of theirs may come up in this one */
  readonly others?: readonly Indicator[]
  readonly rules: readonly Rule[]
  readonly allocation: Allocation
}

/** The indicator of an id, of another year too. @throws Error when no plan has it: ids come from our own data */
export function indicatorOf(plan: Plan, id: IndicatorId): Indicator {
  const isIt = (one: Indicator): boolean => one.id === id
  const indicator = plan.indicators.find(isIt) ?? plan.others?.find(isIt)
  if (!indicator) throw new Error(`plan ${plan.year} has no indicator ${id}`)
  return indicator
}

/** Whether parts ask more than their whole (层层加码): a larger sum where more is better, a smaller one where less is. */
export const asksMore = ({ better }: Pick<Indicator, 'better'>, sum: Amount, goal: Amount): boolean =>
  better === 'higher' ? compare(sum, goal) > 0 : compare(sum, goal) < 0

/** The goal of a region for an indicator, in its base unit, from allocation.csv; undefined is 无任务. */
export function goalOf(plan: Plan, region: RegionKey, id: IndicatorId): Amount | undefined {
  return plan.allocation.goals.get(region)?.get(id)
}

/** Whether a region owes an indicator: it has a goal there, or the goal is a direction without a figure (持续提升). */
export function hasTask(plan: Plan, region: RegionKey, id: IndicatorId): boolean {
  return goalOf(plan, region, id) !== undefined || indicatorOf(plan, id).target.value === undefined
}
