/**
 * Statements weighed by the characters that they share with a question: a citizen's words are seldom a document's, but
 * most of their characters are (报 in 报告, 券 in 创新券, 泵车 in 移动泵车).
 */

import type { Question } from '../question/question.ts'
import type { Library } from './library.ts'
import type { Paper, Passage } from './paper.ts'
import { MAINLY, PARTLY, TRACE } from './scale.ts'

export interface Shared {
  readonly passage: Passage
  /** tidy: one statement of the passage */
  readonly text: string
  /** 0 to 1: what it holds of the question; what stands elsewhere in the document counts most against it */
  readonly worth: number
  /** how much of the question it holds, comparable among the statements of one paper */
  readonly held: number
}

/**
 * How near to a statement a character stands: in its own words or what they hang on, beside it in its part or above it,
 * farther off in its passage.
 */
const WORTH = [1, MAINLY, PARTLY] as const
const NOWHERE = WORTH.length

/** Statements that follow one another, end excluded, to which the same words stand as near. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly nearness: number
}

interface Index {
  readonly stood: readonly { readonly passage: Passage; readonly text: string }[]
  /** gram → where it stands; the words of a part are entered once, for all its statements */
  readonly stretches: ReadonlyMap<string, readonly Stretch[]>
}

const kept = new WeakMap<Paper, Index>()

function indexOf(paper: Paper): Index {
  const index = kept.get(paper) ?? makeIndex(paper)
  kept.set(paper, index)
  return index
}

function makeIndex({ passages }: Paper): Index {
  const stood: { passage: Passage; text: string }[] = []
  const stretches = new Map<string, Stretch[]>()
  const enter = (words: string, stretch: Stretch): void => {
    for (const gram of gramsOf(words)) {
      const list = stretches.get(gram)
      if (!list) stretches.set(gram, [stretch])
      else if (list.at(-1) !== stretch) list.push(stretch)
    }
  }
  for (const passage of passages) {
    if (passage.kind === 'heading') continue
    const statements = statementsIn(passage)
    const from = stood.length
    for (const { text } of statements) stood.push({ passage, text })
    const near: readonly ((one: Standing) => string)[] = [
      ({ own }) => own,
      ({ subject }) => subject,
      ({ clause }) => clause,
    ]
    for (const words of near) for (const one of runsOf(statements, words)) enter(one.words, stretch(one, from, 0))
    for (const one of runsOf(statements, ({ part }) => part))
      enter(`${one.words}/${passage.heading}/${passage.path}`, stretch(one, from, 1))
    if (statements.length > 0) enter(passage.flat, { from, to: stood.length, nearness: 2 })
  }
  return { stood, stretches }
}

const stretch = ({ at, end }: Run, from: number, nearness: number): Stretch => ({
  from: from + at,
  to: from + end,
  nearness,
})

interface Run {
  readonly words: string
  readonly at: number
  /** excluded */
  end: number
}

/** Statements that follow one another with the same words beside them. */
function runsOf(statements: readonly Standing[], wordsOf: (one: Standing) => string): Run[] {
  const runs: Run[] = []
  for (const [at, one] of statements.entries()) {
    const words = wordsOf(one)
    const last = runs.at(-1)
    if (last?.words === words) last.end = at + 1
    else runs.push({ words, at, end: at + 1 })
  }
  return runs
}

interface Standing {
  readonly text: string
  readonly own: string
  readonly subject: string
  readonly clause: string
  readonly part: string
}

const statementsIn = (passage: Passage): readonly Standing[] =>
  passage.kind === 'row'
    ? [{ text: passage.tidy, own: passage.flat, subject: '', clause: '', part: '' }]
    : passage.statements.map(({ text, flat, subject, clause, partFlat }) => ({
        text,
        own: flat,
        subject,
        clause,
        part: partFlat,
      }))

const WORD = /[\p{L}\p{N}]/u

/** Characters, and pairs of them, of the words in a text. */
function gramsOf(text: string): string[] {
  const grams: string[] = []
  let isWord = WORD.test(text.charAt(0))
  for (let at = 0; at < text.length; at++) {
    const isNext = WORD.test(text.charAt(at + 1))
    if (isWord) grams.push(text.charAt(at))
    if (isWord && isNext) grams.push(text.slice(at, at + 2))
    isWord = isNext
  }
  return grams
}

/** A character that the document has nowhere: another's way of saying it. What shares little is nothing sure. */
const UNSEEN = TRACE
/** How many are asked of something: what the document has nowhere is then something else. */
const UNSEEN_COUNTED = 1
/** What the document has elsewhere counts so much against a statement without it. */
const ELSEWHERE = { pair: 2, character: 1 } as const

/** The statements that share something with a question, the best first. */
export function sharedBy({ matter, slot }: Question, papers: readonly Paper[], { lexicon }: Library): Shared[] {
  const asked = [...new Set(gramsOf(matter))].filter((gram) => isTelling(gram, lexicon.functionWords))
  const unseen = slot === 'number' ? UNSEEN_COUNTED : UNSEEN
  return papers.flatMap((paper) => sharedIn(paper, asked, unseen)).sort((a, b) => b.worth - a.worth)
}

function sharedIn(paper: Paper, asked: readonly string[], unseen: number): Shared[] {
  const { stood, stretches } = indexOf(paper)
  const nearest = new Nearest(stood.length)
  const held = new Float64Array(stood.length)
  const most = Math.log(1 + stood.length)
  let known = 0
  const near = new Float64Array(stood.length)
  let nowhere = 0
  for (const gram of asked) {
    const here = stretches.get(gram)
    if (!here) {
      if (gram.length === 1) nowhere += unseen
      continue
    }
    const places = nearest.of(here)
    const weight = Math.log(1 + stood.length / places.length) / most
    const against = weight * (gram.length > 1 ? ELSEWHERE.pair : ELSEWHERE.character)
    known += against
    for (const at of places) {
      held[at] = (held[at] ?? 0) + weight * (WORTH[nearest.at(at)] ?? 0)
      near[at] = (near[at] ?? 0) + against
    }
  }
  return stood.flatMap(({ passage, text }, at) => {
    const own = held[at] ?? 0
    if (own === 0) return []
    const elsewhere = known - (near[at] ?? 0)
    return [{ passage, text, held: own, worth: own / (own + elsewhere + nowhere + UNSEEN) }]
  })
}

/** How near something stands to each statement. */
class Nearest {
  private readonly nearness: Uint8Array
  private places: number[] = []

  constructor(length: number) {
    this.nearness = new Uint8Array(length).fill(NOWHERE)
  }

  /** @returns the statements that it stands near at all */
  of(stretches: readonly Stretch[]): readonly number[] {
    for (const at of this.places) this.nearness[at] = NOWHERE
    this.places = []
    for (const { from, to, nearness } of stretches)
      for (let at = from; at < to; at++) {
        if (this.at(at) === NOWHERE) this.places.push(at)
        this.nearness[at] = Math.min(this.at(at), nearness)
      }
    return this.places
  }

  at(statement: number): number {
    return this.nearness[statement] ?? NOWHERE
  }
}

const isTelling = (gram: string, carriers: ReadonlySet<string>): boolean =>
  !carriers.has(gram) && [...gram].some((char) => !carriers.has(char))
