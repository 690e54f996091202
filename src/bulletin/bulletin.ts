/** A bulletin as it is set: headings, points, paragraphs and tables, with how its numbers are written. */
import { type Amount, rounded } from '../office/amount.ts'
import type { Summary } from './summary.ts'

/** `public` names no place that is behind or late, and has neither annexes nor a summary. */
export type Version = 'internal' | 'public'

/** A piece of a bulletin's text, in order. */
export type BulletinPart =
  /** 一、 */
  | { readonly kind: 'heading'; readonly text: string }
  /** （一） at the head of its paragraph */
  | { readonly kind: 'point'; readonly head: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly heads: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly isAnnex: boolean
    }

/** A bulletin (通报) as it is set, whatever the file format. */
export interface Bulletin {
  readonly title: string
  /** the title as it is set, broken between words */
  readonly titleLines: readonly string[]
  /** 〔2017〕  号: to be filled in by hand */
  readonly number: string
  readonly addressees: string
  readonly parts: readonly BulletinPart[]
  /** of the internal version */
  readonly summary?: Summary
  readonly issuer: string
  readonly day: string
  /** id, seal and source of the numbers */
  readonly footnote: string
}

/** A bulletin counts what the province has received; what was reported and not received yet is no figure in it. */
export const NOT_RECEIVED = '无接收数'

/** Numbers of official papers have no commas in their thousands (GB/T 15835); the same in text and annex. */
export const written = (value: Amount, unit: string): string => `${rounded(value, 4)}${unit}`
