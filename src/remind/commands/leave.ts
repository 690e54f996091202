/** 请假 and 销假: while somebody is away, the stand-in hears. */

import { clausesOf, marksIn, spansIn, tellsNo, type Utterance, unreadIn } from '../../language/index.ts'
import { type Asked, answer, type Command, type Outcome, regionAs } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import type { Outgoing } from '../../message/outgoing.ts'
import type { Asks } from '../../message/thread.ts'
import type { Calendar } from '../../office/calendar.ts'
import { addDays, type Day, dayOf, type Instant } from '../../office/day.ts'
import { periodName } from '../../office/period.ts'
import type { PersonId, Role } from '../../office/person.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { partsChanged } from '../../open/index.ts'
import {
  endLeave,
  goOnLeave,
  hasLeave,
  peopleAddressed,
  peopleNamedIn,
  usualStandIn,
  withdrawLeave,
} from '../../people/index.ts'
import { openDeadlines, type RegionalDeadline } from '../planner/agenda.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { leaveInput, pressLeave } from '../presses.ts'
import * as text from '../text/away.ts'
import { notYours } from '../text/words.ts'
import { stretchIn } from './answer.ts'
import { contactsOf, othersMeant, theirs } from './for-others.ts'
import { LONGEST_NAMING, leaveParts, SHORTEST_NAME } from './leave-parts.ts'
import { contextAt, isLookedAt } from './remind-context.ts'
import { type DayRange, stretchWanted } from './when.ts'
import { actIn, deputyIn, isOfAnother, isStoodInFor, withoutReason } from './wish.ts'

const CONTACT: readonly Role[] = ['contact']

/** /请假: while somebody is on leave, reminders go to a stand-in, who is told; without one to the city's coordinator. */
export const leaveCommand = (office: RemindingOffice): Command =>
  command({
    name: '请假',
    words: ['休假', 'leave'],
    right: { kind: 'listed' },
    summary: '请假期间不提醒您，改提醒代理人',
    help: { group: 'absence', rank: 2, acts: ['leave'], begins: true },
    example: () => '/请假 3天 由 李四 代',
    intents: ['leave'],
    slots: ['time', 'amount', 'reason', 'deputy', 'person', 'for', 'region'],
    effect: 'writes',
    input: leaveInput(office.regions),
    fills: (asked, { values }) => {
      const span = stretchIn(asked, office.calendar)
      if (span) return { ...values, from: span.from, to: span.to }
      const name = deputyNamed(asked)
      return name ? { ...values, stand_in: name } : undefined
    },
    changes: (act, before, { now }) => {
      if (act.act === 'drop' && before['instead']) return { values: { ...before, back: '1' } }
      const values = partsChanged(leaveParts(dayOf(now), before, office.calendar), act, before)
      return values && { values }
    },
    run: (asked, pressed) => takeLeave(asked, pressed, office),
  })

/** 让小陈接，陈立: who takes over, where that was asked for and the words say nothing else. */
function deputyNamed({ said, text: words }: Asked): string | undefined {
  const utterance = said('ahead')
  const named = deputyIn(utterance)
  if (named) return named
  const isElse = ELSE.some((kind) => spansIn(utterance, kind).some(({ latent }) => !latent))
  const isName = spansIn(utterance, 'unread').some(({ at, end }) => end - at >= SHORTEST_NAME)
  return !isElse && isName && words.length <= LONGEST_NAMING ? words.trim() : undefined
}
const ELSE = ['ask', 'act', 'polar', 'repair', 'measure', 'indicator', 'amount', 'time', 'clock'] as const

async function takeLeave(asked: Asked, pressed: LeavePressed, office: RemindingOffice): Promise<Outcome> {
  const { person: asker, now } = asked
  if (!asker) return answer('refused', notYours())
  if (pressed.back && pressed.instead) return withdrawn(asker.id, pressed.instead)
  const today = dayOf(now)
  const said = withoutReason(asked.said('ahead'))
  const away = await whoIsAway(asked, pressed.of, said, office)
  if ('status' in away) return away
  const days = daysMeant(pressed, said, today, office.calendar)
  const leave: Leave = { ...away, days, pressed, deputy: await deputyMeant({ asked, pressed, said }, away, office) }
  if (!days) return form(leave, { from: today, to: today })
  if (isSaidFreely(asked, pressed) && !leave.region && isDoubtful(said)) return form(leave, days)
  if (days.to < today || days.to < days.from || days.to > addDays(today, LONGEST_LEAVE))
    return answer('refused', text.leaveDaysWrong(days.from, days.to))
  const { deputy, person } = leave
  if (deputy.name && !deputy.only) return unclearDeputy(leave, days)
  const standIn = deputy.only ?? (await usualStandIn(asked.store, person.id))
  const owed = await owedWithin(asked, leave.region ?? regionAs(asker, CONTACT), days, office)
  const taken: Taken = { days, standIn, owed }
  const isShownFirst = isOthers(leave) || isPartlyRead(asked, pressed, said) || deputy.isUnknown
  // 我周三请假, of a day on which a report is due: shown first, since it is that that somebody else has to do
  const isOwing = owed !== undefined && isSaidFreely(asked, pressed)
  // 让老李替我两天: from when is only supposed
  const isStartless = isSaidFreely(asked, pressed) && tellsNo(said, 'time')
  return isShownFirst || isOwing || isStartless || isPieced(asked, leave, days)
    ? previewed(leave, taken)
    : record(leave, taken, now)
}

/** What is recorded of a leave, or shown before it is. */
interface Taken {
  readonly days: DayRange
  readonly standIn: Named | undefined
  /** what is due meanwhile */
  readonly owed: text.DueMeanwhile | undefined
}

/** The first report of a county that is due within these days and lacks something, or will; undefined where none is. */
async function owedWithin(
  { now, store }: Asked,
  region: RegionKey | undefined,
  { from, to }: DayRange,
  office: RemindingOffice,
): Promise<text.DueMeanwhile | undefined> {
  if (!region) return undefined
  const context = await contextAt(office, now, store)
  const isLacking = (one: RegionalDeadline): boolean =>
    !isLookedAt(context, one.period) || context.owing.missing(one, region).length > 0
  const due = [...context.open, ...openDeadlines(context.timetable, from)].find(
    (one) => from <= one.due && one.due <= to && one.regions().includes(region) && isLacking(one),
  )
  return due && { what: `${periodName(due.period)}${due.rule.name}`, due: due.due }
}

/** Days of leave that may be taken at once. */
const LONGEST_LEAVE = 366

type LeavePressed = Pressed<ReturnType<typeof leaveInput>>

/** A leave as words and a press tell it: whose it is, which days, who stands in. */
interface Leave extends Away {
  readonly days: DayRange | undefined
  readonly deputy: Deputy
  readonly pressed: LeavePressed
}

/** Who is to stand in, as far as it was told. */
interface Deputy {
  /** as it was said; empty where nobody was named */
  readonly name: string
  /** how many of the roster bear it, the person on leave left out */
  readonly count: number
  /** the one who does */
  readonly only: Named | undefined
  /** the person on leave was named */
  readonly isSelf: boolean
  /** somebody does stand in, and nobody knows who */
  readonly isUnknown: boolean
}

function daysMeant({ from, to }: LeavePressed, said: Utterance, today: Day, calendar: Calendar): DayRange | undefined {
  if (from && to) return { from, to }
  const wanted = stretchWanted(said, today, calendar)
  return wanted.kind === 'said' ? wanted.is : undefined
}

/** Neither by a form nor behind the command's word: what may be a question, or said of somebody else, is shown first. */
const isSaidFreely = ({ commanded }: Asked, { from }: LeavePressed): boolean => !from && !commanded

/** 老周替我审; 6号7号，李姐顶一下: what was not read may be who takes over. */
const isPartlyRead = (asked: Asked, pressed: LeavePressed, said: Utterance): boolean =>
  isSaidFreely(asked, pressed) && isSaidMore(said)

/** A coordinator's word for somebody else is shown before it is recorded. */
const isOthers = ({ region, pressed }: Leave): boolean => region !== undefined && !pressed.shown

/** Whether it was put together from an answer, and is of other days than were recorded: 周末也算上吧. */
const isPieced = ({ message }: Asked, { pressed }: Leave, days: DayRange): boolean =>
  pressed.from !== undefined &&
  message.kind === 'text' &&
  !pressed.shown &&
  (pressed.instead !== days.from || pressed.instead_to !== days.to)

interface Told {
  readonly asked: Asked
  readonly pressed: LeavePressed
  readonly said: Utterance
}

/** Who was named to stand in; where somebody does and was not read as a name, whoever of the roster stands in the words. */
async function deputyMeant({ asked, pressed, said }: Told, away: Away, office: RemindingOffice): Promise<Deputy> {
  const { instead, from, stand_in: typed = '' } = pressed
  const name = (instead ? typed : (deputyIn(said) ?? typed)).trim()
  const isUnnamed = !name && !from && (isPartlyRead(asked, pressed, said) || isStoodInFor(said))
  const words = isUnnamed ? said.raw : name
  const { others, isSelf } = await standInsCalled({ asked, words, said }, away.person.id, office.regions)
  const [only] = others.length === 1 ? others : []
  return { name, count: others.length, only, isSelf, isUnknown: isUnnamed && isStoodInFor(said) && !only }
}

/** What an answer to the form or the preview completes. */
const asksOf = ({ days, deputy: { name }, region }: Leave): Asks => ({
  slots: ['time', 'person'],
  values: { ...days, ...(name && { stand_in: name }), ...(region && { of: region }) },
})

const form = (leave: Leave, days: DayRange): Outcome => {
  const { only, count, name, isUnknown } = leave.deputy
  const reply = text.leaveForm(days, only?.name ?? (count > 1 ? undefined : name), isUnknown)
  return answer('incomplete', reply, { asks: asksOf(leave) })
}

/** The leave that this one takes the place of. */
const recordedBefore = ({ instead, instead_to: insteadTo }: LeavePressed) =>
  instead && { instead, ...(insteadTo && { instead_to: insteadTo }) }

/** The name is nobody's, or several people's; a leave that was recorded stands as it is. */
function unclearDeputy({ deputy: { name, count, isSelf }, pressed }: Leave, days: DayRange): Outcome {
  const { instead } = pressed
  const recorded = recordedBefore(pressed)
  return {
    ...answer('refused', text.standInUnclear(name, count, isSelf, instead !== undefined)),
    asks: { slots: ['person'], values: { ...days, ...recorded } },
    ...(recorded && { opens: pressLeave({ ...days, ...recorded }) }),
  }
}

function previewed(leave: Leave, { days, standIn, owed }: Taken): Outcome {
  const { person, region: of, pressed, deputy } = leave
  const about = { instead: pressed.instead, of, name: person.name, isUnknown: deputy.isUnknown, owed }
  const reply = text.leavePreview(days.from, days.to, standIn?.name, about)
  const isFoundInWords = !deputy.name && deputy.only !== undefined
  return answer('previewed', reply, {
    asks: asksOf(leave),
    opens: pressLeave({ ...days, ...(standIn && { stand_in: standIn.name }), ...recordedBefore(pressed), of }),
    // what was not read is who stands in
    ...(isFoundInWords && { unused: [] }),
  })
}

/** Whether something was not read, beside the words of a reason. */
function isSaidMore(said: Utterance): boolean {
  const reasons = marksIn(said, 'because')
  return unreadIn(said).some(({ at, end }) => !reasons.some((mark) => at <= mark.end && mark.at <= end))
}

interface Away {
  readonly person: Named
  /** where somebody else says so */
  readonly region?: RegionKey
}

/** Oneself; or the one contact of a county that is named by who coordinates it: 替长兴请假. */
async function whoIsAway(
  asked: Asked,
  of: RegionKey | undefined,
  said: Utterance,
  office: RemindingOffice,
): Promise<Away | Outcome> {
  const { person } = asked
  if (!person) return answer('refused', notYours())
  const others = of ? theirs([of], person, office.regions) : othersMeant(asked, said, office.regions)
  if (others === undefined || (!of && isOwnLeave(said))) return { person }
  if (others === 'none') return answer('refused', notYours())
  const { seats, nameOf } = await contactsOf(asked, others, office)
  const [seat, another] = seats
  if (!seat || another) return answer('refused', text.whoseLeave(seats.map((one) => nameOf(one.person))))
  return { person: { id: seat.person, name: nameOf(seat.person) }, region: seat.region }
}

/**
 * 我下周休假，湖州齐科代我: who is away stands in the clause that says so, and a place beside it is of whoever stands in, where
 * it is the speaker who is away or for whom they do.
 */
function isOwnLeave(said: Utterance): boolean {
  const clauses = clausesOf(said)
  const away = clauses.find((one) => actIn(one, 'leave') !== undefined && tellsNo(one, 'region', 'for'))
  // 齐科替我
  const isNamed = (one: Utterance, at: number): boolean => unreadIn(one).some(({ end }) => end === at)
  const isOfDeputy = (one: Utterance): boolean =>
    spansIn(one, 'deputy').length > 0 || spansIn(one, 'own').some(({ at }) => isNamed(one, at))
  return (
    away !== undefined &&
    (spansIn(away, 'own').length > 0 || clauses.every((one) => tellsNo(one, 'region') || isOfDeputy(one)))
  )
}

const withdrawn = (person: PersonId, from: Day): Outcome => ({
  status: 'undone',
  writes: [withdrawLeave(person, from)],
  reply: text.leaveWithdrawn(),
  replaceCard: true,
})

/** Who bears a name, whole or as colleagues of these places are addressed; else whoever is named in the words. Never oneself. */
async function standInsCalled(
  { asked: { store, person }, words, said }: Pick<Told, 'asked' | 'said'> & { readonly words: string },
  own: PersonId,
  regions: Regions,
) {
  const named = words ? await peopleNamedIn(store, words) : []
  const called = named.filter((one) => one.name === words)
  const posts = person?.posts.map(({ region }) => region) ?? []
  const places = [...posts, ...spansIn(said, 'region').map(({ found }) => found.key)]
  const isStrange = words !== '' && named.length === 0
  const addressed = isStrange ? await peopleAddressed(store, words, places, regions) : named
  const found = called.length > 0 ? called : addressed
  return { others: found.filter(({ id }) => id !== own), isSelf: found.length > 0 }
}

const isDoubtful = (said: Utterance): boolean =>
  spansIn(said, 'ask').length > 0 || isOfAnother(said) || actIn(said, 'present') !== undefined

interface Named {
  readonly id: PersonId
  readonly name: string
}

/** Writes the leave in the place of the one that it changes; the stand-in, and whoever did not say it themselves, are told. */
function record({ person, region, pressed }: Leave, { days, standIn, owed }: Taken, now: Instant): Outcome {
  const { from, to } = days
  const { instead } = pressed
  const opens = pressLeave({ from, to, stand_in: standIn?.name, instead: from, instead_to: to })
  return {
    status: 'away',
    writes: [
      ...(instead && instead !== from ? [withdrawLeave(person.id, instead)] : []),
      goOnLeave(person.id, from, to, standIn?.id),
    ],
    says: [
      ...(standIn ? [tellsStandIn(standIn, person, days, now)] : []),
      ...(region ? [tellsAway(person, days, now)] : []),
    ],
    ...(!region && { opens }),
    reply: text.leaveTaken(from, to, standIn?.name, instead !== undefined, owed),
    replaceCard: true,
  }
}

const tellsStandIn = (standIn: Named, { id, name }: Named, { from, to }: DayRange, now: Instant): Outgoing => ({
  key: `leave:${id}:${from}:${to}:${standIn.id}:${now}`,
  to: { kind: 'person', person: standIn.id },
  card: text.youStandIn(name, from, to),
  due: now,
})

/** Whoever did not say it themselves is told, and can take it back. */
const tellsAway = ({ id }: Named, { from, to }: DayRange, now: Instant): Outgoing => ({
  key: `leave-said:${id}:${from}:${to}:${now}`,
  to: { kind: 'person', person: id },
  card: text.leaveSaidForYou(from, to),
  due: now,
})

/** /销假: ends the person's leave today, and takes back what was to come. */
export const backCommand: Command = {
  name: '销假',
  words: ['结束请假'],
  right: { kind: 'listed' },
  summary: '提前回来，恢复提醒',
  help: { group: 'absence', rank: 3, acts: ['back'] },
  example: () => '/销假',
  intents: ['back'],
  effect: 'writes',
  run: async ({ person, now, store }) => {
    const today = dayOf(now)
    if (!person || !(await hasLeave(store, person.id, today))) return answer('unchanged', text.notAway())
    return {
      status: 'back',
      writes: endLeave(person.id, today),
      reply: text.back(),
    }
  },
}
