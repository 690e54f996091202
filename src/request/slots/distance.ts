/** What is held against something else: another period or place, the goal or the pace. */
import type { Measure } from '../../office/measure.ts'
import { endOf, type Period, previousPeriod } from '../../office/period.ts'
import type { Versus } from '../../query/index.ts'
import type { Said } from '../facts/said.ts'
import { only } from './conditions.ts'
import type { QueryParts } from './parts.ts'
import { isNeighbour } from './when.ts'

/**
 * How a question compares two figures: with the period before it asks for the increment, else both figures stand side
 * by side. Empty where nothing is compared.
 *
 * @param last the latest period asked about
 */
export function distanceOf(
  { asked, when, where, said, of, given }: QueryParts,
  last: Period,
): { readonly measures?: readonly Measure[]; readonly versus?: Versus } | undefined {
  const isRate = only(of, given)?.kind === 'rate'
  if (asked.isAgainstPace) return { versus: { base: 'pace' } }
  const goal = said.all('base').find(({ found }) => found.of === 'goal')
  if (goal) said.use(goal)
  if (goal) return { versus: { base: 'goal' } }
  const isGap = asked.measures.includes('gap')
  if (where.versus) {
    const measures = asked.measures.map((one) =>
      one === 'gap' ? (!isRate && (inPoints(said) || where.isOfWhole) ? 'rate' : 'value') : one,
    )
    return { measures, versus: { place: where.versus } }
  }
  const isGrowth = isRate && said.names('increment')
  const isIncrement = isGrowth || asked.measures.includes('increment')
  const from = when.versus ?? (isIncrement && isDifference(said) ? startOf(said, when.periods) : undefined)
  if (!from || from === last) return undefined
  // figures begin with the year: what grew since then is what there is
  if (isIncrement && !when.versus && !endOf(from).startsWith(String(given.plan.year))) return { measures: ['value'] }
  // 6月新增比5月多还是少: what was added then and now
  if (isIncrement && isOfEach(said)) return { versus: { period: from } }
  const isFigure = isIncrement || isGap || asked.measures[0] === 'value'
  const isNext = isNeighbour(from, last)
  if (isFigure && isNext) return { measures: ['increment'] }
  return { ...(isFigure && { measures: ['value'] }), versus: { period: from } }
}

/** Where growth begins: at the first of two quarters (一季度到二季度); of one quarter or half, at the month before it. */
function startOf(said: Said, [first, ...others]: readonly Period[] = []): Period | undefined {
  const grain = said.all('time')[0]?.found.grain
  if (grain === 'half' || (grain === 'quarter' && others.length < 3)) return first && previousPeriod(first)
  return grain === 'quarter' ? others[1] : first
}

const isOfEach = (said: Said): boolean => {
  const base = said.all('time').find(({ found }) => found.versus)
  const isFirst = said.all('base').every(({ found }) => !found.versus)
  return (
    isFirst &&
    base !== undefined &&
    said.all('measure').some(({ at, found }) => found.measure === 'increment' && at < base.at)
  )
}

const inPoints = (said: Said): boolean => said.all('ask').some(({ found }) => found.unit === '%')

/** Whether a change over a stretch is asked as one difference (7月到8月涨了多少), and not period by period (每月新增). */
export const isDifference = (said: Said): boolean =>
  isStretch(said) && !said.has('series') && !said.names('perMonth') && said.asks('how-much', 'how-many')

/** 7月到8月: from one to the other, said as one stretch. */
const isStretch = (said: Said): boolean => {
  const [only, ...others] = said.all('time')
  return (
    only !== undefined &&
    others.length === 0 &&
    only.found.from.slice(0, 7) !== only.found.to.slice(0, 7) &&
    !only.found.edge
  )
}
