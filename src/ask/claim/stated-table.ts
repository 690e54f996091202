/** The statements of a table: each cell with a figure, named by its row and its column. */
import { columnsOf, type Table, unitOf } from '../../documents/index.ts'
import { flat } from '../words/normalise.ts'
import { levelsIn } from './levels.ts'
import { quantitiesIn } from './quantity.ts'
import type { SourceStatement, StatedAt } from './stated.ts'
import { objectsIn } from './stated-sentence.ts'
import { yearsNamed } from './time.ts'
import { BOUND_BEFORE, hitAt } from './words.ts'
import { worthOf } from './worth.ts'

/** @param path flat headings and title */
export function statedInTable(table: Table, place: Omit<StatedAt, 'sentence'>, path: string): SourceStatement[] {
  const { sentences } = place.provision
  return table.rows.flatMap((row, at) => {
    const from = table.places[at]?.span.from ?? 0
    const line = sentences.findLast((one) => one.from <= from)
    return statedInRow(row, table, { ...place, sentence: line?.text ?? row.join(' ') }, path)
  })
}

function statedInRow(row: readonly string[], table: Table, place: StatedAt, path: string): SourceStatement[] {
  const names = row.filter((cell) => !isFigure(cell)).map(flat)
  // 不低于, in a column of its own
  const limit = names.flatMap((one) => hitAt(one, BOUND_BEFORE, 'start') ?? []).find(({ word }) => names.includes(word))
  const columns = columnsOf(table)
  const facts = objectsIn(place.document, place.sentence)
  return row.flatMap((cell, column): SourceStatement[] => {
    const head = flat(table.header[column] ?? '')
    const typed = columns[column]
    if (!isFigure(cell) || !typed || typed.kind === 'serial') return []
    const bare = flat(cell)
    const text = quantitiesIn(bare).length > 0 ? bare : bare.replace(NUMBER, `$&${flat(unitOf(table, row, typed))}`)
    const [figure] = quantitiesIn(text)
    if (!figure) return []
    const { before, after, ...worth } = worthOf(text.slice(0, figure.from), text.slice(figure.to))
    const own = facts.filter((one) => one.figure === flat(figure.text))
    const years = yearsNamed(head)
    const given = own.flatMap((one) => one.years)
    return [
      {
        ...place,
        ...worth,
        ...(limit && worth.bound === 'exact' && { bound: limit.value }),
        text: `${names.join('，')}：${head}${cell}`,
        subjects: [...own.map((one) => one.object), `${names.join('/')}/${head}/${before}/${after}`],
        figure,
        years: years.length > 0 ? [...years] : given.length > 0 ? given : yearsNamed(`${flat(table.caption)}/${path}`),
        dates: [],
        ...levelsIn(`${names.join('/')}${head}`),
        ...(names[0] && { scope: names[0] }),
        context: [path, flat(table.caption), ...table.header.map(flat)].join('/'),
      },
    ]
  })
}

/** 30以内, in a column of 小时 */
const NUMBER = /[\d.]+/
const MOST_WORDS = 8
const isFigure = (cell: string): boolean =>
  /\d/.test(cell) && cell.replace(/[^\u3400-\u9fff]/g, '').length <= MOST_WORDS
