/** Rules of tables: columns with names of their own, rows of the columns' types (200914, 200915). */
import { CardRefusal } from '../refusal.ts'
import { type CardNode, isNode, nodesOf, textOf } from './node.ts'

const COLUMN = new Set([
  'name',
  'display_name',
  'width',
  'data_type',
  'vertical_align',
  'horizontal_align',
  'format',
  'date_format',
])

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  markdown: (value) => typeof value === 'string',
  lark_md: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  date: (value) => typeof value === 'number',
  options: (value) =>
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => isNode(item) && 'text' in item)),
  persons: (value) =>
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string')),
}

export function checkTable(table: CardNode, path: string): void {
  const { columns, rows, page_size: size } = table
  if (size !== undefined && (Number(size) < 1 || Number(size) > 10)) {
    throw new CardRefusal(200621, `page_size is 1 to 10, path: ${path}`)
  }
  if (!Array.isArray(columns) || columns.length === 0)
    throw new CardRefusal(200621, `a table needs columns, path: ${path}`)
  const types = new Map<string, string>()
  for (const column of nodesOf(columns)) {
    const name = textOf(column['name'])
    const type = textOf(column['data_type'] ?? 'text')
    if (name === '' || types.has(name))
      throw new CardRefusal(200621, `column name ${name} is empty or not unique, path: ${path}`)
    if (!(type in FITS)) throw new CardRefusal(200621, `unknown data_type ${type}, path: ${path}`)
    const unknown = Object.keys(column).find((key) => !COLUMN.has(key))
    if (unknown !== undefined)
      throw new CardRefusal(200621, `unknown property, property: ${unknown}, path: ${path} -> columns`)
    types.set(name, type)
  }
  if (rows === undefined) return
  if (!Array.isArray(rows) || !rows.every(isNode))
    throw new CardRefusal(200914, `table rows are invalid, path: ${path}`)
  for (const row of nodesOf(rows)) checkRow(row, types, path)
}

function checkRow(row: CardNode, types: ReadonlyMap<string, string>, path: string): void {
  for (const [name, value] of Object.entries(row)) {
    const type = types.get(name)
    if (type === undefined || value === null) continue
    if (!FITS[type]?.(value)) throw new CardRefusal(200915, `table row's ${name} is no ${type}, path: ${path}`)
  }
}
