/** Whether what a table calls a sum is one. */
import { type Amount, add, amount, compare, parseAmount } from '../../office/amount.ts'
import type { RowPlace, Table } from '../structure/document.ts'
import { type Column, columnsOf, nameOf, unitOf } from './column.ts'
import { isTotalName, under } from './shape.ts'

/** A printed sum that differs from what its rows come to. */
export interface WrongSum {
  readonly column: string
  readonly name: string
  readonly printed: string
  readonly sum: Amount
}

const RATE = /[%％‰]|百分点|率|比重|占比|增速|增幅|比例|名次|排名|人均|亩均|强度/

/** Whether the figures of a column may be added up; shares and rates may not. */
export const canAdd = (table: Table, column: Column): boolean =>
  !RATE.test(column.name) && !table.rows.some((row) => RATE.test(unitOf(table, row, column) + (row[column.at] ?? '')))

/**
 * The printed sums of a table that differ from what their rows come to. Columns of rates, and those with gaps or
 * words, are left out.
 */
export function wrongSums(table: Table): WrongSum[] {
  return columnsOf(table)
    .filter(({ kind }) => kind === 'figure')
    .flatMap((column) => wrongIn(table, column))
}

/** Sums stand below what they sum, or above it, in all of a column: where more of them are right. */
function wrongIn(table: Table, column: Column): WrongSum[] {
  if (!canAdd(table, column)) return []
  const all = table.rows.map(
    (cells, at): Row => ({ cells, sum: table.places[at]?.sum, section: table.places[at]?.section ?? '' }),
  )
  const rows = all.filter(({ sum }) => sum !== 'over')
  return [...wrongOver(all, table, column), ...wrongAmong(rows, table, column)]
}

/** Sub-heads with figures, where others of the column are what the rows under them come to: 其中 names only some. */
function wrongOver(rows: readonly Row[], table: Table, column: Column): WrongSum[] {
  const looked = rows.flatMap((row) => {
    if (row.sum !== 'over') return []
    const name = nameOf(table, row.cells)[0] ?? ''
    const printed = (row.cells[column.at] ?? '').trim()
    const value = numberIn(printed)
    const parts = rows
      .filter(({ section }) => section === under(row.section, name))
      .map((one) => numberIn((one.cells[column.at] ?? '').trim()))
    if (value === undefined || parts.length === 0 || parts.includes(undefined)) return []
    const sum = parts.reduce((so: Amount, one) => (one === undefined ? so : add(so, one)), amount(0))
    return [{ column: column.name, name, printed, sum, isRight: compare(sum, value) === 0 }]
  })
  return looked.some(({ isRight }) => isRight) ? looked.filter(({ isRight }) => !isRight) : []
}

function wrongAmong(rows: readonly Row[], table: Table, column: Column): WrongSum[] {
  const below = summedBelow(rows, table, column)
  if (below.wrong.length === 0) return below.wrong
  const above = summedBelow([...rows].reverse(), table, column)
  return above.right > below.right ? above.wrong : below.wrong
}

interface Summed {
  readonly wrong: WrongSum[]
  /** sums that are what their rows come to */
  readonly right: number
}

interface Row {
  readonly cells: readonly string[]
  readonly sum: RowPlace['sum']
  readonly section: string
}

/** @param rows each sum below its parts */
function summedBelow(rows: readonly Row[], table: Table, column: Column): Summed {
  const wrong: WrongSum[] = []
  let right = 0
  let group: Amount[] = []
  let all: Amount[] = []
  let isWhole = true
  for (const { cells, sum: kind } of rows) {
    const cell = (cells[column.at] ?? '').trim()
    const name = nameOf(table, cells).find(isTotalName) ?? cells.find((one) => isTotalName(one)) ?? ''
    const value = numberIn(cell)
    if (kind === 'mean') continue
    if (kind === undefined) {
      if (value === undefined && !isBlank(cell)) isWhole = false
      if (value !== undefined) {
        group.push(value)
        all.push(value)
      }
      continue
    }
    const parts = kind === 'part' ? group : all
    const sum = parts.reduce((so, one) => add(so, one), amount(0))
    // A sum at the other end is one of what follows.
    if (value !== undefined && isWhole && parts.length > 1) {
      if (compare(sum, value) === 0) right++
      else wrong.push({ column: column.name, name, printed: cell, sum })
    }
    group = []
    if (kind === 'all') all = []
  }
  return { wrong, right }
}

const isBlank = (cell: string): boolean => cell === '' || /^[-—–/／]+$/.test(cell)

const numberIn = (cell: string): Amount | undefined => {
  const bare = /^(\d[\d,]*(?:\.\d+)?)\s?[^\d\s]{0,4}$/.exec(cell)?.[1]?.replaceAll(',', '')
  return bare === undefined ? undefined : parseAmount(bare)
}
