/** An official document as it is read: a tree of provisions whose sentences know their place in the original. */
import type { Day } from '../../office/day.ts'
import type { Sum } from '../table/shape.ts'
import type { FrontMatter } from './front.ts'

/** Offsets into `Document.text`, end excluded. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** An official document as it was read: its head, provisions, tables and facts over one text. */
export interface Document extends Omit<FrontMatter, 'noticeEnd' | 'preambleEnd'> {
  /** stable within a collection: the file's name without its ending */
  readonly id: string
  /** the original, every character of it */
  readonly text: string
  /** in reading order; the notice and the preamble come first where there are any */
  readonly provisions: readonly Provision[]
  readonly tables: readonly Table[]
  readonly facts: readonly Fact[]
  /** 自…起施行, 有效期至… */
  readonly effective?: Day
  readonly expires?: Day
  /** titles that it puts out of force: 《…》同时废止 */
  readonly repeals?: readonly string[]
  /** the text breaks off: the last words before the break */
  readonly brokenOff?: string
  /** page numbers and running heads: the only characters that belong to no provision */
  readonly pagination: readonly Span[]
}

/** A numbered part of a document (条款), the unit that is cited. */
export interface Provision {
  /** unique in the document: 印发通知, 引言, 二, 二（三）, 二（三）1, 第五条, 第二章, 附件1, 附件1 表2 */
  readonly label: string
  /** 加大僵尸企业处置力度; empty where the number has no heading of its own */
  readonly heading: string
  /** label of the provision that this one lies in */
  readonly parent?: string
  /** the number as printed: 三、 （三） 第五条 */
  readonly marker?: string
  /** the heading's place in the original; absent where there is none */
  readonly headingSpan?: Span
  /** heading and body, children included */
  readonly span: Span
  /** own sentences, without those of children; the heading is not one */
  readonly sentences: readonly Sentence[]
}

/** A sentence of a provision with its place in the original. */
export interface Sentence extends Span {
  /** page breaks and line breaks inside healed, otherwise verbatim */
  readonly text: string
  /** begins a line of its own in the original */
  readonly opens?: true
}

/** A table kept whole with its caption and header. */
export interface Table {
  readonly label: string
  readonly caption: string
  /** 单位：家, between caption and header; empty where nothing says so */
  readonly unit: string
  /** names of the columns, those of several lines joined: 处置僵尸企业 全年（家） */
  readonly header: readonly string[]
  /** without titles, sub-heads, repeated heads and notes; a merged cell stands in each row that it covers */
  readonly rows: readonly (readonly string[])[]
  /** where each row stands */
  readonly places: readonly RowPlace[]
  /** the lines of the header */
  readonly head: Span
  /** 注：…, lines of the table itself */
  readonly notes: readonly Span[]
  readonly span: Span
}

/** Where a row of a table stands in the original, and under which sub-head. */
export interface RowPlace {
  /** the line's cells, first to last */
  readonly span: Span
  /** lines above that print the merged cells which it takes part in */
  readonly above: readonly Span[]
  /** the sub-head that it stands under: 一、经济发展 */
  readonly section: string
  /** it is no part beside others, but made of them: 合计, 小计, 平均 */
  readonly sum?: Sum
}

/** A figure with what it counts. */
export interface Figured {
  /** what is counted, as worded: 淘汰落后产能涉及企业 */
  readonly object: string
  /** as written: 1000; of a range its lower end */
  readonly number: string
  /** the upper end of a range: 5.5 of 5%—5.5% */
  readonly upper?: string
  readonly unit: string
  /** 力争, 以上, 左右, 同比增长 … as worded, in reading order */
  readonly qualifiers: readonly string[]
  /** the words that state it, verbatim; absent in tables */
  readonly words?: string
  /** 2017年, 全年, … as worded */
  readonly period?: string
  /** whose share it is, in a table by place or branch: 临江市 */
  readonly scope?: string
}

/** What the text says in so many words, each with the sentence that says it. */
export type Fact = {
  readonly label: string
  readonly sentence: Sentence
} /** what is to be reached */ & (
  | ({ readonly kind: 'target' } & Figured)
  /** what was reached: 2025年增长5.6% in a paper of 2026 */
  | ({ readonly kind: 'result' } & Figured)
  /** a goal without a figure: …比重 持续提升 */
  | { readonly kind: 'direction'; readonly object: string; readonly wording: string; readonly period?: string }
  /** 本办法所称小微企业园，是指…; also （以下简称“平台”） */
  | { readonly kind: 'definition'; readonly term: string; readonly meaning: string }
  | { readonly kind: 'cited'; readonly title: string; readonly number?: string }
  | { readonly kind: 'enumeration'; readonly name: string; readonly members: readonly string[] }
  /** `role` as worded: 牵头单位, 责任单位, 负责 */
  | { readonly kind: 'body'; readonly body: string; readonly task: string; readonly role: string }
  /** `place` is empty where the text names none */
  | { readonly kind: 'pilot'; readonly place: string; readonly task: string }
)
