/** Where in the document something stands, and what a part of it says in short. */
import type { Document, Provision } from '../../documents/index.ts'
import type { Passage } from '../evidence/corpus.ts'
import { matchPassage } from '../evidence/match.ts'
import { findPassages, type Library } from '../evidence/search.ts'
import { childrenOf } from '../question/sections.ts'
import type { Question } from '../question/understand.ts'
import { figuresIn } from '../words/figures.ts'
import { tidy } from '../words/normalise.ts'
import { headingQuote } from './document-metadata.ts'
import { distinct, type Found, found, itemQuotes, placeName, type Quote, quoteOf } from './outcome.ts'

const SURE = 0.5

/** The provision whose heading speaks of the subject, else the one with the best sentence. */
export function answerWhere(question: Question, library: Library): Found | undefined {
  const heading = bestHeading(question, library)
  const sentence = findPassages(question, library).find((one) => one.unmet.length === 0)
  const byHeading = heading && heading.own >= 0.6 && (!sentence || heading.own >= sentence.own - 0.25)
  if (byHeading) {
    const { passage } = heading
    return found(placeName(passage.provision), [quoteOf(passage)])
  }
  if (!sentence || sentence.coverage < SURE || sentence.own < 0.4) return undefined
  return found(placeName(sentence.passage.provision), [quoteOf(sentence.passage)])
}

function bestHeading(question: Question, library: Library) {
  const headings = library.corpus.passages.filter((one) => one.kind === 'heading')
  return headings
    .map((passage) => matchPassage(passage, question.terms))
    .filter((match) => match.own > 0)
    .sort((a, b) => b.own - a.own || depth(b.passage) - depth(a.passage))[0]
}

const depth = (passage: Passage): number => passage.provision.label.length

const SHORT_ITEM = 560
const SUMMARY = 900

/** What a part says: an item in full, a part by the headings and goals of its items. */
export function answerSummary(question: Question, library: Library): Found | undefined {
  const section = question.sections.find((one) => one.provision)
  if (section?.provision) return summaryOf(section.document, section.provision)
  if (
    /(?:全文|整个|整份|整篇|通篇|这份|这个|该|本)(?:文件|通知|要点)?|^(?:文件|通知|要点|工作要点)/.test(
      question.text,
    ) &&
    question.terms.every((term) => term.weight < 0.5 || library.newest[0]?.title.includes(term.text))
  ) {
    return library.newest[0] && overview(library.newest[0])
  }
  const heading = bestHeading(question, library)
  if (heading && heading.own >= 0.5) return summaryOf(heading.passage.document, heading.passage.provision)
  const best = findPassages(question, library).find((one) => one.unmet.length === 0)
  return best && best.coverage >= SURE && best.own >= 0.35
    ? summaryOf(best.passage.document, best.passage.provision)
    : undefined
}

export function summaryOf(document: Document, provision: Provision): Found | undefined {
  const items = childrenOf(document, provision)
  if (!items.length) {
    const quotes = itemQuotes(document, provision)
    if (!quotes.length) return undefined
    return found(leadOf(provision), fitted(quotes, SHORT_ITEM * 1.6))
  }
  const names = items.map((one) => one.heading || one.label).join('；')
  const lead = `${placeName(provision)}：${names}`
  const quotes = [headingQuote(document, provision), ...items.flatMap((one) => pointQuotes(document, one))]
  return found(
    lead.length <= 118 ? lead : `${lead.slice(0, 114)}……`,
    fitted(
      quotes.filter((one) => one.text),
      SUMMARY,
    ),
  )
}

const leadOf = (provision: Provision): string => `${placeName(provision)}，要点如下：`

/** An item in short: its goals, else its first sentence. */
function pointQuotes(document: Document, provision: Provision): Quote[] {
  const goals = provision.sentences.filter((one) => isGoal(one.text))
  const chosen = goals.length ? goals : provision.sentences.slice(0, 1)
  const quotes = chosen.map((one) => ({ document, provision, text: one.text }))
  return quotes.length ? quotes : [headingQuote(document, provision)]
}

const GOAL = /力争|目标|确保|达到|完成|新增|下降|增长|处置|不低于|不少于|以上/
export const isGoal = (text: string): boolean =>
  GOAL.test(text) &&
  figuresIn(tidy(text)).some((figure) => !['time'].includes(figure.dimension) && /\d/.test(figure.text))

/** The whole document: its parts, and every sentence with a goal. */
export function overview(document: Document): Found | undefined {
  const parts = childrenOf(document)
  const goals = goalQuotes(document)
  const names = parts.map((one) => (one.heading ? `${one.label}、${one.heading}` : one.label)).join('；')
  const lead = `${document.title}：${names}`
  const quotes = goals.length ? goals : parts.map((one) => headingQuote(document, one))
  return found(
    lead.length <= 118 ? lead : `${lead.slice(0, 114)}……`,
    fitted(
      quotes.filter((one) => one.text),
      SUMMARY,
    ).slice(0, 12),
  )
}

export const goalQuotes = (document: Document): Quote[] =>
  distinct(
    document.provisions.flatMap((provision) =>
      provision.sentences.filter((one) => isGoal(one.text)).map((one) => ({ document, provision, text: one.text })),
    ),
  )

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
