/** Figures that are worked out: computed anew from figures of the evidence, exactly, and shown with them. */
import { parseAmount } from '../../office/amount.ts'
import { isEqual, isSameUnit, type Quantity, quantitiesIn } from '../claim/quantity.ts'
import { type Calculated, type Operand, operandOf, reckoned, shownIn } from '../claim/reckoned.ts'
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'
import type { ReplyCalculation } from './reply.ts'

/**
 * @param cited by the places that the operands name
 * @returns undefined where an operand stands in no statement of its evidence, or the two cannot be reckoned together
 */
export function calculated(given: ReplyCalculation, cited: readonly (Cited | undefined)[]): Calculated | undefined {
  const operands = given.operands.flatMap(({ evidence, figure }) => operandIn(figure, cited[evidence]) ?? [])
  if (operands.length === 0 || operands.length < given.operands.length) return undefined
  return given.op === 'convert' ? converted(operands, given.unit) : reckoned(given.op, operands)
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

function converted(operands: readonly Operand[], into: string | undefined): Calculated | undefined {
  const [operand, more] = operands
  const other = operand && shownIn(operand.figure, flat(into ?? ''))
  if (!other || more) return undefined
  const { shown, isExact } = other
  return { line: `${operand.text}${isExact ? '合' : '约合'}${shown}`, shown, figures: quantitiesIn(flat(shown)) }
}
