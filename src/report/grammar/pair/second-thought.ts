/** A number that is said in the place of the one before it. */
import type { Said, SaidAmount } from '../said/said.ts'
import type { Figure } from './statement.ts'

/**
 * 僵尸8，不对 7: a word that stands apart from the number behind it is of the figure before; 不是412家 and 重复了2家 are of
 * their own.
 */
export const isApart = ({ end }: Said, next: Said | undefined): boolean => !(next?.is === 'amount' && next.at === end)

const BETWEEN: ReadonlySet<string> = new Set(['blank', 'glue'])

/** 70，哦不，是72: small words in a clause of their own part the two, and nothing else. */
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
