/** A figure that cannot stand as it was said and can in one other way: that way it is proposed. */
import { spansIn } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import type { Item, Update } from '../read/item.ts'
import { modeIn } from '../read/part.ts'
import { prepare } from './prepare.ts'
import { blocksOf, type Ground, type Prepared } from './weigh.ts'

/** An update as it can stand, weighed. */
export interface Weighed {
  readonly update: Update
  readonly prepared: readonly Prepared[]
}

/**
 * Below the last cumulative figure a number can only be what was added since, where it was not said to be the whole:
 * 11家 after 60家 is 71家, to be confirmed.
 */
export async function standing(asked: Asked, ground: Ground, said: Update): Promise<Weighed> {
  const today = dayOf(asked.now)
  const prepared = await prepare(asked.store, ground, said, today)
  const as = { update: said, prepared }
  if (said.correcting || asked.message.kind !== 'text' || isSaidWhole(asked)) return as
  const fallen = new Set(prepared.filter(isFallen).map(({ item }) => item))
  if (fallen.size === 0) return as
  const items = said.items.map((item): Item => (fallen.has(item) ? { ...item, mode: 'increment' } : item))
  const weighed = await prepare(asked.store, ground, { ...said, items }, today)
  const stands = weighed.filter(
    ({ item }) => !fallen.has(item) && item.mode === 'increment' && !said.items.includes(item),
  )
  const isSure = stands.every((one) => blocksOf([one]).length === 0 && !one.choice)
  if (!isSure) return as
  const assumed = stands.map(({ indicator }) => indicator.id)
  const update = { ...said, items, assumed }
  return { update, prepared: await prepare(asked.store, ground, update, today) }
}

const isFallen = (one: Prepared): boolean => {
  const [only, another] = blocksOf([one])
  return (
    only?.finding.check === 'falls' && !another && one.item.mode === 'cumulative' && one.item.increment === undefined
  )
}

/** 累计11家 */
const isSaidWhole = ({ said }: Asked): boolean =>
  modeIn(said()) === 'cumulative' || spansIn(said(), 'amount').some(({ found }) => found.mode === 'cumulative')
