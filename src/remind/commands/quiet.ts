/** 免打扰: no reminders until a day; what is owed stays owed. */
import { z } from 'zod'
import { clausesOf, marksIn, type Utterance } from '../../language/index.ts'
import { buttons, type Card, card, sentence } from '../../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { day, type Pressed, presses, severalRegions } from '../../message/input.ts'
import type { Calendar } from '../../office/calendar.ts'
import { addDays, type Day, dayName, dayOf, daysBetween } from '../../office/day.ts'
import type { PersonId } from '../../office/person.ts'
import type { Regions } from '../../office/region.ts'
import { keepQuiet } from '../../people/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { ASKS } from '../presses.ts'
import { done, list, notYours, warn, whole } from '../text/words.ts'
import { stretchIn } from './answer.ts'
import { contactsOf, type Others, othersMeant, theirs } from './for-others.ts'
import { stretchWanted } from './when.ts'
import { actIn, isQuestion, withoutReason } from './wish.ts'

/** Days, days off counted, for which somebody may be left undisturbed. */
export const LONGEST_DAYS = 31

/** The last quiet day; the counties whose contacts are left alone, and that it was shown whom it reaches; that it ends; typed words bring none. */
const inputOf = (regions: Regions) =>
  z.strictObject({
    until: day.optional(),
    asks: ASKS,
    regions: severalRegions(regions).optional(),
    shown: z.enum(['1']).optional(),
    back: z.enum(['1']).optional(),
  })
type Input = ReturnType<typeof inputOf>
const pressQuiet = presses<Input>('免打扰')

/**
 * /免打扰: no reminders for some days, to oneself or to contacts whom one coordinates; deadlines stay. Ends by itself,
 * or by 关闭.
 */
export const quietCommand = (office: RemindingOffice): Command => {
  const { calendar, regions } = office
  return command({
    name: '免打扰',
    words: ['勿扰', 'quiet'],
    right: { kind: 'listed' },
    summary: '几天内不提醒您（截止日期不变）；/免打扰 关闭 恢复',
    help: { group: 'absence', rank: 4, acts: ['quiet'] },
    example: () => '/免打扰 3天',
    intents: ['quiet'],
    slots: ['time', 'amount', 'region', 'parts', 'ask'],
    effect: 'writes',
    input: inputOf(regions),
    fills: (asked) => {
      const span = stretchIn(asked, calendar)
      return span && { until: span.to }
    },
    changes: ({ act, ahead }, before, { now }) => {
      if (act === 'drop') return { values: { back: '1' } }
      const until = act === 'set' ? untilWanted(ahead, dayOf(now), calendar) : undefined
      return until && { values: { ...before, until } }
    },
    run: async (asked, pressed) => {
      const { person, text: words, said: reading, now } = asked
      if (!person) return answer('refused', notYours())
      const said = withoutReason(reading('ahead'))
      if (pressed.back || actIn(said, 'resume', 'cancel')) return set(person.id, undefined)
      const today = dayOf(now)
      const others = pressed.regions ? theirs(pressed.regions, person, regions) : othersMeant(asked, said, regions)
      if (others === 'none') return answer('refused', notYours())
      const until = pressed.until ?? (words.trim() === '' && !pressed.asks ? today : untilWanted(said, today, calendar))
      if (!until || until < today || daysBetween(today, until) > LONGEST_DAYS)
        return answer('incomplete', daysWrong(today, calendar, others), {
          asks: { slots: ['time'], values: { asks: '1', ...(others && { regions: others.join(',') }) } },
        })
      return others ? forOthers(asked, others, until, pressed, office) : set(person.id, until)
    },
  })
}

/** Whom it reaches is shown before anybody is left alone; who asked for longer himself keeps that. */
async function forOthers(
  asked: Asked,
  counties: Others,
  until: Day,
  pressed: Pressed<Input>,
  office: RemindingOffice,
): Promise<Outcome> {
  const { seats, isQuiet, nameOf } = await contactsOf(asked, counties, office)
  const people = seats.map(({ person }) => person).filter((person) => !isQuiet(person))
  if (people.length === 0) return answer('nobody', nobodyToSpare())
  if (pressed.shown)
    return {
      status: 'quiet',
      writes: people.map((person) => keepQuiet(person, until)),
      reply: spared(people.length, until),
    }
  return answer('previewed', sparing(counties, people.map(nameOf), until))
}

/** The last of the days said. It is quiet from now on, so what begins later is no such wish. */
function untilWanted(said: Utterance, today: Day, calendar: Calendar): Day | undefined {
  // a day beside another act is for that: 别催了，我明天就报
  const isElsewhere = isQuestion(said) || actIn(said, 'report') !== undefined
  const wanted = isElsewhere ? undefined : stretchWanted(silencing(said), today, calendar)
  return wanted?.kind === 'said' && wanted.is.from <= addDays(today, 1) ? wanted.is.to : undefined
}

/** 今天别提醒了，明早再说: of several clauses those that forbid, where they say a time; what is said beside is for later. */
function silencing(said: Utterance): Utterance {
  const spans = clausesOf(said).flatMap((one) =>
    actIn(one, 'quiet') || marksIn(one, 'forbid').length > 0 ? (one.readings[0]?.spans ?? []) : [],
  )
  return spans.some(({ found }) => found.kind === 'time') ? { ...said, readings: [{ spans, score: 0 }] } : said
}

const set = (person: PersonId, until: Day | undefined): Outcome => ({
  status: until ? 'quiet' : 'heard',
  writes: [keepQuiet(person, until)],
  reply: quietUntil(until),
  ...(until && { opens: pressQuiet({ until }) }),
})

const daysWrong = (today: Day, calendar: Calendar, regions?: Others): Card =>
  card('warn', '免打扰：请写明到哪一天', [
    sentence(`没有改动。最长到${dayName(addDays(today, LONGEST_DAYS))}，直接说“3天”“到周五”也行。`),
    buttons([
      { label: '今天', ...pressQuiet({ until: today, regions }) },
      { label: '3个工作日', ...pressQuiet({ until: calendar.addWorkdays(calendar.nextWorkday(today), 2), regions }) },
      ...(regions ? [] : [{ label: '恢复提醒', ...pressQuiet({ back: '1' }) }]),
    ]),
  ])

const MOST_NAMED = 12

const sparing = (counties: Others, names: readonly string[], until: Day): Card =>
  card('info', `到${whole(until)}不提醒：${counties.length}个地方的${names.length}位联系人`, [
    sentence(`${list(names, MOST_NAMED)}。`),
    sentence('截止日期不变，未报仍会列在协调员的汇总里。'),
    buttons([{ label: '确认不提醒', ...pressQuiet({ until, regions: counties, shown: '1' }), style: 'primary' }]),
  ])

const spared = (people: number, until: Day): Card =>
  done(`${people}位联系人免打扰到${whole(until)}`, '截止日期不变；本人发送 /免打扰 关闭 可以恢复。')

const nobodyToSpare = (): Card => warn('没有可以设置的联系人', '这些地方没有联系人，或已经设了免打扰。')

const quietUntil = (until: Day | undefined): Card =>
  until === undefined
    ? done('已恢复提醒')
    : card('good', `免打扰到${whole(until)}`, [
        sentence('期间不提醒您，截止日期不变；未报仍会列在协调员的汇总里。'),
        buttons([{ label: '恢复提醒', ...pressQuiet({ back: '1' }) }]),
      ])
