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

export const reminderTitle = (what: string, missing: number): string => `请上报：${what}，还有${missing}项未报`
export const severalTitle = (parts: number): string => `请上报：共${parts}份报表未报全`
export const digestTitle = (what: string, reported: number, owing: number): string =>
  reported === owing
    ? `${what}：${owing}个县（市、区）全部已报`
    : `${what}：已报${reported}/${owing}，${owing - reported}个未报`
export const digestsTitle = (parts: number): string => `上报情况汇总（${parts}项）`
export const weekTitle = (week: string): string => `${week}调度清单`

export const columns = {
  indicator: '指标',
  last: '上次累计',
  goal: '全年任务',
  region: '县（市、区）',
  missing: '未报',
  contact: '联系人',
} as const

export const nothingYet = '尚无上报'
export const noTask = '—'
export const noContact = '（没有联系人）'
export const contactState = (name: string, away: boolean, quiet: boolean): string =>
  `${name}${away ? '（请假）' : quiet ? '（免打扰）' : ''}`

export const more = (count: number): string => `另有${count}项，请在“我的欠报”中查看`
export const moreRegions = (count: number): string => `另有${count}个县（市、区）未列出`
export const howToReport = '也可以直接在这里回复数字，例如“僵尸企业 12家”。'
export const updatedAt = (at: Instant): string => `随上报自动更新，截至${moment(at)}`
export const waitingReview = (count: number): string => `待审核${count}项`

export const buttons = {
  nil: '本月无新增',
  nilConfirm: (what: string) => `确认${what}的数量、面积类指标全部无新增？比率类指标仍需填报。`,
  fill: '填报',
  snooze: '稍后提醒',
  leave: '请假',
  check: '我已报／有误',
  nudge: '一键催报',
} as const
