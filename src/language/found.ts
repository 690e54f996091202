/** What a message holds, in kinds that the office acts upon: the values of the one reader. */
import type { Amount } from '../office/amount.ts'
import type { Day } from '../office/day.ts'
import type { Measure, Mode } from '../office/measure.ts'
import type { PeriodKind } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey, RegionLevel } from '../office/region.ts'
import type { Filler, Mark } from './piece.ts'

/** The unit in which a time is said. A day and a half year are no reporting periods. */
export type Grain = 'day' | 'half' | PeriodKind

/** Whether a report is said to have been made (`done`: 报了) or to be owed (`due`: 要报). */
export type Aspect = 'done' | 'due'
/** The comparison of a condition: 低于 is `<`, 不低于 is `>=`. */
export type Operator = '<' | '<=' | '>' | '>=' | '='
/** What a question word asks for. */
export type Interrogative = 'which' | 'who' | 'how-many' | 'how-much' | 'when' | 'why' | 'whether' | 'how-to'

/** A stretch of days that a message names, both ends included. */
export interface Time {
  readonly kind: 'time'
  readonly from: Day
  /** included */
  readonly to: Day
  readonly grain: Grain
  /** by: 截至6月底, 6月底; before: 7月10日前; since: 6月以来 */
  readonly edge?: 'by' | 'before' | 'since'
  /** 比6月: what is compared with, not what is asked for */
  readonly versus?: true
  /** 本月, 6月当月: of that stretch alone */
  readonly current?: true
}

/**
 * What a span says, by kind: a thing of the office (indicator, region, person, time, amount) or a word that asks,
 * tells or restricts.
 */
export type Found =
  /** several ids: a word that more than one indicator's name holds */
  | { readonly kind: 'indicator'; readonly ids: readonly IndicatorId[] }
  /** op: 低于全省 */
  | { readonly kind: 'region'; readonly key: RegionKey; readonly versus?: true; readonly op?: Operator }
  /** 我们, 我县, 全市 */
  /** whole: 全市, which is what its parts are held against; 我们市 is a place as others are */
  | {
      readonly kind: 'own'
      readonly level?: RegionLevel
      readonly versus?: true
      readonly op?: Operator
      readonly whole?: true
      /** 县里: said by whoever stands above, of no one of them */
      readonly inner?: true
    }
  /** 人家, 他们: a place spoken of before; latent (它, 这些): whatever was shown, where something was */
  | { readonly kind: 'them' }
  /** 宁波哪些县, 各市, 除了海宁别的县 */
  | {
      readonly kind: 'parts'
      readonly whole: RegionKey | 'own'
      readonly level: RegionLevel
      readonly but?: readonly (RegionKey | 'own')[]
      /** 六个县: counted, so that the whole may be meant */
      readonly n?: number
      /** 这些县: those that were shown */
      readonly those?: true
      /** 全市各县: the level of the whole, where it is named by that alone */
      readonly within?: RegionLevel
    }
  /** 各项指标, 三项: all indicators, or as many as are counted */
  | { readonly kind: 'indicators'; readonly n?: number }
  | Time
  /** 15:00 */
  | { readonly kind: 'clock'; readonly at: string }
  /** 半小时后: from the minute in which it is said */
  | { readonly kind: 'delay'; readonly minutes: number }
  /** versus: 同比; 去年同期 alone may be asked for itself */
  | { readonly kind: 'base'; readonly of: 'year-ago' | 'period-before' | 'pace' | 'goal'; readonly versus?: true }
  | {
      readonly kind: 'amount'
      readonly value: Amount
      readonly unit?: string
      readonly mode?: Mode
      readonly about?: true
      /** 下降5%, 增加3家: said as a change */
      readonly change?: 'up' | 'down'
      /** 零报告: nothing new was reported as such */
      readonly nil?: true
      /** 一家都没, 一点没: not any, and no figure that is zero */
      readonly none?: true
    }
  /** holds: 都过半 */
  | {
      readonly kind: 'compare'
      readonly op: Operator
      readonly value: Amount
      readonly unit?: string
      readonly holds?: 'every'
    }
  /** n: 前三; nth: 第三, 第三名; measure: by what, where the word says it (最早报, 最多) */
  | {
      readonly kind: 'extreme'
      readonly end: 'first' | 'last'
      readonly n?: number
      readonly nth?: number
      readonly measure?: Measure
    }
  /** 连续两个月: `n` periods running; absent where it is asked for (连续几个月) */
  | { readonly kind: 'running'; readonly n?: number; readonly of: Grain }
  | {
      readonly kind: 'measure'
      readonly measure: Measure
      readonly is?: string | boolean
      /** 不是红灯 */
      readonly not?: true
      /** over indicators: 全绿 is every, 没报齐 not every */
      readonly holds?: 'every' | 'not-every'
      /** in every period: 从没报过, 每月都报齐 */
      readonly ever?: true
    }
  /** many: 哪几个, 哪些; unit: 几家, 几项; of: 哪项 asks for an indicator, 什么 for a thing; duty: 要不要; existence: 有没有; claim: 对吧, of what was said before it */
  | {
      readonly kind: 'ask'
      readonly for: Interrogative
      readonly many?: true
      readonly unit?: string
      readonly of?: 'indicator' | 'thing' | 'duty' | 'existence' | 'claim'
    }
  /** 安吉呢: what was asked of one is asked of another */
  | { readonly kind: 'topic' }
  /** 从低到高: all of them in order */
  /** flip: 反过来, the other way round */
  | { readonly kind: 'sorted'; readonly down: boolean; readonly flip?: true }
  /** 逐月, 走势: period by period */
  | { readonly kind: 'series' }
  /** urgent: 加急; false where it is denied; me: it is done to the speaker (提醒我) */
  | { readonly kind: 'act'; readonly act: string; readonly urgent?: boolean; readonly me?: true }
  /** 替, 代: what is done is done for the region behind it */
  | { readonly kind: 'for' }
  | { readonly kind: 'polar'; readonly says: boolean }
  /** over: 多报了, under: 少报了; what stands beside is by how much */
  | { readonly kind: 'repair'; readonly how: 'not-that' | 'over' | 'under' | 'instead' | 'only' | 'more' }
  /** done: 完成了, 已认定; due: 要, 应: always latent, for who has to tell what was done from what is demanded */
  | { readonly kind: 'aspect'; readonly of: Aspect }
  | { readonly kind: 'person'; readonly id: PersonId }
  /** 由李四代: the words that name who takes over, looked up by whoever keeps the roster */
  | { readonly kind: 'deputy' }
  /** 因 系统维护: the words that give a reason */
  | { readonly kind: 'reason' }
  | { readonly kind: 'document'; readonly number: string }
  | { readonly kind: 'section'; readonly path: string }
  /** seen and not understood, by what it looks like: a name, time or amount is asked about, never passed over */
  | { readonly kind: 'unread'; readonly like: 'name' | 'time' | 'amount' | 'other' }

/** A stretch of the raw message and what it says; two spans share a stretch that says two things (哪些县). */
export interface Span {
  readonly at: number
  /** excluded */
  readonly end: number
  readonly found: Found
  /** possible, but not said enough: counts only where it is waited for (12 alone) */
  readonly latent?: true
  /** what was typed, where it was taken for a name that it only resembles (德请) */
  readonly typed?: string
  /** said by pointing to what was shown before: 第二个 */
  readonly pointed?: true
}

/** One way to read a whole message. */
export interface Reading {
  readonly spans: readonly Span[]
  /** the higher the better; differences matter, not sizes */
  readonly score: number
}

/** A word of the best reading that is no span by itself: a mark that joined nothing (其中, 累计), a sign, a filler. */
export interface Small {
  readonly at: number
  /** excluded */
  readonly end: number
  readonly part: Mark | Filler
}

/**
 * A message as it was read: its readings as spans over the raw text. Kept with the message, so that it is read once.
 */
export interface Utterance {
  readonly raw: string
  /** in the one form that is read: NFKC, lower case, simplified, blanks and repetitions collapsed */
  readonly text: string
  /** at most eight, the best first; never empty */
  readonly readings: readonly Reading[]
  /** what stands between the spans of the best reading, for who must know that nothing more was said */
  readonly small: readonly Small[]
  /** positions in `raw` where a clause ends: at signs and blanks */
  readonly breaks: readonly number[]
  /** steps taken, linear in the length of the text */
  readonly steps: number
  /** more steps than any message that means something: nothing of it was read */
  readonly isSpent?: true
  /** so many that it is not to be read a second time, in other words */
  readonly isDense?: true
}
