/** Whether what a table calls a sum is one. */
import { type Amount, add, amount, compare, parseAmount } from '../../office/amount.ts'
import type { Table } from '../structure/document.ts'
import { type Column, columnsOf, nameOf, unitOf } from './column.ts'
import { isSubtotalName, isTotal, isTotalName } from './shape.ts'

export interface WrongSum {
  readonly column: string
  readonly name: string
  readonly printed: string
  readonly sum: Amount
}

const RATE = /[%％‰]|百分点|率|比重|占比|增速|增幅|比例|名次|排名|人均|亩均|强度/

/** Sums of plain figures that do not add up; rates, and columns with gaps or words, are not looked at. */
export function wrongSums(table: Table): WrongSum[] {
  return columnsOf(table)
    .filter(({ kind, name }) => kind === 'figure' && !RATE.test(name))
    .flatMap((column) => wrongIn(table, column))
}

function wrongIn(table: Table, column: Column): WrongSum[] {
  const wrong: WrongSum[] = []
  let group: Amount[] = []
  let all: Amount[] = []
  let isWhole = true
  for (const row of table.rows) {
    const cell = (row[column.at] ?? '').trim()
    const name = nameOf(table, row).find(isTotalName) ?? row.find((one) => isTotalName(one)) ?? ''
    const value = numberIn(cell)
    if (RATE.test(unitOf(table, row, column) + cell)) return []
    if (!isTotal(row)) {
      if (value === undefined && !isBlank(cell)) isWhole = false
      if (value !== undefined) {
        group.push(value)
        all.push(value)
      }
      continue
    }
    const parts = isSubtotalName(name) ? group : all
    const sum = parts.reduce((so, one) => add(so, one), amount(0))
    // A sum printed first is one of what follows.
    if (value !== undefined && isWhole && parts.length > 1 && compare(sum, value) !== 0)
      wrong.push({ column: column.name, name, printed: cell, sum })
    group = []
    if (!isSubtotalName(name)) all = []
  }
  return wrong
}

const isBlank = (cell: string): boolean => cell === '' || /^[-—–/／]+$/.test(cell)

const numberIn = (cell: string): Amount | undefined => {
  const bare = /^(\d[\d,]*(?:\.\d+)?)\s?[^\d\s]{0,4}$/.exec(cell)?.[1]?.replaceAll(',', '')
  return bare === undefined ? undefined : parseAmount(bare)
}
