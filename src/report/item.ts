/** What a person said, read but not yet weighed: the plain values that a draft keeps. */
import type { Mode } from '../ledger/index.ts'
import { type Amount, isNegative } from '../office/amount.ts'
import type { Day } from '../office/day.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'

/** What words can tell of a figure. */
export interface Slots {
  readonly indicator?: IndicatorId
  readonly mode?: Mode
  /** as typed: `1.2万` */
  readonly typedValue?: string
  /** as typed: `亩`; absent where none was */
  readonly typedUnit?: string
  /** 上升, 下降 stood beside the number: the sign of a rate */
  readonly change?: 'up' | 'down'
  readonly asOf?: Day
}

/** One figure as said; amounts in the indicator's base unit. */
export interface Item extends Slots {
  readonly indicator: IndicatorId
  readonly mode: Mode
  readonly typedValue: string
  readonly asOf: Day
  readonly value: Amount
  /** what was said to fall into the period, beside a cumulative figure */
  readonly increment?: Amount
  /** what an increment comes to, as it was shown: 嗯 总共九 says that again */
  readonly comes?: Amount
  readonly note?: string
  /** 零报告 */
  readonly nil: boolean
}

/** What of a figure was not said, or cannot be what was said. */
export type Lack = 'indicator' | 'number' | 'unit' | 'day'

/** What of a report was not said, and stands as it did before. */
export type Assumed = 'indicator' | 'place' | 'day' | 'number'

/** A figure that cannot stand as it was said: what is known of it, and what is asked. The next words complete it. */
export interface Part extends Slots {
  readonly value?: undefined
  /** those that an unsure name may have meant */
  readonly nearest: readonly IndicatorId[]
  /** what was said to fall into the period, beside a whole that is at odds with it */
  readonly increment?: Amount
  /** absent: nothing lacks, and a check of that name speaks against it */
  readonly lacks?: Lack
  readonly check?: string
  /** what is asked, in Chinese */
  readonly message: string
}

/** One figure of an update: it has its `value` where it can stand. */
export type FigureRow = Item | Part

/** A message's figures. What is sure of them is recorded, the rest asked about. */
export interface Update {
  readonly region: RegionKey
  readonly items: readonly Item[]
  /** what was said beside them and cannot stand yet */
  readonly parts?: readonly Part[]
  /** as it stood before it was put right last: 算了不改了 */
  readonly before?: Pick<Update, 'items' | 'parts'>
  /** all that it held when it was shown first, in that order: what 第二个 counts */
  readonly row?: readonly IndicatorId[]
  /** some were taken out of it: 其他的 are what it holds */
  readonly parted?: true
  /** 更正: the figure that holds is meant to be replaced, whatever its date */
  readonly correcting: boolean
  readonly reason?: string
  /** those whose number was taken for what was added, since it is no whole that could stand */
  readonly assumed?: readonly IndicatorId[]
  /** why the reading itself is confirmed first, in Chinese; empty where it is sure */
  readonly doubts: readonly string[]
  /**
   * For an increment beside a figure of the same period: whether it is the whole period's (`period`) or comes on
   * top (`more`).
   */
  readonly increments?: 'period' | 'more'
}

/**
 * Items in which a cumulative figure and an increment of one indicator and day have become one: the cumulative, with
 * its `increment`. Order is kept.
 */
export function joined(items: readonly Item[]): Item[] {
  const out: Item[] = []
  for (const item of items) {
    const at = out.findIndex(
      (one) =>
        one.indicator === item.indicator &&
        one.asOf === item.asOf &&
        one.mode !== item.mode &&
        one.increment === undefined,
    )
    const other = out[at]
    if (!other) {
      out.push(item)
      continue
    }
    const [cumulative, increment] = item.mode === 'cumulative' ? [item, other] : [other, item]
    out[at] = { ...cumulative, increment: increment.value }
  }
  return out
}

/** Whether a figure can stand: it has its value. */
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

/** Rows of an update, apart again as items and parts of items. */
export const partedIn = (rows: readonly FigureRow[]): Required<Pick<Update, 'items' | 'parts'>> => ({
  items: rows.filter(isItem),
  parts: rows.filter((row): row is Part => !isItem(row)),
})
