/** Whether a comparison is asked for in relation: 是长兴的几倍, 比长兴多百分之几, 涨了百分之几. */
import type { Measure } from '../../office/measure.ts'
import type { LedgerQuery, Versus } from '../../query/index.ts'
import type { QueryParts } from './parts.ts'

interface Relative {
  readonly as: NonNullable<LedgerQuery['relative']>
  readonly measures: readonly Measure[]
}

/**
 * A multiple, or by how many per cent one is more than the other; a rate that is named differs in points.
 * @returns undefined where nothing is held against another, and nothing grew
 */
export function relativeOf({ said, asked, facts, when }: QueryParts, versus: Versus | undefined): Relative | undefined {
  const units = facts.quantity.map(({ found }) => found.unit)
  const isRatio = facts.bare.some(({ found: { measure } }) => measure === 'rate' || measure === 'share')
  const isGrowth = asked.measures.includes('increment')
  if (units.includes('倍') && when.versus && !isRatio) return { as: 'times', measures: ['increment'] }
  if (units.includes('倍') && versus && 'place' in versus)
    return { as: 'times', measures: isRatio ? asked.measures : ['value'] }
  if (!units.includes('%') || isRatio) return undefined
  if (versus && 'place' in versus && said.isMore) return { as: 'percent', measures: ['value'] }
  // beside the goal 新增 in per cent is the part of it that is done
  return isGrowth && when.versus && (!versus || 'period' in versus)
    ? { as: 'percent', measures: ['increment'] }
    : undefined
}
