/** What a wish lacked and was asked for: the time or the reason that the next words say, and nothing else. */
import { answersWith, clausesOf, spansIn, tells, type Utterance } from '../../language/index.ts'
import type { Act, Opens } from '../../message/act.ts'
import type { Asked } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Waits } from '../../message/thread.ts'
import type { Calendar } from '../../office/calendar.ts'
import { type Day, dayOf, parseDay } from '../../office/day.ts'
import type { Shift } from '../../office/schedule.ts'
import { partsChanged, single } from '../../open/index.ts'
import { rulesOf } from '../planner/owing.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { type DayRange, dayMeant, dayWanted, instantWanted, stretchWanted, type WhenSaid } from './when.ts'
import { reasonIn, withoutReason } from './wish.ts'

const LONGEST_REASON = 100
/** Any words are a reason where one was asked for, if they read as nothing else. */
const SHORTEST_REASON = 2

const only = <T>(said: Utterance, read: (said: Utterance) => WhenSaid<T>): T | undefined => {
  // a day said anew is another day, and no reason: 改到周四
  const isOfTime = spansIn(said, 'act').every(({ found }) => found.act === 'correct')
  const wanted = isOfTime && answersWith(said, ['time', 'clock', 'delay', 'amount', 'act']) ? read(said) : undefined
  return wanted?.kind === 'said' ? wanted.is : undefined
}

/** The one day that a message wishes (到8号); undefined for none, or where it is unclear. */
export const dayIn = ({ said }: Asked): Day | undefined => only(said('ahead'), dayWanted)

/** The days that a message wishes (到下周三, 三天); undefined for none, or where they are unclear. */
export const stretchIn = ({ said, now }: Asked, calendar: Calendar): DayRange | undefined =>
  only(withoutReason(said('ahead')), (one) => stretchWanted(one, dayOf(now), calendar))

/** The instant that a message wishes (下午三点); undefined for none, or where it is unclear. */
export const momentIn = ({ said, now }: Asked) => only(said('ahead'), (one) => instantWanted(one, now, undefined))

/** The reason that a message gives (因系统维护, 系统维护); undefined where the words ask or do something. */
export function becauseIn({ said, text }: Asked): string | undefined {
  const words = text.trim()
  const told = reasonIn(said('ahead'))
  if (told) return told
  const isTold = words.length >= SHORTEST_REASON && !answersWith(said('ahead'), ['time', 'clock', 'delay'])
  return isTold && tells(said('ahead')) ? words.slice(0, LONGEST_REASON) : undefined
}

/**
 * The fields of a waiting request with the day that was asked for, or the reason where that was; undefined where the
 * words give neither.
 */
export function dueOrBecause(asked: Asked, { slots, values }: Waits): Wire | undefined {
  const due = slots.includes('time') ? dayIn(asked) : undefined
  if (due) return { ...values, due }
  const because = slots.includes('reason') ? becauseIn(asked) : undefined
  if (because === undefined) return undefined
  // day and reason may be said at once: 到下周三，数据还没齐
  const [first] = slots.includes('time') ? clausesOf(asked.said('ahead')) : []
  const day = first && only(first, dayWanted)
  return { ...values, because, ...(day && { due: day }) }
}

/** What words change of a preview of a deadline: its day or its reason (还是10号吧; 原因写系统维护). Undefined where neither. */
export function dueOrBecauseChanged(act: Act, before: Wire, office: RemindingOffice): Opens | undefined {
  const values = partsChanged(
    {
      due: single(({ act: name, ahead }) => {
        const day = parseDay(before['due'] ?? '')
        const wanted = dayMeant(ahead, day && { day, shift: shiftOf(before['rule'], office) }, office.calendar, name)
        return wanted.kind === 'said' ? wanted.is : undefined
      }),
      because: ({ act: name, ahead }, _, anew) =>
        anew ?? (name === 'reason' ? (reasonIn(ahead) ?? ahead.raw.trim()) : undefined),
    },
    act,
    before,
  )
  return values && { values }
}

/** What days off do to a due day by the rule of that name; where none is named, it moves on to a working day. */
const shiftOf = (rule: string | undefined, { plans }: RemindingOffice): Shift =>
  rulesOf(plans).find(({ id }) => id === rule)?.shift ?? 'next-workday'
