/** 零报告: one tap says that nothing new happened, for all counts and areas that are still owed; never for rates. */

import { owing, placesOf } from '../ledger/index.ts'
import type { Card } from '../message/card.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { inboxId } from '../message/incoming.ts'
import { ZERO } from '../office/amount.ts'
import { addDays, type Day, dateOf, dayOf } from '../office/day.ts'
import { lastOver, periodOfIndicator, settledByNil } from '../office/owed.ts'
import { endOf, kindOf, type Period, parsePeriod, periodOf, readPeriod } from '../office/period.ts'
import type { Indicator } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import { LIMITS } from './checks.ts'
import { openDrafts } from './drafts.ts'
import type { Item } from './item.ts'
import { record } from './record.ts'
import { forRegion } from './region.ts'
import { REPORTERS } from './scope.ts'
import * as text from './text.ts'
import type { Ground } from './weigh.ts'

/** Days at the beginning of a month in which the month before is reported. */
const DAYS_OF_REPORTING = 10

export const nilCommand = (ground: Ground): Command => ({
  name: '零报告',
  words: ['本月无新增', '无新增', 'nil'],
  right: { kind: 'role', roles: REPORTERS },
  summary: '本月无新增：一次报清还没报的数量类指标（比率除外）',
  example: () => '/零报告',
  run: (asked) =>
    forRegion(asked, ground, '零报告', (place) => reportNil(asked, ground, place.region, place.proxy, place.rest)),
})

async function reportNil(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  proxy: boolean,
  rest: string,
): Promise<Outcome> {
  const { person, store, now } = asked
  if (!person) return { status: 'refused', writes: [], reply: text.noRight('零报告', undefined, REPORTERS) }
  const today = dayOf(now)
  const places = await placesOf(store, [region])
  const said = asked.values['period'] ? parsePeriod(asked.values['period']) : readPeriod(rest, ground.plan.year)
  const asks = said ? undefined : await whichPeriod(store, ground, region, today)
  if (asks) return { status: 'clarify', writes: [], reply: asks }
  const owed = await nilOwed(store, ground, region, today, said)
  if (owed.indicators.length === 0) {
    return { status: 'settled', writes: [], reply: text.nothingOwedForNil(ground.regions.get(region), owed) }
  }
  const items = owed.indicators.map((one) => nilItem(one, asOfIn(owed.period, today)))
  const update = { region, items, correcting: false, proxy, doubts: [] }
  return record({ asked, person, ground, places, message: inboxId(asked.message) }, update)
}

/** In the first days of a month 本月 is the one just over; later it may be the running one as well as the one owed. */
async function whichPeriod(store: Reader, ground: Ground, region: RegionKey, today: Day): Promise<Card | undefined> {
  const over = await nilOwed(store, ground, region, today)
  const running = periodOf(kindOf(over.period), today)
  if (dateOf(today) <= DAYS_OF_REPORTING || over.indicators.length === 0 || running === over.period) return undefined
  return text.nilOfWhich(region, [over.period, running])
}

export const nilItem = (indicator: Indicator, asOf: Day): Item => ({
  indicator: indicator.id,
  mode: 'increment',
  typedValue: '无新增',
  value: ZERO,
  asOf,
  nil: true,
})

/** A period's last day; today in a period that still runs. */
export function asOfIn(period: Period, today: Day): Day {
  const end = endOf(period)
  return end <= addDays(today, LIMITS.daysAhead) ? end : today
}

/** What a nil report would settle. */
interface NilOwed {
  readonly period: Period
  readonly indicators: readonly Indicator[]
  /** owed too, but said in an update that its sender has yet to confirm: 其他 does not mean these */
  readonly waiting: number
}

/** The counts and areas still owed: for the period that is over, or, when that is settled, for the running one. */
export async function nilOwed(
  store: Reader,
  { plan }: Ground,
  region: RegionKey,
  today: Day,
  said?: Period,
): Promise<NilOwed> {
  const drafted = (await openDrafts(store, [region])).flatMap((draft) => draft.update.items)
  const countable = settledByNil(plan.indicators)
  const periods = said
    ? [said]
    : [
        ...new Set([
          ...countable.map((one) => lastOver(one, today)),
          ...countable.map((one) => periodOfIndicator(one, today)),
        ]),
      ]
  for (const period of periods) {
    const { missing } = await owing(store, plan, region, period)
    const owed = settledByNil(missing)
    const indicators = owed.filter(
      (one) => !drafted.some((item) => item.indicator === one.id && periodOfIndicator(one, item.asOf) === period),
    )
    if (owed.length > 0) return { period, indicators, waiting: owed.length - indicators.length }
  }
  return { period: periods[0] ?? (today.slice(0, 7) as Period), indicators: [], waiting: 0 }
}
