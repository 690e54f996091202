/**
 * Reading tables that people filled in: allocations, and a month's figures. Every fault is named by its cell, and
 * with one fault nothing is taken.
 */
import {
  type Amount,
  compare,
  isNegative,
  isWhole,
  multiply,
  parseAmount,
  subtract,
  total,
  ZERO,
} from '../../office/amount.ts'
import { endOf, type Period } from '../../office/period.ts'
import { asksMore, type Indicator, type IndicatorId } from '../../office/plan.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import { columnName } from '../../tables/workbook.ts'
import { type ProgressOffice, periodFor } from '../rules/basis.ts'
import { IndicatorNames, plain } from './indicator-names.ts'

/** What is wrong in one cell, and what would be right. */
interface CellFault {
  /** C5 */
  readonly cell: string
  readonly row: number
  readonly column: string
  /** in Chinese, for who filled the table in */
  readonly message: string
}

/** What a table holds, or every fault with its cell. */
export type TableImport<T> =
  | { readonly ok: true; readonly taken: T }
  | { readonly ok: false; readonly faults: readonly CellFault[] }

/** Goals by region and indicator, in base units. */
export type Goals = ReadonlyMap<RegionKey, ReadonlyMap<IndicatorId, Amount>>

/** A figure from a table, in the base unit; it still has to pass the checks of reporting. */
export interface TabledFigure {
  readonly region: RegionKey
  readonly indicator: IndicatorId
  readonly period: Period
  /** since 1 January */
  readonly cumulative: Amount
  /** as it stands in the cell */
  readonly typed: string
  /** the unit in the column's head, else the base unit */
  readonly unit: string
  readonly cell: string
}

interface Column {
  readonly index: number
  readonly indicator: Indicator
  /** base units in one of the column's units */
  readonly factor: Amount | undefined
  readonly unit: string
}

interface Grid {
  readonly head: number
  readonly regionAt: number
  readonly columns: readonly Column[]
}

const REGION_HEAD = /^(?:区域|地区|县市区|县\(市、?区\)|单位|地方|县|市县|区划|行政区划?|名称|region)/i
const PASSED_OVER = /^(?:序号|代码|区划代码|备注|name|region|code|说明)$/i
const PART_OF_WHOLE = /^(?:合计|总计|小计|全省合计)$/

class Faults {
  readonly all: CellFault[] = []
  at(row: number, column: number, message: string): void {
    const name = columnName(column + 1)
    this.all.push({ cell: `${name}${row + 1}`, row: row + 1, column: name, message })
  }
}

/** The row that names the columns: one that has a place for regions and at least one indicator. */
function gridOf(rows: readonly (readonly string[])[], office: ProgressOffice, faults: Faults): Grid | undefined {
  const names = new IndicatorNames(office.plan.indicators)
  const isIndicator = (cell: string) => indicatorIn(cell, office, names) !== undefined
  const head = rows
    .slice(0, 10)
    .findIndex((row) => row.some((cell) => REGION_HEAD.test(plain(cell))) && row.some(isIndicator))
  const heads = rows[head]
  if (!heads) {
    faults.at(0, 0, '没有找到表头：要有一列“区域”，其余各列是指标名称')
    return undefined
  }
  const regionAt = heads.findIndex((cell) => REGION_HEAD.test(plain(cell)))
  const columns = heads.flatMap((cell, index): Column[] => {
    if (index === regionAt || cell === '' || REGION_HEAD.test(plain(cell)) || PASSED_OVER.test(plain(cell))) return []
    const indicator = indicatorIn(cell, office, names)
    if (!indicator) {
      faults.at(
        head,
        index,
        `“${cell}”不是指标名称；可用：${office.plan.indicators.map((one) => one.short).join('、')}`,
      )
      return []
    }
    return column(cell, index, indicator, head, faults)
  })
  columns.forEach((one, i) => {
    if (columns.findIndex((other) => other.indicator === one.indicator) < i)
      faults.at(head, one.index, `指标“${one.indicator.short}”出现了两次`)
  })
  return { head, regionAt, columns }
}

const withoutUnit = (cell: string): string => cell.replace(/[（(][^（）()]*[)）]\s*$/, '').trim()

/** The indicator that a column's head names, with its unit in brackets or without; undefined for none or several. */
export const indicatorOfHead = (cell: string, office: Pick<ProgressOffice, 'plan'>): Indicator | undefined =>
  indicatorIn(cell, office, new IndicatorNames(office.plan.indicators))

function indicatorIn(
  cell: string,
  { plan }: Pick<ProgressOffice, 'plan'>,
  names: IndicatorNames,
): Indicator | undefined {
  const exact = plan.indicators.find((one) => one.id === cell.trim())
  if (exact) return exact
  for (const text of [plain(cell), plain(withoutUnit(cell))]) {
    const [hit, another] = names.in(text)
    if (hit && !another && hit.to - hit.from >= text.length - 2) return hit.indicator
  }
  return undefined
}

function column(cell: string, index: number, indicator: Indicator, head: number, faults: Faults): Column[] {
  const unit = /[（(]([^（）()]*)[)）]\s*$/.exec(cell)?.[1]?.trim() ?? indicator.unit
  const other = indicator.otherUnits.find((one) => one.unit === unit)
  // Brackets may belong to the name: 企业（作坊）.
  if (unit === indicator.unit || indicator.name.includes(unit))
    return [{ index, indicator, factor: undefined, unit: indicator.unit }]
  if (other) return [{ index, indicator, factor: other.factor, unit }]
  faults.at(
    head,
    index,
    `单位“${unit}”不能换算成${indicator.unit}；可用：${[indicator.unit, ...indicator.otherUnits.map((one) => one.unit)].join('、')}`,
  )
  return []
}

/** Rows with a region each; a total's row is passed over, since sums are made here. */
function* placesIn(
  rows: readonly (readonly string[])[],
  grid: Grid,
  { regions }: ProgressOffice,
  faults: Faults,
): Generator<{ row: number; cells: readonly string[]; region: Region }> {
  const seen = new Map<RegionKey, number>()
  for (const [offset, cells] of rows.slice(grid.head + 1).entries()) {
    const row = grid.head + 1 + offset
    const name = cells[grid.regionAt] ?? ''
    if (cells.every((cell) => cell === '') || PART_OF_WHOLE.test(plain(name))) continue
    const region = regions.find(name)
    if (!region) {
      faults.at(
        row,
        grid.regionAt,
        name === '' ? '这一行没有写区域' : `没有“${name}”这个区域，请写全称、简称或六位代码`,
      )
      continue
    }
    const before = seen.get(region.key)
    if (before !== undefined) faults.at(row, grid.regionAt, `${region.name}在第${before + 1}行已经有了`)
    seen.set(region.key, row)
    yield { row, cells, region }
  }
}

/** A number as people write it in a table, in the base unit. */
function amountAt(text: string, { indicator, factor, index }: Column, row: number, faults: Faults): Amount | undefined {
  const value = parseAmount(text.replace(/[,，\s]/g, '').replace(/%$/, indicator.unit === '%' ? '' : '%'))
  if (value === undefined) {
    faults.at(row, index, `“${text}”不是数；请只写数字，没有的留空`)
    return undefined
  }
  const base = factor === undefined ? value : multiply(value, factor)
  if (isNegative(base) && indicator.kind !== 'rate') faults.at(row, index, `${indicator.short}不能是负数`)
  else if (indicator.integer && !isWhole(base))
    faults.at(row, index, `${indicator.short}按${indicator.unit}计，不能有小数`)
  else return base
  return undefined
}

/**
 * Goals of cities and counties from a table. Cities must add up to the province's goal, counties to their city's, or ask
 * more (层层加码), which whoever takes it has to mean; the province's own goal is the document's.
 * @param rows cells as text, see `rowsOf`
 * @returns the goals, in base units, with where more is asked than above; or every fault with its row and column, in Chinese
 */
export function readAllocation(
  rows: readonly (readonly string[])[],
  office: ProgressOffice,
): TableImport<Goals> & { readonly excess: readonly CellFault[] } {
  const faults = new Faults()
  const grid = gridOf(rows, office, faults)
  if (!grid) return { ok: false, faults: faults.all, excess: [] }
  const goals = new Map<RegionKey, Map<IndicatorId, Amount>>()
  const rowOf = new Map<RegionKey, number>()
  for (const { row, cells, region } of placesIn(rows, grid, office, faults)) {
    rowOf.set(region.key, row)
    const own = new Map<IndicatorId, Amount>()
    for (const one of grid.columns) {
      const text = cells[one.index] ?? ''
      if (text === '') continue
      if (one.indicator.kind === 'rate') {
        faults.at(row, one.index, `${one.indicator.short}是比率，各地目标相同，不分解`)
        continue
      }
      const value = amountAt(text, one, row, faults)
      if (value !== undefined) own.set(one.indicator.id, value)
    }
    goals.set(region.key, own)
  }
  const excess = new Faults()
  if (faults.all.length === 0) checkSums(goals, grid, rowOf, office, { faults, excess })
  return faults.all.length > 0
    ? { ok: false, faults: faults.all, excess: excess.all }
    : { ok: true, taken: goals, excess: excess.all }
}

function checkSums(
  goals: Goals,
  grid: Grid,
  rowOf: ReadonlyMap<RegionKey, number>,
  { plan, regions }: ProgressOffice,
  { faults, excess }: { readonly faults: Faults; readonly excess: Faults },
): void {
  const on = plan.issued
  for (const upper of [regions.province, ...regions.cities(on)]) {
    const lower = regions.under(upper.key, on).filter((one) => goals.has(one.key))
    if (lower.length === 0) continue
    for (const { indicator, index } of grid.columns) {
      const isProvince = upper.level === 'province'
      const goal = goals.get(upper.key)?.get(indicator.id) ?? (isProvince ? indicator.target.value : undefined) ?? ZERO
      const sum = total(lower.flatMap((one) => goals.get(one.key)?.get(indicator.id) ?? []))
      if (sum === goal) continue
      const row = rowOf.get(upper.key) ?? grid.head
      const said = `${upper.name}${indicator.short}${isProvince ? '目标' : '任务'}${goal}${indicator.unit}，下级合计${sum}${indicator.unit}`
      if (asksMore(indicator, sum, goal)) excess.at(row, index, `${said}，多要求${apart(sum, goal)}${indicator.unit}`)
      else faults.at(row, index, `${said}，要相等`)
    }
  }
}

const apart = (a: Amount, b: Amount): Amount => (compare(a, b) > 0 ? subtract(a, b) : subtract(b, a))

/**
 * A month's cumulative figures from a table, one region a row. An empty cell is no report; 0 is one.
 * @param rows cells as text, see `rowsOf`
 * @param asked the period that the table is for; quarterly indicators are taken for the quarter over by then
 * @returns the figures, in base units, or every fault with its row and column, in Chinese
 */
export function readMonthly(
  rows: readonly (readonly string[])[],
  office: ProgressOffice,
  asked: Period,
): TableImport<TabledFigure[]> {
  const faults = new Faults()
  const grid = gridOf(rows, office, faults)
  if (!grid) return { ok: false, faults: faults.all }
  const figures: TabledFigure[] = []
  for (const { row, cells, region } of placesIn(rows, grid, office, faults)) {
    for (const one of grid.columns) {
      const text = cells[one.index] ?? ''
      if (text === '') continue
      const period = periodFor(one.indicator, asked)
      if (endOf(period) !== endOf(asked)) {
        faults.at(row, one.index, `${one.indicator.short}按季报送，${asked}不是季末，请留空`)
        continue
      }
      const cumulative = amountAt(text, one, row, faults)
      if (cumulative === undefined) continue
      figures.push({
        region: region.key,
        indicator: one.indicator.id,
        period,
        cumulative,
        typed: text,
        unit: one.unit,
        cell: `${columnName(one.index + 1)}${row + 1}`,
      })
    }
  }
  if (faults.all.length === 0 && figures.length === 0) faults.at(grid.head, grid.regionAt, '表里一个数也没有')
  return faults.all.length > 0 ? { ok: false, faults: faults.all } : { ok: true, taken: figures }
}
