/** Figures of several rows together: what they come to, and the largest and smallest of them. */
import { type Column, canAdd, saidOf } from '../../documents/index.ts'
import { type Amount, add, amount, compare } from '../../office/amount.ts'
import type { Found } from '../answer/outcome.ts'
import type { Question } from '../question/question.ts'
import { inAll } from '../text.ts'
import { isSum, WHICH } from './condition.ts'
import { nameIn, saidIn, type TableLine, valueIn } from './line.ts'
import type { Meant } from './meant.ts'
import { distinctNames } from './names.ts'
import { cellWords, told } from './tell.ts'

/**
 * 甲、乙、丙加起来, 城管局评的共几分: what several rows come to in one column, with the figure of each. undefined where they are not
 * all meant, the column is no sum of things, or their units are several.
 */
export function addedUp(meant: Meant, { text }: Question): Found | undefined {
  const { table, rows, columns, picked, isWhole } = meant
  const [column, other] = columns
  const isMeant = picked !== undefined || isWhole || rows.every((line) => saidIn(line, text).length > 0)
  if (!column || other || rows.length < 2 || rows.length > LONGEST || !isMeant || !canAdd(table, column))
    return undefined
  const values = rows.map((line) => figureIn(meant, line, column))
  const numbers = values.flatMap((one) => (one ? [one.number] : []))
  const [[first], [line]] = [values, rows]
  if (!first || !line || numbers.length < rows.length || values.some((one) => one?.unit !== first.unit))
    return undefined
  const names = distinctNames(meant, '').map((name, at) => `${name}${valueIn(meant, rows[at] ?? line, column)}`)
  const sum = `${numbers.reduce((so, one) => add(so, one))}${first.unit}`
  return told(meant, inAll(saidOf(column.name), sum, names), rows)
}

/** So many rows are told one by one; of more none is. */
export const LONGEST = 14

interface Valued {
  /** as the cell has it, multiplied out of nothing: compared within one column */
  readonly number: Amount
  readonly unit: string
}

const NUMBER = /^[≥≤><]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(\D{0,8})$/

function figureIn(meant: Meant, line: TableLine, column: Column): Valued | undefined {
  const match = NUMBER.exec(valueIn(meant, line, column))
  return match?.[1] ? { number: amount(match[1].replaceAll(',', '')), unit: match[2] ?? '' } : undefined
}

/**
 * The row, or of one row the column, with the largest figure or the smallest; several that share it. undefined where fewer than
 * two figures, or several units, can be compared.
 * @param sign 1 for the largest
 */
export function extreme(meant: Meant, { slot }: Question, sign: 1 | -1): Found | undefined {
  const figures = meant.columns.filter((one) => one.kind === 'figure')
  const across = meant.rows.length === 1
  const sums = across ? [] : figures.filter(isSum)
  const [column, other] = sums.length === 1 ? sums : figures
  if (!column || (across ? !WHICH.has(slot) : other)) return undefined
  const all = (across ? figures.filter((one) => !isSum(one)) : [column]).flatMap((one) =>
    meant.rows.flatMap((line) => {
      const value = figureIn(meant, line, one)
      return value ? [{ line, column: one, value }] : []
    }),
  )
  const units = new Set(all.map((one) => one.value.unit))
  if (all.length < 2 || units.size > 1) return undefined
  const best = all.reduce((so, one) => (compare(one.value.number, so.value.number) * sign > 0 ? one : so))
  const winners = all.filter((one) => compare(one.value.number, best.value.number) === 0)
  const lead = winners.map((one) => `${nameIn(meant, one.line)}：${cellWords(meant, one.line, one.column)}`).join('；')
  const shown =
    all.length <= 10 ? [...new Set(all.map((one) => one.line))] : [...new Set(winners.map((one) => one.line))]
  return told(meant, lead, shown)
}
