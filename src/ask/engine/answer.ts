/** The pipeline: a question to what the documents say, or to what they do not. */
import { cutAt } from '../words/clauses.ts'
import { equalFigures, figuresIn } from '../words/figures.ts'
import { flat, tidy } from '../words/normalise.ts'
import { beyondTheText, contentsElsewhere, referencesIn } from './beyond.ts'
import { compared } from './compare.ts'
import { placesIn, states } from './constraints.ts'
import { conversionOf } from './convert.ts'
import { decline } from './decline.ts'
import { fillerOf } from './fill.ts'
import { aboutItself, overviewOf, partNamed, structureOf, summaryOf } from './itself.ts'
import { leadClause } from './lead.ts'
import type { Library } from './library.ts'
import { holding, matchStatement } from './match.ts'
import { isSure as isSureFigure, type Measured, measuredFor, statementLine } from './measured.ts'
import { type Found, found, itemQuotes, type Outcome, placeName, type Quote, quoteOf, quotesOf } from './outcome.ts'
import type { Passage } from './paper.ts'
import type { Question } from './question.ts'
import { madeOf, type Term } from './terms.ts'
import { type Near, nearTo, type Unmet, unmetBy } from './rank.ts'
import { rowFor } from './row.ts'

export function answerTo(question: Question, library: Library): Outcome {
  const near = nearTo(question, library)
  const outright =
    beyondTheText(question, near, library) ??
    contentsElsewhere(question, library) ??
    aboutItself(question, library) ??
    partNamed(question, library) ??
    groundsOf(question, library)
  if (outright) return outright
  if (isStrange(question, library)) return decline(question, near, library)
  return FILL[question.slot]?.(question, near, library) ?? decline(question, near, library)
}

/** What the document itself rests on: what its first sentence with references names. */
function groundsOf({ slot, terms }: Question, { papers, newest, lexicon }: Library): Found | undefined {
  if (slot !== 'document' || !terms.every((one) => one.weight < 0.3 || madeOf(one.text, lexicon.grounds))) return undefined
  const own = papers.find((one) => one.document === newest[0])?.passages ?? []
  const opening = own.find(
    (one) => one.kind === 'sentence' && one.provision.label !== '印发通知' && referencesIn(one).length > 0,
  )
  return (
    opening &&
    found(
      referencesIn(opening)
        .map((one) => tidy(one.text))
        .join('、'),
      [quoteOf(opening)],
    )
  )
}

/** What is asked for by name, or what it is asked of, is no word of the documents: 要什么学历, 企业上云. */
function isStrange({ unknown, slot, terms, sections }: Question, { newest }: Library): boolean {
  if (unknown !== undefined && !['claim', 'how', 'open'].includes(slot)) return true
  const telling = terms.filter((one) => one.weight >= 0.3)
  const titles = newest.map((one) => flat(`${one.title}${one.issuer ?? ''}`)).join('/')
  const names = (one: Term): boolean =>
    !one.foreign && one.weight >= COMMON && !one.forms.some((form) => titles.includes(form))
  return telling.some((one) => one.foreign) && !telling.some(names) && !sections.length
}
/** So common a word does not name a subject. */
const COMMON = 0.45

type Filled = (question: Question, near: readonly Near[], library: Library) => Found | undefined

const inOrder =
  (...all: readonly Filled[]): Filled =>
  (question, near, library) => {
    for (const fill of all) {
      const answer = fill(question, near, library)
      if (answer) return answer
    }
    return undefined
  }

const FILL: Readonly<Record<Question['slot'], Filled>> = {
  number: inOrder(rowFor, figure, statement),
  length: inOrder(rowFor, statement),
  time: inOrder(rowFor, statement),
  person: inOrder(rowFor, statement),
  body: inOrder(rowFor, leading, statement, inCharge),
  place: statement,
  document: statement,
  definition: meaning,
  list: inOrder(each, rowFor, meaning, whole),
  how: inOrder(rowFor, whole),
  what: inOrder(rowFor, whole),
  reason: whole,
  overview: overview,
  where: place,
  parts: inOrder(structureOf, whole),
  compare: inOrder(sides, whole),
  claim: claim,
  open: inOrder(rowFor, statement),
}

function figure(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const [named] = question.amounts
  // 8万亩是多少公顷: the statement with that very amount
  const asked = named && question.into ? { ...question, amounts: [], unit: named.unit } : question
  const all = measuredFor(asked, near, library).filter((one) => one.unmet.length === 0 && isSureFigure(one))
  const best = named && question.into ? all.find((one) => equalFigures(one.figure, named)) : all[0]
  if (!best || isToldWithoutFigure(question, best, near)) return undefined
  const line = statementLine(best.match)
  const converted = question.into && conversionOf(best.figure, question.into)
  const answer = found(converted ? `${converted}；${line}` : line, [quoteOf(best.match.passage)])
  return converted ? { ...answer, computed: true } : answer
}

function sides(question: Question, _near: readonly Near[], library: Library): Found | undefined {
  return compared(question, library)
}

/** A和B分别多少 */
function each(question: Question, _near: readonly Near[], library: Library): Found | undefined {
  return question.text.includes('多少') ? compared(question, library) : undefined
}

/** 比重持续提升: the very subject is spoken of, and in no figure; the figure of a neighbour is no answer. */
function isToldWithoutFigure(question: Question, best: Measured, near: readonly Near[]): boolean {
  if (question.terms.filter((one) => one.weight >= 0.3).length < 2) return false
  const told = near
    .slice(0, 3)
    .flatMap(({ passage }) => passage.statements.filter((one) => one.figures.length === 0).map((one) => matchStatement(passage, one, question.terms)))
  return told.some((one) => one.own >= 0.95 && one.own - best.match.own >= 0.3)
}

/** Share of a question's weight that a sentence must hold itself before a figure anywhere in it answers. */
const HELD = 0.6
const SURE = 0.42
const LACKING = 0.45
const isSure = (one: Near): boolean => one.unmet.length === 0 && one.coverage >= SURE && lacking(one) < LACKING

/** Share of the question's weight that nothing at or above the passage holds. */
function lacking({ missing, coverage }: Near): number {
  const weight = missing.reduce((sum, term) => sum + term.weight, 0)
  return weight === 0 ? 0 : (1 - coverage) * (weight / (weight + 0.6)) * 2
}

function best(question: Question, near: readonly Near[], library: Library): Near | undefined {
  const fills = fillerOf(question, library)
  const sure = near
    .filter((one) => one.passage.kind !== 'heading' && isSure(one))
    .map((one) => ({ ...one, worth: one.coverage + 0.15 * one.own + favour(question, one.passage) }))
    .sort((a, b) => b.worth - a.worth)
  if (!fills) return sure[0]
  return sure.find(({ passage, own }) => {
    const part = partOf(passage, question)
    return (
      fills(part, passage) &&
      (question.slot !== 'number' ||
        (own >= HELD && unmetBy(question, passage, flat(part), flat(part), library).length === 0))
    )
  })
}

/** A list is answered by a sentence with one. */
function favour({ slot }: Question, { facts, tidy: text }: Passage): number {
  if (slot !== 'list') return 0
  return facts.some((one) => one.kind === 'enumeration') ? ENUMERATED : text.includes('、') ? ENUMERATED / 2 : 0
}
const ENUMERATED = 0.1

/** Of several statements in one sentence the one that speaks most of what is asked. */
function partOf(passage: Passage, { terms }: Question): string {
  if (passage.kind === 'row') return passage.tidy
  const parts = cutAt(passage.tidy, '；;。')
  const scores = parts.map((part) => terms.reduce((sum, term) => sum + term.weight * holding(term, flat(part)), 0))
  return parts[scores.indexOf(Math.max(...scores))] ?? passage.tidy
}

function statement(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const one = best(question, near, library)
  if (!one) return undefined
  const fills = fillerOf(question, library)
  if (question.slot === 'document') return cited(question, near, one)
  const { into: unit } = question
  const held =
    unit === undefined
      ? undefined
      : figuresIn(flat(partOf(one.passage, question))).findLast((each) => each.dimension === question.dimension)
  const converted = held && unit && conversionOf(held, unit)
  if (converted)
    return {
      ...found(
        `${converted}；${leadClause({ tidy: partOf(one.passage, question) }, question.terms)}`,
        quotesOf(one.passage),
      ),
      computed: true,
    }
  return worded(
    one.passage,
    leadClause(
      { tidy: partOf(one.passage, question) },
      question.terms,
      (clause) => fills?.(clause, one.passage) ?? false,
    ),
  )
}

/** The document, with its number, that the provision on the subject cites. */
function cited(question: Question, near: readonly Near[], best: Near): Found | undefined {
  const share = (title: string): number =>
    question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(title)), 0)
  const ranked = near
    .filter((one) => one.unmet.length === 0 && one.coverage >= best.coverage - 0.3)
    .flatMap((one) =>
      referencesIn(one.passage).map((reference) => ({ reference, score: one.coverage + 0.6 * share(reference.title) })),
    )
    .sort((a, b) => b.score - a.score)
  const [first] = ranked
  if (!first) return undefined
  const numbered = ranked.find((one) => one.reference.number && one.score >= first.score - 0.12)
  const asksNumber = question.text.includes('号')
  if (asksNumber && !numbered) return undefined
  const several = question.text.includes('些') || question.text.includes('几')
  const chosen = several
    ? ranked.filter((one) => one.score >= first.score - 0.35).map((one) => one.reference)
    : [(asksNumber ? (numbered ?? first) : first).reference]
  const lead = [...new Set(chosen.map((one) => tidy(one.text)))].join('、')
  return found(
    lead,
    chosen.map((one) => quoteOf(one.passage)),
  )
}

/** 哪家牵头: the line that says so for the whole item, before a sentence that only names a body. */
function leading(question: Question, near: readonly Near[]): Found | undefined {
  return question.attributes.some((one) => one.attribute.who) ? inCharge(question, near) : undefined
}

/** （责任单位：甲局牵头，乙局配合） at the end of an item answers for all of it. */
function inCharge(question: Question, near: readonly Near[]): Found | undefined {
  const asked = question.attributes.filter((one) => one.attribute.who)
  const one = near.find(
    (each) =>
      each.passage.kind !== 'heading' &&
      isSure({
        ...each,
        unmet: each.unmet.filter((unmet) => !asked.some((attribute) => attribute.text === unmet.word)),
      }),
  )
  if (!one) return undefined
  const { document, provision } = one.passage
  const duties = document.facts.filter(
    (fact) =>
      fact.kind === 'body' &&
      (fact.label === provision.label || fact.label === provision.parent) &&
      provision.sentences.some((each) => each.text === fact.sentence.text),
  )
  const fact = duties.find((each) =>
    asked.every((attribute) => states(attribute, flat(`${each.kind === 'body' ? each.role + each.body : ''}`))),
  )
  if (fact?.kind !== 'body') return undefined
  return found(`${fact.role}：${tidy(fact.body)}`, [
    { document, provision, text: fact.sentence.text },
    quoteOf(one.passage),
  ])
}

/** A statement below a line that opens its items says nothing without that line, and such a line nothing without its items. */
function worded(passage: Passage, lead: string): Found {
  const { document, provision } = passage
  if (opens(passage)) {
    const quotes = itemQuotes(document, provision)
    return found(
      `${tidy(passage.tidy)}${quotes
        .slice(1)
        .map((one) => tidy(one.text))
        .join('')}`,
      quotes.slice(0, 12),
    )
  }
  const intro = introOf(passage)
  return intro ? found(`${tidy(intro.text)}${lead}`, [intro, ...quotesOf(passage)]) : found(lead, quotesOf(passage))
}

const opens = ({ kind, flat: text, document, provision }: Passage): boolean =>
  kind === 'sentence' && text.endsWith(':') && itemQuotes(document, provision).length > 1

/** 有下列情形之一的，取消资格：what an item below it is an item of. */
function introOf({ kind, document, provision }: Passage): Quote | undefined {
  const parent = document.provisions.find((one) => one.label === provision.parent)
  const intro = parent?.sentences.findLast((one) => /[:：]\s*$/.test(one.text))
  return kind === 'sentence' && parent && intro ? { document, provision: parent, text: intro.text } : undefined
}

const ITEM = 950
const AROUND = 520

/** Lists and ways: the whole item whose heading says what is asked, else the best sentence among its neighbours. */
function whole(question: Question, near: readonly Near[], library: Library): Found | undefined {
  if (question.slot === 'list' && unexplained(question, near)) return undefined
  const one = best(question, near, library)
  const item = near
    .filter(
      ({ passage, own, unmet }) => isItem(passage) && unmet.length === 0 && own >= 0.8 && own >= (one?.own ?? 0) - 0.05,
    )
    .sort((a, b) => b.own - a.own)[0]?.passage
  const quotes = item && itemQuotes(item.document, item.provision)
  if (item && quotes && lengthOf(quotes) <= ITEM) {
    const lead =
      one && one.passage.provision === item.provision && item.kind === 'heading'
        ? leadClause(one.passage, question.terms)
        : item.tidy
    return found(lead, quotes.slice(0, 12))
  }
  if (!one) return undefined
  if (opens(one.passage)) return worded(one.passage, '')
  const lead = leadClause(one.passage, question.terms)
  const intro = introOf(one.passage)
  return found(intro ? `${tidy(intro.text)}${lead}` : lead, [...(intro ? [intro] : []), ...around(one.passage)])
}

const isItem = ({ kind, flat: text, provision }: Passage): boolean =>
  provision.label !== '印发通知' && (kind === 'heading' || (kind === 'sentence' && text.endsWith(':')))

const lengthOf = (quotes: readonly Quote[]): number => quotes.reduce((sum, one) => sum + one.text.length, 0)

/** The whole numbered item where it is short, else the sentence with its neighbours. */
function around(passage: Passage): Quote[] {
  if (passage.kind !== 'sentence') return quotesOf(passage)
  const quotes = itemQuotes(passage.document, passage.provision)
  if (lengthOf(quotes) <= AROUND) return quotes
  const { sentences } = passage.provision
  const at = sentences.findIndex((one) => one.text === passage.text)
  if (at < 0) return [quoteOf(passage)]
  let [from, to] = [at, at + 1]
  const size = (a: number, b: number): number => sentences.slice(a, b).reduce((sum, one) => sum + one.text.length, 0)
  for (;;) {
    if (to < sentences.length && size(from, to + 1) <= AROUND) to++
    else if (from > 0 && size(from - 1, to) <= AROUND) from--
    else break
  }
  return [
    {
      ...quoteOf(passage),
      text: sentences
        .slice(from, to)
        .map((one) => one.text)
        .join(''),
    },
  ]
}

/** A term that the document explains: by 是指, in brackets behind it, or as a list with that name. */
function meaning(question: Question, near: readonly Near[]): Found | undefined {
  const names = question.terms.filter((one) => one.text.length >= 2).sort((a, b) => b.weight - a.weight)
  for (const { passage, unmet, coverage } of near) {
    if (unmet.length || coverage < 0.45) continue
    for (const fact of passage.facts) {
      const name = fact.kind === 'definition' ? fact.term : fact.kind === 'enumeration' ? fact.name : undefined
      if (
        name === undefined ||
        !names.some((one) => one.weight >= 0.4 && one.forms.some((form) => sameName(flat(name), form)))
      )
        continue
      const said =
        fact.kind === 'definition' ? fact.meaning : fact.kind === 'enumeration' ? fact.members.join('、') : ''
      return found(`“${name}”：${tidy(said)}`, [quoteOf(passage)])
    }
    for (const { forms } of names)
      for (const form of forms) {
        const row = passage.flat.includes(form) ? counted(form, passage) : undefined
        if (row) return found(`“${form}”：${tidy(row)}`, [quoteOf(passage)])
      }
  }
  return undefined
}

/** 四无 beside 无证无照、无安全保障、无合法场所、无环保措施: a row with exactly as many members as the name counts. */
function counted(name: string, { facts }: Passage): string | undefined {
  const count = [...name].reduce((sum, char) => sum + (char === '两' ? 2 : DIGITS.indexOf(char) + 1), 0)
  const row = count < 2 ? undefined : facts.find((fact) => fact.kind === 'enumeration' && fact.members.length === count)
  return row?.kind === 'enumeration' ? row.members.join('、') : undefined
}
const DIGITS = '一二三四五六七八九十'

const sameName = (name: string, form: string): boolean =>
  (name.includes(form) && form.length * 2 >= name.length) || (form.includes(name) && name.length * 2 >= form.length)

/** What the whole says, a part whose heading is named, or the item with the best sentence. */
function overview(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const [document] = library.newest
  if (document && question.terms.every((one) => one.weight < 0.3 || flat(document.title).includes(one.text)))
    return overviewOf(document)
  const headings = near.filter((one) => one.passage.kind === 'heading' && one.own >= 0.5).sort((a, b) => b.own - a.own)
  const { passage } = headings[0] ?? best(question, near, library) ?? {}
  return passage && summaryOf(passage.document, passage.provision)
}

function place(_question: Question, near: readonly Near[]): Found | undefined {
  const heading = near.find((one) => one.passage.kind === 'heading' && one.unmet.length === 0)
  const sentence = near.find((one) => one.passage.kind !== 'heading' && one.unmet.length === 0)
  const one = heading && heading.own >= 0.6 && heading.own >= (sentence?.own ?? 0) - 0.25 ? heading : sentence
  if (!one || (one === sentence && (one.coverage < 0.5 || one.own < 0.4))) return undefined
  return found(placeName(one.passage.provision), [quoteOf(one.passage)])
}

const NUMERAL = /[一二三四五六七八九十百千万两\d]/

/** A name in quotation marks that no list explains cannot be spelt out: “五个一批”. */
function unexplained(question: Question, near: readonly Near[]): boolean {
  const telling = question.terms.filter((one) => one.weight >= 0.3 && !one.foreign)
  return near.slice(0, 3).some(({ passage }) =>
    [...passage.tidy.matchAll(/“([^“”]{2,12})”[^“”，。；]{0,4}/g)].some(([whole, name = '']) => {
      if (!NUMERAL.test(name)) return false
      const [long, short] = [flat(whole), flat(name)]
      return (
        telling.some((one) => one.text.includes(short) || short.includes(one.text)) &&
        telling.every(
          (one) => long.includes(one.text) || one.text.includes(short) || passage.heading.includes(one.text),
        )
      )
    }),
  )
}

/** Of a claim no more may be unknown, in parts of what is known. */
const STRANGE = 0.6

/** What is claimed, beside what the document says of it. */
function claim(question: Question, near: readonly Near[], library: Library): Found | undefined {
  const weight = (terms: readonly Term[]): number => terms.reduce((sum, one) => sum + one.weight, 0)
  const [foreign, known] = [question.terms.filter((one) => one.foreign), question.terms.filter((one) => !one.foreign)]
  if (weight(foreign) > STRANGE * weight(known)) return undefined
  const claimed = question.amounts[0]
  if (claimed) {
    const asking = {
      ...question,
      slot: 'number' as const,
      dimension: claimed.dimension,
      amounts: [],
      unit: claimed.unit,
    }
    const stated = measuredFor(asking, near, library).find((one) => one.unmet.length === 0 && isSureFigure(one))
    if (stated) return found(`文件写的是：${statementLine(stated.match)}`, [quoteOf(stated.match.passage)])
    const row = rowFor(asking, near, library)
    if (row) return { ...row, lead: `文件写的是：${row.lead}` }
  }
  const who = question.attributes.some((each) => each.attribute.who)
  const bodies = fillerOf({ ...question, slot: 'body' }, library)
  const one = near.find(
    (each) =>
      each.passage.kind !== 'heading' &&
      (!who || bodies?.(partOf(each.passage, question), each.passage)) &&
      each.unmet.every((unmet) => putsRight(unmet.kind, each.passage, question, library)) &&
      each.coverage >= 0.5,
  )
  if (!one) return undefined
  const answer = worded(one.passage, leadClause(one.passage, question.terms))
  return { ...answer, lead: `文件写的是：${answer.lead}` }
}

/** Another place or year than the claimed one is named: it puts the claim right. */
function putsRight(kind: Unmet['kind'], passage: Passage, { places }: Question, { lexicon, regions }: Library): boolean {
  const isProvince = places.some((one) => one.place.parent === undefined)
  if (kind === 'place') return !isProvince && placesIn(passage.flat, lexicon, regions).length > 0
  return kind === 'year' && /20\d\d年/.test(passage.flat)
}

export const figuresOf = (text: string) => figuresIn(flat(text))
