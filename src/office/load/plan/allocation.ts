/** plans/YEAR/allocation.csv: the goals of cities and counties, which must add up to the province's. */
import { z } from 'zod'
import { type Amount, isNegative, isWhole, parseAmount, total, ZERO } from '../../amount.ts'
import type { Day } from '../../day.ts'
import { type Allocation, asksMore, type Indicator, type IndicatorId } from '../../plan.ts'
import { existsOn, type Region, type RegionKey, type Regions } from '../../region.ts'
import { type CsvRow, readCsv } from '../csv.ts'
import type { Fault } from '../fault.ts'
import { regionKey, text } from '../fields.ts'
import type { Files } from '../files.ts'

type Goals = ReadonlyMap<RegionKey, ReadonlyMap<IndicatorId, Amount>>

/** `region` and `name` for the reader's eyes, then a column an indicator; an empty cell is 无任务. */
const row = z.object({ region: regionKey, name: text }).catchall(z.string())

type Row = z.infer<typeof row>

/** Goals before any split: the province has those of the document, no other region has one. */
export function documentGoals(indicators: readonly Indicator[], regions: Regions): Goals {
  const goals = indicators.flatMap((one): [IndicatorId, Amount][] =>
    one.target.value === undefined ? [] : [[one.id, one.target.value]],
  )
  return new Map([[regions.province.key, new Map(goals)]])
}

/** Where a plan's split stands, and for whom it is. */
interface SplitSource {
  readonly path: string
  readonly label: { readonly source: string; readonly demo: boolean; readonly exceeds?: boolean }
  readonly indicators: readonly Indicator[]
  readonly regions: Regions
  /** the day of the plan's notice: the regions of that day have goals */
  readonly on: Day
}

/**
 * The goals of cities and counties from allocation.csv, in base units. A region without a task has no entry. Faults
 * are added to `faults`, among them sums that differ: of cities from the province, of counties from their city.
 */
export function loadAllocation(files: Files, split: SplitSource, faults: Fault[]): Allocation {
  const { path, indicators, regions, on } = split
  const rows = readCsv(files, path, row, faults)
  const before = faults.length
  const goals = new Map(documentGoals(indicators, regions))
  const rates = indicators.filter((one) => one.kind === 'rate')
  for (const one of rows) {
    const region = regionOf(one, regions, on)
    if (!region) continue
    if (goals.has(region.key)) one.fault('region', '每个地方一行', region.key)
    goals.set(region.key, new Map([...goalsIn(one, indicators), ...sameEverywhere(rates)]))
  }
  const summed = indicators.filter((one) => one.kind !== 'rate' && one.target.value !== undefined)
  faults.push(...columnFaults(path, rows, summed))
  if (faults.length === before) faults.push(...sumFaults(goals, summed, split))
  const { exceeds: _, ...label } = split.label
  return { ...label, goals }
}

function regionOf({ value, fault }: CsvRow<Row>, regions: Regions, on: Day): Region | undefined {
  const region = regions.find(value.region)
  if (!region || region.level === 'province') fault('region', '市或县的区划代码', value.region)
  else if (!existsOn(region, on)) fault('region', `${on} 时已有的地方`, value.region)
  else if (region.name !== value.name) fault('name', `${region.name}（${value.region}）`, value.name)
  else return region
  return undefined
}

function* goalsIn({ value, fault }: CsvRow<Row>, indicators: readonly Indicator[]): Generator<[IndicatorId, Amount]> {
  const { region: _region, name: _name, ...cells } = value
  for (const [column, cell] of Object.entries(cells)) {
    const indicator = indicators.find((one) => one.id === column)
    if (!indicator || indicator.kind === 'rate') {
      fault(column, '可分解指标的 id', column)
      continue
    }
    if (cell === '') continue
    const goal = parseAmount(cell)
    if (goal === undefined || isNegative(goal)) fault(column, `以${indicator.unit}计的任务数，或空着`, cell)
    else if (indicator.integer && !isWhole(goal)) fault(column, '整数', cell)
    else yield [indicator.id, goal]
  }
}

const sameEverywhere = (rates: readonly Indicator[]): [IndicatorId, Amount][] =>
  rates.flatMap(({ id, target }) => (target.value === undefined ? [] : [[id, target.value]]))

/** An indicator that was added with a goal of its own, and is split nowhere yet. */
function columnFaults(file: string, rows: readonly CsvRow<Row>[], summed: readonly Indicator[]): Fault[] {
  const columns = new Set(rows.flatMap(({ value }) => Object.keys(value)))
  return summed.flatMap(({ id }) => (columns.has(id) ? [] : [{ file, key: id, expected: '一列市县任务数' }]))
}

/**
 * What does not add up exactly: cities to the province, counties to their city; rates are never summed. What nobody has
 * a share of is not split yet, and neither is what a city has of which no county has a line.
 */
function sumFaults(goals: Goals, summed: readonly Indicator[], { path, label, regions, on }: SplitSource): Fault[] {
  const shares = new Set([...goals].flatMap(([key, own]) => (key === regions.province.key ? [] : [...own.keys()])))
  const split = summed.filter(({ id }) => shares.has(id))
  return [regions.province, ...regions.cities(on)].flatMap((upper) => {
    const below = regions.under(upper.key, on).filter((lower) => goals.has(lower.key))
    if (below.length === 0) return []
    return split.flatMap((indicator): Fault[] => {
      const { id, unit } = indicator
      const goal = goals.get(upper.key)?.get(id)
      const parts = below.flatMap((lower) => goals.get(lower.key)?.get(id) ?? [])
      const sum = total(parts)
      // parts may ask more than their whole, where that is meant
      if (sum === (goal ?? ZERO) || (label.exceeds && asksMore(indicator, sum, goal ?? ZERO))) return []
      const key = `${upper.key} ${upper.name} ${id}`
      return [{ file: path, key, expected: `分解数合计 ${goal ?? 0}${unit}`, found: sum }]
    })
  })
}
