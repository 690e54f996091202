/** Whether what is said of figures picks some of them, is to be judged, or is itself asked for. */
import type { Measure } from '../../office/measure.ts'
import type { Test } from '../../query/index.ts'
import type { Parts } from './parts.ts'

export type Role = 'where' | 'claim' | 'subject'

/** What is said picks those of which it holds, or is to be judged, or is itself what is asked for. */
export function roleOf({ said, facts, conditions, where }: Parts, tests: readonly Test[]): Role {
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

/** With what is picked by; and whoever remembers another figure may remember one that was corrected. */
export const subjects = (
  measures: readonly Measure[],
  tests: readonly Test[],
  claim: Test | undefined,
  role: Role,
): readonly Measure[] => [
  ...measures,
  ...(role === 'subject' ? [] : tests.map(({ measure }) => measure).filter((one) => one === 'light')),
  ...(claim?.measure === 'value' ? (['corrections'] as const) : []),
]
