/** Whether what is said of figures picks some of them, is to be judged, or is itself asked for. */
import type { Measure } from '../../office/measure.ts'
import type { Test } from '../../query/index.ts'
import type { QueryParts } from './parts.ts'

/**
 * What the conditions of a question do: pick rows (`where`), wait to be confirmed (`claim`), or name what is asked
 * for (`subject`).
 */
export type ConditionRole = 'where' | 'claim' | 'subject'

/**
 * What the conditions of a question do, told by what is asked (whether, which, how many) and by how many places and
 * indicators are asked about.
 */
export function roleOf({ said, facts, conditions, where }: QueryParts, tests: readonly Test[]): ConditionRole {
  const [first] = tests
  if (!first) return 'subject'
  const isClaim = facts.asks.why ? WHY.has(first.measure) : facts.asks.whether && CLAIMED.has(first.measure)
  if (facts.asks.exists) return 'where'
  const isOfEach = facts.asks.whether && facts.isListing && !facts.asks.place && !facts.asks.count
  if (isOfEach && said.all('parts').length > 0 && conditions.holds !== 'every' && first.measure === 'reported')
    return 'subject'
  // times are asked for of what is said: 迟报过几次
  if (facts.quantity.some(({ found }) => found.unit === '次') && first.measure === 'lateDays') return 'where'
  // how much there is of a state of review is asked of those in it: 还有多少没审
  if (facts.quantity.length > 0 && first.measure === 'state') return 'where'
  const isRun = said.all('running').length > 0 || tests.some(({ over }) => over === 'period')
  // a period that is asked for is more than whether: 几月份能完成
  if (facts.asks.when && first.to === 'goal') return 'subject'
  if (isClaim && (!facts.isListing || (conditions.holds === 'every' && !isRun)))
    return facts.asks.indicator ? 'where' : 'claim'
  const picks =
    said.all('running').length > 0 || facts.isListing || facts.asks.indicator || facts.asks.count || where.isMany
  return picks ? 'where' : facts.compares.length > 0 ? 'claim' : 'subject'
}

/** Whose value somebody may be asked to confirm; a state of review goes on, so that it is shown as it is. */
const CLAIMED: ReadonlySet<Measure> = new Set([
  ...(['reported', 'nil', 'light', 'lateDays', 'value', 'rate', 'gap', 'goal', 'share', 'forecast'] as const),
  ...(['increment', 'ahead', 'perMonth', 'expected'] as const),
])

const WHY: ReadonlySet<Measure> = new Set(['light', 'rate', 'ahead'])

/**
 * The measures that are shown: those asked for, with the light that rows were picked by, and with corrections where a
 * figure is to be confirmed, since an earlier one may be remembered.
 */
export const subjects = (
  measures: readonly Measure[],
  tests: readonly Test[],
  claim: Test | undefined,
  role: ConditionRole,
): readonly Measure[] => [
  ...measures,
  ...(role === 'subject' ? [] : tests.map(({ measure }) => measure).filter((one) => one === 'light')),
  ...(claim?.measure === 'value' ? (['corrections'] as const) : []),
]
