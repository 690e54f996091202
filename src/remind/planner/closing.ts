/** A period closes: the draft of its bulletin (通报) goes to the province's coordinators, once. */

import { bulletinDraftMessages } from '../../bulletin/index.ts'
import { type Outgoing, unposted } from '../../message/outgoing.ts'
import { addDays, at, DAY_MS, dayOf, type Instant, instant } from '../../office/day.ts'
import { periodsDue } from '../../office/deadline.ts'
import { isOpen, opening } from '../../office/hours.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import type { Rule } from '../../office/schedule.ts'
import type { Reader } from '../../store/index.ts'
import { readRoster } from '../rows.ts'
import { deadlinesOf, type Timetable } from './agenda.ts'
import type { RemindingOffice } from './planner-input.ts'
import { Rota } from './roster.ts'

/** A draft that was due longer ago is no news: it can be asked for at any time. */
const CATCH_UP_WORKDAYS = 10
const REACH_DAYS = 60
const LONGEST_WAIT_MS = 20 * DAY_MS

/** A rule's period that has closed. */
export interface Closing {
  readonly rule: Rule
  readonly period: Period
}

/**
 * The periods whose bulletin draft is due (`Rule.bulletin`: working days behind the deadline of the last county,
 * moved ones counted), and the instant at which to look again.
 */
export function closings(
  timetable: Timetable,
  now: Instant,
): { readonly closed: readonly Closing[]; readonly next: Instant } {
  const { calendar, rules, since } = timetable
  const today = dayOf(now)
  const floor = Math.max(since, at(calendar.addWorkdays(today, -CATCH_UP_WORKDAYS)))
  const closed: Closing[] = []
  let next = now + LONGEST_WAIT_MS
  for (const rule of rules) {
    if (!rule.bulletin) continue
    for (const period of periodsDue(rule, addDays(today, -REACH_DAYS), addDays(today, REACH_DAYS))) {
      const last = deadlinesOf(rule, period, timetable)
        .map(({ lastDay }) => lastDay)
        .sort()
        .at(-1)
      if (!last || endOf(period) > today) continue
      const due = at(calendar.addWorkdays(last, rule.bulletin.workdays), rule.bulletin.clock)
      if (due > now) next = Math.min(next, due)
      else if (due < floor) continue
      else if (isOpen(rule, now, calendar)) closed.push({ rule, period })
      else next = Math.min(next, opening(rule, now, calendar))
    }
  }
  return { closed, next: instant(next) }
}

/**
 * The bulletin drafts of closed periods for the province's coordinators on duty; one that somebody has is left out.
 */
export async function draftsToHand(
  office: RemindingOffice,
  closed: readonly Closing[],
  now: Instant,
  store: Reader,
): Promise<Outgoing[]> {
  if (closed.length === 0) return []
  const duty = new Rota(await readRoster(store, dayOf(now)), office.regions, dayOf(now))
  const people = [
    ...new Set(duty.acting('provincial-coordinator', office.regions.province.key).map(({ person }) => person)),
  ]
  const messages: Outgoing[] = []
  for (const { rule, period } of closed) {
    for (const person of people) {
      const key = keyOf(rule, period, person)
      if ((await unposted(store, [key])).length === 0) continue
      messages.push(
        ...(await bulletinDraftMessages(store, { ...office, plan: planOf(office, period) }, period, {
          key,
          person,
          now,
        })),
      )
    }
  }
  return messages
}

const keyOf = (rule: Rule, period: Period, person: PersonId): string => `bulletin-draft/${rule.id}/${period}/${person}`

const planOf = ({ plans }: RemindingOffice, period: Period) => {
  const plan = plans.find(({ year }) => String(year) === period.slice(0, 4)) ?? plans.at(-1)
  if (!plan) throw new Error('an office has a plan')
  return plan
}
