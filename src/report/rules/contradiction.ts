/** Whether a figure that an undo, a return or a granted request would bring back fits the other periods. */
import { type CellKey, type FigureEntry, keyOf, trailsOf } from '../../ledger/index.ts'
import { compare, grouped } from '../../office/amount.ts'
import { periodName } from '../../office/period.ts'
import { type Indicator, indicatorOf, type Plan } from '../../office/plan.ts'
import type { Reader } from '../../store/index.ts'
import type { Known } from './checks.ts'

/** What is wrong, in Chinese; nothing for rates, which may fall. */
function contradiction(indicator: Indicator, figure: FigureEntry, trail: readonly Known[]): string[] {
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

/** A ledger entry as the checks compare figures. */
export const knownOf = (figure: FigureEntry): Known => ({
  period: figure.period,
  asOf: figure.said.asOf,
  cumulative: figure.said.cumulative,
})

/**
 * Which figures would be at odds with others if an undo, a return or a grant brought them back: a cumulative may not
 * fall.
 * @param back the figures that would count again
 * @param going the cells whose figures would count no more
 * @returns a sentence in Chinese for each; none for rates
 */
export async function contradictions(
  store: Reader,
  { plan }: { readonly plan: Plan },
  back: readonly FigureEntry[],
  going: readonly CellKey[],
): Promise<string[]> {
  const left = new Set(going.map(keyOf))
  const regions = [...new Set(back.map(({ region }) => region))]
  const faults = await Promise.all(
    regions.map(async (region) => {
      const own = back.filter((one) => one.region === region)
      const trails = await trailsOf(store, region, [...new Set(own.map(({ indicator }) => indicator))], plan.year)
      return own.flatMap((figure) => {
        const staying = (trails.get(figure.indicator) ?? []).filter((one) => !left.has(keyOf(one)))
        const returning = own.filter((one) => one.indicator === figure.indicator).map(knownOf)
        return contradiction(indicatorOf(plan, figure.indicator), figure, [...staying, ...returning])
      })
    }),
  )
  return faults.flat()
}
