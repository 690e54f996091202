/** The document itself: its title, number, issuer, date and addressees, its parts and what one of them says. */
import { type Document, ordinal, organsIn, type Provision, timesIn } from '../../documents/index.ts'
import { fullDayName } from '../../office/day.ts'
import {
  type AskOutcome,
  type Clarification,
  type Found,
  fitted,
  found,
  itemQuotes,
  placeName,
  type Quote,
  refused,
} from '../answer/outcome.ts'
import { bestOf } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import type { Near } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { childrenOf } from '../question/sections.ts'
import { TELLING } from '../question/terms.ts'
import * as text from '../text.ts'
import { figuresIn } from '../words/figures.ts'
import type { QuestionLexicon } from '../words/lexicon.ts'
import { flat, tidy } from '../words/normalise.ts'

type Detail = 'title' | 'number' | 'issuer' | 'issued' | 'addressees' | 'effective' | 'expires'

const NAMES: Readonly<Record<Detail, string>> = {
  addressees: '主送',
  issued: '成文日期',
  effective: '施行日期',
  expires: '有效期至',
  issuer: '发文机关',
  number: '文号',
  title: '标题',
}

/** The number, date, issuer, title or addressees, where the question names nothing but the document. */
export function aboutItself(question: Question, { lexicon, newest }: Library): Found | undefined {
  const document = newest.find((one) => question.years.every(({ year }) => year === one.year)) ?? newest[0]
  const details = detailsAsked(question, lexicon)
  if (
    !document ||
    !details.length ||
    question.sections.some((one) => one.provision && one.provision.label !== '印发通知')
  )
    return undefined
  const own = flat(`${document.title}${document.issuer ?? ''}${document.noticeTitle ?? ''}`)
  const isNamed =
    lexicon.self.some((word) => question.text.includes(word)) || question.terms.every((one) => !own.includes(one.text))
  const others = question.terms.filter(
    ({ weight, text: said }) =>
      weight >= TELLING &&
      !lexicon.details.some(([, words]) => words.some((word) => word.includes(said))) &&
      !lexicon.self.includes(said) &&
      !own.includes(said),
  )
  const isClaim = question.slot === 'claim'
  const bodies = isClaim ? organsIn(question.text) : []
  if (!isNamed || !others.every((one) => bodies.some((body) => body.includes(one.text)))) return undefined
  const told = details.flatMap((detail) => told1(document, detail) ?? [])
  const lead = told.map((one) => one.lead).join('；')
  const quotes = told.flatMap((one) => one.quotes)
  return told.length > 0 ? found(isClaim ? text.written(lead) : lead, quotes) : undefined
}

/** 文号, or who issues it, or when: a verb of issuing with what is asked of it. */
export function detailsAsked(
  { text: asked, slot }: Question,
  { details, issuing, self, slots }: QuestionLexicon,
): Detail[] {
  const has = (words: readonly string[]): boolean => words.some((word) => asked.includes(word))
  const named = details.flatMap(([detail, words]) => (has(words) ? [detail as Detail] : []))
  const own = has(self.filter((word) => word.length > 2))
  if (!has(issuing)) return named.length === 0 && slot === 'time' && own ? ['effective'] : named
  const leaves = (...names: readonly string[]): boolean =>
    slots.slots.some((one) => names.includes(one.slot) && has(one.asked) && (!one.of || has(one.of)))
  const claims = slot === 'claim' && own
  const dated = leaves('time') || (claims && timesIn(asked).length > 0)
  const signed = leaves('body', 'person') || (claims && !dated)
  return [...new Set<Detail>([...named, ...(signed ? ['issuer' as const] : []), ...(dated ? ['issued' as const] : [])])]
}

export const titleOf = (document: Document): Found | undefined => told1(document, 'title')

function told1(document: Document, detail: Detail): Found | undefined {
  const isDay = detail === 'issued' || detail === 'effective' || detail === 'expires'
  const value = isDay
    ? document[detail] && fullDayName(document[detail])
    : detail === 'title'
      ? (document.noticeTitle ?? document.title)
      : document[detail]
  const quote = value === undefined ? undefined : quoteFor(document, value)
  return value && quote ? found(`${NAMES[detail]}：${tidy(value)}`, [quote]) : undefined
}

/** The sentence of the document that says it: the cover notice first. */
function quoteFor(document: Document, value: string): Quote | undefined {
  // Joint issuers stand in a row or on lines of their own.
  const wanted = [flat(value), flat(value).replaceAll('、', ''), flat(inNumerals(value))]
  const says = (said: string): boolean => wanted.some((form) => flat(said).includes(form))
  const first = (wordsOf: (sentences: Provision['sentences']) => string[]): Quote | undefined => {
    for (const provision of document.provisions) {
      const one = wordsOf(provision.sentences).find(says)
      if (one) return { document, provision, text: one }
    }
    return undefined
  }
  // A title over two lines: the issuers, and what they issue.
  const both = (all: Provision['sentences']): string[] => all.map((one, at) => one.text + (all[at + 1]?.text ?? ''))
  return first((sentences) => sentences.map((one) => one.text)) ?? first(both)
}

/** 2018年6月11日 → 二〇一八年六月十一日, as some offices date. */
const inNumerals = (value: string): string =>
  value
    .replace(/\d{4}(?=年)/, (year) => [...year].map((digit) => ordinal(Number(digit)) || '〇').join(''))
    .replace(/\d{1,2}(?=[月日])/g, (n) => ordinal(Number(n)))

/** A part named and nothing else: what it says; a part that the document does not have: that it has none. */
export function partNamed(question: Question, library: Library): AskOutcome | undefined {
  const named = question.sections.find((one) => one.provision)
  const [document] = library.newest
  if (question.sections.length && !named && document) {
    const parts = childrenOf(document)
      .map((one) => one.label)
      .join('、')
    return document.brokenOff
      ? refused('cut-off', text.cutOff(document.brokenOff.slice(-12)))
      : refused('near-miss', text.noPart(question.sections[0]?.text ?? '', parts))
  }
  if (!named?.provision || question.attributes.length || question.terms.some((one) => one.weight >= TELLING))
    return undefined
  if (question.slot === 'parts') return structureOf(question, [], library)
  if (
    library.lexicon.details.some(
      ([detail, words]) => detail === 'title' && words.some((word) => question.text.includes(word)),
    )
  )
    return found(placeName(named.provision), [headingQuote(named.document, named.provision)])
  return ['number', 'document', 'claim', 'time', 'length', 'person', 'body'].includes(question.slot)
    ? undefined
    : summaryOf(named.document, named.provision)
}

const headingQuote = (document: Document, provision: Provision): Quote => ({
  document,
  provision,
  text: provision.heading || (provision.sentences[0]?.text ?? ''),
})

/** How many parts there are and what they are called. */
export function structureOf(question: Question, _near: readonly unknown[], { newest }: Library): Found | undefined {
  const section = question.sections.find((one) => one.provision)
  const document = section?.document ?? newest[0]
  if (
    !document ||
    question.terms.some(
      (one) => one.weight >= TELLING && !flat(document.title).includes(one.text) && !one.foreign && one.text.length > 2,
    )
  )
    return undefined
  const parts = childrenOf(document, section?.provision)
  return parts.length === 0
    ? undefined
    : found(
        `共${parts.length <= 10 ? ordinal(parts.length) : parts.length}${section?.provision ? '项' : '个部分'}：${parts.map(placeName).join('、')}`,
        headsOf(document, parts).slice(0, MOST_HEADS),
      )
}

/** So many parts are quoted. */
const MOST_HEADS = 12
const headsOf = (document: Document, parts: readonly Provision[]): Quote[] =>
  parts.map((one) => headingQuote(document, one)).filter((one) => one.text)

const SHORT_ITEM = 900

/** What a part says: an item in full, a part by its headings and the goals of its items. */
function summaryOf(document: Document, provision: Provision): Found | undefined {
  const items = childrenOf(document, provision)
  if (!items.length) {
    const quotes = itemQuotes(document, provision)
    return quotes.length ? found(placeName(provision), fitted(quotes, SHORT_ITEM)) : undefined
  }
  return listed(placeName(provision), items, [
    headingQuote(document, provision),
    ...items.flatMap((one) => itemQuotes(document, one).slice(0, 1)),
  ])
}

/** Parts by their headings, and of what they say as much as fits. */
const listed = (name: string, parts: readonly Provision[], quotes: readonly Quote[]): Found =>
  found(
    `${name}：${parts.map((one) => one.heading || one.label).join('；')}`,
    fitted(
      quotes.filter((one) => one.text),
      SHORT_ITEM,
    ).slice(0, MOST_HEADS),
  )

const isGoal = (document: Document, sentence: string): boolean =>
  document.facts.some((fact) => fact.kind === 'target' && fact.sentence.text === sentence) &&
  figuresIn(tidy(sentence)).some((figure) => figure.dimension !== 'time')

/** 目标是多少, and nothing named: one short question back, with the parts that set goals to choose from. */
export function vague(question: Question, { newest, lexicon }: Library): Clarification | undefined {
  const [document] = newest
  const asked = lexicon.vague.some((word) => question.text.includes(word))
  if (!document || !asked || question.terms.length || question.attributes.length || question.sections.length)
    return undefined
  if (question.slot !== 'number' && question.slot !== 'open') return undefined
  const headings = document.provisions
    .filter((provision) => provision.sentences.some((one) => isGoal(document, one.text)))
    .map((one) => one.heading)
    .filter(Boolean)
  return {
    status: 'clarify',
    lead: text.which,
    choices: [...new Set(headings)].slice(0, 8).map((one) => `${one}的目标是多少`),
  }
}

/** What the whole says, a part whose heading is named, or the item with the best sentence. */
export function overview(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const [document] = library.newest
  const title = flat(document?.title ?? '')
  if (document && question.terms.every((one) => one.weight < TELLING || title.includes(one.text)))
    return overviewOf(document)
  const headed = near.find((one) => one.passage.kind === 'heading')
  const { passage } = headed ?? bestOf(question, near, library) ?? {}
  return passage && summaryOf(passage.document, passage.provision)
}

/** The whole document: its parts, and every sentence with a goal. */
function overviewOf(document: Document): Found {
  const goals = document.provisions.flatMap((provision) =>
    provision.sentences
      .filter((one) => isGoal(document, one.text))
      .map((one) => ({ document, provision, text: one.text })),
  )
  const parts = childrenOf(document)
  return listed(document.title, parts, goals.length ? goals : headsOf(document, parts))
}
