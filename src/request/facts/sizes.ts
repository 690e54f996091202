/** Amounts and comparisons in a message: nothing, how much, and more or less than how much. */
import type { Measure } from '../../office/measure.ts'
import type { Facts } from './facts.ts'
import type { Of, Said, Told } from './said.ts'

/**
 * Measures that run towards the goal, so that a goal beside them is part of what is asked and no condition: 还差多少完成任务.
 */
const TOWARDS_GOAL: ReadonlySet<Measure> = new Set(['gap', 'perMonth', 'forecast'])

/** Whether a comparison says that something is not done yet: 没处置, 没完成. */
export const isUndone = ({ found: { op, value, unit } }: Told<'compare'>): boolean =>
  op === '<' && value === '100' && unit === '%'

/** Whether a comparison is with the goal: 100%. */
export const isGoal = ({ value, unit, op }: Of<'compare'>): boolean => value === '100' && unit === '%' && op !== '>'

/** The amounts, nil values and comparisons of a message; an amount that belongs to a comparison is in that alone. */
export function amountsOf(said: Said): Pick<Facts, 'amounts' | 'zeros' | 'compares'> {
  const all = said.all('amount')
  const takesGoal = said.all('measure').some(({ found }) => TOWARDS_GOAL.has(found.measure))
  said.use(...said.all('compare').filter(({ found }) => isGoal(found) && takesGoal))
  const isZero = ({ found }: Told<'amount'>): boolean => found.value === '0' && found.unit !== '%'
  return {
    zeros: all.filter(isZero),
    amounts: [...all.filter((one) => !isZero(one)), ...claimed(said, all)],
    // none is no amount that could be reached: 到了没
    compares: [...said.all('compare'), ...said.latent('compare')].filter(
      ({ found }) => !(isGoal(found) && takesGoal) && !(found.op === '>=' && found.value === '0'),
    ),
  }
}

/** -6.2对吗: a number that nothing else explains is what is to be confirmed. */
const claimed = (said: Said, firm: readonly Told<'amount'>[]): Told<'amount'>[] =>
  firm.length === 0 && said.asks('whether') && !said.has('compare')
    ? said.latent('amount').filter(({ found }) => found.unit === undefined && found.mode === undefined)
    : []
