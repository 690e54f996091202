/** A question as the slot that it leaves open, the words of its subject, and what it pins down. */

import { type Document, type Provision, type TimeSort, timesIn } from '../../documents/index.ts'
import type { Library } from '../evidence/library.ts'
import { LITTLE, MAINLY } from '../evidence/scale.ts'
import type { Dimension, PlainFigure } from '../words/figures.ts'
import { figuresIn, lastUnit, unitAt } from '../words/figures.ts'
import type { QuestionLexicon, SlotName } from '../words/lexicon.ts'
import { cleaned, flat, placesOf } from '../words/normalise.ts'
import {
  type AttributeRef,
  attributesIn,
  type DayRef,
  daysIn,
  documentNumbersIn,
  type PlaceRef,
  partsIn,
  placesIn,
  type TextSpan,
  type WhichOne,
  type YearRef,
  yearsIn,
} from './constraints.ts'
import { type SectionRef, sectionsIn } from './sections.ts'
import { askedIn, asks } from './slots.ts'
import { madeOf, type QueryTerm, TELLING, termsOf } from './terms.ts'

export interface Question {
  /** flat; what is said around the question is left out */
  readonly text: string
  /** flat, with all that is said around the question */
  readonly whole: string
  /** the text without what was read off it: the words that ask, years, parts and names of the document itself */
  readonly matter: string
  readonly slot: SlotName
  readonly terms: readonly QueryTerm[]
  readonly years: readonly YearRef[]
  readonly places: readonly PlaceRef[]
  readonly sections: readonly SectionRef[]
  readonly attributes: readonly AttributeRef[]
  readonly parts: readonly WhichOne[]
  /** 目标: a goal is asked for, and no result answers */
  readonly aim?: string
  /** numbers of documents */
  readonly numbers: readonly TextSpan[]
  /** days and months that it names */
  readonly days: readonly DayRef[]
  /** 最多, 最少: of several the one at this end */
  readonly order?: 'most' | 'least'
  /** behind a word that says that there is none: 没有 */
  readonly lacking?: number
  /** the question before, whose conditions hold on: 分别是多少 after 超过50万元的有哪几个 */
  readonly under?: Question
  /** figures that the question itself names */
  readonly amounts: readonly PlainFigure[]
  /** 万亩 of 多少万亩 */
  readonly unit?: string
  readonly dimension?: Dimension
  /** 补助 may be stated as a share as well */
  readonly also?: Dimension
  /** the words that ask, and the noun that goes with them: 哪个, 厅 */
  readonly asking: {
    /** where the interrogative stands */
    readonly at: number
    readonly word: string
    readonly head?: string
    readonly sorts?: readonly TimeSort[] | undefined
  }
  /** the unit that a figure is to be shown in as well */
  readonly into?: string
  /** only these provisions are looked into */
  readonly scope?: readonly ProvisionScope[]
}

/** A provision with all that lies in it. */
export interface ProvisionScope {
  readonly document: Document
  readonly provision: Provision
}

const TOWN = ['镇', '乡', '街道']

/** So many telling characters name a subject; the rest is told, and tells less. */
const NAMED = 4

/**
 * @param raw    as typed
 * @param base   the year that 今年 means
 * @param inside label of the part that the conversation is in
 */
export function readQuestion(raw: string, library: Library, base: number | undefined, inside?: string): Question {
  const { lexicon, regions } = library
  const whole = cleaned(raw).replace(/(?<=\d)[wW](?![a-z])/g, '万')
  const { asking, told } = clausesOf(whole, library)
  const text = flat(asking)
  const documents = library.papers.map((one) => one.document)
  const { slot, from, to, word, head, sorts } = askedIn(text, lexicon.slots)
  const sections = documents.map((one) => sectionsIn(text, one, inside)).find((one) => one.some((ref) => ref.provision))
  const years = yearsIn(text, base, library.holds)
  const numbers = documentNumbersIn(text)
  const parts = slot === 'claim' ? [] : partsIn(text)
  const amounts = figuresIn(text).filter(
    (one) =>
      (/\d/.test(one.text) ||
        one.unit === '%' ||
        (one.dimension === 'age' && one.text.length > 2) ||
        (slot === 'claim' && !one.text.startsWith('一'))) &&
      !years.some((year) => one.from < year.to && year.from < one.to),
  )
  const attributes = attributesIn(text, lexicon).filter(({ attribute }) => attribute.slots?.includes(slot) ?? true)
  // 我们县想定得更严，行不行: who asks, not where something holds.
  // A town that no list has is told by the papers that name it, as any word is.
  const isTheirs = ({ place: { name, parent } }: PlaceRef): boolean =>
    parent === undefined && TOWN.some((end) => name.endsWith(end)) && library.holds(name)
  const places = placesIn(text, lexicon, regions).filter(
    (one) => (one.place.parent !== '' || !['claim', 'how'].includes(slot)) && !isTheirs(one),
  )
  const turned = ['number', 'open'].includes(slot) ? unitInto(text, lexicon) : undefined
  const counted = (slot === 'number' ? unitAt(text, to) : undefined) ?? turned
  const headed = headAt(text, from, to, slot, lexicon)
  const measure = measureIn(text, slot, lexicon) ?? headed
  const unit = counted?.dimension === 'count' && measure ? undefined : counted
  const dimension = slot === 'length' ? 'time' : (unit?.dimension ?? measure)
  const asked = { text: '', from, to: to + ((turned ? 0 : unit?.unit.length) ?? 0) }
  const selves = lexicon.self.filter((word) => word.length > 2).flatMap((word) => occurrences(word, text))
  const days = daysIn(text)
  const pinned: readonly TextSpan[] = [
    ...(sections ?? []),
    ...years,
    ...numbers,
    ...amounts,
    ...[...attributes, ...parts].filter((one) => !library.holds(one.text)),
    ...places.filter((one) => !library.holds(one.place.name)),
    ...(slot === 'claim'
      ? timesIn(text)
          .flatMap((one) => occurrences(one.text, text))
          .filter((one) => !library.holds(one.text))
      : []),
    ...(turned ? occurrences(turned.unit, text) : []),
    ...selves,
    ...(to > from ? [asked] : []),
  ]
  const read = termsOf(blanked(text, pinned), library)
  const given = amounts.map(termOf)
  // 土地8万亩是力争还是必须: the amount names the statement, too; 3万亩合多少公顷: nothing but the amount does.
  const beside = slot === 'open' && !turned ? given.filter((one) => library.holds(one.text)) : []
  const own = turned && !read.some((one) => one.weight >= TELLING) ? given : [...read, ...beside]
  const spoken = own.some((one) => one.weight >= TELLING && !one.foreign)
    ? []
    : carriersIn(blanked(text, pinned), library)
  const asksResult = attributes.some((one) => one.attribute.reason === 'result')
  const aim = asksResult ? undefined : lexicon.aims.find((word) => text.includes(word))
  const around = told ? termsOf(flat(told), library).filter((one) => !one.foreign && one.weight >= TELLING) : []
  return {
    text,
    whole: flat(whole),
    matter: blanked(text, [...(sections ?? []), ...years, ...numbers, ...selves, ...(to > from ? [asked] : [])]),
    slot,
    terms: [
      ...own,
      ...spoken,
      ...around.map((one) => ({ ...one, weight: one.weight * LITTLE, from: -1, to: -1 })),
    ].filter((one) => one.weight > 0 && !carries(one, slot, lexicon)),
    years,
    places,
    sections: sections ?? documents.slice(0, 1).flatMap((one) => sectionsIn(text, one, inside)),
    attributes: attributes.filter(
      (one) =>
        !own.some(
          (term) => !term.foreign && term.from <= one.from && one.to <= term.to && term.text.length > one.text.length,
        ),
    ),
    numbers,
    parts,
    amounts,
    days,
    ...orderIn(text, lexicon),
    ...lackingIn(text, lexicon),
    ...(aim && { aim }),
    asking: { at: from, word, sorts, ...(head !== undefined && { head }) },
    ...(headed === 'money' && dimension === 'money' && { also: 'share' as const }),
    ...(unit && (turned || amounts.length > 0) && { into: unit.unit }),
    ...(unit && { unit: unit.unit }),
    ...(dimension && { dimension }),
  }
}

/** The question without what it asks of its subject: words in these spans, and attributes that they name. */
export function aboutOnly(question: Question, spans: readonly TextSpan[]): Question {
  const isOutside = ({ from, to }: Pick<TextSpan, 'from' | 'to'>): boolean =>
    from < 0 || !spans.some((one) => one.from < to && from < one.to)
  return {
    ...question,
    terms: question.terms.filter(isOutside),
    attributes: question.attributes.filter(isOutside),
    matter: blanked(question.matter, spans),
  }
}

/** Which end of several a text asks for. */
export function orderIn(text: string, { rows: { most, least } }: QuestionLexicon): Pick<Question, 'order'> {
  const says = (words: readonly string[]): boolean => words.some((word) => text.includes(word))
  return says(most) ? { order: 'most' } : says(least) ? { order: 'least' } : {}
}

/** 有没有 asks, and says nothing. */
function lackingIn(text: string, { rows: { none }, functionWords }: QuestionLexicon): Pick<Question, 'lacking'> {
  const ends = none.flatMap((word) => {
    const at = text.lastIndexOf(word)
    return at < 0 || functionWords.has(text.slice(at - 1, at + 2)) ? [] : [at + word.length]
  })
  return ends.length > 0 ? { lacking: Math.max(...ends) } : {}
}

const termOf = ({ text, from, to }: PlainFigure): QueryTerm => ({
  text,
  forms: [text],
  weight: 1,
  foreign: false,
  used: true,
  from,
  to,
})

/** 换成公顷, =?亿吨: the unit right behind a word of converting. */
function unitInto(text: string, { converts }: QuestionLexicon): ReturnType<typeof lastUnit> {
  const word = converts.find((one) => text.includes(one))
  const found = word === undefined ? undefined : lastUnit(text)
  if (!word || !found) return undefined
  const to = text.indexOf(word) + word.length
  return found.from >= to && found.from - to <= NEAR_BY ? found : undefined
}
const NEAR_BY = 6

const occurrences = (word: string, text: string): TextSpan[] =>
  placesOf(word, text).map((from) => ({ text: word, from, to: from + word.length }))

const SPOKEN = MAINLY

/** Where nothing else is named, the words that carry any question have to tell: 几天能批. */
const carriersIn = (text: string, library: Library): QueryTerm[] =>
  termsOf(text, library, true)
    .filter((one) => !one.foreign && one.text.length > 1 && !library.lexicon.functionWords.has(one.text))
    .map((one) => ({ ...one, weight: one.weight * SPOKEN }))

const PERIODS = ['年度', '全年', '计划', '的', '该', '具体']
const AMOUNTS: ReadonlySet<SlotName> = new Set(['number', 'length', 'time'])

/** What names the slot itself (期限 of a length, 目标 of a number), and what names the document. */
function carries(term: QueryTerm, slot: SlotName, { slots, self }: QuestionLexicon): boolean {
  const named =
    AMOUNTS.has(slot) &&
    madeOf(term.text, [...PERIODS, ...slots.endings.flatMap(([name, words]) => (name === slot ? words : []))])
  return named || (self.includes(term.text) && (term.text.length > 2 || term.from === 0))
}

const measureIn = (text: string, slot: SlotName, { slots }: QuestionLexicon): Dimension | undefined =>
  slot === 'number' ? slots.measures.find(([, words]) => words.some((word) => text.includes(word)))?.[0] : undefined

/** The kind of amount that the noun beside an interrogative names: 费 of 检测费用是多少. */
function headAt(
  text: string,
  from: number,
  to: number,
  slot: SlotName,
  { slots }: QuestionLexicon,
): Dimension | undefined {
  if (slot !== 'number') return undefined
  const window = `${text.slice(Math.max(0, from - BESIDE), from)}/${text.slice(to, to + BESIDE / 2)}`
  return slots.heads.find(([, nouns]) => nouns.some((noun) => window.includes(noun)))?.[0]
}
const BESIDE = 6

const blanked = (text: string, pinned: readonly TextSpan[]): string =>
  pinned.reduce((so, { from, to }) => so.slice(0, from) + '/'.repeat(to - from) + so.slice(to), text)

/** The clauses that ask, with as many before them as name a subject. */
function clausesOf(text: string, library: Library): { asking: string; told: string } {
  const clauses = text.split(/(?<=[,，。!！?？;；:：\n])/).filter((one) => one.trim())
  const asking = clauses.map((one) => asks(flat(one), library.lexicon.slots))
  const last = asking.lastIndexOf(true)
  if (clauses.length < 2 || last < 0) return { asking: text, told: '' }
  let first = last
  // Each is looked at once: no name goes over from one to the next.
  let named = namedIn(clauses[last], library)
  while (first > 0 && (asking[first - 1] || named < NAMED)) named += namedIn(clauses[--first], library)
  return {
    asking: clauses.slice(first, last + 1).join(''),
    told: [...clauses.slice(0, first), ...clauses.slice(last + 1)].join(''),
  }
}

/** How many telling characters name a subject. */
const namedIn = (text = '', library: Library): number =>
  termsOf(flat(text), library)
    .filter((one) => one.weight >= TELLING && !one.foreign)
    .reduce((sum, one) => sum + one.text.length, 0)
