/** What a question comes to, before it is worded and checked. */
import type { Document, Provision } from '../../documents/index.ts'
import type { EvidencePassage } from '../evidence/paper.ts'

/** How a question ended, one word for the log. */
export type Reason =
  | 'answered'
  | 'near-miss'
  | 'not-in-document'
  | 'other-year'
  | 'other-region'
  | 'split'
  | 'result'
  | 'cut-off'
  | 'off-topic'
  | 'injection'
  | 'advice'
  | 'privacy'
  | 'smalltalk'
  | 'ambiguous'

export interface Quote {
  readonly document: Document
  readonly provision: Provision
  /** verbatim */
  readonly text: string
}

export interface Found {
  readonly status: 'answered'
  /** the answer in one line, without its source */
  readonly lead: string
  readonly quotes: readonly Quote[]
  /** holds a figure worked out from quoted ones, shown with both operands, or a cell with its column's unit */
  readonly computed?: boolean
}

export interface Refused {
  readonly status: 'declined'
  readonly reason: Exclude<Reason, 'answered' | 'smalltalk' | 'ambiguous'>
  readonly lead: string
  readonly nearest: readonly Quote[]
}

/** One short question back, with what may be meant. */
export interface Clarification {
  readonly status: 'clarify'
  readonly lead: string
  readonly choices: readonly string[]
}

export type AskOutcome = Found | Refused | Clarification

export const refused = (reason: Refused['reason'], lead: string, nearest: readonly Quote[] = []): Refused => ({
  status: 'declined',
  reason,
  lead,
  nearest,
})

export const found = (lead: string, quotes: readonly Quote[]): Found => ({
  status: 'answered',
  lead: clip(lead),
  quotes: distinct(quotes),
})

export const LINE = 118
/** @param most at least some characters are shown */
export const clip = (text: string, most = LINE): string =>
  text.length <= Math.max(SHORTEST, most) ? text : `${text.slice(0, Math.max(SHORTEST, most) - 2)}……`
const SHORTEST = 40

export const quoteOf = ({ document, provision, text }: EvidencePassage): Quote => ({ document, provision, text })

/** What is quoted of a passage: itself, a row of a table under the line that names its columns. */
export const quotesOf = (passage: EvidencePassage): Quote[] => [
  ...(passage.header ? [{ ...quoteOf(passage), text: passage.header }] : []),
  quoteOf(passage),
]

export function distinct(quotes: readonly Quote[]): Quote[] {
  const seen = new Set<string>()
  return quotes.filter(({ document, provision, text }) => {
    const key = `${document.id}\n${provision.label}\n${text}`
    return !seen.has(key) && seen.add(key)
  })
}

/** The sentences of a provision and of what lies in it, each part quoted under its own label. */
export function itemQuotes(document: Document, provision: Provision): Quote[] {
  const own = ownText(document, provision)
  const children = document.provisions.filter((one) => one.parent === provision.label)
  return [
    ...(own ? [{ document, provision, text: own }] : []),
    ...children.flatMap((child) => itemQuotes(document, child)),
  ]
}

/** Heading and sentences where the heading opens the same line, else the sentences. */
function ownText(document: Document, provision: Provision): string {
  const body = provision.sentences.map((one) => one.text).join('')
  const first = provision.sentences[0]
  if (!provision.headingSpan) return body
  if (!first) return provision.heading
  const between = document.text.slice(provision.headingSpan.to, first.from)
  return /^[。．.：:，]\s*$/.test(between) ? `${provision.heading}${between.trim()}${body}` : body
}

/** 二（三）“加大僵尸企业处置力度” */
export const placeName = (provision: Provision): string =>
  provision.heading ? `${provision.label}“${provision.heading.replace(/[“”]/g, '')}”` : provision.label

/** As many quotations as fit; a long item is cut at the end of a sentence. */
export function fitted(quotes: readonly Quote[], limit: number): Quote[] {
  const kept: Quote[] = []
  let size = 0
  for (const quote of quotes) {
    const room = limit - size
    if (quote.text.length <= room) {
      kept.push(quote)
      size += quote.text.length + 8
      continue
    }
    const cut = quote.text.slice(0, room).lastIndexOf('。')
    if (cut > 60) kept.push({ ...quote, text: quote.text.slice(0, cut + 1) })
    break
  }
  return kept
}
