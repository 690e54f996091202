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

/** A figure checked against the ledger: its cell and act, what it comes to, and what speaks against it. */
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

/** One figure of an update, with the cell that it is for. */
interface Weighing {
  readonly ground: Ground
  readonly update: Update
  readonly item: Item
  readonly key: CellKey
  readonly gathered: Gathered
  /** the office day; the future begins after it */
  readonly today: Day
}

/**
 * Checks one figure of an update: what it comes to as a cumulative, which act it is in its cell, what blocks, what
 * warns, what has to be asked. Pure; `gathered` holds earlier figures of the same update as well.
 */
export function weigh(weighing: Weighing): Prepared {
  const { ground, update, item, key, gathered } = weighing
  const indicator = indicatorOf(ground.plan, item.indicator)
  const cell = gathered.cells.get(keyOf(key))
  const held = cell?.figure
  const last = baseOf(weighing)
  const counted = count(item, last, held, update.increments)
  const said = saidOf(item, counted.cumulative)
  const act = actOf(weighing, held)
  return {
    ...{ item, indicator, key, act, said, held, last },
    goal: goalOf(ground.plan, key.region, item.indicator),
    findings: examine(candidateOf(item, key, said, indicator), backgroundOf(weighing, act, said.cumulative)),
    asks: asksOf(weighing, { last, held, counted }),
    choice: counted.choice,
    repeated: isRepeated(held, said, item),
    needsReason: act === 'request' || cell?.state === 'accepted' || cell?.state === 'received',
  }
}

/** Increments add up over the period, so a figure of the same period is no base for one. */
const baseOf = ({ item, key, gathered }: Weighing): Known | undefined =>
  gathered.trails
    .get(item.indicator)
    ?.filter((one) => one.period !== key.period && one.asOf < spanOf(key.period).from)
    .at(-1)

const saidOf = ({ mode, typedValue, typedUnit, value, increment, asOf }: Item, cumulative: Amount): Said => ({
  ...{ mode, typedValue, typedUnit, value, cumulative, asOf },
  increment: increment ?? (mode === 'increment' ? value : undefined),
})

/** Whether a figure takes the place of the one in its cell, and does not come before it. */
const replaces = ({ update, item }: Weighing, held: FigureEntry): boolean =>
  update.correcting || item.nil || held.said.asOf >= item.asOf

function actOf(weighing: Weighing, held: FigureEntry | undefined): Prepared['act'] {
  const { update, item, key, gathered } = weighing
  if (gathered.closed.has(key.period) && update.correcting) return 'request'
  if (item.nil) return 'nil'
  return held && replaces(weighing, held) ? 'correction' : 'report'
}

const candidateOf = (item: Item, { period }: CellKey, said: Said, indicator: Indicator): Candidate => ({
  ...{ period, asOf: item.asOf, unit: item.typedUnit, increment: said.increment, cumulative: said.cumulative },
  both: item.increment !== undefined,
  nil: item.nil || isBareZero(item, indicator),
})

function backgroundOf(weighing: Weighing, act: Prepared['act'], cumulative: Amount): Background {
  const { ground, item, key, gathered, today } = weighing
  const { plan, regions } = ground
  const held = gathered.cells.get(keyOf(key))?.figure
  const before = (gathered.trails.get(item.indicator) ?? []).filter(
    (one) => one.period !== key.period || one.asOf < item.asOf,
  )
  const known = held && !replaces(weighing, held) ? [...before, knownOf(held)] : before
  return {
    indicator: indicatorOf(plan, item.indicator),
    year: plan.year,
    today,
    goal: goalOf(plan, key.region, item.indicator),
    provinceGoal: goalOf(plan, regions.province.key, item.indicator),
    known: known.toSorted((a, b) => a.asOf.localeCompare(b.asOf)),
    locked: gathered.closed.has(key.period) && act !== 'request',
    city: citySum(weighing, cumulative),
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

interface Around {
  readonly last: Known | undefined
  readonly held: FigureEntry | undefined
  readonly counted: Counted
}

/** What has to be confirmed, without being wrong. */
function asksOf({ ground, update, item, key }: Weighing, { last, held, counted }: Around): string[] {
  const { period } = key
  const indicator = indicatorOf(ground.plan, item.indicator)
  const isIncrement = item.mode === 'increment'
  const isFirstOfYear = spanOf(period).from.slice(5) === '01-01'
  const isWithoutBase = isIncrement && !item.nil && !last && !held && !isFirstOfYear
  const isEarlier = held && !update.correcting && !item.nil && held.said.asOf > item.asOf
  const isAssumed = last && isIncrement && update.assumed?.includes(item.indicator)
  return [
    ...(isWithoutBase ? [`台账里还没有${indicator.short}以前的累计数，将按0${indicator.unit}起算`] : []),
    ...(isEarlier
      ? [`${periodName(period)}已有截至${dayName(held.said.asOf)}的数，将改为更早的截至${dayName(item.asOf)}`]
      : []),
    ...(isAssumed ? [`比截至${dayName(last.asOf)}的${shownIn(last.cumulative, indicator)}少，按本期新增理解`] : []),
    ...(counted.onTop ? [`这次的新增加在本期已报的数上，累计${shownIn(counted.cumulative, indicator)}`] : []),
  ]
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
function citySum({ ground, key, gathered }: Weighing, cumulative: Amount): Background['city'] {
  const { plan, regions } = ground
  const indicator = indicatorOf(plan, key.indicator)
  const { level, parent } = regions.get(key.region)
  const city = level === 'city' ? key.region : parent
  if (!city || indicator.kind === 'rate') return undefined
  const figureOf = (region: RegionKey): Amount | undefined =>
    region === key.region
      ? cumulative
      : gathered.neighbours.find(
          (one) => one.region === region && one.indicator === key.indicator && one.period === key.period,
        )?.cumulative
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

/** Whether a check keeps any of these figures out. */
export const isBlocked = (...all: readonly Prepared[]): boolean => isFound(all, 'block')

/** Whether a cumulative figure only falls below the one before it, and nothing else blocks it. */
export const isFallen = ({ item, findings }: Prepared): boolean =>
  item.mode === 'cumulative' &&
  item.increment === undefined &&
  findings.every(({ check, grade }) => grade !== 'block' || check === 'falls') &&
  findings.some(({ check }) => check === 'falls')

/** Whether these figures are confirmed with a reason only: a check warned, or a reviewed figure is changed. */
export const wantsReason = (all: readonly Prepared[]): boolean =>
  isFound(all, 'warn') || all.some((one) => one.needsReason)
