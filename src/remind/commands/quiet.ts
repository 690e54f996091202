/** 免打扰: no reminders until a day; what is owed stays owed. */

import type { Utterance } from '../../language/index.ts'
import type { Command, Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Calendar } from '../../office/calendar.ts'
import { addDays, type Day, dayOf, daysBetween } from '../../office/day.ts'
import type { PersonId } from '../../office/person.ts'
import { keepQuiet } from '../../people/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { quietInput } from '../presses.ts'
import * as text from '../text/away.ts'
import { notYours } from '../text/words.ts'
import { stretchIn } from './answer.ts'
import { stretchWanted } from './when.ts'
import { actIn, isQuestion, withoutReason } from './wish.ts'

export const LONGEST_DAYS = 31

export const quietCommand = ({ calendar }: RemindingOffice): Command =>
  command({
    name: '免打扰',
    words: ['勿扰', 'quiet'],
    right: { kind: 'listed' },
    summary: '几天内不提醒您（截止日期不变）；/免打扰 关闭 恢复',
    example: () => '/免打扰 3天',
    intents: ['quiet'],
    effect: 'writes',
    input: quietInput,
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
          reply: text.quietDaysWrong(addDays(today, LONGEST_DAYS)),
          asks: { slots: ['time'], values: { asks: '1' } },
        }
      return set(person.id, until)
    },
  })

/** The last of the days said. It is quiet from now on, so what begins later is no such wish. */
function untilWanted(said: Utterance, today: Day, calendar: Calendar): Day | undefined {
  // 别催了，我明天就报: that day is for something else
  const isElsewhere = isQuestion(said) || actIn(said, 'report') !== undefined
  const wanted = isElsewhere ? undefined : stretchWanted(said, today, calendar)
  return wanted?.kind === 'said' && wanted.is.from <= addDays(today, 1) ? wanted.is.to : undefined
}

const set = (person: PersonId, until: Day | undefined): Outcome => ({
  status: until ? 'quiet' : 'heard',
  writes: [keepQuiet(person, until)],
  reply: text.quietUntil(until),
})
