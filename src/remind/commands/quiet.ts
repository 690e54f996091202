/** 免打扰: no reminders until a day; what is owed stays owed. */
import type { Command, Outcome } from '../../message/command.ts'
import { addDays, type Day, dayOf, daysBetween } from '../../office/day.ts'
import type { PersonId } from '../../office/person.ts'
import { sql } from '../../store/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import * as text from '../text.ts'
import { readSpan } from './dates.ts'

const LONGEST_DAYS = 31

export const quietCommand = ({ calendar }: RemindingOffice): Command => ({
  name: '免打扰',
  words: ['勿扰', 'quiet'],
  right: { kind: 'listed' },
  summary: '几天内不提醒您（截止日期不变）；/免打扰 关闭 恢复',
  example: () => '/免打扰 3天',
  intents: ['quiet'],
  effect: 'writes',
  run: async ({ person, text: words, now }) => {
    if (!person) return { status: 'refused', writes: [], reply: text.notYours() }
    if (/关闭|取消|恢复|结束/.test(words)) return set(person.id, undefined)
    const today = dayOf(now)
    const until = readSpan(words.trim() === '' ? '今天' : words, today, calendar)?.to
    if (!until || until < today || daysBetween(today, until) > LONGEST_DAYS)
      return { status: 'refused', writes: [], reply: text.quietDaysWrong(addDays(today, LONGEST_DAYS)) }
    return set(person.id, until)
  },
})

const set = (person: PersonId, until: Day | undefined): Outcome => ({
  status: until ? 'quiet' : 'heard',
  writes: [sql('UPDATE person SET quiet = ? WHERE id = ?', until ?? null, person)],
  reply: text.quietUntil(until),
})
