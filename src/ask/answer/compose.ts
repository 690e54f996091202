/** The answer as the person sees it, and the last look before it goes out: nothing that the citation lacks. */

import { source } from '../text.ts'
import { figuresIn, sameUnit } from '../words/figures.ts'
import { flat, tidy } from '../words/normalise.ts'
import { distinct, type Found, type Quote, widened } from './outcome.ts'

export interface Citation {
  /** title of the document */
  readonly document: string
  /** 二（三） */
  readonly section: string
  /** verbatim */
  readonly quote: string
}

const FIRST_LINE = 120
const ROOM = 1_150

/**
 * First line, then the provisions verbatim; `several`: more than one document is held, so each is named.
 *
 * A first line with a figure or a name that neither the quotations nor the question hold is replaced by the
 * first quoted sentence: wrong wording must not pass for the document's.
 */
export function compose(answer: Found, asked: string, several: boolean): { text: string; citations: Citation[] } {
  const told = distinct(answer.quotes)
  const quotes = (told.length <= 3 ? distinct(told.map(widened)) : told).filter((one) => flat(one.text))
  const lead = answer.computed || isSupported(answer.lead, quotes, asked) ? answer.lead : firstSentence(told)
  const lines = [clipped(lead)]
  const citations: Citation[] = []
  let size = lines.join('').length
  for (const quote of quotes.slice(0, 12)) {
    const line = `${source(several ? `${quote.document.title} ${quote.provision.label}` : quote.provision.label)}${tidy(quote.text)}`
    if (size + line.length > ROOM) break
    size += line.length
    lines.push(line)
    citations.push({ document: quote.document.title, section: quote.provision.label, quote: quote.text })
  }
  return { text: lines.join('\n'), citations }
}

const clipped = (lead: string): string => (lead.length <= FIRST_LINE ? lead : `${lead.slice(0, FIRST_LINE - 2)}……`)

const firstSentence = (quotes: readonly Quote[]): string => clipped(tidy(quotes[0]?.text ?? ''))

/** Every figure, document number and title of the line occurs in a quotation, in the question or in the document's head. */
export const isSupported = (lead: string, quotes: readonly Quote[], asked: string): boolean =>
  unsupported(lead, quotes, asked).length === 0

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
  `${document.title}。${document.number ?? ''}。${document.issued?.replace(/-0?/g, '-').replace(/(\d{4})-(\d{2})-(\d{2})/, '$1年$2月$3日') ?? ''}`
