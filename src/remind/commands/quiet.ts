/** 免打扰: no reminders until a day; what is owed stays owed. */
import { z } from 'zod'
import type { Utterance } from '../../language/index.ts'
import type { Card } from '../../message/card.ts'
import type { Command, Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { day } from '../../message/input.ts'
import type { Calendar } from '../../office/calendar.ts'
import { addDays, type Day, dayName, dayOf, daysBetween } from '../../office/day.ts'
import type { PersonId } from '../../office/person.ts'
import { keepQuiet } from '../../people/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { ASKS } from '../presses.ts'
import { done, notYours, warn, whole } from '../text/words.ts'
import { stretchIn } from './answer.ts'
import { stretchWanted } from './when.ts'
import { actIn, isQuestion, withoutReason } from './wish.ts'

export const LONGEST_DAYS = 31

/** The last quiet day; typed words bring none. */
const input = z.strictObject({ until: day.optional(), asks: ASKS })

/** 免打扰: no reminders to oneself for some days; deadlines stay as they are. Ends by itself, or by 关闭. */
export const quietCommand = ({ calendar }: RemindingOffice): Command =>
  command({
    name: '免打扰',
    words: ['勿扰', 'quiet'],
    right: { kind: 'listed' },
    summary: '几天内不提醒您（截止日期不变）；/免打扰 关闭 恢复',
    help: { group: 'absence', rank: 4, acts: ['quiet'] },
    example: () => '/免打扰 3天',
    intents: ['quiet'],
    effect: 'writes',
    input,
    fills: (asked) => {
      const span = stretchIn(asked, calendar)
      return span && { until: span.to }
    },
    run: async ({ person, text: words, said: reading, now }, pressed) => {
      if (!person) return { status: 'refused', writes: [], reply: notYours() }
      const said = withoutReason(reading('ahead'))
      if (actIn(said, 'resume', 'cancel')) return set(person.id, undefined)
      const today = dayOf(now)
      const until = pressed.until ?? (words.trim() === '' && !pressed.asks ? today : untilWanted(said, today, calendar))
      if (!until || until < today || daysBetween(today, until) > LONGEST_DAYS)
        return {
          status: 'incomplete',
          writes: [],
          reply: daysWrong(addDays(today, LONGEST_DAYS)),
          asks: { slots: ['time'], values: { asks: '1' } },
        }
      return set(person.id, until)
    },
  })

/** The last of the days said. It is quiet from now on, so what begins later is no such wish. */
function untilWanted(said: Utterance, today: Day, calendar: Calendar): Day | undefined {
  // a day beside another act is for that: 别催了，我明天就报
  const isElsewhere = isQuestion(said) || actIn(said, 'report') !== undefined
  const wanted = isElsewhere ? undefined : stretchWanted(said, today, calendar)
  return wanted?.kind === 'said' && wanted.is.from <= addDays(today, 1) ? wanted.is.to : undefined
}

const set = (person: PersonId, until: Day | undefined): Outcome => ({
  status: until ? 'quiet' : 'heard',
  writes: [keepQuiet(person, until)],
  reply: quietUntil(until),
})

const daysWrong = (latest: Day): Card =>
  warn('请写明到哪一天', `例如：/免打扰 3天，最长到${dayName(latest)}；恢复请发送 /免打扰 关闭。`)

const quietUntil = (until: Day | undefined): Card =>
  until === undefined
    ? done('已恢复提醒')
    : done(
        `免打扰到${whole(until)}`,
        '期间不提醒您，截止日期不变；未报仍会列在协调员的汇总里。恢复请发送 /免打扰 关闭。',
      )
