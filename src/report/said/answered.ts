/** How what waits stands, in a line: 现在一共是几户, 高企你写的几. What it does not hold is looked up in the ledger. */

import { marksIn, spansIn, type Utterance } from '../../language/index.ts'
import { latest } from '../../ledger/index.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import { isZero } from '../../office/amount.ts'
import { dayOf } from '../../office/day.ts'
import type { Period } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import { type FigureState, standsCard } from '../cards/said.ts'
import type { Draft } from '../drafts.ts'
import type { Occasion } from '../entry.ts'
import { rowsOf } from '../item.ts'
import type { Reporting } from '../read/region.ts'
import { showing } from '../rules/kept.ts'
import { prepare } from '../rules/prepare.ts'
import type { Waiting } from './waiting.ts'

/**
 * The answer to 现在一共是几户: how figures stand in the drafts, and on record those that the drafts lack.
 * @param indicators those that are named; none: what was shown last, or all where all is asked for
 * @returns undefined where no draft waits, or those named are not in one
 */
export async function answered(waiting: Waiting, indicators: readonly IndicatorId[]): Promise<Outcome | undefined> {
  const { asked, ground, drafts, live, wants } = waiting
  const [newest] = drafts
  if (live.length === 0) return undefined
  // with no name in it, it is of what was shown last, unless all of it is asked for
  const isOfAll = indicators.length > 0 || saysAll(asked.said())
  const meant = isOfAll ? live : live.slice(0, 1)
  const states = (await Promise.all(meant.map((draft) => standing(waiting, draft)))).flat()
  const held = states.filter(({ indicator }) => indicators.length === 0 || indicators.includes(indicator))
  // 用水量也算没有吗: of none that waits
  if (indicators.length > 0 && held.length === 0) return undefined
  const of = indicators.length > 0 ? indicators : isOfAll ? ground.plan.indicators.map(({ id }) => id) : []
  const missing = of.filter((id) => held.every(({ indicator }) => indicator !== id))
  const stands = missing.length > 0 ? await onRecord({ asked, ground, region: newest.region }, missing) : []
  const recorded = indicators.length > 0 ? stands : ofMonth(asked, newest, stands)
  const request = { ...wants, ...showing(live) }
  return answer('clarify', standsCard(ground, [...held, ...recorded], live), { request })
}

/** 6月交了几项, 一共报了多少, 都念一遍: not of what was shown last alone, but of what was handed in, too. */
const saysAll = (said: Utterance): boolean =>
  spansIn(said, 'time').some(({ latent, found }) => !latent && found.grain === 'month') ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported') ||
  marksIn(said, 'every').length > 0

/** Those of the month that is said, else of the one that waits. */
function ofMonth({ said }: Asked, { update }: Draft, all: readonly FigureState[]): FigureState[] {
  // 这个月 is the one that waits
  const [time] = spansIn(said(), 'time').filter(
    ({ latent, found }) => !latent && !found.current && found.grain === 'month',
  )
  const days = time ? [time.found.to] : rowsOf(update).flatMap(({ asOf }) => asOf ?? [])
  return all.filter((one) => one.state === 'recorded' && days.some((day) => day.slice(0, 7) === one.asOf.slice(0, 7)))
}

async function standing({ asked, ground }: Occasion, draft: Draft): Promise<FigureState[]> {
  const prepared = await prepare(asked.store, ground, draft.update, dayOf(asked.now))
  const { parts = [] } = draft.update
  return [
    ...prepared.map(({ said, last, held, indicator, item }): FigureState => {
      const before = held?.said ?? last
      return {
        indicator: indicator.id,
        cumulative: said.cumulative,
        asOf: said.asOf,
        ...(item.mode === 'increment' && !isZero(said.value) && { added: said.value }),
        ...(before && { before: { cumulative: before.cumulative, asOf: before.asOf } }),
        state: 'draft',
      }
    }),
    ...parts.flatMap(({ indicator, message }): FigureState[] =>
      indicator ? [{ indicator, state: 'lacking', message }] : [],
    ),
  ]
}

/** How indicators stand in the ledger for the region, the plan's year to date; `none` for one without a figure. */
export async function onRecord(it: Reporting, indicators: readonly IndicatorId[]): Promise<FigureState[]> {
  const { asked, ground, region } = it
  const all = await latest(asked.store, { regions: [region], indicators }, String(ground.plan.year) as Period)
  return indicators.map((indicator): FigureState => {
    const found = all.find((one) => one.indicator === indicator)
    return found
      ? { indicator, cumulative: found.cumulative, asOf: found.asOf, state: 'recorded' }
      : { indicator, state: 'none' }
  })
}
