/** The words that all of reminding has in common. */

import { type Card, say } from '../../message/card.ts'
import { clockOf, type Day, dayName, dayOf, type Instant, weekdayName } from '../../office/day.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Period, periodName } from '../../office/period.ts'

/** A day with its weekday, as all of reminding tells it: `7月5日（周三）`. */
export const whole = (day: Day): string => `${dayName(day)}（${weekdayName(day)}）`

/** An instant with its weekday, by the office's clock: `7月5日（周三）09:00`. */
export const moment = (at: Instant): string => `${whole(dayOf(at))}${clockOf(at)}`

/** Names in one line, `most` at most, then 等. */
export const list = (names: readonly string[], most: number): string =>
  names.length > most ? `${names.slice(0, most).join('、')}等` : names.join('、')

/** A card of sentences that warns. */
export const warn = (title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone: 'warn' })

/** A card of sentences that says what was done. */
export const done = (title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone: 'good' })

/** The refusal for who has no county to be reminded of, or not the one that is named. */
export const notYours = (): Card =>
  warn('这不在您的职责范围内', `只能处理您自己的${LEVEL.counties}或所辖地区；如职责有变，请联系上级协调员更新名册。`)

/** The answer where no rule asks for the period that is named. */
export const noSuchDeadline = (): Card =>
  warn('没有找到对应的截止日期', '请写明是哪一期，例如“6月”或“二季度”；发送 /提醒 预览 可以看到接下来的截止。')

/**
 * The card that nothing is missing.
 * @param names the places; none: all
 * @param looked the periods that were looked at
 * @param left others in which something is missing
 */
export const allReported = (names: readonly string[], looked: readonly Period[], left: readonly Period[]): Card => {
  const [of, others] = [looked, left].map((some) => some.map(periodName).join('、'))
  const line = `${names.join('、')}${of}已报齐。${others && `没报齐的：${others}。`}一周以后才截止的没有看。`
  return others ? warn(`${of}已报齐，别的还没有`, line) : done('都报齐了', line)
}
