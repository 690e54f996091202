/** Whether what is said of figures picks some of them, is to be judged, or is itself asked for. */
import type { Measure } from '../../office/measure.ts'
import type { Test } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
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
export function roleOf(parts: QueryParts, tests: readonly Test[]): ConditionRole {
  const { facts } = parts
  const [first] = tests
  if (!first) return 'subject'
  if (facts.asks.exists) return 'where'
  if (isAskedOfEach(parts, first)) return 'subject'
  if (isCounted(facts, first)) return 'where'
  // a period that is asked for is more than whether: 几月份能完成
  if (facts.asks.when && first.to === 'goal') return 'subject'
  if (isJudged(parts, tests, first)) return facts.asks.indicator ? 'where' : 'claim'
  if (picks(parts)) return 'where'
  return facts.compares.length > 0 ? 'claim' : 'subject'
}

/** Whether each of several parts reported: its state is asked for. */
const isAskedOfEach = ({ said, facts: { asks, isListing }, conditions }: QueryParts, first: Test): boolean =>
  asks.whether &&
  isListing &&
  !asks.place &&
  !asks.count &&
  said.has('parts') &&
  conditions.holds !== 'every' &&
  first.measure === 'reported'

/** Times are asked for of what is said (迟报过几次), and how many there are in a state of review (还有多少没审). */
const isCounted = ({ quantity }: Facts, first: Test): boolean =>
  (first.measure === 'lateDays' && quantity.some(({ found }) => found.unit === '次')) ||
  (first.measure === 'state' && quantity.length > 0)

/** Whether one thing is asked to be confirmed or explained: of a single place, or of all of them at once. */
function isJudged({ said, facts, conditions }: QueryParts, tests: readonly Test[], first: Test): boolean {
  const isAsked = facts.asks.why ? WHY.has(first.measure) : facts.asks.whether && CLAIMED.has(first.measure)
  const isRun = said.has('running') || tests.some(({ over }) => over === 'period')
  return isAsked && (!facts.isListing || (conditions.holds === 'every' && !isRun))
}

const picks = ({ said, facts, where }: QueryParts): boolean =>
  said.has('running') || facts.isListing || facts.asks.indicator || facts.asks.count || where.isMany

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
