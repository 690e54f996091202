/** What lies open on a day: deadlines, who is missing, who is on duty; read once for a command. */
import { spansIn, type Utterance } from '../../language/index.ts'
import type { Card } from '../../message/card.ts'
import { type Day, dayOf, type Instant } from '../../office/day.ts'
import { isOpen, opening } from '../../office/hours.ts'
import { endOf, kindOf, type Period, periodOf, spanOf } from '../../office/period.ts'
import type { Role } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Rule } from '../../office/schedule.ts'
import type { Reader } from '../../store/index.ts'
import { deadlinesOf, olderDeadlines, openDeadlines, type RegionalDeadline, type Timetable } from '../planner/agenda.ts'
import { Arrears, type Situation } from '../planner/owing.ts'
import { type RemindingOffice, situationAt, timetableAt } from '../planner/planner-input.ts'
import { Rota } from '../planner/roster.ts'
import { allReported } from '../text/words.ts'

/** The deadlines and who owes what, as one command of reminding needs them, read at once. */
export interface RemindContext {
  readonly today: Day
  readonly timetable: Timetable
  readonly situation: Situation
  readonly duty: Rota
  readonly owing: Arrears
  /** due this week or passed lately; where there are none, the next ones */
  readonly open: readonly RegionalDeadline[]
  /** passed longer ago, the oldest first: something may be missing still */
  readonly older: readonly RegionalDeadline[]
}

/**
 * Reads the context in few queries, whatever the number of regions.
 * @param now an instant of the office's time
 * @param named a period that is read though it is due later than this week
 */
export async function contextAt(
  office: RemindingOffice,
  now: Instant,
  store: Reader,
  named?: Period,
): Promise<RemindContext> {
  const today = dayOf(now)
  const timetable = await timetableAt(office, now, now, store)
  const open = [...openDeadlines(timetable, today), ...(named ? deadlinesFor(named, timetable) : [])]
  const older = olderDeadlines(timetable, today)
  const periods = [...new Set([...older, ...open].map(({ period }) => period))]
  const situation = await situationAt(office, timetable, periods, now, store)
  const duty = new Rota(situation.roster, office.regions, today)
  return { today, timetable, situation, duty, owing: new Arrears(situation), open, older }
}

/** Who looks after several counties. */
export const COORDINATORS: readonly Role[] = ['city-coordinator', 'provincial-coordinator']

/** The periods that words name, days left out: 6月, 二季度. */
const periodsIn = (said: Utterance): Period[] =>
  spansIn(said, 'time').flatMap(({ found: { grain, from, to, versus }, latent }) => {
    if (grain === 'day' || grain === 'half' || versus || latent) return []
    const period = periodOf(grain, to)
    return spanOf(period).from === from ? [period] : []
  })

/**
 * The period that a button brings or words name.
 * @returns nothing where none is said; `strange` for one that no rule asks for
 */
export function namedPeriod(
  said: Utterance,
  pressed: Period | undefined,
  context: RemindContext,
): { readonly period?: Period; readonly strange?: true } {
  if (pressed) return { period: pressed }
  const named = periodsIn(said)
  const period = named.find((one) =>
    context.timetable.rules.some((rule) => rule.indicators.length > 0 && covers(rule, one)),
  )
  if (period) return { period }
  return named.length > 0 ? { strange: true } : {}
}

/** Whether a rule asks for reports of a period: its kind, and within the rule's first and last. */
export const covers = ({ period: kind, from, to }: Rule, period: Period): boolean =>
  kindOf(period) === kind && from <= period && (to === undefined || period <= to)

/** A period's deadlines by every rule that covers it, moved days counted. */
export const deadlinesFor = (period: Period, timetable: Timetable): RegionalDeadline[] =>
  timetable.rules
    .filter((rule) => rule.indicators.length > 0 && covers(rule, period))
    .flatMap((rule) => deadlinesOf(rule, period, timetable))

/** Whether the context has what is missing of that period. */
export const isLookedAt = ({ older, open }: RemindContext, period: Period): boolean =>
  [...older, ...open].some((one) => one.period === period)

/**
 * Which regions lack reports that could be in by now, by deadline; a deadline of which nothing lacks is left out.
 * @param places those looked at, with all below them
 * @param period one alone; without it all that are open
 */
export function missingNow(
  context: RemindContext,
  places: readonly RegionKey[],
  period?: Period,
): { readonly deadline: RegionalDeadline; readonly regions: readonly RegionKey[] }[] {
  const { regions } = context.situation
  return (period ? [...context.older, ...context.open] : context.open)
    .filter((deadline) => !context.situation.closed?.has(deadline.period))
    .filter((deadline) => (period ? deadline.period === period : endOf(deadline.period) < context.today))
    .map((deadline) => ({
      deadline,
      regions: deadline
        .regions()
        .filter((region) => places.some((place) => regions.within(region, place)))
        .filter((region) => context.owing.missing(deadline, region).length > 0),
    }))
    .filter(({ regions: missing }) => missing.length > 0)
}

/** As `missingNow`, of deadlines that passed longer ago than the open ones. */
export const missingLong = (context: RemindContext, places: readonly RegionKey[]): Missing[] =>
  missingNow({ ...context, open: context.older }, places)

/** The card that nothing is missing, of which periods, and that later ones are not whole yet. */
export function nothingMissing(context: RemindContext, places: readonly RegionKey[], period?: Period): Card {
  const { regions } = context.situation
  const over = [...context.older, ...context.open].flatMap((one) =>
    endOf(one.period) < context.today ? one.period : [],
  )
  const lacking = [...missingLong(context, places), ...missingNow(context, places)].map((one) => one.deadline.period)
  return allReported(
    places.map((place) => regions.get(place).name),
    period ? [period] : [...new Set(over)],
    [...new Set(lacking)].filter((one) => one !== period),
  )
}

/** A deadline with the regions that lack reports for it. */
export type Missing = ReturnType<typeof missingNow>[number]

/** Splits what is missing into what 没报的 means (what is overdue, else what is due next) and what is due later. */
export function atHand(
  lacking: readonly Missing[],
  today: Day,
): { readonly now: Missing[]; readonly later: Missing[] } {
  const inTime = lacking.filter(({ deadline }) => deadline.lastDay >= today)
  const first = inTime.map(({ deadline }) => deadline.lastDay).sort()[0]
  const isOver = inTime.length < lacking.length
  const isNow = ({ deadline }: Missing): boolean => (isOver ? deadline.lastDay < today : deadline.lastDay === first)
  return { now: lacking.filter(isNow), later: lacking.filter((one) => !isNow(one)) }
}

/** `now` within office hours, else the next opening: also by hand nobody is disturbed at night or on a day off. */
export function sendingTime({ timetable, open }: RemindContext, now: Instant): Instant {
  const rule = open[0]?.rule
  return rule && !isOpen(rule, now, timetable.calendar) ? opening(rule, now, timetable.calendar) : now
}
