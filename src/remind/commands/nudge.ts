/** 催报: a coordinator reminds by hand, after seeing whom it reaches. */
import type { Act, Opens } from '../../message/act.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed, Wire } from '../../message/input.ts'
import type { Calendar } from '../../office/calendar.ts'
import { type Day, dayOf, type Instant, instant, MINUTE_MS } from '../../office/day.ts'
import type { Deadline } from '../../office/deadline.ts'
import { exampleCounty } from '../../office/example.ts'
import { LEVEL } from '../../office/levels.ts'
import { endOf, type Period, periodName, spanOf } from '../../office/period.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import type { Stage } from '../../office/schedule.ts'
import { ownRegion } from '../../office/scope.ts'
import { type Changeable, partsChanged, places, single } from '../../open/index.ts'
import { byCity, inOrder } from '../cards/by-city.ts'
import type { Pass } from '../planner/agenda.ts'
import { outgoings } from '../planner/outgoing.ts'
import { planReminders } from '../planner/plan.ts'
import { backdropOf, type RemindingOffice } from '../planner/planner-input.ts'
import type { Mailing } from '../planner/reminder.ts'
import { type Nudge, nudgeInput, pressNudge } from '../presses.ts'
import { type RemindedToday, recordReminders, remindedOn, remindedToday } from '../rows.ts'
import * as text from '../text/nudge.ts'
import { noSuchDeadline, notYours } from '../text/words.ts'
import { momentIn } from './answer.ts'
import { noteIn, noteSaid, signed } from './note.ts'
import { allBut, isUnclearOfOthers, ownOf, placesOf } from './nudge-places.ts'
import { timeSaid, timeWished, urgencyIn } from './nudge-time.ts'
import {
  atHand,
  COORDINATORS,
  contextAt,
  isLookedAt,
  type Missing,
  missingLong,
  missingNow,
  namedPeriod,
  nothingMissing,
  type RemindContext,
  sendingTime,
} from './remind-context.ts'
import { type Scope, scopeOf, unusedIn } from './scope.ts'
import { otherTimes } from './when.ts'

const BY_HAND: Omit<Stage, 'workdays'> = {
  id: 'nudge',
  clock: '09:00',
  audience: ['contact'],
  urgent: false,
  onlyIfMissing: true,
}

/**
 * /催报: a coordinator reminds those who have not reported, after seeing their names. Nobody is reminded by hand twice
 * within `COOL_DOWN_MS`.
 */
export const nudgeCommand = (office: RemindingOffice): Command =>
  command({
    name: '催报',
    words: ['催', 'nudge'],
    right: { kind: 'role', roles: COORDINATORS },
    summary: `提醒还没报的${LEVEL.county}（先看名单，再确认发出）`,
    help: { group: 'reviewing', rank: 4, acts: ['remind'], begins: true },
    example: (region) => `/催报 ${region}`,
    intents: ['nudge'],
    effect: 'drafts',
    input: nudgeInput(office.regions),
    fills: (asked, { values }) => {
      const when = momentIn(asked)
      return when && { ...values, at: String(when) }
    },
    run: (asked, pressed) => {
      const { wish, note } = noteIn(asked, office)
      return nudge(wish, note ? { ...pressed, note } : pressed, office)
    },
    changes: (act, before, asked) => changedWith((wish) => partsOf(wish, office), act, before, asked, office),
  })

/** What words change of the list shown: whom it reaches, when, and how. 先湖州的; 下午三点再发; 不要加急. */
const partsOf = ({ now }: Asked, { regions }: RemindingOffice): Readonly<Record<string, Changeable>> => ({
  regions: places(regions),
  at: (act, before, anew) => single(({ ahead }) => timeSaid(ahead, now, before))(act, before, anew),
  urgent: single(({ said }) => urgencyIn(said)),
})

/**
 * What words change of a preview that goes out to others. What is for others to hear changes nothing else.
 * @param parts how words change each field, made for the words beside the note
 * @returns undefined where they change nothing
 */
export function changedWith(
  parts: (wish: Asked) => Readonly<Record<string, Changeable>>,
  act: Act,
  before: Wire,
  asked: Asked,
  office: RemindingOffice,
): Opens | undefined {
  const { wish, note } = noteIn(asked, office)
  const of = note ? { ...act, said: wish.said(), ahead: wish.said('ahead') } : act
  const changed = partsChanged({ ...parts(wish), note: noteSaid }, of, before)
  const values = note ? { ...before, ...changed, note } : changed
  return values && { values }
}

/** Some time later, and nobody said when: it is asked, of those who would be reminded now. */
export function askWhen(asked: Asked, office: RemindingOffice): Outcome {
  const regions = placesOf(asked, undefined, undefined, office)
  return {
    status: 'incomplete',
    writes: [],
    reply: text.whenToRemind(regions, otherTimes(asked.now, office.calendar, 1)),
    asks: { command: '催报', slots: ['time'], values: pressNudge({ regions }).values },
  }
}

const countyShown = ({ person, now }: Asked, office: RemindingOffice): Region =>
  exampleCounty({ ...office, plan: office.plans.at(-1) }, ownRegion(person, office.regions), dayOf(now))

/** Reminds by hand: shows whom it reaches and when, and sends it once that was confirmed. */
export async function nudge(
  asked: Asked,
  pressed: Pressed<ReturnType<typeof nudgeInput>>,
  office: RemindingOffice,
): Promise<Outcome> {
  const places = placesMeant(asked, pressed.regions, office)
  if (!Array.isArray(places)) return places
  const about = await periodMeant(asked, pressed.period, office)
  if (about === 'unknown') return answer('refused', noSuchDeadline())
  const { context, period } = about
  const wished = pressed.at ?? (pressed.regions ? undefined : timeWished(asked))
  if (wished === 'unclear') return answer('asked', text.onceOnly(pressNudge({ regions: places })), { isDoubtful: true })
  const at = sendingTime(context, wished ? instant(Math.max(wished, asked.now)) : asked.now)
  const urgency = pressed.urgent ?? urgencyIn(asked.said())
  const { now, later } = deadlinesMeant(context, places, period, pressed.all)
  const passes = passesFor(asked, context, now, { at, urgent: urgency === '1' })
  const note = signed(asked.person, pressed.note, office.regions)
  const { messages, spared } = await messagesFor(asked, context, passes, { at, note })
  if (messages.length === 0) return answer('nobody', nobodyCard(context, places, now, spared, period))
  if (pressed.confirm === '1') return send(asked, office, context, messages)
  const { all, note: words } = pressed
  const shown = await preview(asked, context, {
    places,
    messages,
    period,
    now,
    later,
    spared,
    all,
    urgency,
    note: words,
  })
  return { ...shown, unused: unusedIn(asked, office) }
}

/** The places that are to be reminded; or what is asked or answered first, where that is unclear, nobody, or not the asker's. */
function placesMeant(
  asked: Asked,
  pressed: readonly RegionKey[] | undefined,
  office: RemindingOffice,
): RegionKey[] | Outcome {
  const scope = pressed ? undefined : scopeOf(asked, office)
  if (scope && scope.unclear.length > 0) return whetherToo(asked, scope, office)
  if (!pressed && !scope && isUnclearOfOthers(asked))
    return answer('asked', text.whomToRemind(countyShown(asked, office)), { isDoubtful: true })
  if (pressed?.length === 0) return answer('nobody', text.nobodyLeft())
  const places = placesOf(asked, pressed, scope, office)
  return places.length > 0 ? places : answer('refused', notYours())
}

interface About {
  readonly context: RemindContext
  /** undefined: whatever is at hand */
  readonly period: Period | undefined
}

/**
 * The period that is named, with what is missing of it. 本月没报的: of a month that is not over nothing is missing yet, so it is
 * the month in which the reports are due.
 * @returns `unknown` for a period that no rule asks for, or that has not begun
 */
async function periodMeant(
  asked: Asked,
  pressed: Period | undefined,
  office: RemindingOffice,
): Promise<About | 'unknown'> {
  const { now, store } = asked
  const context = await contextAt(office, now, store)
  const { period: named, strange } = namedPeriod(asked.said(), pressed, context)
  if (strange || (named && spanOf(named).from > context.today)) return 'unknown'
  const isOver = named !== undefined && endOf(named) < context.today
  const isRead = named === undefined || isLookedAt(context, named)
  return {
    context: isRead ? context : await contextAt(office, now, store, named),
    period: isOver ? named : undefined,
  }
}

/** The reminders of some passes at an instant: by hand they go out at once, and not to those who were reminded lately (`spared`). */
async function messagesFor(
  { store }: Asked,
  { situation }: RemindContext,
  passes: readonly Pass[],
  how: { readonly at: Instant; readonly note: Mailing['note'] },
): Promise<{ readonly messages: readonly Mailing[]; readonly spared: number }> {
  const told = await remindedToday(store, dayOf(how.at))
  const planned = planReminders(situation, passes, how.at)
  const messages = planned.flatMap((one) => (mayBeReminded(told.get(one.person), how.at) ? [{ ...one, ...how }] : []))
  return { messages, spared: planned.length - messages.length }
}

/** Who is missing is asked of the deadline at hand; what is due later, and long missing, is offered apart. */
function deadlinesMeant(
  context: RemindContext,
  places: readonly RegionKey[],
  period: Period | undefined,
  all: '1' | undefined,
): { readonly now: readonly Missing[]; readonly later: readonly Missing[] } {
  const lacking = missingNow(context, places, period)
  if (period) return { now: lacking, later: [] }
  const long = missingLong(context, places)
  if (all) return { now: [...long, ...lacking], later: [] }
  const { now, later } = atHand(lacking, context.today)
  return now.length > 0 ? { now, later: [...long, ...later] } : { now: long, later }
}

/** Nobody is reminded by hand twice within so long. */
export const COOL_DOWN_MS = 240 * MINUTE_MS

/** Nobody gets more reminders on one day than these, whoever sends them. */
export const MOST_A_DAY = 2

const mayBeReminded = (told: RemindedToday | undefined, at: Instant): boolean =>
  told === undefined || (told.messages < MOST_A_DAY && (told.byHand === undefined || at - told.byHand >= COOL_DOWN_MS))

/** 各县提醒一下，长兴放一放: of what was said of a place beside the wish it is asked whether it is left out, with both as they would be. */
function whetherToo(asked: Asked, scope: Scope, office: RemindingOffice): Outcome {
  const { regions } = office
  const base = scope.in.length > 0 ? scope.in : ownOf(asked)
  const at = timeWished(asked)
  const urgent = urgencyIn(asked.said())
  const how = { ...(at && at !== 'unclear' && { at }), ...(urgent && { urgent }) }
  const press = (places: readonly RegionKey[]) => pressNudge({ regions: places, ...how })
  const reply = text.whetherToo(
    scope.unclear.map((key) => regions.get(key).name),
    press(allBut([...scope.out, ...scope.unclear], base, asked, regions)),
    press(scope.in.length > 0 ? [...scope.in, ...scope.unclear] : scope.unclear),
    scope.in.length > 0,
  )
  return answer('clarify', reply, { isDoubtful: true })
}

function passesFor(
  { message }: Asked,
  context: RemindContext,
  lacking: readonly Missing[],
  { at, urgent }: { readonly at: Instant; readonly urgent: boolean },
): Pass[] {
  const { calendar } = context.timetable
  const day = dayOf(at)
  return lacking.map(({ deadline, regions }) => ({
    id: `nudge/${message.id}/${deadline.rule.id}/${deadline.period}/${deadline.revision}`,
    deadline,
    stage: { ...BY_HAND, urgent, workdays: daysAfter(deadline, day, calendar) },
    at,
    regions,
  }))
}

/** Working days past the deadline, or before it. */
const daysAfter = ({ due, lastDay }: Deadline, day: Day, calendar: Calendar): number =>
  day > lastDay ? Math.max(1, calendar.workdaysBetween(lastDay, day)) : -Math.max(0, calendar.workdaysBetween(day, due))

interface Shown {
  readonly places: readonly RegionKey[]
  readonly messages: readonly Mailing[]
  readonly period: Period | undefined
  readonly now: readonly Missing[]
  readonly later: readonly Missing[]
  /** people who were reminded shortly before, and are left alone */
  readonly spared: number
  readonly all: '1' | undefined
  readonly urgency: Nudge['urgent']
  readonly note: string | undefined
}

async function preview(
  asked: Asked,
  context: RemindContext,
  { places, messages, period, now, later, spared, all, urgency, note }: Shown,
): Promise<Outcome> {
  const { regions } = context.situation
  const reached = inOrder(
    regions,
    messages.flatMap(({ parts }) => parts.map(({ region }) => region)),
  )
  const missing = [...new Set(now.flatMap((one) => one.regions))]
  const contacts = missing.flatMap((region) => context.duty.seatsOf('contact', region).map(({ person }) => person))
  const at = messages[0]?.at ?? asked.now
  const how = { period, all, note, ...(at !== asked.now && { at }), ...(urgency && { urgent: urgency }) }
  return answer(
    'previewed',
    text.nudgePreview({
      reaches: messages.length,
      remindedToday: await remindedOn(asked.store, context.today, missing),
      away: contacts.filter((person) => context.duty.isAway(person)).length,
      quiet: contacts.filter((person) => context.duty.isQuiet(person)).length,
      spared,
      about: now.map((one) => aboutOf(one, context)),
      groups: byCity(regions, reached),
      at,
      isNow: at === asked.now,
      isClosed: sendingTime(context, asked.now) !== asked.now,
      urgent: urgency === '1',
      note: messages[0]?.note,
      means: { confirm: '1', regions: places, ...how },
      later: later.map((one) => aboutOf(one, context)),
      laterMeans: { regions: places, all: '1', note },
    }),
    { opens: pressNudge({ regions: [...new Set([...reached, ...missing])], ...how }) },
  )
}

/** `6月月度进度上报，7月5日（周三）截止：5个地方` */
const aboutOf = ({ deadline, regions }: Missing, context: RemindContext): text.About => ({
  what: `${periodName(deadline.period)}${deadline.rule.name}`,
  due: deadline.due,
  isOver: context.today > deadline.lastDay,
  count: regions.length,
})

async function send(
  asked: Asked,
  office: RemindingOffice,
  context: RemindContext,
  messages: readonly Mailing[],
): Promise<Outcome> {
  const backdrop = await backdropOf(office, messages, asked.now, asked.store)
  const at = messages[0]?.at ?? asked.now
  return {
    status: 'nudged',
    writes: recordReminders(messages),
    says: messages.flatMap((message) => outgoings(message, backdrop, context.timetable.moves)),
    reply: text.nudged(messages.length, at === asked.now ? undefined : at),
    replaceCard: true,
  }
}

/** Nobody to reach: all reported, or those missing are away, not to be disturbed, or were just reminded. */
function nobodyCard(
  context: RemindContext,
  places: readonly RegionKey[],
  now: readonly Missing[],
  spared: number,
  period: Period | undefined,
) {
  const missing = [...new Set(now.flatMap((one) => one.regions))]
  const names = inOrder(context.situation.regions, missing).map((region) => context.situation.regions.get(region).name)
  if (spared > 0) return text.remindedAlready(spared)
  return missing.length > 0 ? text.nobodyToReach(names) : nothingMissing(context, places, period)
}
