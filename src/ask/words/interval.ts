/** From where to where figures of a cell reach: 80分以上不足90分, 1至3人, 不足60分; a bare figure is one point. */
import { type Amount, amount, compare } from '../../office/amount.ts'
import { isEmpty } from '../claim/fit.ts'
import { worthOf } from '../claim/worth.ts'
import { figuresIn, type PlainFigure, sameUnit } from './figures.ts'

interface End {
  readonly value: Amount
  /** the end itself lies outside */
  readonly isOpen: boolean
}

export interface Interval {
  readonly unit: string
  readonly least?: End
  readonly most?: End
}

const JOINTS = '至到~～—–-'
const NUMBER = /(?<!\d)(\d{1,9}(?:\.\d{1,9})?)$/
/** 12至18人: the number before has no unit of its own. */
const startIn = (before: string): string | undefined =>
  before !== '' && JOINTS.includes(before.slice(-1)) ? NUMBER.exec(before.slice(0, -1))?.[1] : undefined
const isJoint = (before: string): boolean => before.length === 1 && JOINTS.includes(before)

/** 80分(含)以上 says no more than 80分以上. */
const INCLUDED = '(含)'
const EXCLUDED = '(不含'

/** @param cell flat; both ends of a range stand side by side in it */
export function intervalsIn(cell: string): Interval[] {
  const text = cell.replaceAll(INCLUDED, '')
  const figures = figuresIn(text)
  const found: Interval[] = []
  for (const [at, figure] of figures.entries()) {
    const before = text.slice(figures[at - 1]?.to ?? 0, figure.from)
    const own = intervalOf(figure, before, text.slice(figure.to, figures[at + 1]?.from))
    const last = found.at(-1)
    const joins = last && at > 0 && last.unit === own.unit && (isJoint(before) || isEmpty(before))
    if (!joins) found.push(own)
    else found[found.length - 1] = isJoint(before) ? { ...own, ...startOf(last) } : { ...last, ...own }
  }
  return found
}

const startOf = ({ least }: Interval): Pick<Interval, 'least'> => (least ? { least } : {})

/** What a figure bounds by the words around it. */
export function intervalOf(figure: PlainFigure, before: string, after: string): Interval {
  const { value, unit: written } = figure
  const unit = sameUnit(written)
  const from = startIn(before)
  const end = { value, isOpen: after.startsWith(EXCLUDED) }
  if (from !== undefined) return { unit, least: { value: amount(from), isOpen: false }, most: end }
  switch (worthOf(before, after, figure.text).bound) {
    case 'least':
      return { unit, least: end }
    case 'above':
      return { unit, least: { value, isOpen: true } }
    case 'most':
      return { unit, most: end }
    case 'below':
      return { unit, most: { value, isOpen: true } }
    default:
      return { unit, least: end, most: end }
  }
}

export const isRange = ({ least, most }: Interval): boolean =>
  least === undefined || most === undefined || compare(least.value, most.value) !== 0

/** Whether a figure lies in it, in the same unit. */
export function liesIn({ value, unit }: PlainFigure, { unit: of, least, most }: Interval): boolean {
  const above = least ? compare(value, least.value) : 1
  const below = most ? compare(most.value, value) : 1
  return sameUnit(unit) === of && (least?.isOpen ? above > 0 : above >= 0) && (most?.isOpen ? below > 0 : below >= 0)
}
