/** The figures of a draft as the next words see them, those that stand and those that lack something. */
import { isNegative } from '../office/amount.ts'
import type { FigureRow, Item, Part, Update } from './item.ts'

export const isItem = (row: FigureRow): row is Item => row.value !== undefined

/** The number by which a figure is read again: 下降4.6%, where the fall stood in words beside it, is -4.6. */
export const numberOf = ({ nil, value, typedValue }: Item): string =>
  nil ? '0' : isNegative(value) ? value : typedValue

/** The figure as it was told, to be read again with what is told next. */
export function asPart(row: FigureRow): Part {
  if (!isItem(row)) return row
  const { indicator, mode, typedUnit, asOf } = row
  return { indicator, mode, typedValue: numberOf(row), ...(typedUnit && { typedUnit }), asOf, nearest: [], message: '' }
}

/** The numbers by which it is spoken of: as typed, in the base unit, and what it comes to. */
export const numbersOf = (row: FigureRow): string[] =>
  [asPart(row).typedValue, row.value, isItem(row) ? row.comes : undefined].flatMap((one) => one ?? [])

/** All that an update holds, in the order shown. */
export const rowsOf = ({ items, parts = [] }: Pick<Update, 'items' | 'parts'>): FigureRow[] => [...items, ...parts]

/** The rows of an update, parted into figures that stand and figures that still lack something. */
export const partedIn = (rows: readonly FigureRow[]): Required<Pick<Update, 'items' | 'parts'>> => ({
  items: rows.filter(isItem),
  parts: rows.filter((row): row is Part => !isItem(row)),
})
