/** Words that progress says beside what queries answer. */
import { type Block, type Button, buttons, type Card, card, fold, say, sentence } from '../message/card.ts'
import { type Day, dayName } from '../office/day.ts'
import { exampleName } from '../office/example.ts'
import { RULE_LINES } from '../office/format.ts'
import { LEVEL } from '../office/levels.ts'
import type { Plan } from '../office/plan.ts'
import type { Region } from '../office/region.ts'
import { type LedgerQuery, queryButton } from '../query/index.ts'

/**
 * The question which indicator is meant, a button each.
 * @param queryFor what the button of an indicator asks
 */
export const whichIndicator = (plan: Plan, title: string, queryFor: (of: LedgerQuery['of']) => LedgerQuery): Card =>
  card('info', title, [buttons(plan.indicators.map((one) => queryButton(one.short, queryFor([one.id]))))])

/** A city with names of its counties. */
export interface CityLine {
  readonly city: string
  readonly names: readonly string[]
}

/**
 * The title of who lacks reports.
 * @param counties how many
 */
export const lackingTitle = (place: string, counties: number): string =>
  `${place}：${counties}个${LEVEL.county}还没报齐`

/** The answer where nobody lacks a report. */
export const allIn = (place: string, periods: readonly string[]): Card => ({
  ...say(`${place}：都报齐了`, `${place}${periods.join('、') || '本期'}应报的已全部上报，没有欠报。`),
  tone: 'good',
})

/**
 * How many counties lack reports for a period: `5月（6月5日截止，已过28天）：3个县没报齐（应报11个），缺9项`.
 * @param of.left days until the deadline, negative behind it
 */
export const lackingLine = (of: {
  readonly period: string
  readonly due: Day | undefined
  readonly left: number | undefined
  readonly missing: number
  readonly owing: number
  readonly items: number
}): string => {
  const left = of.left ?? 0
  const when = left < 0 ? `已过${-left}天` : left === 0 ? '今天到期' : `还有${left}天`
  const due = of.due ? `（${dayName(of.due)}截止，${when}）` : ''
  return `${of.period}${due}：${of.missing}个${LEVEL.county}没报齐（应报${of.owing}个），缺${of.items}项`
}

/** More names than these are counted by city and unfold. */
const FEW_NAMES = 12

/** Names in one line; more than twelve are counted by city, behind a fold. */
export function namedByCity(lines: readonly CityLine[]): Block[] {
  const names = lines.flatMap((one) => one.names)
  if (names.length <= FEW_NAMES) return [sentence(names.join('、'))]
  return [
    sentence(lines.map((one) => `${one.city}${one.names.length}`).join('、')),
    fold(
      `看名单（${names.length}个）`,
      lines.map((one) => sentence(`${one.city}：${one.names.join('、')}`)),
    ),
  ]
}

/** That nothing can be reported for periods that are locked. */
export const lockedNote = (periods: readonly string[]): string =>
  `${periods.join('、')}已锁定，不能再上报；要补报请申请更正，或请${LEVEL.whole}协调员解锁。`

/**
 * The label of a button that reminds.
 * @param counties how many
 */
export const nudgeLabel = (period: string, counties: number): string => `催${period}（${counties}个${LEVEL.county}）`

/** What counts as reported, below a list of who has not. */
export const COUNTS_AS_REPORTED = '已提交（含零报告）算已报；草稿和被退回的不算。括号里是只缺几项的。'

/** The title of 首页: the greeting by name. */
export const hello = (name: string): string => `${name}，您好`

/** The hint on 首页 that questions may be asked in plain words. */
export const askAnything = ({ indicators }: Plan): string =>
  `直接问就行，例如“${LEVEL.all}${exampleName(indicators)}进度”。答案都附出处。`

/** A deadline and the days left until it, negative behind it. */
export interface Due {
  readonly due: Day
  readonly left: number
}

const dueText = (due: Due | undefined): string =>
  due
    ? `，${dayName(due.due)}截止${due.left < 0 ? `，已过${-due.left}天` : due.left === 0 ? '，就是今天' : `，还有${due.left}天`}`
    : ''

/**
 * `长兴县6月还差9项，7月5日截止，还有2天`.
 * @param items how many indicators
 */
export const owes = (name: string, period: string, items: number, due: Due | undefined): string =>
  `${name}${period}还差${items}项${dueText(due)}。`

/** The line of 首页 that a county has nothing left to report. */
export const nothingOpen = (name: string): string => `${name}都报齐了，眼下没有要报的。`

/** How many figures are in drafts. */
export const writtenSoFar = (items: number): string => `草稿里写好了${items}项，点一下就报。`

/** How many figures were returned. */
export const returnedSoFar = (items: number): string => `有${items}项被退回，改好要重报。`

/** The label of the button that files the drafts. */
export const handIn = (items: number): string => `提交这${items}项`

/** What is owed for other periods. */
export const alsoOwes = (others: readonly { readonly period: string; readonly items: number }[]): string =>
  `还有：${others.map(({ period, items }) => `${period}差${items}项`).join('、')}。`

/**
 * The question before a nil report by a button.
 * @param what county and period
 */
export const nilConfirm = (what: string): string => `确认${what}的数量、面积类指标全部无新增？比率类指标仍需填报。`

/** How many counties have reported for a period, and until when: `全省6月已报齐72/89个县，7月5日截止，还有2天`. */
export const ring = (place: string, period: string, reported: number, owing: number, due: Due | undefined): string =>
  `${place}${period}已报齐${reported}/${owing}个${LEVEL.county}${dueText(due)}。`

/** How many figures wait for review. */
export const waitsForReview = (items: number): string => (items > 0 ? `${items}项等审核。` : '没有等审核的。')

/** How many counties lack reports for other periods. */
export const alsoLack = (others: readonly { readonly period: string; readonly counties: number }[]): string =>
  `还没报齐的：${others.map(({ period, counties }) => `${period}${counties}个${LEVEL.county}`).join('、')}。`

/**
 * The answer where a place has no task in the indicators.
 * @param names theirs
 */
export const noTask = (place: string, names: string): Card => ({
  ...say(`${place}：无任务`, `${place}没有${names}的任务（无任务），不用报，也不算欠报。`),
  tone: 'info',
})

/** The answer to a command of progress that could not be read, with examples. */
export const notUnderstood = ({ indicators }: Plan, county: Region, city: Region): Card =>
  say(
    '没看懂',
    `请说哪里、哪项指标，例如：/进度 ${county.short} ${exampleName(indicators)}；也可以直接问，例如：${city.short}哪些县还没报。`,
  )

/** The rules of completion, pace, lights and ranks. */
export const rules = (): Card =>
  card(
    'plain',
    '完成率、序时、灯和排名的规则',
    RULE_LINES.map((text) => sentence(text)),
  )

/** Why drafts of others are not told. */
export const DRAFTS_PRIVATE = `草稿只给本${LEVEL.county}联系人和上级协调员看，这里只有已提交的数。`

/**
 * The refusal of a table of a region that is not the asker's.
 * @param own theirs
 */
export const exportNotYours = ({ name }: Region, own: Region): Card =>
  say(`${name}的表不能导出`, `您能导出的是${own.name}的。`)

/** The refusal to send a table to a region's people: they may not see all that is in it. */
export const exportNotFor = ({ name }: Region): Card =>
  say(`不能转给${name}`, `只能转给${LEVEL.above}协调员，而且表里只能有对方辖区的数。文件在上面，也可以您自己转发。`)

/**
 * The question whether a table goes to these people.
 * @param means what the button sends
 */
export const exportTo = (file: string, names: readonly string[], means: Pick<Button, 'command' | 'values'>): Card =>
  card('info', `转给${names.join('、')}？`, [
    sentence(`${file}，发给${names.length}人。`),
    buttons([{ label: '确认转发', ...means, style: 'primary' }]),
  ])

/** The answer where a table was sent to others. */
export const exportSent = (file: string, names: readonly string[]): Card => ({
  ...say(`已转给${names.join('、')}`, file),
  tone: 'good',
})

/** The question what 导出 is to export. */
export const exportWhat = ({ indicators }: Plan): Card => ({
  ...say(
    '要导出什么？',
    `完成情况、台账，或某项指标的排名；可以写周期和地方，例如：/导出 台账 6月，/导出 排名 ${exampleName(indicators)}。`,
  ),
  tone: 'info',
})

/** The refusal of figures that the office shows to the region and those above it alone. */
export const notInSight = ({ name, level }: Region): Card =>
  say(
    level === 'county' ? `${name}的数据不在您的查看范围内` : `${name}各${LEVEL.county}的数据不在您的查看范围内`,
    `本单位设定：各${LEVEL.county}的数只给本${LEVEL.county}、所在${LEVEL.city}和${LEVEL.whole}级看；${LEVEL.all}、${LEVEL.cities}的合计都可以问。`,
  )
