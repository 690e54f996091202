/** What counts in a report, as a row of typed stretches of the message. */
import type { Found } from '../../../language/index.ts'
import type { Mode } from '../../../ledger/index.ts'
import type { Amount } from '../../../office/amount.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { RegionKey, RegionLevel } from '../../../office/region.ts'
import type { When } from './when.ts'

/** A stretch of the message as typed. */
export interface At {
  readonly at: number
  /** excluded */
  readonly end: number
}

/** Why a number is not the figure that is reported. */
export type Role =
  /** 目标, 计划, 预计 */
  | 'plan'
  /** 还差 */
  | 'gap'
  /** 去年同期; the value itself of a growth rate */
  | 'year-ago'
  /** 完成率 */
  | 'completion'
  /** 占比: the value itself of a share */
  | 'share'
  /** 环比, 比9月 */
  | 'change'
  /** 较上月: an increment, where a mode is said */
  | 'before'
  /** 比全省平均, 排名 */
  | 'comparison'
  /** 其中 */
  | 'part'
  /** 关停, 新建: a part where the whole was told */
  | 'sort'
  /** 多报2家: by how much it was wrong */
  | 'slip'

/** A number in a message; `value` in the unit that was typed. */
export type SaidAmount = At & {
  readonly is: 'amount'
  /** absent: not exact, or not readable */
  readonly value?: Amount
  readonly unit?: string
  readonly mode?: Mode
  readonly change?: 'up' | 'down'
  /** the number itself, without what was said before it */
  readonly numeral: At
  /** in the form that is read, without blanks */
  readonly before: string
  readonly plus: boolean
  /** 处置 of 新处置: what is new in this time, or merely of the indicator's own name */
  readonly fresh?: string
}

/** An indicator's name in a message. */
export type SaidName = At & {
  readonly is: 'name'
  readonly id: IndicatorId
  /** as the plan calls it, letter by letter */
  readonly whole: boolean
}

/** One piece of a message as reports are read: `is` says what kind. */
export type Said =
  | SaidAmount
  | SaidName
  | (At & { readonly is: 'time'; readonly when: When })
  | (At & { readonly is: 'role'; readonly role: Role })
  | (At & { readonly is: 'mode'; readonly mode: Mode; readonly when?: When })
  | (At & { readonly is: 'way'; readonly down: boolean })
  /** `undoes`: 不对, 错了, 哦不: what was said before it is wrong */
  | (At & { readonly is: 'side'; readonly side: 'new' | 'old' | 'wrong' | 'none'; readonly undoes?: true })
  | (At & { readonly is: 'each'; readonly how: 'in-turn' | 'all' })
  | (At & { readonly is: 'nil'; readonly bare: boolean })
  | (At & { readonly is: 'place'; readonly key?: RegionKey; readonly level?: RegionLevel })
  | (At & { readonly is: 'break'; readonly strong: boolean; readonly line: boolean })
  | (At & { readonly is: 'unit'; readonly unit: string })
  | (At & { readonly is: 'unread'; readonly like: Like; readonly ids?: readonly IndicatorId[] })
  | (At & { readonly is: 'remark'; readonly until: 'line' | 'comma' })
  /** `small`: 哦, 等等, a particle that asks: of no name */
  | (At & { readonly is: 'word'; readonly small?: true })
  | (At & { readonly is: Plain })

/** What an unread stretch looks like to the reader: a name, a number, other. */
export type Like = Extract<Found, { readonly kind: 'unread' }>['like']
/**
 * Pieces without a value: `rest` 其他, `except` 除了, `glue` 是 and 的, `other` what is read and no figure (telephone and
 * document numbers), `paper` a document's title.
 */
export type Plain = 'rest' | 'except' | 'and' | 'open' | 'close' | 'colon' | 'blank' | 'glue' | 'other' | 'paper'

/** A piece of a message without its offsets: what a word is, wherever it stands. */
export type Bare<T = Said> = T extends At ? Omit<T, keyof At> : never
