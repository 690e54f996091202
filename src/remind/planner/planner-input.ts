/** Reading what the planner and the cards are given. */

import type { Read } from '../../language/index.ts'
import { closedOf, latest, type Standing, sealAt, settledFor } from '../../ledger/index.ts'
import type { Calendar } from '../../office/calendar.ts'
import { addDays, at, type Day, dayOf, type Instant } from '../../office/day.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { IndicatorId, Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { ActClassifier } from '../../open/index.ts'
import { writtenFor } from '../../report/index.ts'
import type { Reader } from '../../store/index.ts'
import { type Attentions, attentionsFor } from '../cards/attention.ts'
import { type Backdrop, pairKey } from '../cards/cards.ts'
import { readMoves, readRan, readRoster } from '../rows.ts'
import type { Timetable } from './agenda.ts'
import { rulesOf, type Situation } from './owing.ts'
import type { Mailing } from './reminder.ts'

/** What reminding needs of the office: all plans that may speak, regions, calendar. */
export interface RemindingOffice {
  readonly plans: readonly Plan[]
  readonly regions: Regions
  readonly calendar: Calendar
  /** how a clause is read by itself, and what it does to what is shown */
  readonly reader?: { readonly read: Read; readonly acts: ActClassifier }
}

/** Longer than anything that is caught up: ten working days, National Day and Spring Festival among them. */
const RAN_DAYS = 45

/**
 * Reads what is due when.
 * @param since stages before this instant are not caught up
 */
export async function timetableAt(
  office: RemindingOffice,
  since: Instant,
  now: Instant,
  store: Reader,
): Promise<Timetable> {
  const [moves, ran] = await Promise.all([readMoves(store), readRan(store, at(addDays(dayOf(now), -RAN_DAYS)))])
  return { rules: rulesOf(office.plans), calendar: office.calendar, regions: office.regions, moves, ran, since }
}

/** Reads who is on which post on the day of `now`, and what is settled for these periods. */
export async function situationAt(
  office: RemindingOffice,
  { moves }: Pick<Timetable, 'moves'>,
  periods: readonly Period[],
  now: Instant,
  store: Reader,
): Promise<Situation> {
  const roster = await readRoster(store, dayOf(now))
  const reported = await Promise.all(periods.map(async (period) => [period, await settledFor(store, period)] as const))
  const closed = await closedOf(store, office.regions.province.key, periods)
  return { ...office, moves, roster, reported: new Map(reported), closed }
}

/**
 * Reads what the cards of these messages show, and no more: last figures and own drafts of each county reminded; for
 * summaries what waits and what was returned.
 */
export async function backdropOf(
  office: RemindingOffice,
  messages: readonly Pick<Mailing, 'parts'>[],
  now: Instant,
  store: Reader,
): Promise<Backdrop> {
  const parts = messages.flatMap((message) => message.parts)
  const regions = new Map<Period, Set<RegionKey>>()
  const indicators = new Map<Period, Set<IndicatorId>>()
  const summed = new Set<Period>()
  for (const part of parts) {
    if (part.kind === 'digest') {
      for (const { deadline } of part.sections) summed.add(deadline.period)
      continue
    }
    const { period } = part.pass.deadline
    regions.set(period, (regions.get(period) ?? new Set()).add(part.region))
    const wanted = indicators.get(period) ?? new Set()
    for (const { id } of part.missing) wanted.add(id)
    indicators.set(period, wanted)
  }
  const last = new Map<string, Standing>()
  // Oldest period first, so that the newest figure of a pair is the one that stays.
  for (const period of [...regions.keys()].sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1))) {
    const pairs = { regions: [...(regions.get(period) ?? [])], indicators: [...(indicators.get(period) ?? [])] }
    for (const standing of await latest(store, pairs, period))
      last.set(pairKey(standing.region, standing.indicator), standing)
  }
  const written: Backdrop['written'][number][] = []
  for (const [period, places] of regions) {
    const plan = office.plans.find(({ year }) => String(year) === period.slice(0, 4))
    const found = plan ? await writtenFor(store, plan, [...places], period) : []
    written.push(...found.map((one) => ({ ...one, period })))
  }
  const attentions = new Map<Period, Attentions>()
  for (const period of summed) attentions.set(period, await attentionsFor(office.plans, period, now, store))
  const { province } = office.regions
  const isProvinces = parts.some((part) => part.kind === 'digest' && part.region === province.key)
  return { ...office, last, written, attentions, seal: isProvinces ? await sealOf(dayOf(now), store) : undefined }
}

async function sealOf(day: Day, store: Reader): Promise<Backdrop['seal']> {
  const seal = await sealAt(store, day)
  return seal === undefined ? undefined : { day, seal }
}
