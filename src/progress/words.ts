/** How figures, rates, places and dates are written wherever progress speaks. */
import type { Act } from '../ledger/index.ts'
import type { Block } from '../message/card.ts'
import { type Amount, absolute, isNegative, isZero, percent, rounded, subtract } from '../office/amount.ts'
import { dayName } from '../office/day.ts'
import { amountIn, RULE_LINES } from '../office/format.ts'
import { pointsAhead } from '../office/pace.ts'
import type { Indicator, Plan } from '../office/plan.ts'
import type { Regions } from '../office/region.ts'
import type { Tally } from './rules/region-total.ts'

export { column, table } from '../message/card.ts'
export * from '../office/format.ts'

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

export const ruleFold: Block = {
  kind: 'fold',
  title: '亮灯和计算规则',
  blocks: RULE_LINES.map((text) => ({ kind: 'text' as const, text })),
}

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
