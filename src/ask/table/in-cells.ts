/** Answers that stand inside a cell: a clause that holds on a condition, a figure among words. */
import { type Column, columnsOf, nameOf, saidOf, withoutUnit } from '../../documents/index.ts'
import type { Found } from '../answer/outcome.ts'
import type { Question } from '../question/question.ts'
import { TELLING } from '../question/terms.ts'
import { equalFigures, figuresIn, sameUnit } from '../words/figures.ts'
import { intervalsIn, isRange, liesIn } from '../words/interval.ts'
import { flat } from '../words/normalise.ts'
import { nameIn } from './line.ts'
import type { Meant } from './meant.ts'
import { told } from './tell.ts'

/**
 * 少1家扣几分, 83%得几分, 迟到扣几分: of one row the clause of a cell in which the figure of the question lies, or a word stands that no
 * column is called by, beside what counts as asked: it answers, and not the row's figure. undefined where no clause does, or several.
 */
export function onCondition(meant: Meant, { amounts: [amount], slot, unit, terms }: Question): Found | undefined {
  const [line, another] = meant.rows
  if (!line || another || slot !== 'number') return undefined
  const columns = columnsOf(meant.table)
  const known = flat([...nameOf(meant.table, line.cells), ...columns.map(({ name }) => name)].join('/'))
  const words = columns.filter(({ kind, at }) => kind !== 'figure' && !known.includes(flat(line.cells[at] ?? '')))
  if (!amount) {
    const says = terms.filter(({ text, weight }) => !known.includes(text) && (unit !== undefined || weight >= TELLING))
    return cellWith(meant, words, unit, (cell) => says.some(({ text }) => cell.includes(text)))
  }
  // 不得分 tells no figure. Of 不够30人 the clause that says 少于30人 speaks, too.
  const clauses = /[;；。]/
  const lies = (clause: string): boolean =>
    intervalsIn(clause).some((it) => liesIn(amount, it) && (isRange(it) || counts(clause, unit)))
  const names = (clause: string): boolean =>
    counts(clause, unit) && figuresIn(clause).some((it) => equalFigures(it, amount))
  return cellWith(meant, words, null, lies, clauses) ?? cellWith(meant, words, null, names, clauses)
}

const counts = (text: string, unit: string | undefined): boolean =>
  figuresIn(text).some((it) => unit === undefined || sameUnit(it.unit) === sameUnit(unit))

/**
 * What the only cell of a row says that holds something, or its only clause.
 * @param unit in which it has to count something; null: in none
 */
function cellWith(
  meant: Meant,
  columns: readonly Column[],
  unit: string | undefined | null,
  holds: (words: string) => boolean = () => true,
  marks = /$/,
): Found | undefined {
  const [line, other] = meant.rows
  if (!line || other) return undefined
  const said = columns.flatMap((column) =>
    (line.cells[column.at] ?? '').split(marks).flatMap((words) => {
      const text = flat(words)
      return (unit === null || counts(text, unit)) && holds(text) ? [`${saidOf(column.name)}：${words}`] : []
    }),
  )
  const [only, more] = said
  return only && !more ? told(meant, `${nameIn(meant, line)}，${only}`, [line]) : undefined
}

/** 产业发展（40分）: the figure that a name has in brackets, which is of all rows under it; undefined where it has none of the unit. */
export function inName(meant: Meant, { unit, text }: Question): Found | undefined {
  const [first] = meant.rows
  const cell = first?.cells.find(
    (one) => text.includes(flat(withoutUnit(one))) && meant.rows.every(({ cells }) => cells.includes(one)),
  )
  const figures = cell === undefined ? [] : figuresIn(flat(cell.slice(withoutUnit(cell).length)))
  const isAsked =
    unit !== undefined && figures.length === 1 && figures.every((one) => sameUnit(one.unit) === sameUnit(unit))
  return cell !== undefined && isAsked ? told(meant, cell, meant.rows) : undefined
}

/** 口袋公园（6处）, 包村5个: the only cell of a row that counts what is asked, among its words; undefined where none does, or several. */
export const inWords = (meant: Meant, { unit }: Question): Found | undefined =>
  unit === undefined ? undefined : cellWith(meant, columnsOf(meant.table), unit)
