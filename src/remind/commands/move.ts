/** 截止: the office moves a deadline for everybody; open reminders follow it. */

import { spansIn, type Utterance } from '../../language/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed, Wire } from '../../message/input.ts'
import type { Outgoing } from '../../message/outgoing.ts'
import type { Day, Instant } from '../../office/day.ts'
import { type Deadline, deadlineOf, dueText, type Move } from '../../office/deadline.ts'
import { whenOpen } from '../../office/hours.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { PersonId, Role } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'
import type { RegionalDeadline } from '../planner/agenda.ts'
import { Arrears } from '../planner/owing.ts'
import { type RemindingOffice, situationAt } from '../planner/planner-input.ts'
import { moveInput, pressMove } from '../presses.ts'
import { newestMove, recordMove } from '../rows.ts'
import * as text from '../text/deadline.ts'
import { noSuchDeadline } from '../text/words.ts'
import { dueOrBecause, dueOrBecauseChanged } from './answer.ts'
import { contextAt, deadlinesFor, namedPeriod, type RemindContext } from './remind-context.ts'
import { dayMeant, dayWanted } from './when.ts'
import { reasonIn } from './wish.ts'

const PROVINCE: readonly Role[] = ['provincial-coordinator']

/** /截止: the province moves a deadline for everybody, after a preview; whoever has not reported is told. */
export const moveCommand = (office: RemindingOffice): Command =>
  command({
    name: '截止',
    words: ['改截止', 'deadline'],
    right: { kind: 'role', roles: PROVINCE },
    summary: `调整某一期的截止日期，并通知还没报的${LEVEL.county}`,
    help: { group: 'reviewing', rank: 14, acts: ['deadline'] },
    example: () => '/截止 7月10日 因 系统维护',
    intents: ['extend'],
    slots: ['time', 'amount', 'reason', 'measure'],
    effect: 'drafts',
    // whoever sets the deadlines moves one, and asks nobody for more time
    claims: ({ person }) => person?.posts.some(({ role }) => PROVINCE.includes(role)) ?? false,
    input: moveInput,
    // where a day was said before, another day is no reason: 领导说再放宽到10号
    fills: (asked, waits) =>
      waits.values['due'] && dayWanted(asked.said('ahead')).kind !== 'unsaid' ? undefined : dueOrBecause(asked, waits),
    changes: (act, before) => dueOrBecauseChanged(act, before, office),
    run: (asked, pressed) => move(asked, pressed, office),
  })

/**
 * The deadline of the period and rule that are named; without a period the next that has not passed.
 * @param region only deadlines that this region has
 * @returns undefined where there is none
 */
export function deadlineMeant(
  context: RemindContext,
  { period, rule: wanted, region }: { period?: Period | undefined; rule?: string | undefined; region?: RegionKey },
): RegionalDeadline | undefined {
  const all = period ? deadlinesFor(period, context.timetable) : context.open.filter(({ due }) => due >= context.today)
  return all.find(
    (one) =>
      (wanted === undefined || one.rule.id === wanted) && (region === undefined || one.regions().includes(region)),
  )
}

async function move(asked: Asked, pressed: Pressed<typeof moveInput>, office: RemindingOffice): Promise<Outcome> {
  const context = await contextAt(office, asked.now, asked.store)
  const said = asked.said('ahead')
  const because = reasonIn(said) ?? pressed.because
  if (namesPlace(said, asked)) return answer('refused', text.moveIsForAll())
  const { period, strange } = namedPeriod(said, pressed.period, context)
  const deadline = strange ? undefined : deadlineMeant(context, { period, rule: pressed.rule })
  const wanted = dayMeant(said, deadline && { day: deadline.due, shift: deadline.rule.shift }, office.calendar)
  const due = pressed.due ?? (wanted.kind === 'said' ? wanted.is : undefined)
  const { values } = pressMove({ due, because, period, rule: pressed.rule })
  if (!due) return answer('incomplete', text.moveNeedsDay(), { asks: { slots: ['time'], values } })
  if (due < context.today) return answer('refused', text.dayPassed(due))
  if (!deadline) return answer('refused', noSuchDeadline())
  const whole = `${periodName(deadline.period)}${deadline.rule.name}`
  if (deadline.due === due) return answer('unchanged', text.dueAlready(whole, due))
  const addressees = await stillMissing(deadline, office, context, asked)
  const moving: Moving = { deadline, whole, due, because, addressees }
  if (pressed.confirm !== '1' || !asked.person) {
    const { reply, values: shown } = previewed(moving, values, office)
    return {
      status: 'previewed',
      writes: [],
      opens: { values: shown },
      ...(because === undefined && { asks: { slots: ['reason'], values } }),
      reply,
    }
  }
  return moved(moving, asked.person.id, asked, office)
}

/** 杭州不用延: a deadline is moved for all; what is said of a place besides the reason is not left out unsaid. */
function namesPlace(said: Utterance, { person }: Asked): boolean {
  const reasons = spansIn(said, 'reason')
  const own = person?.posts.map(({ region }) => region) ?? []
  return spansIn(said, 'region').some(
    ({ at, end, found }) => !own.includes(found.key) && !reasons.some((one) => one.at <= at && end <= one.end),
  )
}

interface Moving {
  readonly deadline: RegionalDeadline
  /** period and report, in one */
  readonly whole: string
  readonly due: Day
  readonly because: string | undefined
  readonly addressees: readonly PersonId[]
}

function previewed({ deadline, whole, due, because, addressees }: Moving, values: Wire, { calendar }: RemindingOffice) {
  const { period, rule } = deadline
  return {
    values: { ...values, period, rule: rule.id },
    reply: text.movePreview({
      what: whole,
      from: dueText(deadline, calendar),
      due,
      because,
      off: calendar.isWorkday(due) ? undefined : calendar.nameOf(due),
      addressees: addressees.length,
      means: { confirm: '1', due, because, period, rule: rule.id },
    }),
  }
}

async function moved(
  { deadline, whole, due, because, addressees }: Moving,
  person: PersonId,
  { store, now }: Asked,
  office: RemindingOffice,
): Promise<Outcome> {
  const sequence = (await newestMove(store)) + 1
  const { rule, period } = deadline
  const announced: Move = { sequence, rule: rule.id, period, due, because: because ?? '', at: now }
  return {
    status: 'moved',
    writes: [recordMove(announced, person)],
    says: addressees.map((one) => announcement(announced, deadline, one, office, now)),
    reply: text.moved(whole, due, because, addressees.length),
    replaceCard: true,
  }
}

/** Who has still to report under a deadline, each once: they are told of the new day. */
async function stillMissing(
  deadline: RegionalDeadline,
  office: RemindingOffice,
  context: RemindContext,
  { store, now }: Asked,
): Promise<PersonId[]> {
  const situation = await situationAt(office, context.timetable, [deadline.period], now, store)
  const owing = new Arrears(situation)
  const missing = deadline.regions().filter((region) => owing.missing(deadline, region).length > 0)
  return [
    ...new Set(missing.flatMap((region) => context.duty.addressees(['contact'], region)).map(({ person }) => person)),
  ].filter((person) => !context.duty.isQuiet(person))
}

/** Tells one person of a moved deadline, not before the office opens. One message a move and person. */
export function announcement(
  move: Move,
  before: Deadline,
  person: PersonId,
  { calendar }: RemindingOffice,
  now: Instant,
): Outgoing {
  const after = deadlineOf(before.rule, before.period, calendar, move)
  return {
    key: `moved:${move.sequence}:${person}`,
    to: { kind: 'person', person },
    card: text.deadlineMoved(`${periodName(before.period)}${before.rule.name}`, dueText(after, calendar)),
    due: whenOpen(before.rule, now, calendar),
  }
}
