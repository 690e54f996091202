/** Which stages of which deadlines are to be run now, and when to look again. */
import type { Calendar } from '../../office/calendar.ts'
import { addDays, at, DAY_MS, type Day, dayOf, type Instant, instant } from '../../office/day.ts'
import { type Deadline, deadlineOf, type Move, moveFor, periodsDue } from '../../office/deadline.ts'
import { isOpen, opening } from '../../office/hours.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { firstCheck, type Rule, type Stage } from '../../office/schedule.ts'

/** One stage of one deadline, for the regions that have that deadline. */
export interface Pass {
  /** rule, period, revision of the due day, stage */
  readonly id: string
  readonly deadline: Deadline
  readonly stage: Stage
  /** the instant laid down for it */
  readonly at: Instant
  readonly regions: readonly RegionKey[]
}

/** What is due at an instant, and until when nothing else is. */
export interface Agenda {
  /** to be run now, earliest first; they count as run even where they are folded into a later one */
  readonly passes: readonly Pass[]
  /** nothing is due before this instant, unless a deadline is moved */
  readonly next: Instant
}

/** What is due when: rules with moved deadlines, and what has been run of them. */
export interface Timetable {
  readonly rules: readonly Rule[]
  readonly calendar: Calendar
  readonly regions: Regions
  readonly moves: readonly Move[]
  /** ids of passes that have been run */
  readonly ran: ReadonlySet<string>
  /** stages laid down before this instant are not caught up: the office was not reminding yet */
  readonly since: Instant
}

/** What was missed longer ago than this is no reminder any more; the summaries still name who is missing. */
const CATCH_UP_WORKDAYS = 10
const LONGEST_WAIT_DAYS = 20
const YEAR_DAYS = 366
/** How far coordinators' lists look for deadlines. */
const LIST_DAYS = 100

/**
 * The agenda at an instant.
 *
 * Depends on nothing but what is handed in: late, doubled and dropped calls lead to the same passes, each once.
 * On days off and in a rule's quiet hours nothing is run; it waits for the next opening.
 */
export function agenda(timetable: Timetable, now: Instant): Agenda {
  const { calendar } = timetable
  const today = dayOf(now)
  const floor = Math.max(timetable.since, at(calendar.addWorkdays(today, -CATCH_UP_WORKDAYS)))
  const passes: Pass[] = []
  let next = now + LONGEST_WAIT_DAYS * DAY_MS
  for (const { rule, deadline, stage } of stagesNear(timetable, today)) {
    const id = passId(deadline, stage)
    const day = stageDay(deadline, stage, calendar)
    // The exact instant is only worth finding where it may matter.
    if (timetable.ran.has(id) || at(addDays(day, 1)) <= floor || at(day) > next) continue
    const due = instant(firstCheck(rule.cron, at(day, stage.clock)) ?? at(day, stage.clock))
    if (due > now) next = Math.min(next, due)
    else if (due < Math.max(floor, deadline.announced ?? 0)) continue
    else if (isOpen(rule, now, calendar)) passes.push({ id, deadline, stage, at: due, regions: deadline.regions() })
    else next = Math.min(next, opening(rule, now, calendar))
  }
  return { passes: passes.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)), next: instant(next) }
}

/** Every stage of every deadline around a day, rule by rule. */
const stagesNear = (timetable: Timetable, today: Day) =>
  timetable.rules.flatMap((rule) =>
    deadlinesNear(rule, today, timetable, reachOf(rule)).flatMap((deadline) =>
      rule.stages.map((stage) => ({ rule, deadline, stage })),
    ),
  )

const passId = ({ rule, period, revision }: Deadline, stage: Stage): string =>
  `${rule.id}/${period}/${revision}/${stage.id}`

/** A stage on a day off goes out on the working day before; one after the deadline counts working days anyway. */
function stageDay({ due, lastDay }: Deadline, { workdays }: Stage, calendar: Calendar): Day {
  if (workdays > 0) return calendar.addWorkdays(lastDay, workdays)
  return workdays < 0 ? calendar.addWorkdays(due, workdays) : calendar.previousWorkday(due)
}

/** A deadline with the regions that have it, found when asked for: most deadlines around a day have nothing to run. */
export type RegionalDeadline = Deadline & { readonly regions: () => readonly RegionKey[] }

interface Reach {
  readonly back: number
  readonly ahead: number
}

/**
 * Within how many days a deadline may have a stage to run or to wait for. Twice the working days and a few weeks
 * cover every holiday, the catching up and the wait.
 */
function reachOf({ stages, graceDays }: Rule): Reach {
  const days = stages.map(({ workdays }) => workdays)
  return { back: 2 * Math.max(...days, 0) + graceDays + 40, ahead: 2 * Math.max(...days.map((n) => -n), 0) + 40 }
}

/** The deadlines of a rule around a day, one for each set of regions that share it. */
function deadlinesNear(
  rule: Rule,
  today: Day,
  timetable: Pick<Timetable, 'calendar' | 'regions' | 'moves'>,
  { back, ahead }: Reach,
): RegionalDeadline[] {
  const moved = timetable.moves.filter((move) => move.rule === rule.id).map((move) => move.period)
  const periods = new Set([...periodsDue(rule, addDays(today, -back), addDays(today, ahead)), ...moved])
  return [...periods].flatMap((period) => deadlinesOf(rule, period, timetable))
}

/** A period's deadlines, one for each day to which some of its regions were moved. */
export function deadlinesOf(
  rule: Rule,
  period: Period,
  { calendar, regions, moves }: Pick<Timetable, 'calendar' | 'regions' | 'moves'>,
): RegionalDeadline[] {
  const owing = (): RegionKey[] => owingRegions(rule, period, regions)
  const mine = moves.filter((move) => move.rule === rule.id && move.period === period)
  if (mine.length === 0) return [{ ...deadlineOf(rule, period, calendar), regions: owing }]
  const groups = new Map<Move | undefined, RegionKey[]>()
  for (const region of owing()) {
    const move = moveFor(mine, rule, period, region, regions)
    const group = groups.get(move)
    if (group) group.push(region)
    else groups.set(move, [region])
  }
  return [...groups].map(([move, all]) => ({ ...deadlineOf(rule, period, calendar, move), regions: () => all }))
}

/**
 * The deadlines that concern coordinators on a day: due within a week, or passed within the last ten working days;
 * where there are none, the next ones.
 */
export function openDeadlines(
  timetable: Pick<Timetable, 'rules' | 'calendar' | 'regions' | 'moves'>,
  day: Day,
): RegionalDeadline[] {
  const { rules, calendar } = timetable
  const from = calendar.addWorkdays(day, -CATCH_UP_WORKDAYS)
  const all = rules
    .filter(({ indicators }) => indicators.length > 0)
    .flatMap((rule) => deadlinesNear(rule, day, timetable, { back: LIST_DAYS, ahead: LIST_DAYS }))
    .filter(({ due }) => from <= due)
    .sort((a, b) => (a.due < b.due ? -1 : 1))
  const open = all.filter(({ due }) => due < addDays(day, 7))
  return open.length > 0 ? open : all.filter(({ due }) => due === all[0]?.due)
}

/** Deadlines that passed longer ago than `openDeadlines` looks back, the oldest first. */
export function olderDeadlines(
  timetable: Pick<Timetable, 'rules' | 'calendar' | 'regions' | 'moves'>,
  day: Day,
): RegionalDeadline[] {
  const { rules, calendar } = timetable
  const from = calendar.addWorkdays(day, -CATCH_UP_WORKDAYS)
  return rules
    .filter(({ indicators }) => indicators.length > 0)
    .flatMap((rule) => deadlinesNear(rule, day, timetable, { back: YEAR_DAYS, ahead: 0 }))
    .filter(({ due }) => due < from)
    .sort((a, b) => (a.due < b.due ? -1 : 1))
}

/** The periods of which reports have to be read to run these passes. */
export function periodsOf(passes: readonly Pass[], timetable: Timetable, now: Instant): Period[] {
  const periods = passes.flatMap(({ deadline }) =>
    deadline.rule.indicators.length > 0
      ? [deadline.period]
      : openDeadlines(timetable, laterOf(deadline.due, dayOf(now))).map(({ period }) => period),
  )
  return [...new Set(periods)]
}

/** The later of two days. */
export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)

/** The regions of the rule's level that existed at the period's end. */
function owingRegions(rule: Rule, period: Period, regions: Regions): RegionKey[] {
  const on = endOf(period)
  return (rule.level === 'city' ? regions.cities(on) : regions.counties(on)).map(({ key }) => key)
}
