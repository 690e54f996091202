/** How figures, rates, places and dates are written wherever progress speaks. */
import type { Act } from '../ledger/index.ts'
import type { Block, Column, Row } from '../message/card.ts'
import {
  type Amount,
  absolute,
  amount,
  grouped,
  isNegative,
  isZero,
  multiply,
  percent,
  rounded,
  subtract,
  toNumber,
} from '../office/amount.ts'
import { clockOf, dayName, dayOf, type Instant } from '../office/day.ts'
import { LIGHT_NAMES, type Light, pointsAhead } from '../office/pace.ts'
import { type Period, periodName } from '../office/period.ts'
import type { Indicator, Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import { CAP } from './rank.ts'
import type { Tally } from './tally.ts'

/** `1,200家`, `2.5%` */
export const amountIn = (value: Amount, { unit }: Pick<Indicator, 'unit'>, places = 4): string =>
  `${grouped(rounded(value, places))}${unit}`

/** A difference between two values: of rates it is in points. */
export const differenceIn = (value: Amount, indicator: Pick<Indicator, 'unit' | 'kind'>): string =>
  `${grouped(rounded(value, 4))}${indicator.unit === '%' ? '个百分点' : indicator.unit}`

export const icon = (light: Light | undefined): string => (light ? ([...LIGHT_NAMES[light]][0] ?? '') : '')
export const lightName = (light: Light): string => LIGHT_NAMES[light].slice(LIGHT_NAMES[light].indexOf(' ') + 1)

/** 全省 for the province, else the name. */
export function placeName(regions: Regions, key: RegionKey): string {
  const region = regions.get(key)
  return region.level === 'province' ? '全省' : region.name
}

/** `7月3日 09:20` */
export const moment = (at: Instant): string => `${dayName(dayOf(at))} ${clockOf(at)}`

export const rateText = (completion: Amount | undefined): string =>
  completion === undefined ? '—' : percent(completion)

/** What is left to the goal. @returns undefined without figure or goal; negative or zero once it is met */
export const gapOf = ({ goal, cumulative }: Tally): Amount | undefined =>
  goal === undefined || cumulative === undefined ? undefined : subtract(goal, cumulative)

/** Points by which completion is ahead of pace. @returns undefined where nothing is due yet */
export function aheadOf({ progress }: Tally): Amount | undefined {
  const { completion, share } = progress ?? {}
  return completion === undefined || share === undefined || isZero(share) ? undefined : pointsAhead(completion, share)
}

/** `超前12.3个百分点`, `落后序时3个百分点` */
export function paceText(tally: Tally): string | undefined {
  const { completion, share } = tally.progress ?? {}
  if (completion === undefined || share === undefined) return undefined
  const points = rounded(pointsAhead(completion, share), 1)
  if (isZero(points)) return '与序时持平'
  return `${isNegative(points) ? '落后' : '快于'}序时${absolute(points)}个百分点`
}

/** `56/77已报`; for a county whether it reported for the period. */
export function turnout(tally: Tally, regions: Regions): string {
  if (regions.get(tally.region).level !== 'county') return `${tally.reported}/${tally.of}已报`
  if (!tally.task) return '无任务'
  return tally.reported > 0 ? (tally.pending > 0 ? '待审核' : '已审核') : '未报'
}

/** 任务 for cities and counties, 目标 for the province. */
export const goalWord = (regions: Regions, key: RegionKey): string =>
  regions.get(key).level === 'province' ? '目标' : '任务'

export const NO_FIGURE = '尚无上报'

/** 12家, 尚无上报, 无任务 */
export function figureText(tally: Tally, indicator: Indicator): string {
  if (tally.cumulative !== undefined) return amountIn(tally.cumulative, indicator)
  return tally.task ? NO_FIGURE : '无任务'
}

export const asOfText = ({ asOf }: Tally): string => (asOf === undefined ? '—' : dayName(asOf))

/** Where the goals below the province come from, shown wherever they are. */
export const allocationNote = ({ allocation }: Plan): readonly Block[] =>
  allocation.source ? [{ kind: 'note', text: `任务分解来源：${allocation.source}` }] : []

/** The document's words for the goal, with their place. */
export const targetQuote = (plan: Plan, indicator: Indicator): Block => ({
  kind: 'quote',
  text: indicator.target.wording,
  source: `${plan.documentNumber} ${indicator.section}`,
  link: { document: plan.documentNumber, section: indicator.section },
})

/** The rule behind lights, rates and places, shown on demand. */
export const RULE_LINES: readonly string[] = [
  '完成率 = 累计 ÷ 任务；序时进度 = 截至日在全年 365 天中的比例，分批或年底集中认定的指标按计划数据中的日期。',
  '灯：完成率 ÷ 序时进度 ≥ 1.00 绿灯，0.90～1.00 黄灯，低于 0.90 红灯；无任务或未到考核时点为灰灯，数据存疑为紫灯。',
  '比率类指标看与目标的差距，不按序时、不相加。',
  `排名按完成率，超过 ${percent(CAP, 0)} 按 ${percent(CAP, 0)} 计；并列同名次（1、1、3）；无任务和尚无上报的不排。`,
  '合计用各县最近一次上报的累计数，本期未报的沿用上期并计入“未报”，不作为 0。',
]

export const ruleFold: Block = {
  kind: 'fold',
  title: '亮灯和计算规则',
  blocks: RULE_LINES.map((text) => ({ kind: 'text' as const, text })),
}

export const table = (columns: readonly Column[], rows: readonly Row[], caption?: string): Block => ({
  kind: 'table',
  columns,
  rows,
  ...(caption && { caption }),
})

export const column = (key: string, name: string, align?: 'right'): Column => ({ key, name, ...(align && { align }) })

/** 6月, 二季度, without the plan's year. */
export const shortPeriod = (period: Period, plan: Plan): string =>
  periodName(period).replace(`${plan.year}年`, '') || `${plan.year}年`

/** What was done to a figure, as the office calls it. */
export const ACT_NAMES: Readonly<Record<Act, string>> = {
  report: '上报',
  nil: '零报告',
  correction: '更正',
  request: '更正申请',
  undo: '撤回',
  accept: '审核通过',
  return: '退回',
  receive: '省级接收',
  grant: '批准更正',
  deny: '不批准更正',
  note: '补充说明',
  lock: '锁定',
}

/** A ratio as per cent, for drawing. */
export const hundred = (ratio: Amount | undefined): number =>
  ratio === undefined ? 0 : toNumber(rounded(multiply(ratio, amount(100)), 1))
