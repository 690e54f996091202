/** A figure that cannot stand as it was said and can in one other way: that way it is proposed. */
import { spansIn, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { amount, compare, multiply } from '../../office/amount.ts'
import { dayOf, monthOf } from '../../office/day.ts'
import { indicatorOf } from '../../office/plan.ts'
import type { Item, Update } from '../item.ts'
import { modeIn } from '../read/part.ts'
import { COUNTED_WHOLE } from '../text.ts'
import { LIMITS } from './checks.ts'
import { prepare } from './prepare.ts'
import { type Ground, isFallen, type Prepared } from './weigh.ts'

interface Saying {
  readonly asked: Asked
  readonly ground: Ground
  /** as the figures were read of them */
  readonly words: () => Utterance
}

/**
 * Takes a cumulative number that falls below the last one as what was added since, unless it was said to be the
 * whole: 11家 after 60家 is proposed as 71家.
 * @param weighed the figures as said
 * @returns the update with such figures as increments, to be confirmed; the rest as it was
 */
export async function proposed(
  { asked, ground, words }: Saying,
  said: Update,
  weighed: readonly Prepared[],
): Promise<{ readonly update: Update; readonly prepared: readonly Prepared[] }> {
  const as = { update: said, prepared: weighed }
  if (said.correcting || asked.message.kind !== 'text') return as
  // what was proposed before, and is a whole now, was said to be one
  const isDenied = ({ item }: Prepared): boolean => said.assumed?.includes(item.indicator) ?? false
  const fallen = new Set(weighed.filter((one) => isFallen(one) && !isDenied(one)).map(({ item }) => item))
  if (fallen.size === 0 || isSaidWhole(words())) return as
  const today = dayOf(asked.now)
  const items = said.items.map((item): Item => (fallen.has(item) ? { ...item, mode: 'increment' } : item))
  const assumed = [...fallen].map(({ indicator }) => indicator)
  // what is not taken as the whole after all is not said to be
  const isWhole = items.some(
    (one) => one.mode === 'cumulative' && indicatorOf(ground.plan, one.indicator).kind !== 'rate',
  )
  const doubts = said.doubts.filter((one) => isWhole || one !== COUNTED_WHOLE)
  const update = { ...said, items, assumed, doubts }
  const prepared = await prepare(asked.store, ground, update, today)
  const isLikely = (one: Prepared): boolean => one.findings.length === 0 && !one.choice && isMonthsWork(one)
  const isSure = prepared.every((one) => said.items.includes(one.item) || isLikely(one))
  return isSure ? { update, prepared } : as
}

/** 58家 after 60家 at the end of May is too much for a month, as the year went so far: the whole rather, and wrong. */
const isMonthsWork = ({ item, last }: Prepared): boolean =>
  !last || compare(multiply(item.value, amount(monthOf(last.asOf))), multiply(last.cumulative, LIMITS.jumpTimes)) <= 0

/** 累计11家 */
const isSaidWhole = (said: Utterance): boolean =>
  modeIn(said) === 'cumulative' || spansIn(said, 'amount').some(({ found }) => found.mode === 'cumulative')
