/** A number that is said in the place of the one before it. */
import type { Said, SaidAmount } from '../said/said.ts'
import type { Figure } from './statement.ts'

/**
 * Whether a correcting word is of the figure before it: 僵尸8，不对 7. In 不是412家 it touches the number behind and is of
 * that.
 */
export const isApart = ({ end }: Said, next: Said | undefined): boolean => !(next?.is === 'amount' && next.at === end)

const BETWEEN: ReadonlySet<string> = new Set(['blank', 'glue'])

/**
 * Whether a number takes the place of the last figure: 70，哦不，是72. Only small words may part the two, and unit and
 * mode may not contradict it.
 * @param index the number's place in `said`
 */
export function isSecondThought(
  said: readonly Said[],
  index: number,
  last: Figure,
  { unit, mode }: SaidAmount,
): boolean {
  const between = said.slice(0, index).filter(({ at, is }) => at >= last.end && !BETWEEN.has(is))
  const isSmall = (one: Said): boolean => one.is === 'word' && one.small === true
  return (
    last.unit === unit &&
    mode === undefined &&
    between.at(-1)?.is === 'break' &&
    between.some(isSmall) &&
    between.every((one) => isSmall(one) || (one.is === 'break' && !one.strong))
  )
}
