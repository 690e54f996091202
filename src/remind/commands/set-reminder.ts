/** A reminder that somebody asked for is set: of a report as long as it is owed, of anything else in any case. */
import type { Span } from '../../language/index.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import type { Pressed } from '../../message/input.ts'
import { type Outgoing, unposted } from '../../message/outgoing.ts'
import { at, clockOf, dayOf, type Instant } from '../../office/day.ts'
import { whenOpen } from '../../office/hours.ts'
import { endOf } from '../../office/period.ts'
import type { PersonId, Role } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'
import { type Query, sql } from '../../store/index.ts'
import { messageCard } from '../cards/cards.ts'
import type { Pass, RegionalDeadline } from '../planner/agenda.ts'
import { owedReportOf } from '../planner/outgoing.ts'
import { Arrears } from '../planner/owing.ts'
import { backdropOf, type RemindingOffice, situationAt } from '../planner/planner-input.ts'
import type { Mailing, Reminder } from '../planner/reminder.ts'
import { both, stillToThePoint } from '../planner/send-guard.ts'
import { pressSnooze, type snoozeInput } from '../presses.ts'
import * as text from '../text/own.ts'
import { moment, noSuchDeadline, notYours } from '../text/words.ts'
import { deadlineMeant } from './move.ts'
import { contextAt, nothingMissing, type RemindContext } from './remind-context.ts'
import { instantWanted, otherTimes } from './when.ts'
import { actIn, isQuestion, purposeIn } from './wish.ts'

const MORNING = '09:00'

const CONTACT: readonly Role[] = ['contact']

/** The fields of 稍后提醒 as read. */
export type Snoozed = Pressed<ReturnType<typeof snoozeInput>>

/**
 * Sets a reminder for the asker: of a report for as long as it is owed, of anything else in any case. It comes within
 * office hours; without a time on the next working morning.
 */
export async function snooze(asked: Asked, pressed: Snoozed, office: RemindingOffice): Promise<Outcome> {
  const { person, now } = asked
  if (!person) return answer('refused', notYours())
  const context = await contextAt(office, now, asked.store)
  const isAsked = pressed.asks !== undefined && pressed.at === undefined
  const when = isAsked ? 'unclear' : whenWanted(asked, pressed.at, office)
  const region = pressed.region ?? person.posts.find(({ role }) => CONTACT.includes(role))?.region
  const purpose = purposeOf(asked, pressed, region)
  if (purpose !== undefined) return ownReminder(asked, { person: person.id, when, purpose }, context, office)
  if (!region) return answer('refused', notYours())
  const deadline = deadlineOf(context, pressed, region)
  if (!deadline) return answer('refused', noSuchDeadline())
  if (when === 'unclear') return asksWhen(pressed)
  if (when <= now) return answer('refused', text.timePast(now))
  return reportReminder(asked, { person: person.id, region, deadline, when, pressed }, context, office)
}

/** What one wishes to be reminded of, where that is no report; whoever owes none is reminded of what was spoken of. */
function purposeOf(asked: Asked, pressed: Snoozed, region: RegionKey | undefined): string | undefined {
  const said = pressed.at === undefined ? purposeIn(asked.said('ahead'), wishIn(asked)) : undefined
  const spoken = region ? undefined : asked.turns.at(-1)?.text
  return said ?? (spoken ? short(spoken) : undefined)
}

/** The deadline that was named; of none that is named, the first of which something is missing. */
function deadlineOf(
  context: RemindContext,
  { period, rule }: Snoozed,
  region: RegionKey,
): RegionalDeadline | undefined {
  const { today, owing, open } = context
  const isLacking = (one: RegionalDeadline): boolean =>
    one.due >= today && endOf(one.period) < today && owing.missing(one, region).length > 0
  const first = period || rule ? undefined : open.find(isLacking)
  return first ?? deadlineMeant(context, { period, rule, region }) ?? open[0]
}

function asksWhen({ region, period, rule }: Snoozed): Outcome {
  const { values } = pressSnooze({ region, period, rule, asks: '1' })
  return answer('incomplete', text.timeUnclear(), { asks: { slots: ['time'], values } })
}

interface Reminding {
  readonly person: PersonId
  readonly region: RegionKey
  readonly deadline: RegionalDeadline
  readonly when: Instant
  readonly pressed: Snoozed
}

/** A reminder of a report, as long as something of it is missing; set twice for the same minute it is one. */
async function reportReminder(
  asked: Asked,
  { person, region, deadline, when, pressed }: Reminding,
  context: RemindContext,
  office: RemindingOffice,
): Promise<Outcome> {
  const { store, now } = asked
  const situation = await situationAt(office, context.timetable, [deadline.period], now, store)
  const missing = new Arrears(situation).missing(deadline, region)
  if (missing.length === 0) return answer('settled', nothingMissing(context, [region], deadline.period))
  const due = whenOpen(deadline.rule, when, office.calendar)
  const part = reminderOf({ deadline, region, missing, person, due }, now)
  const { values } = pressSnooze({ region: pressed.region, period: pressed.period, rule: pressed.rule })
  const isNew = (await unposted(store, [part.key])).length > 0
  return answer('snoozed', text.snoozed(when, due, otherTimesOf(part, office, now)), {
    request: { snooze: { key: part.key, at: when, due, values } },
    ...(isNew && { says: [await snoozedMessage(part, office, context, asked)] }),
  })
}

/** Buttons for another time of the same reminder. */
const otherTimesOf = ({ region, pass: { deadline } }: Reminder, office: RemindingOffice, now: Instant) =>
  otherTimes(now, office.calendar, 2).map((at) => ({
    label: moment(at),
    means: { region, period: deadline.period, rule: deadline.rule.id, at },
  }))

/** The reminder as it goes out when its time comes, if it is still to the point and nobody else has reminded since. */
async function snoozedMessage(
  part: Reminder,
  office: RemindingOffice,
  { timetable: { moves } }: RemindContext,
  { now, store }: Asked,
): Promise<Outgoing> {
  const { key, person, pass } = part
  const { at: due } = pass
  const message: Mailing = { key, person, at: due, parts: [part] }
  const card = messageCard(message, await backdropOf(office, [message], now, store))
  const isOwed = stillToThePoint(person, [owedReportOf(part)], dayOf(due), { ...office, moves })
  return { key, to: { kind: 'person', person }, card, due, unless: both(isOwed, notRemindedSince(now, part)) }
}

type Wanted = Pick<Reminder, 'region' | 'missing' | 'person'> & {
  readonly deadline: Pass['deadline']
  readonly due: Instant
}

/** The reminder of a report as somebody asked for it; its key is the same for the same report, person and minute. */
function reminderOf({ deadline, region, missing, person, due }: Wanted, now: Instant): Reminder {
  const time = `${dayOf(due)}T${clockOf(due)}`
  const key = `snooze/${deadline.rule.id}/${deadline.period}/${deadline.revision}/${time}/${region}/${person}`
  const clock = clockOf(due)
  const stage = { id: 'snooze', workdays: 0, clock, audience: ['contact'], urgent: false, onlyIfMissing: true } as const
  const pass: Pass = { id: key, deadline, stage, at: due, regions: [region] }
  const reason = text.asYouAsked(now)
  return { kind: 'reminder', key, pass, person, region, missing, urgent: false, folded: [], reason }
}

/** What somebody wishes to be reminded of, in their words, and when. */
interface OwnWish {
  readonly person: PersonId
  readonly when: Instant | 'unclear'
  readonly purpose: string
}

/**
 * Sets a reminder of something that is no report. `when` outside office hours is put off to the next opening.
 */
export async function ownReminder(
  { now, id }: Asked,
  { person, when, purpose }: OwnWish,
  { timetable, open }: RemindContext,
  { calendar }: RemindingOffice,
): Promise<Outcome> {
  if (when === 'unclear') return answer('incomplete', text.timeUnclear())
  if (when <= now) return answer('refused', text.timePast(now))
  const rule = open[0]?.rule ?? timetable.rules[0]
  const due = rule ? whenOpen(rule, when, calendar) : when
  const key = `snooze/own/${id()}/${person}`
  return answer('snoozed', text.ownSnoozed(when, due, purpose), {
    request: { snooze: { key, at: when, due, purpose, values: {} } },
    says: [{ key, to: { kind: 'person', person }, card: text.yourOwn(purpose, now), due }],
  })
}

/** The clock's own reminder of the same report, or one by hand, makes this one superfluous. */
const notRemindedSince = (now: Instant, { person, region, pass: { deadline, at: due } }: Reminder): Query =>
  sql(
    `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM reminder r WHERE r.day = ? AND r.person = ? AND r.region = ?
     AND r.rule = ? AND r.period = ? AND r.at > ?)`,
    dayOf(due),
    person,
    region,
    deadline.rule.id,
    deadline.period,
    now,
  )

const LONGEST_SPOKEN = 40
const short = (words: string): string => words.slice(0, LONGEST_SPOKEN)

const wishIn = ({ said }: Asked): Span | undefined => actIn(said('ahead'), 'snooze')

/** The instant pressed or said; the next working day's morning without one. */
function whenWanted(asked: Asked, pressed: Instant | undefined, { calendar }: RemindingOffice): Instant | 'unclear' {
  if (pressed !== undefined) return pressed
  const said = asked.said('ahead')
  const wanted = isQuestion(said) ? ({ kind: 'unclear' } as const) : instantWanted(said, asked.now, wishIn(asked))
  if (wanted.kind === 'unclear') return 'unclear'
  return wanted.kind === 'said' ? wanted.is : at(calendar.addWorkdays(dayOf(asked.now), 1), MORNING)
}
