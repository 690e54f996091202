/** The words of reminding. */

import type { Block, Button, Card } from '../message/card.ts'
import { say } from '../message/card.ts'
import { clockOf, type Day, dayName, dayOf, type Instant, weekdayName } from '../office/day.ts'
import { type Deadline, stageName } from '../office/deadline.ts'
import { exampleFigure } from '../office/example.ts'
import { type Period, periodName } from '../office/period.ts'
import type { Indicator } from '../office/plan.ts'
import type { Region } from '../office/region.ts'
import type { Stage } from '../office/schedule.ts'
import { pressFill } from '../report/index.ts'
import {
  type ExtendMeant,
  type MoveMeant,
  type Nudge,
  pressDecide,
  pressExtend,
  pressLeave,
  pressMove,
  pressNudge,
  pressSnooze,
  type Snooze,
} from './presses.ts'

const whole = (day: Day): string => `${dayName(day)}（${weekdayName(day)}）`
/** `7月5日（周三）09:00` */
export const moment = (at: Instant): string => `${whole(dayOf(at))}${clockOf(at)}`

export const actsFor = (name: string, until: Day): string => `${name}请假至${dayName(until)}，由您代为上报`
export const standsIn = (name: string): string => `您是${name}的代理人（AB岗），同时提醒`
export const nobodyThere = (region: string): string => `${region}没有在岗的联系人，请协助转告`

const list = (names: readonly string[], most: number): string =>
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

export const fields = { due: '截止', reported: '已报', waiting: '待审核', questioned: '带提示待核' } as const

export const about = (region: string, { period, rule }: Deadline): string =>
  `${region}　${periodName(period)}${rule.name}`
export const items = (count: number): string => `${count}项`
export const missingItems = (shorts: readonly string[]): string => `${shorts.length}项：${list(shorts, 3)}`
export const behindPace = (count: number): string => `🔴 落后于序时 ${count}项`
/** Named indicator by indicator for a city; for a province only how many, as cards are limited. */
export const behind = (regions: readonly (readonly [name: string, indicators: readonly string[]])[]): string =>
  regions.length > 15
    ? regions.map(([name, indicators]) => `${name}${indicators.length}项`).join('、')
    : regions.map(([name, indicators]) => `${name}：${indicators.join('、')}`).join('\n')

/** What the person wrote and has not handed in. */
export const written = (shorts: readonly string[]): string =>
  `您写好了${shorts.length}项，点一下就报：${shorts.join('、')}。`
export const handIn = (count: number): string => `提交这${count}项`

export const nothingYet = '尚无上报'
export const noTask = '—'
export const noContact = '（没有联系人）'
export const contactState = (name: string, away: boolean, quiet: boolean): string =>
  `${name}${away ? '（请假）' : quiet ? '（免打扰）' : ''}`

export const moreRegions = (count: number): string => `另有${count}个县（市、区）未列出`
export const howToReport = (missing: readonly Indicator[]): string =>
  `也可以直接在这里回复数字，例如“${exampleFigure(missing)}”。`
export const updatedAt = (at: Instant): string => `随上报自动更新，截至${moment(at)}`

export const buttons = {
  nil: '本月无新增',
  nilConfirm: (what: string) => `确认${what}的数量、面积类指标全部无新增？比率类指标仍需填报。`,
  fill: '填报',
  snooze: '稍后提醒',
  leave: '请假',
  check: '我已报／有误',
  nudge: '一键催报',
} as const

export const calendarGap = (gaps: readonly string[]): Card => ({
  ...say('放假安排缺失，提醒日期可能不准', ...gaps),
  tone: 'warn',
})

// Commands: refusals say what to do next.

const warn = (title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone: 'warn' })
const done = (title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone: 'good' })

export const notYours = (): Card =>
  warn('这不在您的职责范围内', '只能处理您自己的县（市、区）或所辖地区；如职责有变，请联系上级协调员更新名册。')

export const noSuchDeadline = (): Card =>
  warn('没有找到对应的截止日期', '请写明是哪一期，例如“6月”或“二季度”；发送 /提醒 预览 可以看到接下来的截止。')

export const timeUnclear = (): Card =>
  warn(
    '没有安排：没看懂是什么时候',
    '请写明一个时间，例如“明天上午9点提醒我”“半小时后提醒我”。不写时间的，下一个工作日上午9点提醒。',
  )

export const timePast = (now: Instant): Card =>
  warn('没有安排：这个时间已经过了', `现在是${moment(now)}，请写以后的时间，例如：/稍后提醒 明天上午9点`)

interface Reach {
  readonly reaches: number
  readonly remindedToday: number
  readonly away: number
  readonly quiet: number
}

/** `发给 23 人；今天已提醒 4 人；请假 2 人` */
const reach = ({ reaches, remindedToday, away, quiet }: Reach): string =>
  [
    `发给 ${reaches} 人`,
    `今天已提醒 ${remindedToday} 人`,
    `请假 ${away} 人`,
    ...(quiet > 0 ? [`免打扰 ${quiet} 人`] : []),
  ].join('；')

/** All that were shown are left out. */
/** A reminder that took the place of another. */
export const inPlaceOf = (card: Card, before: Instant): Card => ({
  ...card,
  blocks: [{ kind: 'text', text: `原来定在${moment(before)}的已取消。` }, ...card.blocks],
})

export const whomToRemind = (county: Region): Card =>
  say(
    '提醒哪些地方？',
    `请直接写要提醒的，或者写除了哪些，例如“除了${county.short}，其他没报的都催”。还没有发出任何消息。`,
  )

export const nobodyLeft = (): Card => say('没有要催的了', '刚才列出的都已排除，没有发出任何消息。')

/** A deadline for which reports are missing. */
export interface About {
  readonly what: string
  readonly due: Day
  readonly isOver: boolean
  readonly count: number
}

export interface Group {
  readonly city: string
  readonly names: readonly string[]
}

const aboutLine = ({ what, due, isOver, count }: About): string =>
  `${what}（${whole(due)}${isOver ? '已截止' : '截止'}）：${count}个地方没报齐`

/** More names than these are counted by city and unfold. */
const FEW_NAMES = 12

/** Names in the office's order: a few in one line, many by city behind a fold. */
export function namesBlocks(groups: readonly Group[]): Block[] {
  const names = groups.flatMap((one) => one.names)
  if (names.length <= FEW_NAMES) return [{ kind: 'text', text: `没报齐的：${names.join('、')}` }]
  return [
    { kind: 'text', text: groups.map((one) => `${one.city}${one.names.length}`).join('、') },
    {
      kind: 'fold',
      title: `看名单（${names.length}个）`,
      blocks: groups.map((one) => ({ kind: 'text' as const, text: `${one.city}：${one.names.join('、')}` })),
    },
  ]
}

const laterBlocks = (later: readonly About[], means: Nudge): Block[] =>
  later.length === 0
    ? []
    : [
        { kind: 'note', text: `这次不催：${later.map(aboutLine).join('；')}。` },
        { kind: 'buttons', buttons: [{ label: '这些也一起催', ...pressNudge(means) }] },
      ]

export const nudgePreview = (
  nudge: Reach & {
    /** reminded shortly before, and left alone */
    readonly spared: number
    readonly about: readonly About[]
    readonly groups: readonly Group[]
    readonly at: Instant
    readonly isNow: boolean
    readonly means: Nudge
    readonly later: readonly About[]
    readonly laterMeans: Nudge
  },
): Card => ({
  title: '催报预览',
  subtitle: reach(nudge),
  tone: 'info',
  blocks: [
    ...nudge.about.map((one): Block => ({ kind: 'text', strong: true, text: aboutLine(one) })),
    ...namesBlocks(nudge.groups),
    ...(nudge.spared > 0 ? [{ kind: 'note', text: `刚提醒过的 ${nudge.spared} 人这次不再打扰。` } as const] : []),
    ...(nudge.isNow ? [] : [{ kind: 'note', text: `现在是休息时间，确认后将于${moment(nudge.at)}发出。` } as const]),
    {
      kind: 'buttons',
      buttons: [{ label: '确认发出', ...pressNudge(nudge.means), style: 'primary' }],
    },
    ...laterBlocks(nudge.later, nudge.laterMeans),
  ],
})

export const remindedAlready = (people: number): Card =>
  warn('刚刚提醒过，没有再发', `${people} 人今天已经提醒过。同一人4小时内不重复催，一天最多提醒2次；急的请打电话。`)

export const nudged = (people: number, at: Instant | undefined): Card =>
  done(
    at === undefined ? `已催报 ${people} 人` : `已安排催报 ${people} 人`,
    at === undefined ? '发送前已补报的会自动取消。' : `将于${moment(at)}发出；届时已补报的会自动取消。`,
  )

export const nobodyToReach = (names: readonly string[]): Card =>
  warn('没有可以提醒的人', `仍未报：${names.join('、')}。联系人请假且没有代理人，或设置了免打扰，请电话联系。`)

export const allReported = (names: readonly string[]): Card =>
  done('都报齐了', `${names.join('、')}没有到期未报的报表，不需要提醒。`)

interface ReviewLine {
  readonly name: string
  readonly items: number
  readonly since: Day
  readonly workdays: number
}

const reviewLine = ({ name, items, since, workdays }: ReviewLine): string =>
  `${name}：${items}项待审，最早${dayName(since)}报来${workdays > 0 ? `，已等${workdays}个工作日` : ''}`

export const nothingWaits = (): Card => done('各市没有待审核的', '县里报来的都审过了，不用催。')

export const reviewPressPreview = (
  behind: readonly ReviewLine[],
  others: readonly ReviewLine[],
  means: { readonly send: Pick<Button, 'command' | 'values'>; readonly all: Pick<Button, 'command' | 'values'> },
): Card => ({
  title: behind.length > 0 ? `催审核：${behind.length}个市` : '没有审核拖下来的市',
  tone: 'info',
  blocks: [
    ...behind.map((one): Block => ({ kind: 'text', text: reviewLine(one) })),
    ...(behind.length > 0
      ? [{ kind: 'buttons', buttons: [{ label: '确认催审', ...means.send, style: 'primary' }] } as const]
      : []),
    ...(others.length > 0
      ? [
          {
            kind: 'note',
            text: `不到2个工作日、还不算拖的：${others.map(({ name, items }) => `${name}${items}项`).join('、')}。`,
          } as const,
          { kind: 'buttons', buttons: [{ label: `${others.length}个市也一起催`, ...means.all }] } as const,
        ]
      : []),
  ],
})

export const reviewPressed = (people: number, lines: readonly ReviewLine[], at: Instant | undefined): Card =>
  people > 0
    ? done(
        `${at === undefined ? '已' : '已安排'}催审核 ${people} 人`,
        `${lines.map(({ name, items }) => `${name}${items}项`).join('、')}${at === undefined ? '' : `；将于${moment(at)}发出`}。`,
      )
    : warn('没有再发', '这些市今天已经催过审核，或没有在岗的协调员，请电话联系。')

export const pleaseReview = (city: string, items: number, since: Day, workdays: number): Card => ({
  title: `请审核：${city}有${items}项在等`,
  tone: 'warn',
  blocks: [
    {
      kind: 'text',
      text: `最早一项${dayName(since)}报来${workdays > 0 ? `，已等${workdays}个工作日` : ''}。省里成文要用。`,
    },
    { kind: 'buttons', buttons: [{ label: '去审核', command: '审核', style: 'primary' }] },
  ],
})

export const nothingPlanned = (): Card => say('近期没有要发的提醒', '到期的报表都已报齐，或本年度的上报已经结束。')

/** `2017年6月月度进度上报（7月5日（周三）截止），截止前1个工作日` */
export const stageOf = (what: string, due: Day, stage: Pick<Stage, 'workdays'>): string =>
  `${what}（${whole(due)}截止），${stageName(stage)}`

export const preview = (
  plan: Reach & {
    readonly at: Instant
    /** what they are told: of each report how many places */
    readonly about: readonly { readonly reason: string; readonly count: number }[]
    readonly groups: readonly Group[]
    readonly rows: readonly { readonly name: string; readonly region: string; readonly reason: string }[]
  },
): Card => ({
  title: `下一次提醒：${moment(plan.at)}`,
  subtitle: reach(plan),
  tone: 'info',
  blocks: [
    ...plan.about.map(
      ({ reason, count }): Block => ({ kind: 'text', strong: true, text: `${reason}：${count}个地方` }),
    ),
    ...(plan.rows.length > FEW_NAMES
      ? namesBlocks(plan.groups)
      : [
          {
            kind: 'table',
            columns: [
              { key: 'region', name: columns.region },
              { key: 'name', name: '发给' },
              { key: 'reason', name: '原因' },
            ],
            rows: plan.rows,
          } as const,
        ]),
    { kind: 'note', text: '按现在的上报情况推算；届时已报的不会收到。' },
  ],
})

/** Who heard today, by city. */
export const remindedList = (
  all: readonly { readonly person: string; readonly byHand: boolean; readonly at: Instant }[],
  groups: readonly Group[],
): Card => {
  const people = new Set(all.map(({ person }) => person)).size
  const byHand = new Set(all.flatMap((one) => (one.byHand ? [one.person] : []))).size
  const last = all.at(-1)
  return last === undefined
    ? say('今天还没有提醒过谁', '下一次什么时候、发给谁，发送 /提醒 预览 可以看。')
    : {
        title: `今天提醒了${people}人`,
        tone: 'info',
        blocks: [
          { kind: 'text', text: groups.map((one) => `${one.city}：${one.names.join('、')}`).join('\n') },
          { kind: 'note', text: `其中人工催报${byHand}人；最近一次${moment(last.at)}。` },
        ],
      }
}

export const moveNeedsDay = (): Card => warn('请写明新的截止日期', '例如：/截止 7月10日 因 系统维护')
export const moveNeedsReason = (): Card => warn('请写明原因', '原因会随通知发给各县，例如：/截止 7月10日 因 系统维护')
export const dayPassed = (due: Day): Card => warn(`${dayName(due)}已经过去`, '请写今天或以后的日期。')
export const dueAlready = (what: string, due: Day): Card =>
  say('截止日期没有变化', `${what}的截止日期已经是${whole(due)}。`)

export const movePreview = (move: {
  readonly what: string
  readonly from: string
  readonly due: Day
  readonly because: string
  readonly off: string | undefined
  readonly hearers: number
  readonly means: MoveMeant
}): Card => ({
  title: `调整截止日期：${move.what}`,
  tone: 'info',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { name: '原截止', value: move.from },
        { name: '新截止', value: whole(move.due), ...(move.off !== undefined && { tone: 'warn' as const }) },
        { name: '原因', value: move.because },
        { name: '通知', value: `还没报的 ${move.hearers} 人` },
      ],
    },
    ...(move.off === undefined
      ? []
      : [{ kind: 'note', text: `注意：${dayName(move.due)}是${move.off}，确认后就按这一天，不再顺延。` } as const]),
    {
      kind: 'buttons',
      buttons: [{ label: '确认调整并通知', ...pressMove(move.means), style: 'primary' }],
    },
  ],
})

export const moved = (what: string, due: Day, because: string, people: number): Card =>
  done(`已调整：${what}`, `新截止 ${whole(due)}，因${because}。已通知 ${people} 人，后续提醒按新日期。`)

export const deadlineMoved = (what: string, due: string): Card => ({
  title: `截止日期调整：${what}`,
  tone: 'info',
  blocks: [
    { kind: 'fields', fields: [{ name: '截止', value: due }] },
    { kind: 'note', text: '后续提醒按新的截止日期。' },
  ],
})

export const extendNeeds = (): Card => warn('请写明延到哪天和原因', '例如：/延期 7月10日 因 数据核实中')
export const extendNeedsDay = (): Card => warn('请写明延到哪天', '直接写日期即可，例如：7月10日')
export const extendNeedsReason = (due: Day): Card =>
  warn(`延到${whole(due)}，请写明原因`, '直接写一句即可，随申请送市协调员，例如：数据核实中')
export const extendPreview = (what: string, due: Day, means: ExtendMeant): Card => ({
  title: `延期申请：${what}`,
  tone: 'info',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { name: '延到', value: whole(due) },
        { name: '原因', value: means.because ?? '' },
      ],
    },
    { kind: 'buttons', buttons: [{ label: '提交申请', ...pressExtend(means), style: 'primary' }] },
  ],
})
export const tooLateToExtend = (what: string, due: Day): Card =>
  warn('截止日期已过，不能再申请延期', `${what}已于${dayName(due)}截止，请尽快上报；确有困难请直接联系市协调员。`)
export const extendLater = (what: string, due: Day): Card =>
  warn('延期要晚于原截止日期', `${what}的截止日期是${whole(due)}。`)
export const extensionSent = (what: string, due: Day, deciders: readonly string[]): Card =>
  deciders.length > 0
    ? say('延期申请已提交', `${what}，申请延到${whole(due)}，等待${deciders.join('、')}批准。批准前仍按原日期提醒。`)
    : warn('延期申请已记录，但没有在岗的协调员', `${what}，申请延到${whole(due)}。请电话联系市里或省里。`)

export const extensionAsked = (
  what: string,
  name: string,
  now: string,
  due: Day,
  because: string,
  id: string,
): Card => ({
  title: `延期申请：${what}`,
  tone: 'info',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { name: '申请人', value: name },
        { name: '原截止', value: now },
        { name: '申请延到', value: whole(due) },
        { name: '原因', value: because },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { label: '同意', ...pressDecide({ id, granted: '1' }), style: 'primary' },
        { label: '不同意', ...pressDecide({ id, granted: '0' }), style: 'danger' },
      ],
    },
  ],
})

export const grantedBecause = (because: string): string => `延期申请已批准（${because}）`
export const extensionGranted = (what: string, by: string, due: Day): Card =>
  done(`已同意延期：${what}`, `${by}同意延到${whole(due)}，提醒按新日期。`)
export const extensionDenied = (what: string, by: string, due: Day): Card =>
  warn(`未同意延期：${what}`, `${by}未同意，仍按${whole(due)}截止，请按时上报。`)
export const decidedAlready = (region: string, granted: boolean | undefined): Card =>
  say(
    '这份延期申请已经处理过',
    `${region}：${granted === undefined ? '对应的报表已不存在' : granted ? '已同意' : '未同意'}。`,
  )
export const noSuchExtension = (): Card => warn('没有找到这份延期申请', '请让申请人重新发送 /延期。')

export const leaveForm = (from: Day, to = from): Card => ({
  title: '请假',
  tone: 'info',
  blocks: [
    { kind: 'text', text: '请假期间不提醒您，改提醒代理人。也可以直接发送：/请假 3天 由 李四 代' },
    {
      kind: 'form',
      form: {
        name: 'leave',
        ...pressLeave({}),
        inputs: [
          { kind: 'date', name: pressLeave.field('from'), label: '从', value: from, required: true },
          { kind: 'date', name: pressLeave.field('to'), label: '到（含当天）', value: to, required: true },
          { kind: 'text', name: pressLeave.field('stand_in'), label: '代理人姓名（可不填，用 AB 岗）' },
        ],
        submit: '提交',
      },
    },
  ],
})
export const leaveDaysWrong = (from: Day, to: Day): Card =>
  warn('请假日期不对', `读到的是${whole(from)}至${whole(to)}。请重新写，例如：/请假 7月5日至7月7日 由 李四 代`)
export const standInUnclear = (name: string, found: number, isSelf: boolean): Card =>
  found > 1
    ? warn(`名册里有 ${found} 位“${name}”`, '请改写全名，或先不写代理人，由 AB 岗代。没有记录请假。')
    : isSelf
      ? warn('代理人不能是自己', '请换一位代理人。没有记录请假。')
      : warn(`名册里没有“${name}”`, '请写全名；不在名册的请其先发送“/绑定 县名”申请，或先不写代理人。没有记录请假。')
export const leaveTaken = (from: Day, to: Day, standIn: string | undefined): Card =>
  done(
    `已记录请假：${whole(from)}至${whole(to)}`,
    standIn === undefined
      ? '没有代理人，期间的提醒转给市协调员；发送 /请假 起止日期 由 姓名 代 可以补上。'
      : `期间由${standIn}代，已通知本人。提前回来请发送 /销假。`,
  )
/** What was put together from several messages, before it is taken. */
export const leavePreview = (from: Day, to: Day, standIn: string | undefined): Card => ({
  title: `请假：${whole(from)}至${whole(to)}`,
  tone: 'info',
  blocks: [
    { kind: 'text', text: standIn === undefined ? '没有代理人，期间的提醒转给市协调员。' : `期间由${standIn}代。` },
    {
      kind: 'buttons',
      buttons: [{ label: '确认请假', ...pressLeave({ from, to, stand_in: standIn, shown: '1' }), style: 'primary' }],
    },
  ],
})
export const youStandIn = (name: string, from: Day, to: Day): Card =>
  say(`请您代${name}上报`, `${name}${whole(from)}至${whole(to)}请假，期间的提醒会发给您。`)
export const notAway = (): Card => say('没有进行中的请假', '不需要销假。')
export const back = (): Card => done('已销假', '从现在起恢复提醒。')

export const quietDaysWrong = (latest: Day): Card =>
  warn('请写明到哪一天', `例如：/免打扰 3天，最长到${dayName(latest)}；恢复请发送 /免打扰 关闭。`)
export const quietUntil = (until: Day | undefined): Card =>
  until === undefined
    ? done('已恢复提醒')
    : done(
        `免打扰到${whole(until)}`,
        '期间不提醒您，截止日期不变；未报仍会列在协调员的汇总里。恢复请发送 /免打扰 关闭。',
      )

export const yourOwn = (purpose: string, asked: Instant): Card => ({
  title: `提醒您：${purpose}`,
  tone: 'info',
  blocks: [{ kind: 'note', text: asYouAsked(asked) }],
})

export const asYouAsked = (at: Instant): string => `按您${moment(at)}的要求再次提醒`
/** 7月8日 at night: said, so that nobody waits for it. */
const movedFrom = (wanted: Instant, due: Instant): string[] =>
  wanted === due ? [] : [`${moment(wanted)}是休息时间，改在上班后提醒。`]

export const snoozeTakenBack = (due: Instant): Card => say('已取消这个提醒', `${moment(due)}不再提醒您；该报的仍要报。`)

export const snoozeStands = (due: Instant, purpose: string | undefined): Card =>
  say(`记着：${moment(due)}提醒您`, purpose === undefined ? '还没报齐的话，到时候提醒。' : purpose)

export const ownSnoozed = (wanted: Instant, due: Instant, purpose: string): Card =>
  done(`好的，${moment(due)}提醒您：${purpose}`, ...movedFrom(wanted, due))

export const snoozed = (
  wanted: Instant,
  due: Instant,
  others: readonly { readonly label: string; readonly means: Snooze }[],
): Card => ({
  title: `好的，${moment(due)}再提醒您`,
  tone: 'good',
  blocks: [
    { kind: 'note', text: [...movedFrom(wanted, due), '届时已报或已另有提醒的，不再重复。'].join('') },
    {
      kind: 'buttons',
      buttons: others.map(({ label, means }): Button => ({ label: `改为${label}`, ...pressSnooze(means) })),
    },
  ],
})

export const whatIsMissing = (
  region: string,
  period: Period,
  rows: readonly { readonly name: string; readonly state: string }[],
  due: Parameters<typeof pressFill>[0],
): Card => ({
  title: `${region}${periodName(period)}还差 ${rows.length} 项`,
  tone: 'warn',
  blocks: [
    {
      kind: 'table',
      columns: [
        { key: 'name', name: columns.indicator },
        { key: 'state', name: '状态' },
      ],
      rows,
    },
    { kind: 'note', text: '草稿和已退回的不算已报；数字有误请直接发送“更正”和正确的数。' },
    { kind: 'buttons', buttons: [{ label: buttons.fill, ...pressFill(due), style: 'primary' }] },
  ],
})
