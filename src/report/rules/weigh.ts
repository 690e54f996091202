/** Weighing a figure: what it comes to, what the checks find, what has to be asked. Pure. */

import type { Read } from '../../language/index.ts'
import { type Cell, type CellKey, type FigureEntry, keyOf, type Said, type Standing } from '../../ledger/index.ts'
import { type Amount, add, compare, grouped, isZero, total, ZERO } from '../../office/amount.ts'
import type { Calendar } from '../../office/calendar.ts'
import { type Day, dayName } from '../../office/day.ts'
import { readNumeral } from '../../office/numeral.ts'
import { type Period, periodName, spanOf } from '../../office/period.ts'
import { goalOf, hasTask, type Indicator, type IndicatorId, indicatorOf, type Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { ActClassifier } from '../../open/index.ts'
import type { Item, Update } from '../item.ts'
import { type Background, type Candidate, examine, type Finding, type Known } from './checks.ts'
import { knownOf } from './contradiction.ts'

/** What the rules need to know of the office. */
export interface Ground {
  readonly plan: Plan
  readonly regions: Regions
  /** for deadlines; without it none is known */
  readonly calendar?: Calendar
  readonly read: Read
  /** how likely each act is for what is said to what waits; without it only what is understood as a whole is one */
  readonly acts?: ActClassifier
}

/** A figure weighed. */
export interface Prepared {
  readonly item: Item
  readonly indicator: Indicator
  readonly key: CellKey
  readonly act: 'report' | 'nil' | 'correction' | 'request'
  readonly said: Said
  /** the figure that holds in the cell now */
  readonly held?: FigureEntry | undefined
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

/** What the ledger says around an update. */
export interface Gathered {
  /** figures that count, oldest first, those of the update itself in place of what they replace */
  readonly trails: Map<IndicatorId, Known[]>
  readonly cells: Map<string, Cell>
  readonly closed: ReadonlySet<Period>
  readonly neighbours: readonly Standing[]
}

/**
 * Weighs one figure of an update.
 * @param today the office day; the future begins after it
 */
export function weigh(
  ground: Ground,
  update: Update,
  item: Item,
  key: CellKey,
  gathered: Gathered,
  today: Day,
): Prepared {
  const indicator = indicatorOf(ground.plan, item.indicator)
  const trail = gathered.trails.get(item.indicator) ?? []
  const cell = gathered.cells.get(keyOf(key))
  const closed = gathered.closed.has(key.period)
  const held = cell?.figure
  const replaces = held !== undefined && (update.correcting || item.nil || held.said.asOf >= item.asOf)
  const known = trail.filter((one) => one.period !== key.period || one.asOf < item.asOf)
  if (held && !replaces) known.push(knownOf(held))
  known.sort((a, b) => a.asOf.localeCompare(b.asOf))
  // Increments add up over the period, so a figure of the same period is no base for one.
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
    nil: item.nil || isBareZero(item, indicator),
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
    findings: examine(candidate, background),
    asks: [
      ...asksOf(item, indicator, key.period, last, held, update.correcting),
      ...(last && item.mode === 'increment' && update.assumed?.includes(item.indicator)
        ? [`比截至${dayName(last.asOf)}的${shownIn(last.cumulative, indicator)}少，按本期新增理解`]
        : []),
      ...(counted.onTop ? [`这次的新增加在本期已报的数上，累计${shownIn(counted.cumulative, indicator)}`] : []),
    ],
    choice: counted.choice,
    repeated: isRepeated(held, said, item),
    needsReason: isRequest || cell?.state === 'accepted' || cell?.state === 'received',
  }
}

/** 用水写0: without a unit it is as little a change of a rate as 无新增 is; 0% and 持平 are. */
const isBareZero = ({ typedValue, typedUnit, value }: Item, { kind }: Indicator): boolean =>
  kind === 'rate' && isZero(value) && typedUnit === undefined && readNumeral(typedValue) !== undefined

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
  held: FigureEntry | undefined,
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
  held: FigureEntry | undefined,
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

const isRepeated = (held: FigureEntry | undefined, said: Said, item: Item): boolean =>
  held !== undefined &&
  held.said.cumulative === said.cumulative &&
  held.said.asOf === said.asOf &&
  (held.act === 'nil') === item.nil &&
  (held.note ?? '') === (item.note ?? '')

/**
 * The city's own figure beside its counties' sum, once every county with a task has a figure for the period; as in every
 * sum of the ledger a figure counts with a task or without one.
 */
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
    .map((county) => ({ isAsked: hasTask(plan, county.key, indicator.id), figure: figureOf(county.key) }))
  const known = counties.flatMap(({ figure }) => figure ?? [])
  const isWhole = counties.every(({ isAsked, figure }) => !isAsked || figure !== undefined)
  return own !== undefined && known.length > 0 && isWhole
    ? { name: regions.get(city).name, own, sum: total(known) }
    : undefined
}

const isFound = (all: readonly Prepared[], grade: Finding['grade']): boolean =>
  all.some(({ findings }) => findings.some((one) => one.grade === grade))

export const isBlocked = (...all: readonly Prepared[]): boolean => isFound(all, 'block')

/** A whole that only falls below the one before it. */
export const isFallen = ({ item, findings }: Prepared): boolean =>
  item.mode === 'cumulative' &&
  item.increment === undefined &&
  findings.every(({ check, grade }) => grade !== 'block' || check === 'falls') &&
  findings.some(({ check }) => check === 'falls')

/** Whether a draft of these figures is confirmed with a reason only. */
export const wantsReason = (all: readonly Prepared[]): boolean =>
  isFound(all, 'warn') || all.some((one) => one.needsReason)
