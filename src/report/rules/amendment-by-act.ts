/** What words amend where it is known from elsewhere which act they are: set, less or more. */
import { clausesOf, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import { compare, isZero } from '../../office/amount.ts'
import { numberIn } from '../read/part.ts'
import { type Amended, amendmentIn, isOfSome, namesIn, toldIn, whyIn } from './amendment.ts'

/**
 * As `amendmentIn`, where it is known that a part is set: other clauses are not held against it.
 * @returns undefined where no part is told
 */
export function setIn(said: Utterance): Amended | undefined {
  const whole = amendmentIn(said)
  if (whole) return whole
  const used = clausesOf(said).filter((one) => tellsPart(one))
  const told = used.length > 0 ? toldIn(said, used, tellsNo(said, 'repair')) : undefined
  const why = whyIn(clausesOf(said).filter((one) => !used.includes(one)))
  return told && { ...told, ...(why && { why }), ...(tellsNo(said, 'repair') && { isLoose: true }) }
}

/**
 * What words say that a language model picked out of a sentence: of two numbers the first is the wrong one.
 * @returns undefined where they tell no part of a figure
 */
export const pickedSet = (said: Utterance): Amended | undefined => toldIn(said, clausesOf(said), false, true)

const tellsPart = (said: Utterance): boolean =>
  !isOfSome(said) &&
  (marksIn(said, 'unit', 'mode').length > 0 ||
    (['amount', 'indicator'] as const).some((kind) => spansIn(said, kind).length > 0) ||
    // 这个月真累: the month is the one in which it is said
    spansIn(said, 'time').some(({ found }) => !found.current))

/**
 * 扣掉3家, 里头有两户算过了: by how much a figure is too high (`over`) or too low (`under`); of several numbers the smallest.
 * @returns undefined without a number, or where two indicators are named
 */
export function changedBy(
  said: Utterance,
  off: 'over' | 'under',
): (Amended & { readonly off: 'over' | 'under' }) | undefined {
  const amounts = spansIn(said, 'amount').filter(({ found }) => !found.none && !isZero(found.value))
  const [by] = amounts.toSorted((a, b) => compare(a.found.value, b.found.value))
  const ids = namesIn(spansIn(said, 'indicator')).flatMap(({ found }) => found.ids)
  const [indicator, another] = [...new Set(ids)]
  if (!by || another) return undefined
  return {
    off,
    ...numberIn(said, by),
    isLoose: true,
    ...(indicator && { indicator }),
    ...(by.found.about && { isUnsure: true }),
  }
}
