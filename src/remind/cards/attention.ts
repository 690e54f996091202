/** What a summary points out of the regions beside who is missing: review, red lights, figures in question. */
import { doubtsIn, figuresOf, statesOf } from '../../ledger/index.ts'
import { DAY_MS, type Instant } from '../../office/day.ts'
import { progressOf } from '../../office/pace.ts'
import type { Period } from '../../office/period.ts'
import { goalOf, type Plan } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'

/** What a summary points out of one region, beside who has not reported. */
export interface Attention {
  /** figures that wait for review */
  readonly waiting: number
  /** short names of indicators behind their pace */
  readonly red: readonly string[]
  /** figures that were confirmed in spite of a warning, a day ago or longer: the county has had its time to mend them */
  readonly questioned: number
}

const NONE: Attention = { waiting: 0, red: [], questioned: 0 }

/** What is pointed out, by region; a region without anything has no entry. */
export type Attentions = ReadonlyMap<RegionKey, Attention>

/**
 * What to point out of all regions for a period, each by the plan whose year it is of. A few queries whatever the
 * number of regions.
 */
export async function attentionsFor(
  plans: readonly Plan[],
  period: Period,
  now: Instant,
  store: Reader,
): Promise<Attentions> {
  const [states, figures, warned] = await Promise.all([
    statesOf(store, period),
    figuresOf(store, period),
    doubtsIn(store, period, now - DAY_MS),
  ])
  const found = new Map<RegionKey, Attention>()
  const note = (region: RegionKey, change: (known: Attention) => Attention): void => {
    found.set(region, change(found.get(region) ?? NONE))
  }
  for (const { region, state } of states)
    if (state === 'submitted') note(region, (known) => ({ ...known, waiting: known.waiting + 1 }))
  for (const { region, figures: questioned } of warned) note(region, (known) => ({ ...known, questioned }))
  for (const { region, indicator: id, cumulative, asOf } of figures) {
    const plan = plans.find(({ year }) => period.startsWith(String(year)))
    const indicator = plan?.indicators.find((one) => one.id === id)
    if (!plan || !indicator) continue
    if (progressOf(indicator, cumulative, goalOf(plan, region, id), asOf).light === 'red')
      note(region, (known) => ({ ...known, red: [...known.red, indicator.short] }))
  }
  return found
}
