/** 延期: a county asks for more time before its deadline; a coordinator grants it or not. */

import { type Asked, answer, type Command, type Outcome, regionAs } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import type { Outgoing } from '../../message/outgoing.ts'
import type { Day, Instant } from '../../office/day.ts'
import { type Deadline, dueText, type Move } from '../../office/deadline.ts'
import { whenOpen } from '../../office/hours.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { Role } from '../../office/person.ts'
import { may } from '../../people/index.ts'
import type { Statement } from '../../store/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { decideInput, extendInput, pressExtend } from '../presses.ts'
import { type Extension, extensionById, newestMove, recordDecision, recordExtension, recordMove } from '../rows.ts'
import * as text from '../text/deadline.ts'
import { noSuchDeadline, notYours } from '../text/words.ts'
import { dueOrBecause, dueOrBecauseChanged } from './answer.ts'
import { announcement, deadlineMeant } from './move.ts'
import { COORDINATORS, contextAt, namedPeriod, type RemindContext } from './remind-context.ts'
import { dayMeant } from './when.ts'
import { reasonIn } from './wish.ts'

const CONTACT: readonly Role[] = ['contact']

/**
 * /延期: a contact asks for more time before the deadline, with a day and a reason; the day moves once a coordinator
 * grants it.
 */
export const extendCommand = (office: RemindingOffice): Command =>
  command({
    name: '延期',
    words: ['申请延期', 'extend'],
    right: { kind: 'role', roles: CONTACT },
    summary: `截止前申请延期，由${LEVEL.city}协调员批准`,
    help: { group: 'absence', rank: 1, acts: ['extend'] },
    example: () => '/延期 7月10日 因 数据核实中',
    intents: ['extend'],
    slots: ['time', 'amount', 'reason', 'measure'],
    effect: 'writes',
    input: extendInput,
    fills: dueOrBecause,
    changes: (act, before) => dueOrBecauseChanged(act, before, office),
    run: (asked, pressed) => ask(asked, pressed, office),
  })

/** What an application lacks is asked for, what was said kept; an answer may also set the day right. */
function lacking(due: Day | undefined, because: string | undefined, period: Period | undefined): Outcome {
  const { values } = pressExtend({ due, because, period })
  const slots = [...(because ? [] : (['reason'] as const)), 'time' as const]
  const reply = due ? text.extendNeedsReason(due) : because ? text.extendNeedsDay() : text.extendNeeds()
  return answer('incomplete', reply, { asks: { slots, values } })
}

async function ask(asked: Asked, pressed: Pressed<typeof extendInput>, office: RemindingOffice): Promise<Outcome> {
  const { person, now, store } = asked
  const region = regionAs(person, CONTACT)
  if (!person || !region) return answer('refused', notYours())
  const context = await contextAt(office, now, store)
  const said = asked.said('ahead')
  const named = namedPeriod(said, pressed.period, context)
  const deadline = named.strange ? undefined : deadlineMeant(context, { period: named.period, region })
  const wanted = dayMeant(said, deadline && { day: deadline.due, shift: deadline.rule.shift }, office.calendar)
  const due = pressed.due ?? (wanted.kind === 'said' ? wanted.is : undefined)
  const because = pressed.because ?? reasonIn(said)
  if (!due) return lacking(due, because, named.period)
  if (!deadline) return answer('refused', noSuchDeadline())
  const what = `${office.regions.get(region).name}${periodName(deadline.period)}${deadline.rule.name}`
  if (deadline.due < context.today) return answer('refused', text.tooLateToExtend(what, deadline.due))
  // another day may be said
  if (due <= deadline.due)
    return {
      ...lacking(undefined, because, named.period),
      status: 'refused',
      reply: text.extendLater(what, deadline.due),
    }
  if (!because) return lacking(due, because, named.period)
  // put together from answers: shown before it is sent
  if (pressed.due && !pressed.shown) return previewed(what, { due, because, period: deadline.period })
  const { rule, period } = deadline
  const extension = { id: asked.id(), rule: rule.id, period, region, due, because, person: person.id }
  return sent(extension, person.name, { what, deadline, context, office, now })
}

function previewed(what: string, wanted: Pick<Extension, 'due' | 'because' | 'period'>): Outcome {
  const means = { ...wanted, shown: '1' } as const
  return answer('previewed', text.extendPreview(what, wanted.due, means), { opens: pressExtend(wanted) })
}

interface About {
  /** county, period and report, in one */
  readonly what: string
  readonly deadline: Deadline
  readonly context: RemindContext
  readonly office: RemindingOffice
  readonly now: Instant
}

/** The application is written down, and every coordinator who may decide is asked. */
function sent(extension: Extension, name: string, { what, deadline, context, office, now }: About): Outcome {
  const { id, due, region } = extension
  const card = text.extensionAsked(extension, { what, name, now: dueText(deadline, office.calendar) })
  const deciders = decidersFor(context, office, region)
  return {
    status: 'asked',
    writes: [recordExtension(extension, now)],
    says: deciders.map(
      (to): Outgoing => ({
        key: `extension:${id}:${to}`,
        to: { kind: 'person', person: to },
        card,
        due: whenOpen(deadline.rule, now, office.calendar),
      }),
    ),
    reply: text.extensionSent(
      what,
      due,
      deciders.map((one) => context.duty.nameOf(one)),
    ),
  }
}

/** The city's coordinators on duty, else the province's. */
function decidersFor({ duty }: RemindContext, { regions }: RemindingOffice, region: Extension['region']) {
  const { parent } = regions.get(region)
  const city = parent ? duty.acting('city-coordinator', parent) : []
  const deciders = city.length > 0 ? city : duty.acting('provincial-coordinator', regions.province.key)
  return [...new Set(deciders.map(({ person }) => person))]
}

/** 延期审批: a coordinator grants or denies a request for more time. Only by the buttons of its card, and once. */
export const decideCommand = (office: RemindingOffice): Command =>
  command({
    name: '延期审批',
    words: [],
    right: { kind: 'role', roles: COORDINATORS },
    summary: '同意或不同意延期申请',
    input: decideInput,
    run: (asked, pressed) => decide(asked, pressed, office),
  })

async function decide(
  { person, store, now }: Asked,
  pressed: Pressed<typeof decideInput>,
  office: RemindingOffice,
): Promise<Outcome> {
  const wanted = await extensionById(store, pressed.id ?? '')
  if (!wanted || !person) return answer('refused', text.noSuchExtension())
  if (!may(person, COORDINATORS, wanted.region, office.regions)) return answer('refused', notYours())
  const context = await contextAt(office, now, store)
  const before = deadlineMeant(context, wanted)
  const name = office.regions.get(wanted.region).name
  if (wanted.granted !== undefined || !before)
    return answer('decided', text.decidedAlready(name, wanted.granted), { replaceCard: true })
  const granted = pressed.granted === '1'
  const decision = recordDecision(wanted.id, granted, person.id, now)
  const what = `${name}${periodName(wanted.period)}${before.rule.name}`
  if (!granted)
    return denied(wanted, decision, {
      card: text.extensionDenied(what, person.name, before.due),
      due: whenOpen(before.rule, now, office.calendar),
    })
  const { rule, period, region, due, because } = wanted
  const sequence = (await newestMove(store)) + 1
  const move: Move = { sequence, rule, period, region, due, because: text.grantedBecause(because), at: now }
  return {
    status: 'granted',
    writes: [decision, recordMove(move, person.id)],
    says: [announcement(move, before, wanted.person, office, now)],
    reply: text.extensionGranted(what, person.name, due),
    replaceCard: true,
  }
}

/** The same card for the coordinator, and for whoever applied. */
const denied = (
  { id, person }: Pick<Extension, 'id' | 'person'>,
  decision: Statement,
  { card, due }: Pick<Outgoing, 'card' | 'due'>,
): Outcome => ({
  status: 'denied',
  writes: [decision],
  says: [{ key: `extension:${id}:denied`, to: { kind: 'person', person }, card, due }],
  reply: card,
  replaceCard: true,
})
