/**
 * The words of a claim laid over the clauses of a statement from left to right, so that each body keeps its duty.
 *
 * 业委会与施工单位签订 takes its 施工单位 from a later clause, 县级人民政府承担监管责任 its duty from one that names another body
 * first. Within a clause words may change places, but not where it names two bodies: who asks whom is told by their order.
 */
import { organsIn } from '../../documents/index.ts'
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'

/** @param words flat, / for what carries the question */
export function standsInOrder(words: string, sentence: string): boolean {
  const bodies = bodiesIn(words)
  const clauses = cutAt(sentence, '，,；;。').map((said): Clause => {
    const text = flat(said)
    const own = bodies.length > 0 ? bodiesIn(text) : []
    return { text, bodies: own, isAnothers: own.length > 0 && !own.some((one) => words.includes(one)) }
  })
  const isNamed = clauses.some((one) => one.bodies.length > 0)
  const isStated = bodies.every((one) => clauses.some(({ text }) => text.includes(one)))
  if (isNamed && bodies.length > 0 && (!isStated || strays(words, clauses))) return false
  const reached = new Map<number, Place[]>([[0, [{ clause: 0 }]]])
  for (let from = 0; from < words.length; from++) {
    const here = reached.get(from)
    if (!here) continue
    const lengths = clauses.map(({ text }) => longestIn(text, words, from))
    if (lengths.every((length) => length === 0)) add(reached, from + 1, here)
    for (const [clause, length] of lengths.entries()) {
      const piece = words.slice(from, from + length)
      const next = piece === '' ? [] : here.flatMap((place) => laid(piece, clause, place, clauses))
      add(reached, from + length, next)
    }
  }
  return reached.has(words.length)
}

const LETTER = /\p{L}/u

/** Two letters in a row that no clause has: what a body is said to do stands in its sentence, and not in a title alone. */
function strays(words: string, clauses: readonly Clause[]): boolean {
  let run = 0
  for (let at = 0; at < words.length && run < 2; ) {
    const length = Math.max(0, ...clauses.map(({ text }) => longestIn(text, words, at)))
    run = length === 0 && LETTER.test(words.charAt(at)) ? run + 1 : 0
    at += Math.max(1, length)
  }
  return run >= 2
}

interface Clause {
  readonly text: string
  /** the last characters of each body that it names, where the claim names any */
  readonly bodies: readonly string[]
  /** it names bodies, and none that the claim names */
  readonly isAnothers: boolean
}

interface Place {
  readonly clause: number
  /** behind what was laid last; undefined before anything was */
  readonly at?: number
}

/** Where a piece may lie behind what was laid before it. */
function laid(piece: string, clause: number, before: Place, clauses: readonly Clause[]): Place[] {
  const own = clauses[clause]
  const { at } = before
  if (!own || clause < before.clause) return []
  const isSame = clause === before.clause
  const isOrdered = own.bodies.length > 1
  const from = isSame && isOrdered ? (at ?? 0) : 0
  const first = own.text.indexOf(piece, from)
  if (first < 0) return []
  if (at === undefined) return [{ clause, at: first + piece.length }]
  const left = own.bodies.length === 0 || (isSame && !isOrdered) ? '' : own.text.slice(from, first)
  const crosses = !isSame && (own.isAnothers || clauses[before.clause]?.isAnothers)
  const passesBy = bodiesIn(left).length > 0 && !(isSame && IN_ROW.some((mark) => left.startsWith(mark)))
  return crosses || passesBy ? [] : [{ clause, at: first + piece.length }]
}

/** What joins bodies that do the same. */
const IN_ROW = ['、', '和', '与', '及']

/** How many characters from a place on a text has in a row; 0 for fewer than two. */
function longestIn(text: string, words: string, from: number): number {
  let to = from + 1
  while (to < words.length && text.includes(words.slice(from, to + 1))) to++
  return to - from > 1 ? to - from : 0
}

/** Places reached are told apart by clause and end. */
function add(reached: Map<number, Place[]>, at: number, places: readonly Place[]): void {
  const known = reached.get(at) ?? []
  const isKnown = (one: Place): boolean => known.some((other) => other.clause === one.clause && other.at === one.at)
  const fresh = places.filter((one) => !isKnown(one))
  if (fresh.length > 0) reached.set(at, [...known, ...fresh])
}

/** A name of a body is no longer than that, and known by its last characters: 财政局. */
const LONGEST_NAME = 16
const KNOWN_BY = 3
/** Things that are counted, places and short words as often as bodies. */
const THINGS = ['企业', '站', '所', '处', '科', '院']

/** The last characters of each body that a text names. */
function bodiesIn(text: string): string[] {
  return Array.from({ length: text.length }, (_, at) => text.slice(Math.max(0, at + 1 - LONGEST_NAME), at + 1))
    .filter(
      (before) =>
        !THINGS.some((one) => before.endsWith(one)) &&
        organsIn(before).some((one) => one.length >= KNOWN_BY && before.endsWith(one)),
    )
    .map((before) => before.slice(-KNOWN_BY))
}
