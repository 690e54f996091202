/** 请假 and 销假: while somebody is away, the stand-in hears. */

import { clausesOf, marksIn, spansIn, tellsNo, type Utterance, unreadIn } from '../../language/index.ts'
import { type Asked, type Command, type Outcome, regionAs } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import type { Outgoing } from '../../message/outgoing.ts'
import type { Asks } from '../../message/thread.ts'
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

/** 请假: reminders go to a stand-in, who hears of it, else to the city's coordinator. */
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

async function takeLeave(
  asked: Asked,
  {
    from,
    to,
    stand_in: typed = '',
    shown,
    instead,
    instead_to: insteadTo,
    back,
    of,
  }: Pressed<ReturnType<typeof leaveInput>>,
  office: RemindingOffice,
): Promise<Outcome> {
  const { person: asker, store, now } = asked
  const { calendar } = office
  if (!asker) return { status: 'refused', writes: [], reply: notYours() }
  if (back && instead) return withdrawn(asker.id, instead)
  const today = dayOf(now)
  const said = withoutReason(asked.said('ahead'))
  const away = await whoIsAway(asked, of, said, office)
  if ('status' in away) return away
  const { person, region } = away
  const wanted = stretchWanted(said, today, calendar)
  const span = from && to ? { from, to } : wanted.kind === 'said' ? wanted.is : undefined
  const name = (instead ? typed : (deputyIn(said) ?? typed)).trim()
  const asks: Asks = {
    slots: ['time', 'person'],
    values: { ...span, ...(name && { stand_in: name }), ...(region && { of: region }) },
  }
  // 老周替我审; 6号7号，李姐顶一下: what was not read may be who takes over, and who is on the roster is found in it
  const isPartlyRead = !from && !asked.commanded && isSaidMore(said)
  const isUnnamed = !name && !from && (isPartlyRead || isStoodInFor(said))
  const { others, isOwn } = await standInsCalled(asked, person.id, isUnnamed ? said.raw : name, said, office.regions)
  const [called, another] = others
  const isUnknown = isUnnamed && isStoodInFor(said) && (!called || another !== undefined)
  const form = (days: DayRange): Outcome => ({
    status: 'incomplete',
    writes: [],
    reply: text.leaveForm(days, another ? undefined : (called?.name ?? name), isUnknown),
    asks,
  })
  if (!span) return form({ from: today, to: today })
  // What may be a question, or said of somebody else, is recorded only once it is sent as a form.
  if (!from && !asked.commanded && !region && isDoubtful(said)) return form(span)
  if (span.to < today || span.to < span.from || span.to > addDays(today, 366))
    return { status: 'refused', writes: [], reply: text.leaveDaysWrong(span.from, span.to) }
  const recorded = instead && { instead, ...(insteadTo && { instead_to: insteadTo }) }
  if (name && others.length !== 1)
    return {
      status: 'refused',
      writes: [],
      reply: text.standInUnclear(name, others.length, isOwn, instead !== undefined),
      asks: { slots: ['person'], values: { ...span, ...recorded } },
      // what was recorded stands
      ...(instead && { opens: pressLeave({ ...span, ...recorded }) }),
    }
  const standIn = (another ? undefined : called) ?? (await usualStandIn(store, person.id))
  const owed = await owedWithin(asked, region ?? regionAs(asker, CONTACT), span, office)
  // 我周三请假, of a day on which a report is due: shown first, since it is that that somebody else has to do
  const isOwing = owed !== undefined && !from && !asked.commanded
  // put together from an answer, or of other days than were recorded (周末也算上吧): shown before it is taken
  const isMoved = instead !== span.from || insteadTo !== span.to
  const isOfAnother = region !== undefined && !shown
  if (
    isOwing ||
    isOfAnother ||
    isPartlyRead ||
    isUnknown ||
    (from && asked.message.kind === 'text' && !shown && isMoved)
  )
    return {
      status: 'previewed',
      writes: [],
      reply: text.leavePreview(span.from, span.to, standIn?.name, {
        instead,
        of: region,
        name: person.name,
        isUnknown,
        owed,
      }),
      asks,
      opens: pressLeave({ ...span, ...(standIn && { stand_in: standIn.name }), ...recorded, of: region }),
      // what was not read is who stands in
      ...(isUnnamed && called && { unused: [] }),
    }
  return record(asked, person, { ...span, instead }, standIn, region !== undefined, owed)
}

/** The first report of a county that is due within these days and lacks something, or will; undefined where none is. */
async function owedWithin(
  { now, store }: Asked,
  region: RegionKey | undefined,
  { from, to }: DayRange,
  office: RemindingOffice,
): Promise<text.Owed | undefined> {
  if (!region) return undefined
  const context = await contextAt(office, now, store)
  const isLacking = (one: RegionalDeadline): boolean =>
    !isLookedAt(context, one.period) || context.owing.missing(one, region).length > 0
  const due = [...context.open, ...openDeadlines(context.timetable, from)].find(
    (one) => from <= one.due && one.due <= to && one.regions().includes(region) && isLacking(one),
  )
  return due && { what: `${periodName(due.period)}${due.rule.name}`, due: due.due }
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
  if (!person) return { status: 'refused', writes: [], reply: notYours() }
  const others = of ? theirs([of], person, office.regions) : othersMeant(asked, said, office.regions)
  if (others === undefined || (!of && isOwnLeave(said))) return { person }
  if (others === 'none') return { status: 'refused', writes: [], reply: notYours() }
  const { seats, nameOf } = await contactsOf(asked, others, office)
  const [seat, another] = seats
  if (!seat || another)
    return { status: 'refused', writes: [], reply: text.whoseLeave(seats.map((one) => nameOf(one.person))) }
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

/** Who is meant by a name, whole or in the words, else as colleagues of these places are addressed; nobody stands in for himself. */
async function standInsCalled(
  { store, person }: Asked,
  own: PersonId,
  name: string,
  said: Utterance,
  regions: Regions,
) {
  const named = name ? await peopleNamedIn(store, name) : []
  const called = named.filter((one) => one.name === name)
  const posts = person?.posts.map(({ region }) => region) ?? []
  const places = [...posts, ...spansIn(said, 'region').map(({ found }) => found.key)]
  const isStrange = name !== '' && named.length === 0
  const addressed = isStrange ? await peopleAddressed(store, name, places, regions) : named
  const found = called.length > 0 ? called : addressed
  return { others: found.filter(({ id }) => id !== own), isOwn: found.length > 0 }
}

const isDoubtful = (said: Utterance): boolean =>
  spansIn(said, 'ask').length > 0 || isOfAnother(said) || actIn(said, 'present') !== undefined

interface Named {
  readonly id: PersonId
  readonly name: string
}

function record(
  { now }: Asked,
  person: Named,
  span: DayRange & { readonly instead: Day | undefined },
  standIn: Named | undefined,
  isOfAnother: boolean,
  owed: text.Owed | undefined,
): Outcome {
  const told: Outgoing[] = standIn
    ? [
        {
          key: `leave:${person.id}:${span.from}:${span.to}:${standIn.id}:${now}`,
          to: { kind: 'person', person: standIn.id },
          card: text.youStandIn(person.name, span.from, span.to),
          due: now,
        },
      ]
    : []
  return {
    status: 'away',
    writes: [
      ...(span.instead && span.instead !== span.from ? [withdrawLeave(person.id, span.instead)] : []),
      goOnLeave(person.id, span.from, span.to, standIn?.id),
    ],
    says: isOfAnother ? [...told, tellsAway(person, span, now)] : told,
    ...(!isOfAnother && {
      opens: pressLeave({
        from: span.from,
        to: span.to,
        stand_in: standIn?.name,
        instead: span.from,
        instead_to: span.to,
      }),
    }),
    reply: text.leaveTaken(span.from, span.to, standIn?.name, span.instead !== undefined, owed),
    replaceCard: true,
  }
}

/** Who did not say it himself hears of it, and can take it back. */
const tellsAway = ({ id }: Named, { from, to }: DayRange, now: Instant): Outgoing => ({
  key: `leave-said:${id}:${from}:${to}:${now}`,
  to: { kind: 'person', person: id },
  card: text.leaveSaidForYou(from, to),
  due: now,
})

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
    if (!person || !(await hasLeave(store, person.id, today)))
      return { status: 'unchanged', writes: [], reply: text.notAway() }
    return {
      status: 'back',
      writes: endLeave(person.id, today),
      reply: text.back(),
    }
  },
}
