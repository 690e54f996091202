/** Figures that are worked out: computed anew from figures of the evidence, exactly, and shown with them. */
import {
  type Amount,
  add,
  amount,
  compare,
  divide,
  multiply,
  parseAmount,
  rounded,
  subtract,
} from '../../office/amount.ts'
import { scaleOf } from '../../office/numeral.ts'
import { isEqual, isSameUnit, type Quantity, quantitiesIn } from '../claim/quantity.ts'
import { type Bound, KIND } from '../claim/words.ts'
import { worthOf } from '../claim/worth.ts'
import { convert, sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'
import type { ReplyCalculation } from './reply.ts'

export interface Calculated {
  /** 合计至少7500家（1500家＋6000家） */
  readonly line: string
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

/**
 * @param cited by the places that the operands name
 * @returns undefined where an operand stands in no statement of its evidence, or the two cannot be reckoned together
 */
export function calculated(given: ReplyCalculation, cited: readonly (Cited | undefined)[]): Calculated | undefined {
  const operands = given.operands.flatMap(({ evidence, figure }) => operandIn(figure, cited[evidence]) ?? [])
  if (operands.length === 0 || operands.length < given.operands.length) return undefined
  return given.op === 'convert' ? converted(operands, given.unit) : reckoned(given.op, operands)
}

/** @returns undefined where the figures are of several kinds, or one is a part of another */
export function reckoned(
  op: Exclude<ReplyCalculation['op'], 'convert'>,
  operands: readonly Operand[],
): Calculated | undefined {
  const [first, second, more] = operands
  if (!first || !second || !alike(operands)) return undefined
  if (op === 'sum') return summed(operands)
  if (more) return undefined
  return op === 'difference' ? differing(first, second) : related(first, second, op)
}

function operandIn(written: string, from: Cited | undefined): Operand | undefined {
  const [wanted] = quantitiesIn(flat(written))
  // 45 in a row whose column has the unit
  const number = wanted ? undefined : parseAmount(flat(written))
  const isMeant = (one: Quantity): boolean =>
    wanted ? isSameUnit(one, wanted) && isEqual(one, wanted) : one.value === number
  const found = (from?.statements ?? []).flatMap((statement) =>
    quantitiesIn(statement)
      .filter(isMeant)
      .map((figure) => ({ statement, figure })),
  )
  const [first, more] = found
  if (!first || (more && !wanted)) return undefined
  return operandOf(first.figure, first.statement)
}

/** @param statement flat; where the figure stands */
export function operandOf(figure: Quantity, statement: string): Operand {
  const before = statement.slice(0, figure.from)
  const { bound } = worthOf(before, statement.slice(figure.to), figure.text)
  return { figure, text: figure.text, bound, part: before.includes('其中'), statement }
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

function converted(operands: readonly Operand[], into: string | undefined): Calculated | undefined {
  const [operand, more] = operands
  const { scale, unit } = unitOf(flat(into ?? ''))
  const value = operand && inUnit(operand.figure, unit)
  if (!operand || more || value === undefined) return undefined
  const scaled = divide(value, amount(scaleOf(scale)))
  const shown = `${rounded(scaled, 2)}${scale}${unit}`
  return said(`${operand.text}${rounded(scaled, 2) === scaled ? '合' : '约合'}${shown}`, shown)
}

/** 亿吨 */
function unitOf(into: string): { scale: string; unit: string } {
  const [first = ''] = into
  return scaleOf(first) > 1 ? { scale: first, unit: into.slice(1) } : { scale: '', unit: into }
}

/** What people ask for in round figures may be said in any of these. */
const said = (line: string, shown: string): Calculated => ({
  line,
  figures: quantitiesIn(flat(shown)),
})

/** 7500家: in the scale of the operands where they share one, with two decimals at most. */
function shownLike(
  value: Amount,
  operands: readonly Operand[],
): { readonly shown: string; readonly isRounded: boolean } {
  const [first] = operands
  const shared = scaleIn(first?.text ?? '')
  const scale = operands.every(({ text }) => scaleIn(text) === shared) ? shared : ''
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
