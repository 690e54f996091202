/** Preparing an update: one reading of the ledger, then every figure weighed; writes nothing. */

import { type CellKey, cellsOf, closedOf, latest, type NewEntry, type Standing, trailsOf } from '../../ledger/index.ts'
import { saidAt } from '../../message/inbox.ts'
import type { Day, Instant } from '../../office/day.ts'
import { periodOfIndicator } from '../../office/owed.ts'
import { spanOf } from '../../office/period.ts'
import { type IndicatorId, indicatorOf, type Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import type { Item, Update } from '../item.ts'
import type { Known } from './checks.ts'
import { type Gathered, type Ground, type Prepared, weigh } from './weigh.ts'

/**
 * Checks an update's figures against the ledger, those of earlier dates first, each also against the ones before it.
 * Reads, writes nothing.
 * @param today the office day; the future begins after it
 */
export async function prepare(store: Reader, ground: Ground, update: Update, today: Day): Promise<Prepared[]> {
  const cells = update.items.map((item, index) => ({ item, key: keyFor(ground.plan, update.region, item), index }))
  const read = await gather(
    store,
    ground,
    update.region,
    cells.map(({ key }) => key),
  )
  const gathered = { ...read, trails: overlaid(read.trails, cells) }
  const prepared: Prepared[] = []
  for (const { item, key, index } of cells.toSorted((a, b) => a.item.asOf.localeCompare(b.item.asOf))) {
    const one = weigh({ ground, update, item, key, gathered, today })
    prepared[index] = one
    remember(gathered.trails, one)
  }
  return prepared
}

/** The cell of an item: its period is the indicator's own in which the day lies. */
export const keyFor = (plan: Plan, region: RegionKey, item: Item): CellKey => ({
  region,
  indicator: item.indicator,
  period: periodOfIndicator(indicatorOf(plan, item.indicator), item.asOf),
})

async function gather(
  store: Reader,
  { plan, regions }: Ground,
  region: RegionKey,
  keys: readonly CellKey[],
): Promise<Gathered> {
  const indicators = [...new Set(keys.map((key) => key.indicator))]
  const [trails, cells, closed, neighbours] = await Promise.all([
    trailsOf(store, region, indicators, plan.year),
    cellsOf(store, keys),
    closedOf(store, regions.province.key, [...new Set(keys.map((key) => key.period))]),
    neighbourFigures(store, neighboursOf(regions, region, keys[0]), indicators, keys),
  ])
  return {
    trails: new Map([...trails].map(([indicator, trail]) => [indicator, [...trail]])),
    cells,
    closed,
    neighbours,
  }
}

/** The city and its counties: whose figures must add up to its own, where it reports one. */
function neighboursOf(regions: Regions, region: RegionKey, key: CellKey | undefined): RegionKey[] {
  const { level, parent } = regions.get(region)
  const city = level === 'city' ? region : parent
  if (!city || !key || level === 'province') return []
  return [city, ...regions.under(city, spanOf(key.period).to).map((one) => one.key)]
}

async function neighbourFigures(
  store: Reader,
  regions: readonly RegionKey[],
  indicators: readonly IndicatorId[],
  keys: readonly CellKey[],
): Promise<Standing[]> {
  const periods = [...new Set(keys.map((key) => key.period))]
  const all = await Promise.all(periods.map((period) => latest(store, { regions, indicators }, period)))
  return all.flatMap((standings, index) => standings.filter((one) => one.period === periods[index]))
}

/** The trails as the update would leave them: its periods are held against one another, not against what it replaces. */
function overlaid(
  trails: Gathered['trails'],
  cells: readonly { readonly item: Item; readonly key: CellKey }[],
): Gathered['trails'] {
  const stated = cells.filter(({ item }) => item.mode === 'cumulative')
  return new Map(
    [...trails].map(([indicator, trail]) => {
      const own = stated.filter(({ item }) => item.indicator === indicator)
      const replaced = new Set(own.map(({ key }) => key.period))
      const figures = own.map(
        ({ item, key }): Known => ({ period: key.period, asOf: item.asOf, cumulative: item.value }),
      )
      const staying = trail.filter((one) => !replaced.has(one.period))
      return [indicator, [...staying, ...figures].sort((a, b) => a.asOf.localeCompare(b.asOf))]
    }),
  )
}

/** Later figures of the same message are held against this one too. */
function remember(trails: Map<IndicatorId, Known[]>, one: Prepared): void {
  const { indicator, period } = one.key
  const others = (trails.get(indicator) ?? []).filter((known) => known.period !== period || known.asOf < one.said.asOf)
  const known: Known = { period, asOf: one.said.asOf, cumulative: one.said.cumulative }
  trails.set(
    indicator,
    [...others, known].sort((a, b) => a.asOf.localeCompare(b.asOf)),
  )
}

/** The ledger entry that records a checked figure, with the warnings that were confirmed. */
export function entryOf(
  one: Prepared,
  doing: Pick<NewEntry, 'id' | 'by' | 'proxy' | 'message' | 'at' | 'reason'>,
): NewEntry {
  const warned = one.findings.filter((finding) => finding.grade === 'warn').map((finding) => finding.check)
  return {
    ...one.key,
    ...doing,
    act: one.act,
    said: one.said,
    note: one.item.note,
    warnings: warned,
  }
}

/** A figure that arrives later than a newer one of its cell; `at`: when that newer one was sent. */
export interface Overtaken {
  readonly prepared: Prepared
  /** when the figure on record was said */
  readonly at: Instant
}

/**
 * The figures whose cell holds one that was said after `sent` (platforms deliver late and out of order).
 * One point query a message that a cell was last written from, in the rare case that it was written after `sent`.
 */
export async function overtaken(store: Reader, fresh: readonly Prepared[], sent: Instant): Promise<Overtaken[]> {
  const said = new Map<string, Instant | undefined>()
  for (const { held } of fresh) {
    // What was on record before this was sent was said before it, too.
    if (!held || held.at <= sent || said.has(held.message)) continue
    said.set(held.message, await saidAt(store, held.message))
  }
  return fresh.flatMap((prepared) => {
    const at = prepared.held && said.get(prepared.held.message)
    return at !== undefined && at > sent ? [{ prepared, at }] : []
  })
}
