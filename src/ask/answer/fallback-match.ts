/**
 * A second look at a question that names nothing by a word of its own: by its characters.
 *
 * 要交哪些材料, 几天能批, 每亩补多少钱: all words are of the sort that carries any question, and still they say what is
 * meant. What the question pins down (attribute, unit) is held to as ever, and the sentence has to be of the kind that is
 * asked for.
 */

import type { Corpus, Passage } from '../evidence/corpus.ts'
import { type Library, unmetOf } from '../evidence/search.ts'
import { FOREIGN, TELLING } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import { cutAt } from '../words/clauses.ts'
import { sameUnit } from '../words/figures.ts'
import { tidy } from '../words/normalise.ts'
import { type Found, found, quoteOf, rowQuotes } from './outcome.ts'
import { clip, itemsOpened, opensItems } from './passages.ts'
import { isOfTime } from './when.ts'
import { namesAnswer } from './who.ts'

/** Kinds whose answer is a sentence as it stands; the others claim more than shared characters can show. */
const KINDS: ReadonlySet<Question['kind']> = new Set([
  'number',
  'when',
  'who',
  'list',
  'how',
  'any',
  'yesno',
  'docnumber',
])
const LEAST = 2
/** A claim names a thing and says something of it. */
const LEAST_CLAIMED = 3
/** Share of what is asked that the answer must hold, and by how much it must be the best. */
const BARE = { enough: 0.52, ahead: 0.08 }
/** Where words are known and others are not, those may be what matters: more must speak for the answer. */
const WORDED = { enough: 0.55, ahead: 0.2 }
/** Shared words make no claim true. */
const CLAIMED = { enough: 0.7, ahead: 0.2 }
const HEADING = 0.7
const BESIDE = 0.35
/** A lone character says less than a word. */
const LONE = 0.5
/** Share of the known words that must stand beside a figure. */
const OWN = 0.4

interface Part {
  /** as asked, or what stands for it */
  readonly forms: readonly string[]
  /** how telling it is here; what no document has is as telling as can be */
  readonly weight: number
  /** the characters between which it stands in the question, where nothing of that is a known word */
  readonly run?: string
}

export function lookAgain(question: Question, library: Library): Found | undefined {
  if (!KINDS.has(question.kind) || pinsDown(question)) return undefined
  const worded = !isWordless(question)
  if (worded && (asksInCharge(question) || isNarrowed(question))) return undefined
  const parts = partsOf(question, library)
  if (parts.length < (question.kind === 'yesno' ? LEAST_CLAIMED : LEAST)) return undefined
  const { enough, ahead } = worded ? (question.kind === 'yesno' ? CLAIMED : WORDED) : BARE
  const whole = parts.reduce((sum, part) => sum + part.weight, 0)
  const ranked = library.corpus.passages
    .filter((one) => one.kind !== 'heading' && one.provision.label !== '印发通知')
    .map((passage) => ({ passage, share: shareIn(passage, parts) / whole }))
    .filter(
      ({ passage, share }) =>
        share >= enough &&
        answersKind(question, passage, library) &&
        question.details.every((detail) => detail.agrees(passage.flat)),
    )
    .sort((a, b) => b.share - a.share || rows(a.passage) - rows(b.passage))
  const [best] = ranked
  // A table's rows repeat what the text says of the whole.
  const rival = ranked.find(
    ({ passage: { provision, kind } }) => provision !== best?.passage.provision && kind !== 'row',
  )
  if (!best || (rival && rival.share > best.share - ahead) || unmetOf(question, best.passage, library).length)
    return undefined
  const { passage } = best
  if (opensItems(passage)) return itemsOpened(passage)
  return found(leadOf(passage, parts), passage.kind === 'row' ? rowQuotes(passage) : [quoteOf(passage)])
}

/** A year, a place, a part or a number is held to by other answerers. */
const pinsDown = ({ years, places, sections, numbers, result, split, after }: Question): boolean =>
  result || split || after || [years, places, sections, numbers].some((pinned) => pinned.length > 0)

/** Nothing that it names is known as a word: what is left of it may still be told by its characters. */
const isWordless = ({ terms }: Question): boolean => terms.every((term) => term.weight < TELLING)

/** A body in charge: a sentence that speaks of the task by other words does not name it. */
const asksInCharge = ({ attributes, text }: Question): boolean =>
  attributes.some((one) => one.attribute.who) || /牵头|负责|主管|归谁|归哪|归.{2,12}管/.test(text)

/** 残疾老人补贴: an unknown word right before what is known narrows it. */
const isNarrowed = ({ terms }: Question): boolean => {
  const [first, second] = terms
  return (
    first?.from === 0 &&
    first.foreign &&
    first.weight >= FOREIGN &&
    second?.from === first.to &&
    !second.foreign &&
    second.weight >= TELLING
  )
}

/** Known words with what stands for them; of the rest the characters and Latin words between function words. */
function partsOf({ text, terms }: Question, { corpus, lexicon }: Library): Part[] {
  const known = terms.filter((term) => term.weight >= TELLING && !term.foreign)
  const rest = known.reduce((so, { from, to }) => `${so.slice(0, from)}${'/'.repeat(to - from)}${so.slice(to)}`, text)
  // Where nothing is known, what else would only carry the question has to tell.
  const isEmpty = (word: string): boolean =>
    lexicon.functionWords.has(word) ||
    (known.length > 0 && word.length > 1 && (lexicon.frames.has(word) || lexicon.common.has(word)))
  const units = new Map(
    content(rest, isEmpty).flatMap((run) => (run.match(/[a-z]{2,}|[\u3400-\u9fff]/g) ?? []).map((unit) => [unit, run])),
  )
  return [
    ...known.map(({ text: word, forms, weight }) => ({ forms: [word, ...forms], weight })),
    ...[...units].map(([unit, run]) => ({
      forms: [unit],
      weight: (known.length ? LONE : 1) * telling(unit, corpus),
      ...(!known.length && { run }),
    })),
  ]
}

function telling(unit: string, { passages }: Corpus): number {
  const holding = passages.filter((one) => one.kind !== 'heading' && one.flat.includes(unit)).length
  return holding === 0 ? 1 : Math.log((passages.length + 1) / holding) / Math.log(passages.length + 1)
}

/** Runs of a question between words that say nothing of what it is about, the longest of which are taken first. */
function content(text: string, isEmpty: (word: string) => boolean): string[] {
  const runs: string[] = ['']
  for (let at = 0; at < text.length; ) {
    const length = [6, 5, 4, 3, 2, 1].find((size) => isEmpty(text.slice(at, at + size))) ?? 0
    if (length) runs.push('')
    else runs[runs.length - 1] += text.charAt(at)
    at += length || 1
  }
  return runs.filter(Boolean)
}

const holds = (text: string, { forms }: Part): boolean => forms.some((form) => text.includes(form))

/** 回事 is not told by a 回 here and a 事 there: two of its characters have to stand near each other. */
const isScattered = (text: string, { run }: Part): boolean =>
  run !== undefined &&
  CHINESE.test(run) &&
  ![...run].some((char, at) => at > 0 && standNear(run.charAt(at - 1), char, text))
const CHINESE = /^[\u3400-\u9fff]{2,}$/

const standNear = (one: string, other: string, text: string): boolean =>
  follows(one, other, text) || follows(other, one, text)

/** Whether a character stands behind another, with at most seven characters of words or digits between. */
function follows(first: string, then: string, text: string): boolean {
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const next = text.slice(at + 1, at + 1 + APART)
    const end = next.indexOf(then)
    if (end >= 0 && BETWEEN.test(next.slice(0, end))) return true
  }
  return false
}

const BETWEEN = /^[\u3400-\u9fff\d]*$/
const APART = 8
const SCATTERED = 0.4

const shareIn = ({ flat, heading, around }: Passage, parts: readonly Part[]): number =>
  parts.reduce((sum, part) => {
    const worth = holds(flat, part) ? 1 : holds(heading, part) ? HEADING : holds(around, part) ? BESIDE : 0
    return sum + worth * part.weight * (isScattered(`${flat}/${heading}/${around}`, part) ? SCATTERED : 1)
  }, 0)

/** Whether a sentence is of the kind that is asked for: a figure of the unit, a day, a body. */
function answersKind(question: Question, passage: Passage, library: Library): boolean {
  switch (question.kind) {
    case 'number':
      return passage.kind === 'row' || holdsFigure(question, passage, library)
    case 'when':
      return isOfTime(question.text, passage.tidy)
    case 'who':
      return namesAnswer(passage.tidy, question, library) && holdsAll(question, passage)
    default:
      return true
  }
}

/** 管子钱谁出: a body that has to do with pipes is no answer. */
const holdsAll = ({ terms }: Question, { flat, heading }: Passage): boolean =>
  terms.every(
    (term) =>
      term.foreign ||
      term.weight < WEIGHTY ||
      [term.text, ...term.forms].some((form) => `${flat}/${heading}`.includes(form)),
  )
const WEIGHTY = 0.8

function holdsFigure({ unit, dimension, text, terms }: Question, passage: Passage, { statements }: Library): boolean {
  const known = terms.filter((term) => term.weight >= TELLING && !term.foreign)
  const weight = (some: typeof known): number => some.reduce((sum, term) => sum + term.weight, 0)
  // In a row of goals a figure speaks of its own thing alone.
  const own = (statements.get(passage) ?? []).filter((one) => {
    const said = `${one.flat}/${one.subject}/${one.clause}`
    const held = known.filter((term) => [term.text, ...term.forms].some((form) => said.includes(form)))
    return weight(held) >= OWN * weight(known)
  })
  const figures = own.flatMap((one) => one.figures)
  return figures.some((figure) =>
    dimension
      ? figure.dimension === dimension && (!unit || dimension !== 'count' || sameUnit(figure.unit) === sameUnit(unit))
      : figure.dimension !== 'time' || /几天|多久|几年/.test(text),
  )
}

const rows = ({ kind }: Passage): number => (kind === 'row' ? 1 : 0)

const LEAD = 110

/** The clause that holds most, with those after it as far as one line takes them. */
function leadOf(passage: Passage, parts: readonly Part[]): string {
  const text = tidy(passage.tidy)
  if (text.length <= LEAD) return text
  const clauses = cutAt(text, '，；。')
  const worth = clauses.map((clause) => parts.reduce((sum, part) => sum + (holds(clause, part) ? part.weight : 0), 0))
  const from = text.indexOf(clauses[worth.indexOf(Math.max(...worth))] ?? '')
  return clip(text.slice(from))
}
