/** Whether a figure is said of its own object, the whole of it, and of nothing else. */
import { tokensOf, uncovered } from './words.ts'

const NONE: ReadonlySet<number> = new Set()
/** When and where, said once for a sentence or a document and left out or repeated at will. */
const TIME = /(?:到|至)?\d{4}年(?:底|末|度)?|全年|年内|当年/g
const ASIDE = /全[省市县国区]|其中|目标值/g
/** They govern the whole sentence; what they make of a figure is looked at elsewhere. */
const FIRM = /力争|争取|努力|确保|务必|必须/g
/** Joins two things; not the end of 涉及, 参与, 兼并. */
export const JOINED = '和|(?<!参)与|(?<![惠涉普])及|(?<![兼合])并'
const ITEM = new RegExp(`[、()]|${JOINED}`)

/** A clause's verb counts for all figures in it: 新认定…1500家、…6000家. */
const VERB = 4

export interface Around {
  /** the words about the figure, of its clause alone */
  readonly near: string
  readonly clause: string
  readonly sentence: string
}

/**
 * The words about a figure in an answer are those about it in the document.
 * @param said the answer's, flat
 */
export function isOwn(said: string, { near, clause, sentence }: Around, heads: readonly string[]): boolean {
  const times = [...sentence.matchAll(TIME)].map(([time]) => tokensOf(time))
  const verb = tokensOf(clause.replace(TIME, '').replace(FIRM, '')).slice(0, VERB)
  const sources = [tokensOf(near), verb, ...heads.map(tokensOf), ...times]
  return uncovered(tokensOf(said.replace(FIRM, '')), sources, NONE).length === 0
}

/**
 * The answer names all of the object: 存量建设用地, not 建设用地. Of things listed (用水量、废水排放量) it may name one,
 * with what stands before the list and behind it.
 * @param object the document's words about the figure, flat
 * @param said the answer's sentence, flat
 */
export function isWhole(object: string, said: string): boolean {
  const source = [tokensOf(said)]
  const items = object.replace(TIME, '').replace(ASIDE, '').replace(FIRM, '').split(ITEM).map(tokensOf)
  const open = items.map((tokens) => uncovered(tokens, source, NONE))
  if (open.every((places) => places.length === 0)) return true
  const complete = open.some((places, i) => places.length === 0 && (items[i]?.length ?? 0) > 1)
  return (
    items.length > 1 &&
    complete &&
    open.every((places, i) => isLeftOut(places, items[i] ?? [], i === 0, i === items.length - 1))
  )
}

/** What is missing of an item is its end or its beginning, beside the next item; never all of it. */
function isLeftOut(places: readonly number[], item: readonly string[], isFirst: boolean, isLast: boolean): boolean {
  const [from] = places
  if (from === undefined) return true
  if (places.length === item.length) return false
  const inARow = places.every((place, i) => place === from + i)
  const atEnd = !isLast && from + places.length === item.length
  const atStart = !isFirst && from === 0
  return inARow && (atEnd || atStart)
}
