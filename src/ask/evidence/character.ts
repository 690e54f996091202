/**
 * Statements weighed by the characters that they share with a question: a citizen's words are seldom a document's, but
 * most of their characters are (报 in 报告, 券 in 创新券, 泵车 in 移动泵车).
 */
import type { Question } from '../question/question.ts'
import type { Library } from './library.ts'
import type { Paper, Passage } from './paper.ts'

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
const WORTH = [1, 0.6, 0.4] as const
const NEAREST = WORTH.length

interface Index {
  readonly stood: readonly { readonly passage: Passage; readonly text: string }[]
  /** gram → statement × NEAREST + how near, each statement once with its nearest */
  readonly places: ReadonlyMap<string, readonly number[]>
}

const kept = new WeakMap<Paper, Index>()

function indexOf(paper: Paper): Index {
  const index = kept.get(paper) ?? makeIndex(paper)
  kept.set(paper, index)
  return index
}

function makeIndex({ passages }: Paper): Index {
  const stood: { passage: Passage; text: string }[] = []
  const places = new Map<string, number[]>()
  const enter = (grams: readonly string[], nearness: number): void => {
    const at = stood.length - 1
    for (const gram of grams) {
      const list = places.get(gram)
      if (!list) places.set(gram, [at * NEAREST + nearness])
      else if (Math.floor((list.at(-1) ?? -1) / NEAREST) !== at) list.push(at * NEAREST + nearness)
    }
  }
  for (const passage of passages) {
    if (passage.kind === 'heading') continue
    const above = `${passage.heading}/${passage.path}`
    const whole = gramsOf(passage.flat)
    for (const { text, own, subject, part } of statementsIn(passage)) {
      stood.push({ passage, text })
      for (const [nearness, grams] of [gramsOf(`${own}/${subject}`), gramsOf(`${part}/${above}`), whole].entries())
        enter(grams, nearness)
    }
  }
  return { stood, places }
}

const statementsIn = (passage: Passage): { text: string; own: string; subject: string; part: string }[] =>
  passage.kind === 'row'
    ? [{ text: passage.tidy, own: passage.flat, subject: '', part: '' }]
    : passage.statements.map(({ text, flat, subject, clause, partFlat }) => ({
        text,
        own: flat,
        subject: `${subject}/${clause}`,
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
const UNSEEN = 0.2
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
  const { stood, places } = indexOf(paper)
  const held = new Float64Array(stood.length)
  const most = Math.log(1 + stood.length)
  let known = 0
  const near = new Float64Array(stood.length)
  let nowhere = 0
  for (const gram of asked) {
    const here = places.get(gram)
    if (!here) {
      if (gram.length === 1) nowhere += unseen
      continue
    }
    const weight = Math.log(1 + stood.length / here.length) / most
    const against = weight * (gram.length > 1 ? ELSEWHERE.pair : ELSEWHERE.character)
    known += against
    for (const place of here) {
      const at = Math.floor(place / NEAREST)
      held[at] = (held[at] ?? 0) + weight * (WORTH[place % NEAREST] ?? 0)
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

const isTelling = (gram: string, carriers: ReadonlySet<string>): boolean =>
  !carriers.has(gram) && [...gram].some((char) => !carriers.has(char))
