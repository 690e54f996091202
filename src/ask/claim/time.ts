/** Years and days as papers and people word them. */
import { yearsStated } from '../question/constraints.ts'
import { quantitiesIn } from './quantity.ts'

/** The last day of each month; a paper that names the 29th of February does so in words of its own. */
const LAST = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const AT_END = ['底', '末']

/** 8月底 is 8月31日; a month alone agrees with any of its days. */
export function sameDate(one: string, other: string): boolean {
  const [month, day] = parts(one)
  const [otherMonth, otherDay] = parts(other)
  return month === otherMonth && (!day || !otherDay || day === otherDay)
}

function parts(text: string): [number, string] {
  const [month = '', day = ''] = text.split('月')
  const bare = AT_END.includes(day) ? String(LAST[Number(month) - 1] ?? day) : day
  return [Number(month), [...bare].filter((char) => char !== '日' && char !== '号').join('')]
}

/** The years that a text speaks of; 2000立方米, 2018家 and 1900亿元 are none. @param text flat */
export function yearsNamed(text: string): number[] {
  const counted = quantitiesIn(text).map((one) => Number.parseInt(one.text, 10))
  return [...yearsStated(text)].filter((year) => text.includes(`${year}年`) || !counted.includes(year))
}
