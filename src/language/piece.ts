/** The pieces that a text is put together from: what is found, and the small words that rules join to it. */
import { type Amount, toNumber } from '../office/amount.ts'
import type { Measure, Mode } from '../office/measure.ts'
import type { Aspect, Found, Grain, Operator } from './found.ts'
import type { Moment } from './moment.ts'

/** A word of a closed class: it tells its neighbours something (a unit, a sign, 累计) and means nothing alone. */
export type Mark =
  /** `value` absent: a figure that is not exact (几十, 12-15) */
  | {
      readonly kind: 'number'
      readonly value?: Amount
      readonly digits: string
      readonly sign?: '+' | '-'
      /** a date runs on behind it, of which it is no part: 85 of 856月底 */
      readonly isWhole?: true
    }
  /** use: what it counts — places in a ranking, single things, or time */
  | { readonly kind: 'unit'; readonly unit: string; readonly use?: 'rank' | 'item' | 'count' | 'time' }
  | { readonly kind: 'moment'; readonly moment: Moment; readonly weak?: true }
  /** 上, 本, 下: by how many units */
  | { readonly kind: 'shift'; readonly by: number }
  /** 各, 每个, 所有; points: 这些 */
  | { readonly kind: 'each'; readonly points?: true | undefined }
  /** 月, 季度, 周 */
  | { readonly kind: 'calendar'; readonly grain: Grain; readonly counted?: true }
  | { readonly kind: 'weekday'; readonly n: number }
  /** 底 end, 初 first, 中旬 middle, 下旬 third: a part of a month or year */
  | { readonly kind: 'tail'; readonly part: 'end' | 'first' | 'middle' | 'third' | 'first-half' | 'second-half' }
  /** before a time: 截至, 到, 自 */
  | { readonly kind: 'edge'; readonly edge: 'by' | 'since' }
  /** behind a time: 为止, 之前, 以来 */
  | { readonly kind: 'bound'; readonly edge: 'by' | 'before' | 'since' | 'after' | 'within' }
  /** late: its hours count from noon on; at: its hour where none is said */
  | { readonly kind: 'half-day'; readonly late?: boolean; readonly at: string }
  | { readonly kind: 'mode'; readonly mode: Mode }
  /** 下降, 增长; of: 提升 is no change of a count */
  | { readonly kind: 'direction'; readonly down: boolean; readonly of?: 'share' }
  /** 超过, 不到 */
  | { readonly kind: 'comparator'; readonly op: Operator }
  /** behind an amount: 以上, 以下 */
  | { readonly kind: 'limit'; readonly op: Operator }
  /** 多, 快; 少, 慢 */
  | { readonly kind: 'degree'; readonly end: 'first' | 'last'; readonly measure?: Measure }
  /** 没, 不; 都, 全. ever: at any time, 从没, 每月都; of: 不是 denies what something is, not that it came about */
  | { readonly kind: 'not'; readonly ever?: true; readonly of?: 'is' }
  | { readonly kind: 'every'; readonly ever?: true }
  /** 了, 已; ever: 过, at whatever time, and no matter how it stands */
  | { readonly kind: 'done'; readonly ever?: true }
  | { readonly kind: 'level'; readonly level: 'city' | 'county' }
  /** 过半, 不到一半 */
  | { readonly kind: 'beyond-half'; readonly op: Operator }
  /** 帮 is weak: 帮我 is no standing in */
  | { readonly kind: 'on-behalf'; readonly weak?: true }
  /** several pieces that were understood together, each as it is */
  | { readonly kind: 'group' }
  | PlainMark

type PlainMark = { [K in PlainKind]: { readonly kind: K } }[PlainKind]

/** Kinds of marks that carry no value of their own. */
export type PlainKind = (typeof PLAIN)[number]
/** The kinds of marks that carry no value: the group of the word is all that it tells. */
export const PLAIN = [
  'ordinal', // 第
  'front', // 前, 头
  'back', // 后, 倒数
  'most', // 最
  'recent', // 近, 最近
  'in-a-row', // 连续
  'joint', // 至, 到, -
  'and', // 和, 、
  'or', // 还是: one of the two is asked for
  'than', // 比, 较
  'against', // 跟…比: the 比 behind
  'same-time', // 同期
  'last-time', // 上次
  'about', // 约
  'around', // 左右
  'some', // 多, 余
  'half', // 半
  'between', // 之间
  'half-share', // 一半
  'tenths', // 成
  'vague', // 几十
  'below', // 下面
  'into', // 把
  'percent-of', // 百分之
  'part-of', // 分之
  'whole', // 齐, 完
  'reports', // 报, 交
  'others', // 其他, 别的
  'except', // 除了
  'excepted', // …不算
  'besides', // 以外
  'me', // 我, 我们
  'of', // 的
  'item', // 指标
  'paper', // 文件, 文
  'chapter', // 部分, 章, 条
  'number-sign', // 号
  'question', // ?
  'break', // 。 ；
  'comma',
  'open',
  'close',
  'colon',
  'blank',
  'is', // 是, 为
  'gives', // 由, 让, 请: before who takes over
  'hands-to', // 交给, 有事找: the same, and nothing need follow
  'takes-over', // 代, 替: behind who takes over
  'deputy-is', // 代理人
  'because', // 因, 由于
  'appends', // 附言: what follows is for others, in the speaker's own words
  'passes', // 过, 再等: before how long
  'forbid', // 别, 不要
  'again', // 再, 总
  'later', // 稍后, 晚点
  'calls', // 叫, 喊
  'softly', // 一下, 一声
  'asks-off', // 请, 休
  'time-off', // 假, 年假
  'oclock', // 点
  'minute', // 分
  'quarter-hour', // 刻
  'sort', // 关停, 新建: one of several kinds of what is counted
  'plan', // 计划, 力争
  'ordinary', // 普通的: not urgent
  'in-full', // 全称: names as they stand in the paper
  'outward', // 对外, 公开
  'inward', // 内部, 点名
  'aside', // 电话: what follows up to the comma is no figure
] as const

/** What a filler tells of the figure beside it, for who reads reports. */
export type Aside = (typeof ASIDES)[number]
/** What fillers may tell of a figure beside them. */
export const ASIDES = [
  'part', // 其中, 含
  'kind', // 涉及: what follows is told of it
  'in-turn', // 分别
  'actual', // 已完成, 实际
  'same', // 折合, 即
  'remark', // 备注
  'aside', // 联系人, 根据: what follows up to the comma is no figure
  'suppose', // 如果: what is said is only taken to be so
  'more', // 再: on top of what stands
  'enough', // 才, 能: what comes behind would be so with what stands before
  'figures', // 数, 数据
  'last', // 上次报的: the last time that it was done
  'came', // 报上来的, 收到: that something was reported
  'tells', // 告诉, 说: what follows is told to others
  'notes', // 加一句, 捎句话: the same, and nobody need be named
  'everybody', // 大家: who is told
  'later', // 推迟, 往后: by what follows
  'earlier', // 提前
] as const

/** Said, and of no account: 请, 一下, 的. */
export interface Filler {
  readonly kind: 'filler'
  /** says that something is done, or is to be done */
  readonly aspect?: Aspect | undefined
  readonly as?: Aside
  /** 它, 他: what was spoken of before, where something was */
  readonly points?: true | undefined
}

/** What a piece stands for: a thing found, a mark, or a filler. */
export type PiecePart = Found | Mark | Filler

/** Something found at a place of the text, from which rules and paths are built; `end` is excluded. */
export interface Piece {
  readonly at: number
  readonly end: number
  readonly part: PiecePart
  /** a second thing that the same words say: 哪些县 asks, and names parts */
  readonly also?: Found
  readonly latent?: true
  readonly typed?: string
  /** of a group */
  readonly inner?: readonly Piece[]
  /** counts only where it stands alone in its clause: 好, 对 */
  readonly alone?: true
  /** added to the cost of a path, for what is a guess */
  readonly doubt?: number
}

/** A number in a text, before a unit joins it. */
export type NumberPart = Extract<PiecePart, { readonly kind: 'number' }>

/** How many days 三天 and 两周 are; undefined for another grain, and for more than a year. */
export function daysIn(number: NumberPart, grain: Grain): number | undefined {
  const n = wholeOf(number)
  return n === undefined || n > 366 || (grain !== 'day' && grain !== 'week') ? undefined : n * (grain === 'day' ? 1 : 7)
}

/** The count that a number says (第三, 3); undefined for one with a fraction, a sign or no exact value. */
export function wholeOf({ value, sign }: NumberPart): number | undefined {
  const n = value === undefined ? Number.NaN : toNumber(value)
  return Number.isInteger(n) && n >= 0 && sign === undefined ? n : undefined
}
