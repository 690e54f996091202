/**
 * A second look at a question that names nothing by a word of its own: by its characters.
 *
 * 要交哪些材料, 几天能批, 每亩补多少钱: all words are of the sort that carries any question, and still they say what is
 * meant. What the question pins down (attribute, unit) is held to as ever, and the sentence has to be of the kind that is
 * asked for.
 */
import { cutAt } from './clauses.ts'
import type { Corpus, Passage } from './corpus.ts'
import { sameUnit } from './figures.ts'
import { tidy } from './normalise.ts'
import { type Found, found, quoteOf, rowQuotes } from './outcome.ts'
import { clip, itemsOpened, opensItems } from './passages.ts'
import { type Library, unmetOf } from './search.ts'
import type { Question } from './understand.ts'
import { isOfTime } from './when.ts'
import { namesAnswer } from './who.ts'

/** Kinds whose answer is a sentence as it stands; the others claim more than shared characters can show. */
const KINDS: ReadonlySet<Question['kind']> = new Set(['number', 'when', 'who', 'list', 'how', 'any', 'yesno'])
const LEAST = 2
/** Share of what is asked that the answer must hold, and by how much it must be the best. */
const ENOUGH = 0.52
const AHEAD = 0.08
const HEADING = 0.7
const BESIDE = 0.35

interface Part {
  readonly text: string
  /** how telling it is here; what no document has is as telling as can be */
  readonly weight: number
}

export function lookAgain(question: Question, library: Library): Found | undefined {
  if (!KINDS.has(question.kind) || !isWordless(question)) return undefined
  const parts = partsOf(question.text, library)
  if (parts.length < LEAST) return undefined
  const whole = parts.reduce((sum, part) => sum + part.weight, 0)
  const ranked = library.corpus.passages
    .filter((one) => one.kind !== 'heading' && one.provision.label !== '印发通知')
    .map((passage) => ({ passage, share: shareIn(passage, parts) / whole }))
    .filter(({ passage, share }) => share >= ENOUGH && answersKind(question, passage, library))
    .sort((a, b) => b.share - a.share || rows(a.passage) - rows(b.passage))
  const [best] = ranked
  // A table's rows repeat what the text says of the whole.
  const rival = ranked.find(
    ({ passage: { provision, kind } }) => provision !== best?.passage.provision && kind !== 'row',
  )
  if (!best || (rival && rival.share > best.share - AHEAD) || unmetOf(question, best.passage, library).length)
    return undefined
  const { passage } = best
  if (opensItems(passage)) return itemsOpened(passage)
  return found(leadOf(passage, parts), passage.kind === 'row' ? rowQuotes(passage) : [quoteOf(passage)])
}

/** Nothing that it names is known as a word: what is left of it may still be told by its characters. */
const isWordless = ({ terms, years, places, sections, numbers, result, split }: Question): boolean =>
  !result &&
  !split &&
  [years, places, sections, numbers].every((pinned) => pinned.length === 0) &&
  terms.every((term) => term.weight < TELLING)

const TELLING = 0.3

/** Characters and Latin words between the question's function words. */
function partsOf(text: string, { corpus, lexicon }: Library): Part[] {
  const units = content(text, lexicon.functionWords).flatMap((run) => run.match(/[a-z]{2,}|[\u3400-\u9fff]/g) ?? [])
  return [...new Set(units)].map((unit) => ({ text: unit, weight: telling(unit, corpus) }))
}

function telling(unit: string, { passages }: Corpus): number {
  const holding = passages.filter((one) => one.kind !== 'heading' && one.flat.includes(unit)).length
  return holding === 0 ? 1 : Math.log((passages.length + 1) / holding) / Math.log(passages.length + 1)
}

/** Runs of a question between its function words, the longest of which are taken first. */
function content(text: string, functionWords: ReadonlySet<string>): string[] {
  const runs: string[] = ['']
  for (let at = 0; at < text.length; ) {
    const length = [4, 3, 2, 1].find((size) => functionWords.has(text.slice(at, at + size))) ?? 0
    if (length) runs.push('')
    else runs[runs.length - 1] += text.charAt(at)
    at += length || 1
  }
  return runs.filter(Boolean)
}

const shareIn = ({ flat, heading, around }: Passage, parts: readonly Part[]): number =>
  parts.reduce((sum, { text, weight }) => {
    const worth = flat.includes(text) ? 1 : heading.includes(text) ? HEADING : around.includes(text) ? BESIDE : 0
    return sum + worth * weight
  }, 0)

/** Whether a sentence is of the kind that is asked for: a figure of the unit, a day, a body. */
function answersKind(question: Question, passage: Passage, library: Library): boolean {
  switch (question.kind) {
    case 'number':
      return passage.kind === 'row' || holdsFigure(question, passage, library)
    case 'when':
      return isOfTime(question.text, passage.tidy)
    case 'who':
      return namesAnswer(passage.tidy, question, library)
    default:
      return true
  }
}

function holdsFigure({ unit, dimension, text }: Question, passage: Passage, { statements }: Library): boolean {
  const figures = (statements.get(passage) ?? []).flatMap((one) => one.figures)
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
  const worth = clauses.map((clause) =>
    parts.reduce((sum, part) => sum + (clause.includes(part.text) ? part.weight : 0), 0),
  )
  const from = text.indexOf(clauses[worth.indexOf(Math.max(...worth))] ?? '')
  return clip(text.slice(from))
}
