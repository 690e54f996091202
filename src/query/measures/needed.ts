/** What it takes: the least figure with which a place would pass a test, found by supposing one after another. */
import { type Amount, amount, compare, divide, multiply, subtract, ZERO } from '../../office/amount.ts'
import { judgedOf } from '../answer/condition.ts'
import type { Cell } from '../cube/cube.ts'
import type { Lens } from './read-measure.ts'
import { absent, known, type Reading } from './reading.ts'

/** Of what is no whole figure the four places that figures have. */
const STEPS = amount(10_000)
/** So many times the goal, or what stands, is far beyond what anybody reports. */
const FAR = amount(16)

/**
 * The smallest figure in the base unit with which `lens.reach` would hold of a cell, where more is better.
 * @returns absent `met` where it holds already, `out-of-reach` where no figure does it, `no-goal` where that takes a
 *   goal, `no-pace` for rates
 */
export function neededOf(cell: Cell, lens: Lens): Reading {
  const { reach } = lens
  const { indicator, goal, value = ZERO } = cell
  if (!reach) return absent('none')
  if (indicator.kind === 'rate') return absent('no-pace')
  const now = judgedOf(reach, cell, lens)
  if (now === true) return absent('met')
  const step = indicator.integer ? amount(1) : divide(amount(1), STEPS)
  const passes = (count: number): boolean => judgedWith(multiply(amount(count), step), cell, lens) === true
  const large = [value, goal ?? ZERO, amount(1)].reduce((most, one) => (compare(one, most) > 0 ? one : most))
  const last = Math.ceil(Number(divide(multiply(large, FAR), step)))
  if (!passes(last)) return absent(typeof now === 'string' && now === 'no-goal' ? now : 'out-of-reach')
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (passes(middle)) high = middle
    else low = middle
  }
  const least: Amount = multiply(amount(high), step)
  return known(least, { of: 'needed', more: subtract(least, value) })
}

function judgedWith(value: Amount, { place, indicator, asked }: Cell, lens: Lens) {
  const cube = lens.cube.with({ place, indicator: indicator.id, period: asked, value })
  return lens.reach && judgedOf(lens.reach, cube.at(place, indicator, asked), { ...lens, cube })
}
