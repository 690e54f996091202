/** Rows told by their names: which they are, and how many. */
import { type Column, columnsOf, nameOf, type Table, unitOf } from '../../documents/index.ts'
import { withoutTrailing } from '../../office/bounds.ts'
import type { Found } from '../answer/outcome.ts'
import { holding } from '../evidence/match.ts'
import { HALF } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { TELLING } from '../question/terms.ts'
import { sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import type { Picked } from './condition.ts'
import { type TableLine, valueIn } from './line.ts'
import type { Meant } from './meant.ts'
import { cellWords, told } from './tell.ts'

/** Names, and where it is asked how many they are their number before them. */
const listed = (
  meant: Meant,
  names: readonly string[],
  { slot, unit = '' }: Question,
  rows = meant.rows,
  behind = '',
): Found => told(meant, `${slot === 'number' ? `${names.length}${unit}：` : ''}${names.join('、')}${behind}`, rows)

/** Which rows were picked, or how many, with what picked them; undefined where something of them is counted. */
export function pickedOf(meant: Meant, { columns }: Picked, question: Question): Found | undefined {
  if (question.slot === 'number' && !countsRows(meant, question)) return undefined
  const [column, other] = columns
  const values = column && !other ? meant.rows.map((line) => cellWords(meant, line, column)) : []
  const isAlike = new Set(values).size === 1
  const names = distinctNames(meant, question.text).map((name, at) =>
    isAlike || !values[at] ? name : `${name}（${values[at]}）`,
  )
  return listed(meant, names, question, meant.rows, isAlike ? `（${values[0]}）` : '')
}

/** 几个乡镇 of 乡镇(街道), 几项措施 of 措施: the one column that what is counted is called by; undefined where none is, or several. */
export function countedIn({ table }: Meant, { slot, unit = '', asking, text }: Question): Column | undefined {
  const from = asking.at + asking.word.length
  const [noun = ''] = HAN.exec(text.slice(from + (text.startsWith(unit, from) ? unit.length : 0))) ?? []
  const bare = ({ name }: Column): string => withoutTrailing(flat(name).replace(/[()]/g, ''), ['名称'])
  const called = columnsOf(table).filter((one) => bare(one).includes(noun))
  const whole = called.filter((one) => bare(one) === noun)
  const [column, other] = whole.length > 0 ? whole : called
  const isNoun = noun.length > 1 || (noun !== '' && unit !== '')
  return slot === 'number' && isNoun && column && !other && column.kind !== 'figure' ? column : undefined
}

const HAN = /^[\u3400-\u9fff]{1,2}/

/** How many of a column the rows have, and which; undefined where none has any. */
export function countOf(meant: Meant, { at }: Column, question: Question): Found | undefined {
  const rows = meant.rows.filter(({ sum, cells }) => sum === undefined && cells[at])
  const names = [...new Set(rows.map(({ cells }) => cells[at] ?? ''))]
  return rows.length > 0 ? listed(meant, names, question, rows) : undefined
}

/** 几项, 几家: the rows are counted; or nothing in them is counted so, and nothing of them is named. */
const countsRows = (meant: Meant, question: Question): boolean =>
  countedIn(meant, question) !== undefined || countsNothingElse(meant, question)

const countsNothingElse = ({ table, rows }: Meant, { unit, terms }: Question): boolean =>
  unit !== undefined &&
  !columnsOf(table).some((one) => rows.some(({ cells }) => sameUnit(unitOf(table, cells, one)) === sameUnit(unit))) &&
  !terms.some((one) => one.weight >= TELLING && rows.some((line) => holding(one, namesIn(table, line)) >= HALF))

/** Flat: all levels of a row's name. */
export const namesIn = (table: Table, { cells }: TableLine): string => flat(nameOf(table, cells).join('/'))

const NAME = '名称'

/** The rows by what tells them apart: the first column whose words are not the same in all of them and that the question does not say. */
export function distinctNames({ table, rows, lines }: Meant, text: string): string[] {
  const tells = ({ at }: Column): boolean => {
    const cells = lines.filter(({ sum }) => sum === undefined).map((line) => line.cells[at] ?? '')
    return new Set(cells).size === cells.length
  }
  const worth = (one: Column): number => (one.name.includes(NAME) ? 2 : tells(one) ? 1 : 0)
  const columns = [...columnsOf(table)].sort((a, b) => worth(b) - worth(a))
  for (const column of columns) {
    const { at } = column
    const cells = rows.map((line) => (line.cells[at] ?? '').trim())
    const isWordy = cells.every((cell) => /[\u3400-\u9fff]{2}/.test(cell))
    // 东校区 of one school is no 东校区 of another.
    const isAlike = new Set(rows.map((line) => nameOf(table, line.cells)[0])).size === 1
    if (
      isWordy &&
      (worth(column) > 0 || isAlike) &&
      new Set(cells).size === cells.length &&
      !cells.some((cell) => text.includes(flat(cell)))
    )
      return cells
  }
  return rows.map((line) => nameOf(table, line.cells).join(' '))
}

/** Which rows they are, or what the one column that is named holds; undefined where the only name is what was asked about. */
export function namesOf(meant: Meant, question: Question): Found | undefined {
  const { terms } = question
  const [column, other] = meant.columns
  const values = column && !other && meant.isColumnNamed ? meant.rows.map((line) => valueIn(meant, line, column)) : []
  const names = values.length ? [...new Set(values.filter(Boolean))] : distinctNames(meant, question.text)
  const [name = '', second] = names
  const isSaid =
    !values.length &&
    second === undefined &&
    terms.some((one) => one.weight >= TELLING && holding(one, flat(name)) >= HALF)
  // 扩大到哪6个市 is not answered by the name of the row that it asks about.
  return name && !isSaid ? listed(meant, names, question) : undefined
}
