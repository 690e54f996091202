/** How figures, rates, places and dates are written for people. */

import {
  type Amount,
  absolute,
  amount,
  compare,
  divide,
  grouped,
  isZero,
  multiply,
  percent,
  rounded,
  toNumber,
} from './amount.ts'
import { clockOf, dayName, dayOf, type Instant } from './day.ts'
import { LEVEL } from './levels.ts'
import { LIGHT_NAMES, type Light } from './pace.ts'
import { type Period, periodName } from './period.ts'
import type { Indicator, Plan } from './plan.ts'
import { CAP } from './rank.ts'
import type { RegionKey, Regions } from './region.ts'

/** `1,200家`, `2.5%`. @param value in the base unit, which is written @param places decimals at most */
export const amountIn = (value: Amount, { unit }: Pick<Indicator, 'unit'>, places = 4): string =>
  `${grouped(rounded(value, places))}${unit}`

/**
 * The unit in which a person would say a value, and how many base units it has: 亩 for less than 1万亩, else the base unit.
 */
export function unitSaid(value: Amount, { unit, otherUnits }: Pick<Indicator, 'unit' | 'otherUnits'>) {
  const base = { unit, factor: amount(1) }
  const small = otherUnits.find((one) => one.unit !== unit && unit.endsWith(one.unit))
  return small && !isZero(value) && compare(absolute(value), base.factor) < 0 ? small : base
}

/** A value in the unit that a person would say, exact: `399亩`. @param value in the base unit */
export function brief(value: Amount, indicator: Pick<Indicator, 'unit' | 'otherUnits'>): string {
  const { unit, factor } = unitSaid(value, indicator)
  return `${grouped(divide(value, factor))}${unit}`
}

/** As `brief`, with the base unit beside it where they differ: `399亩（0.0399万亩）`. */
export function spoken(value: Amount, indicator: Pick<Indicator, 'unit' | 'otherUnits'>): string {
  const base = `${grouped(value)}${indicator.unit}`
  const said = brief(value, indicator)
  return unitSaid(value, indicator).unit === indicator.unit ? base : `${said}（${base}）`
}

/**
 * A difference between two values of an indicator, to four decimals; of rates it is in points (个百分点), never in per cent.
 */
export const differenceIn = (value: Amount, indicator: Pick<Indicator, 'unit' | 'kind'>): string =>
  `${grouped(rounded(value, 4))}${indicator.unit === '%' ? '个百分点' : indicator.unit}`

/** The sign of a light (🟢); '' without a light. */
export const icon = (light: Light | undefined): string => (light ? ([...LIGHT_NAMES[light]][0] ?? '') : '')

/**
 * How a region is called in a sentence: 全省 or 全市 for the whole, else its official name.
 * @throws Error where no region has the key
 */
export function placeName(regions: Regions, key: RegionKey): string {
  const region = regions.get(key)
  return region.level === 'province' ? regions.wholeName : region.name
}

/** An instant by the office's clock, without its year: `7月3日 09:20`. */
export const moment = (at: Instant): string => `${dayName(dayOf(at))} ${clockOf(at)}`

/** How lights, rates and places are worked out, in Chinese, a rule a line. */
export const RULE_LINES: readonly string[] = [
  '完成率 = 累计 ÷ 任务；序时进度 = 截至日在全年 365 天中的比例，分批或年底集中认定的指标按计划数据中的日期。',
  '灯：完成率 ÷ 序时进度 ≥ 1.00 绿灯，0.90～1.00 黄灯，低于 0.90 红灯；无任务或未到考核时点为灰灯，数据存疑为紫灯。',
  '比率类指标看与目标的差距，不按序时、不相加。',
  `排名按完成率，超过 ${percent(CAP, 0)} 按 ${percent(CAP, 0)} 计；并列同名次（1、1、3）；无任务和尚无上报的不排。`,
  `合计用各${LEVEL.county}最近一次上报的累计数，本期未报的沿用上期并计入“未报”，不作为 0。`,
]

/** A period's name without its year, where that is the plan's: 6月, 二季度. A whole year keeps it. */
export const shortPeriod = (period: Period, plan: Plan): string =>
  periodName(period).replace(`${plan.year}年`, '') || `${plan.year}年`

/** A ratio as per cent for drawing, to one decimal: 0.456 → 45.6; 0 where there is none. */
export const hundred = (ratio: Amount | undefined): number =>
  ratio === undefined ? 0 : toNumber(rounded(multiply(ratio, amount(100)), 1))
