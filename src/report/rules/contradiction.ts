/** Whether a figure that an undo, a return or a granted request would bring back fits the other periods. */
import type { Figure } from '../../ledger/index.ts'
import { compare, grouped } from '../../office/amount.ts'
import { periodName } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Known } from './checks.ts'

/** What is wrong, in Chinese; nothing for rates, which may fall. */
export function contradiction(indicator: Indicator, figure: Figure, trail: readonly Known[]): string[] {
  if (indicator.kind === 'rate') return []
  const others = trail.filter((one) => one.period !== figure.period)
  const { cumulative, asOf } = figure.said
  const above = others.find((one) => one.asOf < asOf && compare(one.cumulative, cumulative) > 0)
  const below = others.find((one) => one.asOf > asOf && compare(one.cumulative, cumulative) < 0)
  const other = above ?? below
  return other
    ? [
        `${indicator.short}：${periodName(figure.period)}将是${grouped(cumulative)}${indicator.unit}，与${periodName(other.period)}已报的${grouped(other.cumulative)}${indicator.unit}矛盾（累计数不能下降）。`,
      ]
    : []
}

export const knownOf = (figure: Figure): Known => ({
  period: figure.period,
  asOf: figure.said.asOf,
  cumulative: figure.said.cumulative,
})
