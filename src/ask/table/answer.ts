/** Answers from tables: a cell, a row, a column, the sum, the largest and smallest, which row has a value, how many rows. */
import { columnsOf } from '../../documents/index.ts'
import type { Found } from '../answer/outcome.ts'
import type { Library } from '../evidence/library.ts'
import type { Near } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { asksRows } from './condition.ts'
import { addedUp, extreme, LONGEST } from './figures.ts'
import { inName, inWords, onCondition } from './in-cells.ts'
import { nameIn, saidIn, valueIn } from './line.ts'
import { type Meant, tablesFor } from './meant.ts'
import { asksEach } from './named.ts'
import { countedIn, countOf, namesIn, namesOf, pickedOf } from './names.ts'
import { cellsOf } from './tell.ts'

/** A row that the question names, the largest or smallest of a column, the rows that have a value, or their number. */
export function rowFor(question: Question, near: readonly Near[], library: Library): Found | undefined {
  for (const meant of tablesFor(question, near, library)) {
    const answer = inRows(meant, question)
    if (answer) return answer
  }
  return undefined
}

function inRows(meant: Meant, question: Question): Found | undefined {
  if (question.order) {
    const best = extreme(meant, question, question.order === 'most' ? 1 : -1)
    // 一家最多补几万: of one row the word belongs to the limit that it sets.
    if (best || meant.rows.length > 1) return best
  }
  const picked = meant.picked && asksRows(question) ? pickedOf(meant, meant.picked, question) : undefined
  if (picked) return picked
  // A figure is said that picks no row and names none: what holds without it is no answer.
  if (!isEachUsed(meant, question)) return meant.isRowNamed ? onCondition(meant, question) : undefined
  const counted = meant.isRowNamed || !meant.isColumnNamed ? countedIn(meant, question) : undefined
  if (counted && (meant.isRowNamed || meant.isWhole)) return countOf(meant, counted, question)
  if (isOfOtherKind(meant, question)) return meant.isRowNamed ? inWords(meant, question) : undefined
  if (!meant.isRowNamed) return meant.isWhole || asksEach(question) ? inColumn(meant, question) : undefined
  const places = question.slot === 'place' ? columnsOf(meant.table).filter((one) => one.kind === 'place') : []
  if (places.length > 0) return cellsOf({ ...meant, columns: places }, meant.rows)
  // Where it is, of a row that is named: no column says it.
  const isNamedWhole = meant.rows.every((line) => question.text.includes(flat(nameIn(meant, line))))
  if (question.slot === 'place' && isNamedWhole) return undefined
  if (NAMES.has(question.slot) && !asksEach(question) && !isNamedWhole) return namesOf(meant, question)
  if (meant.rows.length === 1)
    return onCondition(meant, question) ?? cellsOf(meant, meant.rows) ?? inWords(meant, question)
  const named = question.slot === 'number' ? inName(meant, question) : undefined
  if (named) return named
  const added = question.slot === 'number' && !meant.totals.length ? addedUp(meant, question) : undefined
  if (added) return added
  const [total, another] = meant.totals
  if (total && !another && (question.slot === 'number' || question.slot === 'open'))
    // What is summed is shown with its sum.
    return cellsOf(meant, [total], meant.rows.length <= LONGEST ? [...meant.rows, total] : [total])
  // Who or when, of several rows that only share a word with the question: whose is not known.
  const isLoose = !meant.isColumnNamed && meant.columns.every(({ kind }) => kind !== 'figure')
  if (isLoose && !meant.rows.every((line) => saidIn(line, question.text).length > 0)) return undefined
  return meant.rows.length > LONGEST || !meant.columns.length ? undefined : cellsOf(meant, meant.rows)
}

const isEachUsed = ({ table, picked, rows, columns }: Meant, { amounts }: Question): boolean =>
  amounts.every(
    ({ text }) =>
      picked?.words.includes(text) ||
      [...rows.map((line) => namesIn(table, line)), ...columns.map(({ name }) => flat(name))].some((one) =>
        one.includes(text),
      ),
  )

/** 几个 of a column in 亿元, a share of one that gives marks. */
function isOfOtherKind(meant: Meant, { slot, dimension, into }: Question): boolean {
  if (slot !== 'number' || dimension === undefined || into !== undefined) return false
  const figures = meant.columns.flatMap((one) =>
    meant.rows.flatMap((line) => figuresIn(flat(valueIn(meant, line, one)))),
  )
  return figures.length > 0 && figures.every((one) => one.dimension !== dimension)
}

const NAMES: ReadonlySet<Question['slot']> = new Set(['place', 'list', 'what'])

/** The row of the sum; else every row of the column. */
function inColumn(meant: Meant, question: Question): Found | undefined {
  if (!meant.isColumnNamed || meant.isRowNamed) return undefined
  const total = meant.lines.find(
    (line) => !asksEach(question) && line.sum === 'all' && meant.columns.some((one) => line.cells[one.at]),
  )
  if (total) return cellsOf(meant, [total])
  return meant.rows.length > 1 && meant.rows.length <= LONGEST && meant.columns.length === 1
    ? cellsOf(meant, meant.rows)
    : undefined
}
