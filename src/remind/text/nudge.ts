/** The words of 催报. */
import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  fold,
  lead,
  note,
  say,
  sentence,
} from '../../message/card.ts'
import type { Day, Instant } from '../../office/day.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import type { Note } from '../planner/reminder.ts'
import { type Nudge, pressNudge } from '../presses.ts'
import { noted, noteForm } from './note.ts'
import { done, moment, warn, whole } from './words.ts'

/** How many people a reminder reaches, and how many not since they were reminded today, are away or undisturbed. */
export interface Reach {
  readonly reaches: number
  readonly remindedToday: number
  readonly away: number
  readonly quiet: number
}

/** How many a reminder reaches, and how many it does not and why: `发给 23 人；今天已提醒 4 人；请假 2 人`. */
export const reach = ({ reaches, remindedToday, away, quiet }: Reach): string =>
  [
    `发给 ${reaches} 人`,
    `今天已提醒 ${remindedToday} 人`,
    `请假 ${away} 人`,
    ...(quiet > 0 ? [`免打扰 ${quiet} 人`] : []),
  ].join('；')

/**
 * The question whom 其他的 means.
 * @param county one for the example
 */
export const whomToRemind = (county: Region): Card =>
  say(
    '提醒哪些地方？',
    `请直接写要提醒的，或者写除了哪些，例如“除了${county.short}，其他没报的都催”。还没有发出任何消息。`,
  )

type Press = Pick<Button, 'command' | 'values'>

/** Later, and nobody said when. */
export const whenToRemind = (regions: readonly RegionKey[], choices: readonly Instant[]): Card =>
  card('info', '什么时候催？', [
    sentence('还没有安排。直接说时间就行，例如“下午四点”“明天上午”；到时发给谁，先给您看名单。'),
    buttons(choices.map((at) => ({ label: moment(at), ...pressNudge({ regions, at }) }))),
  ])

/**
 * The refusal of a reminder that repeats or whose time is unclear.
 * @param now the button that reminds at once
 */
export const onceOnly = (now: Press): Card =>
  card('warn', '没有安排：这里一次只定一个时间', [
    sentence('还没有发出任何消息。定一次，请写明时间，例如“周一上午9点催一下”。'),
    sentence('按时间表的自动提醒照常；要每周、每月重复，请管理员改提醒时间表。'),
    buttons([
      { label: '看下一次自动提醒', command: '提醒' },
      { label: '现在催一次（先看名单）', ...now },
    ]),
  ])

/**
 * The question whether places that were spoken of beside the wish are reminded.
 * @param without the press without them
 * @param withThem the press with them
 * @param isMore others are reminded in any case
 */
export const whetherToo = (names: readonly string[], without: Press, withThem: Press, isMore: boolean): Card =>
  card('info', `${names.join('、')}催不催？`, [
    sentence('还没有发出任何消息。'),
    buttons([
      { label: `除了${names.join('、')}都催`, ...without },
      { label: `${isMore ? '也' : '只'}催${names.join('、')}`, ...withThem },
    ]),
  ])

/** The answer where a preview has lost all its places. */
export const nobodyLeft = (): Card => say('没有要催的了', '刚才列出的都已排除，没有发出任何消息。')

/** A deadline, and for how many places reports are missing. */
export interface About {
  readonly what: string
  readonly due: Day
  readonly isOver: boolean
  readonly count: number
}

/** A city with names of its counties. */
export interface Group {
  readonly city: string
  readonly names: readonly string[]
}

const aboutLine = ({ what, due, isOver, count }: About): string =>
  `${what}（${whole(due)}${isOver ? '已截止' : '截止'}）：${count}个地方没报齐`

/** More names than these are counted by city and unfold. */
export const FEW_NAMES = 12

/** Names in one line; more than `FEW_NAMES` are counted by city, behind a fold. */
export function namesBlocks(groups: readonly Group[]): Block[] {
  const names = groups.flatMap((one) => one.names)
  if (names.length <= FEW_NAMES) return [sentence(`没报齐的：${names.join('、')}`)]
  return [
    sentence(groups.map((one) => `${one.city}${one.names.length}`).join('、')),
    fold(
      `看名单（${names.length}个）`,
      groups.map((one) => sentence(`${one.city}：${one.names.join('、')}`)),
    ),
  ]
}

const laterBlocks = (later: readonly About[], means: Nudge): Block[] =>
  later.length === 0
    ? []
    : [
        note(`这次不催：${later.map(aboutLine).join('；')}。`),
        buttons([{ label: '这些也一起催', ...pressNudge(means) }]),
      ]

/**
 * Whom a reminder by hand reaches, when and in which words, with the button that sends it. `means` is what that
 * sends, `laterMeans` what also reminds of `later`.
 */
export const nudgePreview = (
  nudge: Reach & {
    /** reminded shortly before, and left alone */
    readonly spared: number
    readonly about: readonly About[]
    readonly groups: readonly Group[]
    readonly at: Instant
    readonly isNow: boolean
    /** nothing goes out at this hour */
    readonly isClosed: boolean
    readonly urgent: boolean
    readonly note: Note | undefined
    readonly means: Nudge
    readonly later: readonly About[]
    readonly laterMeans: Nudge
  },
): Card =>
  card(
    'info',
    [`催报预览${nudge.urgent ? '（加急）' : ''}`, reach(nudge)],
    [
      nudge.about.map((one) => lead(aboutLine(one))),
      namesBlocks(nudge.groups),
      nudge.spared > 0 && note(`刚提醒过的 ${nudge.spared} 人这次不再打扰。`),
      !nudge.isNow &&
        note(`${nudge.isClosed ? '现在是休息时间，' : ''}确认后将于${moment(nudge.at)}发出；届时已报的不发。`),
      nudge.note && sentence(noted(nudge.note)),
      buttons([{ label: '确认发出', ...pressNudge(nudge.means), style: 'primary' }]),
      noteForm(
        pressNudge({ ...nudge.means, confirm: undefined, note: undefined }),
        pressNudge.field('note'),
        nudge.means.note,
      ),
      laterBlocks(nudge.later, nudge.laterMeans),
    ],
  )

/**
 * The answer where all were reminded shortly before.
 * @param people how many
 */
export const remindedAlready = (people: number): Card =>
  warn('刚刚提醒过，没有再发', `${people} 人今天已经提醒过。同一人4小时内不重复催，一天最多提醒2次；急的请打电话。`)

/**
 * The answer where reminders were sent.
 * @param at when they go out; undefined: at once
 */
export const nudged = (people: number, at: Instant | undefined): Card =>
  done(
    at === undefined ? `已催报 ${people} 人` : `已安排催报 ${people} 人`,
    at === undefined ? '发送前已补报的会自动取消。' : `将于${moment(at)}发出；届时已补报的会自动取消。`,
  )

/**
 * The answer where nobody of the counties can be reached.
 * @param names of the counties
 */
export const nobodyToReach = (names: readonly string[]): Card =>
  warn('没有可以提醒的人', `仍未报：${names.join('、')}。联系人请假且没有代理人，或设置了免打扰，请电话联系。`)
