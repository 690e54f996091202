/** The words of 催审. */
import { note as aside, type Block, type Button, buttons, type Card, card, sentence } from '../../message/card.ts'
import { type Day, dayName, type Instant } from '../../office/day.ts'
import { LEVEL } from '../../office/levels.ts'
import type { Note } from '../planner/reminder.ts'
import { noted } from './note.ts'
import { done, moment, warn } from './words.ts'

interface ReviewLine {
  readonly name: string
  readonly items: number
  readonly since: Day
  readonly workdays: number
}

const reviewLine = ({ name, items, since, workdays }: ReviewLine): string =>
  `${name}：${items}项待审，最早${dayName(since)}报来${workdays > 0 ? `，已等${workdays}个工作日` : ''}`

type Press = Pick<Button, 'command' | 'values'>

/** The answer to 催审 where nothing waits for review. */
export const nothingWaits = (): Card => done(`${LEVEL.cities}没有待审核的`, `${LEVEL.county}里报来的都审过了，不用催。`)

/**
 * Which cities 催审 reminds, with the button that does.
 * @param others cities where less has waited, offered apart
 * @param unused clauses that were not used
 * @param means what the buttons send
 */
export const reviewPressPreview = (
  behind: readonly ReviewLine[],
  others: readonly ReviewLine[],
  note: Note | undefined,
  means: { readonly send: Press; readonly all: Press; readonly note: Block },
): Card =>
  card('info', behind.length > 0 ? `催审核：${behind.length}个${LEVEL.city}` : `没有审核拖下来的${LEVEL.city}`, [
    behind.map((one) => sentence(reviewLine(one))),
    note && sentence(noted(note)),
    behind.length > 0 && [buttons([{ label: '确认催审', ...means.send, style: 'primary' }]), means.note],
    others.length > 0 && [
      aside(`不到2个工作日、还不算拖的：${others.map(({ name, items }) => `${name}${items}项`).join('、')}。`),
      buttons([{ label: `${others.length}个${LEVEL.city}也一起催`, ...means.all }]),
    ],
  ])

/**
 * The answer where cities were reminded of their review.
 * @param people how many; 0: all had been that day, or nobody is on duty
 * @param at when it goes out; undefined: at once
 */
export const reviewPressed = (people: number, lines: readonly ReviewLine[], at: Instant | undefined): Card =>
  people > 0
    ? done(
        `${at === undefined ? '已' : '已安排'}催审核 ${people} 人`,
        `${lines.map(({ name, items }) => `${name}${items}项`).join('、')}${at === undefined ? '' : `；将于${moment(at)}发出`}。`,
      )
    : warn('没有再发', '这些市今天已经催过审核，或没有在岗的协调员，请电话联系。')

/**
 * The reminder for a city's coordinator.
 * @param since when the oldest figure came
 * @param workdays how long it has waited
 */
export const pleaseReview = (city: string, items: number, since: Day, workdays: number, note: Note | undefined): Card =>
  card('warn', `请审核：${city}有${items}项在等`, [
    sentence(
      `最早一项${dayName(since)}报来${workdays > 0 ? `，已等${workdays}个工作日` : ''}。${LEVEL.whole}里成文要用。`,
    ),
    note && sentence(noted(note)),
    buttons([{ label: '去审核', command: '审核', style: 'primary' }]),
  ])
