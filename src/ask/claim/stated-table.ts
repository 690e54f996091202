/** The statements of a table: each cell with a figure, named by its row and its column. */
import type { Provision, Table } from '../../documents/index.ts'
import { yearsStated } from '../question/constraints.ts'
import { flat } from '../words/normalise.ts'
import { levelsIn } from './levels.ts'
import { quantitiesIn } from './quantity.ts'
import type { Place, Stated } from './stated.ts'
import { objectsIn } from './stated-sentence.ts'
import { worthOf } from './worth.ts'

/** @param path flat headings and title */
export function statedInTable(table: Table, place: Omit<Place, 'sentence'>, path: string): Stated[] {
  const lines = rowsOf(place.provision, table)
  return table.rows.flatMap((row, at) =>
    statedInRow(row, table, { ...place, sentence: lines[at]?.text ?? row.join(' ') }, path),
  )
}

/** The last lines of a provision are its table's rows. */
const rowsOf = ({ sentences }: Provision, table: Table): Provision['sentences'] =>
  sentences.slice(sentences.length - table.rows.length)

function statedInRow(row: readonly string[], table: Table, place: Place, path: string): Stated[] {
  const names = row.filter((cell) => !isFigure(cell)).map(flat)
  const facts = objectsIn(place.document, place.sentence)
  return row.flatMap((cell, column): Stated[] => {
    const head = flat(table.header[column] ?? '')
    if (!isFigure(cell) || COUNTING.includes(head)) return []
    const text = flat(cell)
    const figure = quantitiesIn(text)[0] ?? quantitiesIn(text + unitOf(head, names, flat(table.caption)))[0]
    if (!figure) return []
    const { before, after, ...worth } = worthOf(text.slice(0, figure.from), text.slice(figure.to))
    const own = facts.filter((one) => one.figure === flat(figure.text))
    const years = yearsStated(head)
    const given = own.flatMap((one) => one.years)
    return [
      {
        ...place,
        ...worth,
        text: `${names.join('，')}：${head}${cell}`,
        subjects: [...own.map((one) => one.object), `${names.join('/')}/${head}/${before}/${after}`],
        figure,
        years:
          years.size > 0 ? [...years] : given.length > 0 ? given : [...yearsStated(`${flat(table.caption)}/${path}`)],
        dates: [],
        ...levelsIn(`${names.join('/')}${head}`),
        ...(names[0] && { scope: names[0] }),
        context: [path, flat(table.caption), ...table.header.map(flat)].join('/'),
      },
    ]
  })
}

/** Columns that number the rows. */
const COUNTING = ['序号', '编号', '次序', '项次', '']
const MOST_WORDS = 8
const isFigure = (cell: string): boolean =>
  /\d/.test(cell) && cell.replace(/[^\u3400-\u9fff]/g, '').length <= MOST_WORDS

/** The unit of a bare number: in a column of its own, in brackets behind its column or its row, or in the caption. */
function unitOf(head: string, names: readonly string[], caption: string): string {
  const bracketed = [head, ...names].flatMap((one) => /\(([^()]{1,8})\)$/.exec(one)?.[1] ?? [])
  return [...names, ...bracketed].find(isUnit) ?? caption.split(':')[1] ?? ''
}

const isUnit = (text: string): boolean => text.length <= 5 && quantitiesIn(`1${text}`)[0]?.dimension !== undefined
