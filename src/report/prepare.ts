/** Weighing an update: each figure against what is known, as one reading of the ledger; writes nothing. */
import {
  type Cell,
  type CellKey,
  cellsOf,
  closedOf,
  type Figure,
  keyOf,
  latest,
  type NewEntry,
  type Said,
  type Standing,
  trailsOf,
} from '../ledger/index.ts'
import { type Amount, add, compare, grouped, isZero, total, ZERO } from '../office/amount.ts'
import { type Day, dayName } from '../office/day.ts'
import type { Lexicon } from '../office/lexicon.ts'
import { periodOfIndicator } from '../office/owed.ts'
import { type Period, periodName, spanOf } from '../office/period.ts'
import { goalOf, hasTask, type Indicator, type IndicatorId, indicatorOf, type Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import { type Background, type Candidate, examine, type Finding, type Known, LIMITS, type Limits } from './checks.ts'
import type { Item, Update } from './item.ts'

/** What the rules need to know of the office. */
export interface Ground {
  readonly plan: Plan
  readonly regions: Regions
  readonly limits?: Limits
  /** other words for what indicators are called */
  readonly lexicon?: Lexicon
}

/** A figure weighed. */
export interface Prepared {
  readonly item: Item
  readonly indicator: Indicator
  readonly key: CellKey
  readonly act: 'report' | 'nil' | 'correction' | 'request'
  readonly said: Said
  /** the figure that holds in the cell now */
  readonly held?: Figure | undefined
  /** the figure of an earlier period that it follows */
  readonly last?: Known | undefined
  readonly goal?: Amount | undefined
  readonly findings: readonly Finding[]
  /** what has to be confirmed, without being wrong */
  readonly asks: readonly string[]
  /** an increment beside a figure of the same period: the two cumulatives that it may mean */
  readonly choice?: { readonly period: Amount; readonly more: Amount } | undefined
  /** the same figure is on record already */
  readonly repeated: boolean
  /** a figure that was reviewed is changed with a reason only */
  readonly needsReason: boolean
}

interface Gathered {
  readonly trails: Map<IndicatorId, Known[]>
  readonly cells: Map<string, Cell>
  readonly closed: ReadonlySet<Period>
  readonly neighbours: readonly Standing[]
}

/**
 * Weighs an update's figures, those of earlier dates first, each against the ones before it.
 * @param today the office day; the future begins after it
 */
export async function prepare(store: Reader, ground: Ground, update: Update, today: Day): Promise<Prepared[]> {
  const keys = update.items.map((item) => keyFor(ground.plan, update.region, item))
  const gathered = await gather(store, ground, update.region, keys)
  const order = update.items.map((_, index) => index)
  order.sort((a, b) => (update.items[a]?.asOf ?? '').localeCompare(update.items[b]?.asOf ?? ''))
  const prepared: Prepared[] = []
  for (const index of order) {
    const item = update.items[index]
    const key = keys[index]
    if (!item || !key) continue
    const one = weigh(ground, update, item, key, gathered, today)
    prepared[index] = one
    remember(gathered.trails, one)
  }
  return prepared
}

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
  const trails = await trailsOf(store, region, indicators, plan.year)
  const neighbours = neighboursOf(regions, region, keys[0])
  return {
    trails: new Map([...trails].map(([indicator, trail]) => [indicator, [...trail]])),
    cells: await cellsOf(store, keys),
    closed: await closedOf(store, regions.province.key, [...new Set(keys.map((key) => key.period))]),
    neighbours: await neighbourFigures(store, neighbours, indicators, keys),
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

function weigh(ground: Ground, update: Update, item: Item, key: CellKey, gathered: Gathered, today: Day): Prepared {
  const indicator = indicatorOf(ground.plan, item.indicator)
  const trail = gathered.trails.get(item.indicator) ?? []
  const cell = gathered.cells.get(keyOf(key))
  const closed = gathered.closed.has(key.period)
  const held = cell?.figure
  const replaces = held !== undefined && (update.correcting || item.nil || held.said.asOf >= item.asOf)
  // Increments add up over the period, so a figure of the same period is no base for one.
  const known = trail.filter((one) => one.period !== key.period || (!replaces && one.asOf < item.asOf))
  const last = trail.filter((one) => one.period !== key.period && one.asOf < spanOf(key.period).from).at(-1)
  const counted = count(item, last, held, update.increments)
  const said: Said = {
    mode: item.mode,
    typedValue: item.typedValue,
    typedUnit: item.typedUnit,
    value: item.value,
    increment: item.increment ?? (item.mode === 'increment' ? item.value : undefined),
    cumulative: counted.cumulative,
    asOf: item.asOf,
  }
  const isRequest = closed && update.correcting
  const goal = goalOf(ground.plan, key.region, item.indicator)
  const candidate: Candidate = {
    period: key.period,
    asOf: item.asOf,
    unit: item.typedUnit,
    increment: said.increment,
    cumulative: said.cumulative,
    both: item.increment !== undefined,
    nil: item.nil,
  }
  const background: Background = {
    indicator,
    year: ground.plan.year,
    today,
    goal,
    provinceGoal: goalOf(ground.plan, ground.regions.province.key, item.indicator),
    known,
    locked: closed && !isRequest,
    city: citySum(ground, key, indicator, said.cumulative, gathered.neighbours),
  }
  const act = isRequest ? 'request' : item.nil ? 'nil' : held && replaces ? 'correction' : 'report'
  return {
    item,
    indicator,
    key,
    act,
    said,
    held,
    last,
    goal,
    findings: examine(candidate, background, ground.limits ?? LIMITS),
    asks: [
      ...asksOf(item, indicator, key.period, last, held, update.correcting),
      ...(counted.onTop ? [`这次的新增加在本期已报的数上，累计${shownIn(counted.cumulative, indicator)}`] : []),
    ],
    choice: counted.choice,
    repeated: isRepeated(held, said, item),
    needsReason: isRequest || cell?.state === 'accepted' || cell?.state === 'received',
  }
}

const shownIn = (value: Amount, { unit }: Indicator): string => `${grouped(value)}${unit}`

interface Counted {
  readonly cumulative: Amount
  readonly choice?: Prepared['choice']
  /** an increment taken to come on top of the figure of the same period */
  readonly onTop?: boolean
}

/** The cumulative after it: last cumulative + increment, where an increment was said. */
function count(
  item: Item,
  last: Known | undefined,
  held: Figure | undefined,
  increments: Update['increments'],
): Counted {
  if (item.mode === 'cumulative') return { cumulative: item.value }
  const period = add(last?.cumulative ?? ZERO, item.value)
  if (!held || item.nil) return { cumulative: period }
  const more = add(held.said.cumulative, item.value)
  if (isZero(item.value)) return { cumulative: more }
  if (increments) return { cumulative: increments === 'more' ? more : period }
  // As the whole period's it would fall below what an earlier date has: it can only come on top.
  if (held.said.asOf < item.asOf && compare(period, held.said.cumulative) < 0) return { cumulative: more, onTop: true }
  return { cumulative: period, choice: more === period ? undefined : { period, more } }
}

function asksOf(
  item: Item,
  indicator: Indicator,
  period: Period,
  last: Known | undefined,
  held: Figure | undefined,
  correcting: boolean,
): string[] {
  const asks: string[] = []
  const isFirstOfYear = spanOf(period).from.slice(5) === '01-01'
  if (item.mode === 'increment' && !item.nil && !last && !held && !isFirstOfYear)
    asks.push(`台账里还没有${indicator.short}以前的累计数，将按0${indicator.unit}起算`)
  if (held && !correcting && !item.nil && held.said.asOf > item.asOf)
    asks.push(`${periodName(period)}已有截至${dayName(held.said.asOf)}的数，将改为更早的截至${dayName(item.asOf)}`)
  return asks
}

const isRepeated = (held: Figure | undefined, said: Said, item: Item): boolean =>
  held !== undefined &&
  held.said.cumulative === said.cumulative &&
  held.said.asOf === said.asOf &&
  (held.act === 'nil') === item.nil &&
  (held.note ?? '') === (item.note ?? '')

/** The city's own figure beside its counties' sum, once every county with a task has a figure for the period. */
function citySum(
  { plan, regions }: Ground,
  key: CellKey,
  indicator: Indicator,
  cumulative: Amount,
  neighbours: readonly Standing[],
): Background['city'] {
  const { level, parent } = regions.get(key.region)
  const city = level === 'city' ? key.region : parent
  if (!city || indicator.kind === 'rate') return undefined
  const figureOf = (region: RegionKey): Amount | undefined =>
    region === key.region
      ? cumulative
      : neighbours.find((one) => one.region === region && one.indicator === key.indicator && one.period === key.period)
          ?.cumulative
  const own = figureOf(city)
  const counties = regions
    .under(city, spanOf(key.period).to)
    .filter((county) => hasTask(plan, county.key, indicator.id))
    .map((county) => figureOf(county.key))
  const known = counties.filter((one) => one !== undefined)
  return own !== undefined && known.length > 0 && known.length === counties.length
    ? { name: regions.get(city).name, own, sum: total(known) }
    : undefined
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

export const blocksOf = (all: readonly Prepared[]): { readonly prepared: Prepared; readonly finding: Finding }[] =>
  findingsOf(all, 'block')

const warningsOf = (all: readonly Prepared[]): { readonly prepared: Prepared; readonly finding: Finding }[] =>
  findingsOf(all, 'warn')

const findingsOf = (all: readonly Prepared[], grade: Finding['grade']) =>
  all.flatMap((prepared) =>
    prepared.findings.filter((finding) => finding.grade === grade).map((finding) => ({ prepared, finding })),
  )

/** Whether a draft of these figures is confirmed with a reason only. */
export const wantsReason = (all: readonly Prepared[]): boolean =>
  warningsOf(all).length > 0 || all.some((one) => one.needsReason)

/** The ledger entry of a weighed figure. */
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
