/** What an answerer found, before it is worded and checked. */
import type { Document, Provision } from '../../documents/index.ts'
import type { Passage } from '../evidence/corpus.ts'

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
  | 'privacy'
  | 'advice'
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

interface Asking {
  readonly status: 'clarify'
  readonly lead: string
  readonly choices: readonly string[]
}

export type Outcome = Found | Refused | Asking

export const quoteOf = (passage: Passage): Quote => ({
  document: passage.document,
  provision: passage.provision,
  text: passage.text,
})

/** A row under the line that names its columns. */
export const rowQuotes = (passage: Passage): Quote[] => [
  ...(passage.header ? [{ ...quoteOf(passage), text: passage.header }] : []),
  quoteOf(passage),
]

export const found = (lead: string, quotes: readonly Quote[]): Found => ({
  status: 'answered',
  lead,
  quotes: distinct(quotes),
})

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

const SHORT = 260

/** A short point is quoted whole, so that exceptions and conditions stand beside what is asked. */
export function widened(quote: Quote): Quote {
  const { document, provision } = quote
  const sentences = provision.sentences.filter((one) => !/^\s*附件\s*[:：]/.test(one.text))
  const at = sentences.findIndex((one) => one.text === quote.text)
  if (at < 0 || sentences.length < 2 || sentences.length < provision.sentences.length) return quote
  // Paragraphs of their own are no part of one point.
  if (sentences.slice(1).some((one) => one.opens)) return quote
  // Joined, so that a page break between two of them is none.
  const text = sentences.map((one) => one.text).join('')
  const inTable = document.tables.some((one) => one.label === provision.label)
  return text.length <= SHORT && !inTable ? { ...quote, text } : quote
}

/** 二（三）“加大僵尸企业处置力度” */
export const placeName = (provision: Provision): string =>
  provision.heading ? `${provision.label}“${provision.heading.replace(/[“”]/g, '')}”` : provision.label
