/** The table of shares: found in the paper or a sheet, its places and columns named, checked cell by cell. */
import { type Document, isTotalName, readDocument } from '../../documents/index.ts'
import { shapeOf } from '../../documents/table/shape.ts'
import { type Amount, add, parseAmount } from '../../office/amount.ts'
import type { Office } from '../../office/load/index.ts'
import type { SplitRow } from '../../office/load/plan/write.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import { indicatorOfHead, readAllocation } from '../../progress/index.ts'
import { fileText, sheetRows } from '../corpus.ts'
import { Failure } from '../usage.ts'
import type { Making } from './making.ts'
import type { WizardState } from './state.ts'
import * as text from './text.ts'

/** A table of shares as the plan keeps it. */
export interface Split {
  readonly source: string
  /** ids of indicators, in the order of the goals */
  readonly columns: readonly string[]
  readonly rows: readonly SplitRow[]
  /** who has shares, and reports */
  readonly level: 'county' | 'city'
  /** where more is asked of the parts than of their whole, by row and column, in Chinese */
  readonly excess: readonly string[]
}

/** Cells with their places: row and column as the sheet or the paper's table has them. */
export interface SplitGrid {
  readonly rows: readonly (readonly string[])[]
  /** which row is the head; those above it are empty */
  readonly head: number
  /** 附件1, sheet.xlsx */
  readonly name: string
}

interface Column {
  readonly at: number
  readonly head: string
  readonly indicator: Indicator | undefined
}

/** A grid whose places are known: what stands in which column. */
export interface PlacedGrid extends SplitGrid {
  readonly region: number
  readonly columns: readonly Column[]
}

/**
 * The split that was given, as goals by region.
 * @throws Failure with row and column of each fault
 */
export async function splitIn(making: Making, office: Office): Promise<Split> {
  const { split } = making.state
  const placed = split && (await placedFor(making, office, split))
  if (!placed) throw new Failure(text.noTable)
  return readSplit(placed, split, office)
}

/** The table that was named, with its columns recognised; undefined where no column or row of it holds places. */
export async function placedFor(
  making: Making,
  office: Office,
  { sheet, table }: Pick<NonNullable<WizardState['split']>, 'sheet' | 'table'>,
): Promise<PlacedGrid | undefined> {
  const { document } = await making.paper()
  const grids = sheet
    ? await gridsOf(sheet.name, making.bytesOf(sheet))
    : tablesOf(document).filter(({ name }) => name === table)
  return grids.flatMap((grid) => placedIn(grid, office) ?? [])[0]
}

/** The paper's own tables that have a place in each row, or in each column. */
export const splitTables = (document: Document, office: Office): string[] =>
  tablesOf(document).flatMap((grid) => {
    const placed = placedIn(grid, office)
    return placed?.columns.some(({ indicator }) => indicator) ? [grid.name] : []
  })

const tablesOf = (document: Document): SplitGrid[] =>
  document.tables.map(({ label, header, rows }) => ({ name: label, head: 0, rows: [header, ...rows] }))

/** The tables of a file. @param name tells .xlsx and .csv from others @throws Failure for what is no table */
async function gridsOf(name: string, bytes: Uint8Array): Promise<SplitGrid[]> {
  if (/\.xlsx$/i.test(name)) return [gridOf(await sheetRows(bytes), name)]
  const { text: said } = await fileText(name, bytes)
  const cells = said.split('\n').map((line) => line.split(/[,，]/))
  if (/\.(?:csv|txt)$/i.test(name) && !said.includes('\t')) return [gridOf(cells, name)]
  return tablesOf(readDocument(said, { id: name }))
}

/** A sheet's rows where they are, with the names of its columns, of however many lines, in the last line of its head. */
function gridOf(rows: readonly (readonly string[])[], name: string): SplitGrid {
  const { head, header, body } = shapeOf(rows)
  const last = head.at(-1) ?? 0
  const placed: (readonly string[])[] = Array.from({ length: rows.length }, () => [])
  placed[last] = header
  for (const { at, cells } of body) placed[at] = cells
  return { name, head: last, rows: placed }
}

/**
 * A table laid out with a place in each row, turned where places stand in its head.
 * @returns undefined where no column or row holds places
 */
function placedIn(grid: SplitGrid, office: Pick<Office, 'regions' | 'plan'>): PlacedGrid | undefined {
  const { regions } = office
  const isPlace = (cell: string | undefined): boolean => regions.find(cell ?? '') !== undefined
  const heads = grid.rows[grid.head] ?? []
  if (heads.filter(isPlace).length > 1) return placedIn(turned(grid), office)
  const body = grid.rows.slice(grid.head + 1)
  const counts = heads.map((_, at) => body.filter((row) => isPlace(row[at])).length)
  const held = [...counts.keys()].filter((at) => (counts[at] ?? 0) > 0)
  const region = held.at(-1)
  if (region === undefined) return undefined
  const columns = heads.flatMap((head, at): Column[] =>
    held.includes(at) || head === '' || !body.some((row) => numberIn(row[at]))
      ? []
      : [{ at, head, indicator: indicatorOfHead(head, office) }],
  )
  // 市 | 县: the finer one names the row, and 小计 below it its city.
  const rows = grid.rows.map((row, at) =>
    at <= grid.head ? row : row.map((cell, column) => (column === region ? finest(row, held, isPlace) : cell)),
  )
  return { ...grid, rows, region, columns }
}

const finest = (row: readonly string[], held: readonly number[], isPlace: (cell: string) => boolean): string => {
  const cells = held.map((at) => row[at] ?? '')
  return cells.findLast(isPlace) ?? cells.findLast(Boolean) ?? ''
}

const turned = ({ rows, head, name }: SplitGrid): SplitGrid => {
  const body = rows.slice(head)
  const width = Math.max(...body.map((row) => row.length))
  return { name, head: 0, rows: Array.from({ length: width }, (_, at) => body.map((row) => row[at] ?? '')) }
}

const numberIn = (cell: string | undefined): Amount | undefined => parseAmount((cell ?? '').replace(/[,，\s]/g, ''))

/** @param chosen which indicator a head means that does not say it itself, '' for none */
function readSplit(
  placed: PlacedGrid,
  chosen: { readonly source: string; readonly columns: Readonly<Record<string, string>> },
  office: Office,
): Split {
  const { plan, regions } = office
  const indicatorAt = ({ head, indicator }: Column): Indicator | undefined => {
    const said = chosen.columns[head]
    return said === undefined ? indicator : plan.indicators.find(({ id }) => id === said)
  }
  const used = placed.columns.flatMap((column) => {
    const indicator = indicatorAt(column)
    return indicator && indicator.kind !== 'rate' ? [{ ...column, indicator }] : []
  })
  if (used.length === 0) throw new Failure(text.noColumns(placed.name))
  const rows = withCities(tableFor(placed, used, office), used, placed, office)
  const read = readAllocation(rows, office)
  if (!read.ok)
    throw new Failure(
      read.faults.map(({ row, column, message }) => text.misfit(placed, row, column, message)).join('\n'),
    )
  const columns = plan.indicators.filter(({ kind, target }) => kind !== 'rate' && target.value !== undefined)
  const taken = [...read.taken].filter(([key]) => key !== regions.province.key)
  const isMore = read.excess.length > 0
  return {
    source: isMore ? text.withExcess(chosen.source) : chosen.source,
    excess: read.excess.map(({ row, column, message }) => text.misfit(placed, row, column, message)),
    columns: columns.map(({ id }) => id),
    rows: taken.map(([key, goals]) => ({
      region: key,
      name: regions.get(key).name,
      goals: columns.map(({ id }) => goals.get(id) ?? ''),
    })),
    level: taken.some(([key]) => regions.get(key).level === 'county') ? 'county' : 'city',
  }
}

type Used = Column & { readonly indicator: Indicator }

/** As the reader of tables takes it: each column under the indicator's own name, sums left out since they are made. */
function tableFor(placed: PlacedGrid, used: readonly Used[], { regions }: Office): string[][] {
  const { rows, head, region } = placed
  return rows.map((row, at) => {
    if (at < head) return []
    if (at === head)
      return row.map((cell, column) => {
        if (column === region) return text.regionHead
        const own = used.find((one) => one.at === column)
        return own ? headOf(own) : cell && text.passedOver
      })
    const name = row[region] ?? ''
    const isSum = isTotalName(name) || regions.find(name)?.level === 'province'
    return isSum || name === '' ? [] : row.map((cell) => (DASH.test(cell) ? '' : cell))
  })
}

const DASH = /^\s*[-—–/／]+\s*$/

/** 数字车间（个）: the unit that the head says stays beside the name that the plan has. */
function headOf({ head, indicator }: Used): string {
  const unit = /[（(]([^（）()]{1,10})[）)]\s*$/.exec(head)?.[1]
  return unit ? `${indicator.name}（${unit}）` : indicator.name
}

/** A city without a row of its own has what its counties have. */
function withCities(rows: string[][], used: readonly Used[], { region }: PlacedGrid, { regions }: Office): string[][] {
  const named = new Map<RegionKey, readonly string[]>()
  for (const row of rows) {
    const found = regions.find(row[region] ?? '')
    if (found) named.set(found.key, row)
  }
  const cities = new Map<RegionKey, Region>()
  for (const key of named.keys()) {
    const { parent, level } = regions.get(key)
    if (level === 'county' && parent && !named.has(parent) && regions.get(parent).level === 'city')
      cities.set(parent, regions.get(parent))
  }
  const sums = [...cities.values()].map((city) => {
    const parts = [...named].filter(([key]) => regions.get(key).parent === city.key).map(([, row]) => row)
    const row: string[] = Array.from({ length: Math.max(region, ...used.map(({ at }) => at)) + 1 }, () => '')
    row[region] = city.name
    for (const { at } of used) {
      const amounts = parts.flatMap((part) => numberIn(part[at]) ?? [])
      if (amounts.length > 0) row[at] = amounts.reduce((sum, one) => add(sum, one))
    }
    return row
  })
  return [...rows, ...sums]
}
