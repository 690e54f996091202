/** The words of reminding. */
import { clockOf, type Day, dayName, dayOf, type Instant, weekdayName } from '../office/day.ts'
import type { Stage } from '../office/schedule.ts'

const whole = (day: Day): string => `${dayName(day)}（${weekdayName(day)}）`
const moment = (at: Instant): string => `${whole(dayOf(at))}${clockOf(at)}`

export const actsFor = (name: string, until: Day): string => `${name}请假至${dayName(until)}，由您代为上报`
export const standsIn = (name: string): string => `您是${name}的代理人（AB岗），同时提醒`
export const nobodyThere = (region: string): string => `${region}没有在岗的联系人，请协助转告`

/** 截止前3个工作日, 截止当天, 逾期1个工作日 */
export function stageName({ workdays }: Pick<Stage, 'workdays'>): string {
  if (workdays === 0) return '截止当天'
  return workdays < 0 ? `截止前${-workdays}个工作日` : `逾期${workdays}个工作日`
}

export const list = (names: readonly string[], most: number): string =>
  names.length > most ? `${names.slice(0, most).join('、')}等` : names.join('、')

export const unreported = (shorts: readonly string[]): string => `未报${shorts.length}项（${list(shorts, 3)}）`
export const dueIs = (due: string): string => `截止 ${due}`
export const reportedOf = (reported: number, all: number): string => `已报${reported}/${all}`
export const missingNames = (names: readonly string[]): string =>
  names.length ? `未报：${list(names, 8)}` : '全部已报'
export const nothingOpen = (): string => '本周没有到期的上报'

export const latePlan = (at: Instant): string => `补发：原定${moment(at)}`
export const foldedPlans = (ats: readonly Instant[]): string =>
  `${ats.map(moment).join('、')}的提醒当时没有发出，并入本次`
