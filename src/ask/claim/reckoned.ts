/** What stated figures come to together: sums, differences, ratios, worked out exactly and shown with what they are made of. */
import { type Amount, add, amount, compare, divide, multiply, rounded, subtract } from '../../office/amount.ts'
import { scaleOf } from '../../office/numeral.ts'
import { convert, sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { type Quantity, quantitiesIn } from './quantity.ts'
import { type Bound, KIND } from './words.ts'
import { worthOf } from './worth.ts'

/** What is reckoned from several figures. */
export type Reckoning = 'sum' | 'difference' | 'ratio' | 'share'

export interface Calculated {
  /** 合计至少7500家（1500家＋6000家） */
  readonly line: string
  /** the result alone, in the scale of what it is made of: 7500家 */
  readonly shown: string
  /** what may be said of it in a sentence */
  readonly figures: readonly Quantity[]
}

export interface Operand {
  readonly figure: Quantity
  /** as the evidence writes it: 8万亩 */
  readonly text: string
  readonly bound: Bound
  /** said with 其中 of a whole before it */
  readonly part: boolean
  readonly statement: string
}

/** @returns undefined where the figures are of several kinds, or one is a part of another */
export function reckoned(op: Reckoning, operands: readonly Operand[]): Calculated | undefined {
  const [first, second, more] = operands
  if (!first || !second || !alike(operands)) return undefined
  if (op === 'sum') return summed(operands)
  if (more) return undefined
  return op === 'difference' ? differing(first, second) : related(first, second, op)
}

/** @param statement flat; where the figure stands */
export function operandOf(figure: Quantity, statement: string): Operand {
  const before = statement.slice(0, figure.from)
  const { bound } = worthOf(before, statement.slice(figure.to), figure.text)
  return { figure, text: figure.text, bound, part: before.includes('其中'), statement }
}

/**
 * A figure in another unit, with two decimals at most.
 * @param into 公顷, 亿吨: its own unit in another scale, too
 * @returns undefined where the two units have no common base
 */
export function shownIn(
  figure: Quantity,
  into: string,
): { readonly shown: string; readonly unit: string; readonly isExact: boolean } | undefined {
  const [, scale = '', unit = into] = /^([十百千万亿]{0,3})(.+)$/.exec(into) ?? []
  const value = inUnit(figure, unit)
  if (value === undefined) return undefined
  const scaled = divide(value, amount(scaleOf(scale)))
  const short = rounded(scaled, 2)
  const own = sameUnit(unit) === sameUnit(figure.unit) ? figure.unit : unit
  return { shown: `${short}${scale}${own}`, unit: own, isExact: compare(short, scaled) === 0 }
}

/** One kind of thing, in one unit or in units that convert; a part and its whole are no two things. */
function alike(operands: readonly Operand[]): boolean {
  const [first] = operands
  return operands.every(
    ({ figure }) =>
      first !== undefined &&
      figure.dimension === first.figure.dimension &&
      inUnit(figure, first.figure.unit) !== undefined,
  )
}

const inUnit = (figure: Quantity, unit: string): Amount | undefined =>
  sameUnit(figure.unit) === sameUnit(unit) ? figure.value : convert(figure, unit)

const valuesOf = (operands: readonly Operand[]): Amount[] =>
  operands.flatMap(({ figure }) => inUnit(figure, operands[0]?.figure.unit ?? '') ?? [])

function summed(operands: readonly Operand[]): Calculated | undefined {
  const isShare = operands.some(({ figure }) => figure.dimension === 'share')
  const overlaps = operands.some(
    (one) => one.part && operands.some((other) => !other.part && other.statement === one.statement),
  )
  if (isShare || overlaps) return undefined
  const sum = valuesOf(operands).reduce(add)
  const { shown, isRounded } = shownLike(sum, operands)
  return said(
    `合计${togetherBound(operands) || (isRounded ? '约' : '')}${shown}（${operands.map(({ text }) => text).join('＋')}）`,
    shown,
  )
}

function differing(first: Operand, second: Operand): Calculated | undefined {
  const [a, b] = valuesOf([first, second])
  if (a === undefined || b === undefined) return undefined
  const [more, less] = compare(a, b) >= 0 ? [first, second] : [second, first]
  const difference = compare(a, b) >= 0 ? subtract(a, b) : subtract(b, a)
  const like = shownLike(difference, [first, second]).shown
  const shown = first.figure.dimension === 'share' ? like.replace('%', '个百分点') : like
  return said(`${byFigures([first, second])}相差${shown}（${more.text}－${less.text}）`, shown)
}

/** 前者约为后者的2.5倍; 前者占后者的40% */
function related(first: Operand, second: Operand, op: 'ratio' | 'share'): Calculated | undefined {
  const ratio = quotient(first, second)
  if (ratio === undefined) return undefined
  const value = op === 'ratio' ? ratio : multiply(ratio, amount(100))
  const shown = `${rounded(value, 2)}${op === 'ratio' ? '倍' : '%'}`
  const about = `${rounded(value, 2) === value ? '' : '约'}${op === 'ratio' ? '为' : '占'}`
  return said(`${byFigures([first, second])}前者${about}后者的${shown}（${first.text}÷${second.text}）`, shown)
}

function quotient(first: Operand, second: Operand): Amount | undefined {
  const [a, b] = valuesOf([first, second])
  return a === undefined || b === undefined || compare(b, amount(0)) === 0 ? undefined : divide(a, b)
}

/** What people ask for in round figures may be said in any of these. */
const said = (line: string, shown: string): Calculated => ({
  line,
  shown,
  figures: quantitiesIn(flat(shown)),
})

/** 7500家: in the smallest scale of the operands, with two decimals at most. */
function shownLike(
  value: Amount,
  operands: readonly Operand[],
): { readonly shown: string; readonly isRounded: boolean } {
  const [first] = operands
  const [scale = ''] = operands.map(({ text }) => scaleIn(text)).sort((a, b) => scaleOf(a) - scaleOf(b))
  const scaled = divide(value, amount(scaleOf(scale)))
  const short = rounded(scaled, 2)
  return { shown: `${short}${scale}${first?.figure.unit ?? ''}`, isRounded: compare(short, scaled) !== 0 }
}

const scaleIn = (text: string): string => /^[\d.]+([百千万亿])/.exec(text)?.[1] ?? ''

function togetherBound(operands: readonly Operand[]): string {
  const bounds = new Set(operands.map(({ bound }) => KIND[bound]).filter(Boolean))
  if (bounds.size === 0) return ''
  if (bounds.size > 1) return '约'
  return bounds.has('from below') ? '至少' : bounds.has('from above') ? '至多' : '约'
}

/** 10000家以上 less 300家 is no figure of the document's. */
const byFigures = (operands: readonly Operand[]): string =>
  operands.some(({ bound }) => bound !== 'exact') ? '按所列的数计算，' : ''
