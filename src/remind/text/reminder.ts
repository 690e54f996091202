/** The words of a reminder, and of the summary for coordinators. */

import { buttons, type Card, card, note, say, table } from '../../message/card.ts'
import { type Day, dayName, type Instant } from '../../office/day.ts'
import type { Deadline } from '../../office/deadline.ts'
import { exampleFigure } from '../../office/example.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import { pressFill } from '../../report/index.ts'
import { list, moment } from './words.ts'

/**
 * Why a stand-in is reminded: the contact is on leave.
 * @param until its last day
 */
export const actsFor = (name: string, until: Day): string => `${name}请假至${dayName(until)}，由您代为上报`

/** Why a stand-in is reminded beside the contact. */
export const standsIn = (name: string): string => `您是${name}的代理人（AB岗），同时提醒`

/** Why a coordinator is reminded: no contact is there. */
export const nobodyThere = (region: string): string => `${region}没有在岗的联系人，请协助转告`

/** `未报3项（…）`: how many indicators are missing, the first three by name. */
export const unreported = (shorts: readonly string[]): string => `未报${shorts.length}项（${list(shorts, 3)}）`

/**
 * `截止 …`.
 * @param due the day as it is told, shift included
 */
export const dueIs = (due: string): string => `截止 ${due}`

/** How many of the regions have reported, `已报72/89`, as a field of a summary. */
export const reportedOf = (reported: number, all: number): string => `已报${reported}/${all}`

/** `未报：…`, eight names at most; that all reported where there are none. */
export const missingNames = (names: readonly string[]): string =>
  names.length ? `未报：${list(names, 8)}` : '全部已报'

/** What a weekly list says where nothing is due. */
export const nothingOpen = (): string => '本周没有到期的上报'

/**
 * Why a message comes late.
 * @param at when it was planned
 */
export const latePlan = (at: Instant): string => `补发：原定${moment(at)}`

/** Which missed messages this one stands for. */
export const foldedPlans = (ats: readonly Instant[]): string =>
  `${ats.map(moment).join('、')}的提醒当时没有发出，并入本次`

/** @param what a place and a period @param missing how many indicators */
export const reminderTitle = (what: string, missing: number): string => `请上报：${what}，还有${missing}项未报`

/** @param parts reports that are due together, two at least */
export const severalTitle = (parts: number): string => `请上报：共${parts}份报表未报全`

/** @param reported of `owing` places, how many reported all */
export const digestTitle = (what: string, reported: number, owing: number): string =>
  reported === owing
    ? `${what}：${owing}个${LEVEL.counties}全部已报`
    : `${what}：已报${reported}/${owing}，${owing - reported}个未报`

/** The title of a summary of several deadlines. */
export const digestsTitle = (parts: number): string => `上报情况汇总（${parts}项）`

/**
 * The title of the weekly list.
 * @param week as it is told
 */
export const weekTitle = (week: string): string => `${week}调度清单`

/** Headings of the tables on reminders and summaries. */
export const columns = {
  indicator: '指标',
  last: '上次累计',
  goal: '全年任务',
  region: LEVEL.counties,
  missing: '未报',
  contact: '联系人',
} as const

/** Names of the fields of a summary. */
export const fields = { due: '截止', reported: '已报', waiting: '待审核', questioned: '带提示待核' } as const

/** The head of a section of a message, region, period and report: `长兴县　6月月度进度上报`. */
export const about = (region: string, { period, rule }: Deadline): string =>
  `${region}　${periodName(period)}${rule.name}`

/** A number of indicators, `3项`, in a column of a summary. */
export const items = (count: number): string => `${count}项`

/** `3项：…`: how many indicators a region lacks, the first three by name. */
export const missingItems = (shorts: readonly string[]): string => `${shorts.length}项：${list(shorts, 3)}`

/** How many indicators are behind their pace (序时), marked red. */
export const behindPace = (count: number): string => `🔴 落后于序时 ${count}项`

/** Named indicator by indicator for a city; for a province only how many, as cards are limited. */
export const behind = (regions: readonly (readonly [name: string, indicators: readonly string[]])[]): string =>
  regions.length > 15
    ? regions.map(([name, indicators]) => `${name}${indicators.length}项`).join('、')
    : regions.map(([name, indicators]) => `${name}：${indicators.join('、')}`).join('\n')

/**
 * What the person wrote and has not filed, for its button.
 * @param shorts the indicators
 */
export const written = (shorts: readonly string[]): string =>
  `您写好了${shorts.length}项，点一下就报：${shorts.join('、')}。`

/** The label of the button that files it. */
export const handIn = (count: number): string => `提交这${count}项`

/** Stands for a last figure where nothing was reported that year: never 0. */
export const nothingYet = '尚无上报'

/** Stands for a goal where the region has no task. */
export const noTask = '—'

/** Stands for a contact where the region has none. */
export const noContact = '（没有联系人）'

/** A contact's name, and that they are on leave or undisturbed. */
export const contactState = (name: string, away: boolean, quiet: boolean): string =>
  `${name}${away ? '（请假）' : quiet ? '（免打扰）' : ''}`

/** How many regions a summary leaves out. */
export const moreRegions = (count: number): string => `另有${count}个${LEVEL.counties}未列出`

/** @param missing what is not reported: the example is made of one of them */
export const howToReport = (missing: readonly Indicator[]): string =>
  `也可以直接在这里回复数字，例如“${exampleFigure(missing)}”。`

/** That a summary keeps itself up to date, and as of when it is. */
export const updatedAt = (at: Instant): string => `随上报自动更新，截至${moment(at)}`

/** The ledger's seal at the day's begin, as `yaodian audit verify` takes it. */
export const sealed = (day: Day, seal: string): string => `${dayName(day)}零点台账校验值 ${seal}`

/** Labels of the buttons below reminders and summaries. */
export const LABELS = {
  nil: '本月无新增',
  nilConfirm: (what: string) => `确认${what}的数量、面积类指标全部无新增？比率类指标仍需填报。`,
  fill: '填报',
  snooze: '稍后提醒',
  leave: '请假',
  check: '我已报／有误',
  nudge: '一键催报',
} as const

/**
 * The alert that notices of holidays are not loaded.
 * @param gaps a sentence for each year
 */
export const calendarGap = (gaps: readonly string[]): Card => ({
  ...say('放假安排缺失，提醒日期可能不准', ...gaps),
  tone: 'warn',
})

/**
 * The answer to 核对: what the region lacks for a period, and the state of each.
 * @param due what the button that opens the form brings
 */
export const whatIsMissing = (
  region: string,
  period: Period,
  rows: readonly { readonly name: string; readonly state: string }[],
  due: Parameters<typeof pressFill>[0],
): Card =>
  card('warn', `${region}${periodName(period)}还差 ${rows.length} 项`, [
    table(
      [
        { key: 'name', name: columns.indicator },
        { key: 'state', name: '状态' },
      ],
      rows,
    ),
    note('草稿和已退回的不算已报；数字有误请直接发送“更正”和正确的数。'),
    buttons([{ label: LABELS.fill, ...pressFill(due), style: 'primary' }]),
  ])
