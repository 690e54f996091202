/**
 * Statements weighed by the characters that they share with a question: a citizen's words are seldom a document's, but
 * most of their characters are (报 in 报告, 券 in 创新券, 泵车 in 移动泵车).
 */

import type { Question } from '../question/question.ts'
import type { Proposition } from '../words/clauses.ts'
import { keptOf } from '../words/kept.ts'
import type { Library } from './library.ts'
import type { EvidencePassage, Paper } from './paper.ts'
import { MAINLY, PARTLY, TRACE } from './scale.ts'

interface Shared {
  readonly passage: EvidencePassage
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
  to: number
  readonly nearness: number
}

interface Index {
  readonly stood: readonly { readonly passage: EvidencePassage; readonly text: string }[]
  /** gram → where it stands; the words of a part are entered once, for all its statements */
  readonly stretches: ReadonlyMap<string, readonly Stretch[]>
}

const indexOf = keptOf(makeIndex)

type Words = Pick<Proposition, 'text' | 'flat' | 'subject' | 'clause' | 'partFlat'>

/** What stands near a statement, and how near. */
const LAYERS: readonly (readonly [nearness: number, words: (one: Words, passage: EvidencePassage) => string])[] = [
  [0, ({ flat }) => flat],
  [0, ({ subject }) => subject],
  [0, ({ clause }) => clause],
  [1, ({ partFlat }, { heading, path }) => `${partFlat}/${heading}/${path}`],
  [2, (_, { flat }) => flat],
]

function makeIndex({ passages }: Paper): Index {
  const stood: { passage: EvidencePassage; text: string }[] = []
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
    const row = { text: passage.tidy, flat: passage.flat, subject: '', clause: '', partFlat: '' }
    const statements: readonly Words[] = passage.kind === 'row' ? [row] : passage.statements
    const first = stood.length
    for (const { text } of statements) stood.push({ passage, text })
    for (const [nearness, wordsOf] of LAYERS) {
      let last: { readonly words: string; readonly stretch: Stretch } | undefined
      for (const [at, one] of statements.entries()) {
        const words = wordsOf(one, passage)
        if (last?.words === words) {
          last.stretch.to++
          continue
        }
        last = { words, stretch: { from: first + at, to: first + at + 1, nearness } }
        enter(words, last.stretch)
      }
    }
  }
  return { stood, stretches }
}

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
  const nearness = new Uint8Array(stood.length).fill(NOWHERE)
  const held = new Float64Array(stood.length)
  const near = new Float64Array(stood.length)
  const most = Math.log(1 + stood.length)
  let known = 0
  let nowhere = 0
  for (const gram of asked) {
    const here = stretches.get(gram)
    if (!here) {
      if (gram.length === 1) nowhere += unseen
      continue
    }
    const places: number[] = []
    for (const one of here)
      for (let at = one.from; at < one.to; at++) {
        const before = nearness[at] ?? NOWHERE
        if (before === NOWHERE) places.push(at)
        nearness[at] = Math.min(before, one.nearness)
      }
    const weight = Math.log(1 + stood.length / places.length) / most
    const against = weight * (gram.length > 1 ? ELSEWHERE.pair : ELSEWHERE.character)
    known += against
    for (const at of places) {
      held[at] = (held[at] ?? 0) + weight * (WORTH[nearness[at] ?? NOWHERE] ?? 0)
      near[at] = (near[at] ?? 0) + against
      nearness[at] = NOWHERE
    }
  }
  return stood.flatMap(({ passage, text }, at) => {
    const own = held[at] ?? 0
    if (own === 0) return []
    const elsewhere = known - (near[at] ?? 0)
    return [{ passage, text, held: own, worth: own / (own + elsewhere + nowhere + UNSEEN) }]
  })
}

const isTelling = (gram: string, carriers: ReadonlySet<string>): boolean =>
  !carriers.has(gram) && [...gram].some((char) => !carriers.has(char))
