/** The answer as the person sees it, and the last look before it goes out: nothing that the citation lacks. */
import { source } from '../text.ts'
import { figuresIn, sameUnit } from '../words/figures.ts'
import { flat, tidy } from '../words/normalise.ts'
import { clip, distinct, type Found, type Quote } from './outcome.ts'

export interface Citation {
  /** title of the document */
  readonly document: string
  /** 二（三） */
  readonly section: string
  /** verbatim */
  readonly quote: string
}

const ROOM = 1_150
const SHORT = 260

/**
 * First line, then the provisions verbatim; `several`: more than one document is held, so each is named.
 *
 * A first line with a figure or a name that neither the quotations nor the question hold is replaced by the
 * first quoted sentence: wrong wording must not pass for the document's.
 */
export function compose(answer: Found, asked: string, several: boolean): { text: string; citations: Citation[] } {
  const told = distinct(answer.quotes)
  const quotes = (told.length <= 3 ? distinct(told.map(widened)) : told).filter((one) => flat(one.text))
  const supported = answer.computed || unsupported(answer.lead, quotes, asked).length === 0
  const lines = [clip(supported ? answer.lead : tidy(told[0]?.text ?? ''))]
  const citations: Citation[] = []
  let size = lines.join('').length
  for (const { document, provision, text } of quotes.slice(0, 12)) {
    const line = `${source(several ? `${document.title} ${provision.label}` : provision.label)}${tidy(text)}`
    if (size + line.length > ROOM) break
    size += line.length
    lines.push(line)
    citations.push({ document: document.title, section: provision.label, quote: text })
  }
  return { text: lines.join('\n'), citations }
}

/** A short point is quoted whole, so that exceptions and conditions stand beside what is asked. */
function widened(quote: Quote): Quote {
  const { document, provision } = quote
  const { sentences } = provision
  const at = sentences.findIndex((one) => one.text === quote.text)
  if (at < 0 || sentences.length < 2) return quote
  // Paragraphs of their own are no part of one point.
  if (sentences.slice(1).some((one) => one.opens)) return quote
  // Joined, so that a page break between two of them is none.
  const text = sentences.map((one) => one.text).join('')
  const inTable = document.tables.some((one) => one.label === provision.label)
  return text.length <= SHORT && !inTable ? { ...quote, text } : quote
}

/** The figures, document numbers and titles of a text that nothing vouches for, as they are written there. */
export function unsupported(lead: string, quotes: readonly Quote[], asked: string): string[] {
  const ground = flat([...quotes.map((one) => one.text), ...quotes.map(headOf), asked].join('。'))
  const known = new Set(figuresIn(ground).map((figure) => `${figure.value}${sameUnit(figure.unit)}`))
  const figures = figuresIn(flat(lead)).filter((figure) => /\d/.test(figure.text))
  const names = [...lead.matchAll(/《[^》]{1,120}》|(?<![\u3400-\u9fff])[\u3400-\u9fff]+〔\d{4}〕\d+号/g)].map(
    (match) => match[0],
  )
  return [
    ...figures.filter((figure) => !known.has(`${figure.value}${sameUnit(figure.unit)}`)).map((figure) => figure.text),
    ...names.filter((name) => !ground.includes(flat(name))),
  ]
}

const headOf = ({ document }: Quote): string =>
  `${document.title}。${document.number ?? ''}。${document.issued?.replace(/-0?/g, '-').replace(/(\d{4})-(\d{1,2})-(\d{1,2})/, '$1年$2月$3日') ?? ''}`
