/** 稍后提醒: once more on the next working day, or when the person says; what was set is changed, taken back or told. */
import { z } from 'zod'
import { answersWith, marksIn, saysOnly, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { takeBack } from '../../message/outgoing.ts'
import { addDays, at, clockOf, dayOf, type Instant, instant } from '../../office/day.ts'
import { isSurely } from '../../open/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { snoozeInput } from '../presses.ts'
import * as text from '../text/own.ts'
import { momentIn } from './answer.ts'
import { askWhen, nudge } from './nudge.ts'
import { COORDINATORS, contextAt } from './remind-context.ts'
import { ownReminder, snooze } from './set-reminder.ts'
import { instantWanted } from './when.ts'
import { actIn, isQuestion } from './wish.ts'

/**
 * /稍后提醒: one reminder to oneself, on the next working day or when the person says; the words behind it change it,
 * take it back or ask for it. A coordinator who names others gets 催报.
 */
export const snoozeCommand = (office: RemindingOffice): Command =>
  command({
    name: '稍后提醒',
    words: ['稍后'],
    right: { kind: 'listed' },
    summary: '下一个工作日或指定时间再提醒一次',
    help: { group: 'absence', rank: 5, acts: ['snooze'] },
    example: () => '/稍后提醒 明天',
    intents: ['snooze'],
    effect: 'writes',
    input: snoozeInput(office.regions),
    fills: (asked, { values }) => {
      const when = momentIn(asked)
      return when && { ...values, at: String(when) }
    },
    run: async (asked, pressed) => {
      if (isOfOthers(asked, pressed)) return nudge(asked, {}, office)
      return isVagueOfOthers(asked, pressed) ? askWhen(asked, office) : snooze(asked, pressed, office)
    },
    continues: (asked) => goneOn(asked, office),
  })

/** Typed by somebody who only coordinates, and so reminds others. */
const isByCoordinator = ({ person }: Asked, pressed: object): boolean =>
  Object.keys(pressed).length === 0 && (person?.posts.every(({ role }) => COORDINATORS.includes(role)) ?? false)

/** 晚点再催, by who owes no report: others are to be reminded, and no time is said. */
const isVagueOfOthers = (asked: Asked, pressed: object): boolean => {
  const said = asked.said('ahead')
  return (
    isByCoordinator(asked, pressed) &&
    spansIn(said, 'act').some(({ found }) => found.act === 'snooze' && !found.me) &&
    marksIn(said, 'me').length + spansIn(said, 'own').length === 0 &&
    instantWanted(said, asked.now, undefined).kind === 'unsaid'
  )
}

/** A coordinator who names others to be reminded sees a list of them first: 周五上午提醒德清交数. */
const isOfOthers = (asked: Asked, pressed: object): boolean =>
  isByCoordinator(asked, pressed) &&
  spansIn(asked.said(), 'region').length + spansIn(asked.said(), 'parts').length > 0 &&
  // whoever says 我 means himself, whatever place is named: 提醒我给湖州打电话
  spansIn(asked.said(), 'act').every(({ found }) => found.act !== 'snooze') &&
  marksIn(asked.said(), 'me').length + spansIn(asked.said(), 'own').length === 0

const kept = z.object({
  snooze: z.object({
    key: z.string(),
    /** as it was wished, and when it comes: the office sleeps */
    at: z.number().transform(instant),
    due: z.number().transform(instant),
    purpose: z.string().optional(),
    values: z.record(z.string(), z.string()),
  }),
})
type Set = z.output<typeof kept>['snooze']

/** What was just set, and what the next words are of it. */
async function goneOn(asked: Asked, office: RemindingOffice): Promise<Outcome | undefined> {
  const last = asked.turns.at(-1)
  const before = last?.command === '稍后提醒' ? kept.safeParse(last.kept?.request).data?.snooze : undefined
  if (!before) return undefined
  const said = asked.said('ahead')
  const when = changedTo(said, before, asked.now)
  if (when) return changed(asked, before, when, office)
  const likely = office.reader?.acts(said, { command: '稍后提醒', isPreview: false, isPast: false }) ?? []
  // 不要了
  if (isTakenBack(said) || (tellsNo(said, ...ELSE, 'ask') && isSurely(likely, 'drop'))) return takenBack(before)
  return asksOfIt(said) ? told(before) : undefined
}

/** The time to which a reminder is changed, on the day said before where none is said now: 改到11点. */
function changedTo(said: Utterance, before: Set, now: Instant): Instant | undefined {
  const isChange =
    spansIn(said, 'repair').some(({ found }) => found.how === 'instead') || actIn(said, 'correct') !== undefined
  const isOfTime = isChange
    ? saysOnly(said, ['repair', 'act', 'time', 'clock', 'delay', 'polar', 'ask'])
    : answersWith(said, ['time', 'clock', 'delay'])
  if (!isOfTime || isQuestion(said)) return undefined
  const wanted = instantWanted(said, now, undefined)
  if (wanted.kind !== 'said') return undefined
  const isOfClock = spansIn(said, 'time').length === 0 && spansIn(said, 'delay').length === 0
  if (isOfClock) return at(dayOf(before.at), clockOf(wanted.is))
  // a weekday named on that very day, for what is still to come, is the next one
  const isOver = wanted.is <= now && dayOf(before.due) > dayOf(now)
  return isOver ? at(addDays(dayOf(wanted.is), WEEK), clockOf(wanted.is)) : wanted.is
}
const WEEK = 7

/** The new one is set, the first taken back. */
async function changed(
  asked: Asked,
  before: Set,
  when: Instant,
  office: RemindingOffice,
): Promise<Outcome | undefined> {
  const pressed = snoozeInput(office.regions).safeParse({ ...before.values, at: String(when) }).data
  if (!pressed) return undefined
  const { person } = asked
  const outcome =
    before.purpose !== undefined && person
      ? await ownReminder(
          asked,
          { person: person.id, when, purpose: before.purpose },
          await contextAt(office, asked.now, asked.store),
          office,
        )
      : await snooze(asked, pressed, office)
  const now = kept.safeParse(outcome.request).data?.snooze
  return now && now.key !== before.key
    ? {
        ...outcome,
        writes: [...outcome.writes, takeBack(before.key)],
        ...(outcome.reply && { reply: text.inPlaceOf(outcome.reply, before.at) }),
      }
    : outcome
}

/** Whether words take a reminder back: 取消那个提醒, 算了不用提醒了. */
const isTakenBack = (said: Utterance): boolean =>
  actIn(said, ...ENDS) !== undefined &&
  spansIn(said, 'act').every(({ found }) => ENDS.includes(found.act) || OF_IT.has(found.act)) &&
  saysOnly(said, ['act', 'polar', 'own', 'ask']) &&
  !isQuestion(said)
const ENDS: readonly string[] = ['cancel', 'quiet', 'resume', 'undo']
const OF_IT: ReadonlySet<string> = new Set(['remind', 'snooze'])

const takenBack = ({ key, due }: Set): Outcome => ({
  status: 'undone',
  writes: [takeBack(key)],
  reply: text.snoozeTakenBack(due),
})

/** Whether it is asked what was set, and nothing else is named: 记住了没, 你几点叫我. */
const asksOfIt = (said: Utterance): boolean =>
  spansIn(said, 'ask').some(({ found }) => found.for === 'when' || found.for === 'whether') &&
  spansIn(said, 'act').every(({ found }) => OF_IT.has(found.act)) &&
  ELSE.every((kind) => spansIn(said, kind).every(({ latent }) => latent))
const ELSE = [
  'indicator',
  'region',
  'parts',
  'time',
  'clock',
  'amount',
  'measure',
  'topic',
  'person',
  'document',
] as const

const told = (before: Set): Outcome =>
  answer('answered', text.snoozeStands(before.due, before.purpose), { request: { snooze: before } })
