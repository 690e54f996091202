/** How the words of a claim lie in a statement: which its subject holds, which only its surroundings, which neither. */

import { hasWhole, pairsOf, wordsOf } from '../words/normalise.ts'
import type { Claimed } from './claimed.ts'
import type { SourceStatement } from './stated.ts'
import type { ComparisonContext } from './verdict.ts'
import { BASIS, BOUND_AFTER, BOUND_BEFORE, CARRYING, DIRECTION, EXTENT, MODALITY, PART, TURNING } from './words.ts'

export interface ClaimFit {
  /** the lower the better: whole numbers, comparable between statements for one claim */
  readonly cost: number
  /** words that neither holds, in order */
  readonly missing: readonly string[]
  /** hundredths of the statement's own subject that the claim names */
  readonly named: number
  /** how many stretches only the surroundings hold */
  readonly around: number
  /** words of the subject that the claim names, as they stand there */
  readonly said: readonly string[]
}

/** Whether words claim nothing: only what carries a question, or is compared as a field of its own. */
export const isEmpty = (words: string): boolean => fitOf(words, '', '').cost < COST.stray

/** Other ways of saying a word, itself among them or not. */
export type Same = (word: string) => readonly string[]

const LONGEST = 12
/** Of one stretch: a word of the subject, a short form of it, a word from around it; of one character that nothing holds. */
const COST = { step: 1, short: 5, around: 3, stray: 20, strange: 40 } as const

/** What is compared by itself or only carries the question. */
const CARRIED: ReadonlySet<string> = new Set([
  ...CARRYING,
  ...PART,
  ...[MODALITY, BOUND_BEFORE, BOUND_AFTER, DIRECTION, BASIS, EXTENT].flatMap((one) => Object.values(one).flat()),
])

const BY_LENGTH = [...CARRIED].filter((word) => word.length > 1).sort((a, b) => b.length - a.length)

/** The words with / for what is compared by itself or only carries the question. A walk a word of the list: a claim has 160 characters at most (decide.ts), what a model says 1 200 (schema.ts). */
export const withoutCarried = (words: string): string => BY_LENGTH.reduce((so, word) => so.replaceAll(word, '/'), words)

interface Step {
  readonly cost: number
  readonly from: number
  readonly kind: 'carried' | 'own' | 'around' | 'missing'
  /** what stands in the subject for it */
  readonly as?: string
}

/**
 * The cheapest way to lay a claim's words over a statement.
 *
 * @param words    flat, / between stretches
 * @param subject  flat: the words that name what the statement is about
 * @param around   flat: headings, title and the rest of its sentence
 * @param isName   a name, in which no single character only carries: 约 of 履约
 */
export function fitOf(words: string, subject: string, around: string, same: Same = () => [], isName = false): ClaimFit {
  const best: Step[] = [{ cost: 0, from: 0, kind: 'carried' }]
  for (let to = 1; to <= words.length; to++) {
    let step: Step | undefined
    for (let from = Math.max(0, to - LONGEST); from < to; from++) {
      const before = best[from]
      // No step is cheaper than one: most need not be looked at.
      if (!before || (step && before.cost + COST.step >= step.cost)) continue
      const one = priced(words.slice(from, to), subject, around, same, isName)
      if (one && (!step || before.cost + one.cost < step.cost)) step = { ...one, cost: before.cost + one.cost, from }
    }
    best.push(step ?? { cost: Number.POSITIVE_INFINITY, from: to - 1, kind: 'missing' })
  }
  const missing: string[] = []
  const said: string[] = []
  let beside = 0
  for (let to = words.length; to > 0; to = best[to]?.from ?? 0) {
    const { from = 0, kind, as } = best[to] ?? {}
    if (kind === 'missing') missing.unshift(words.slice(from, to))
    if (kind === 'around') beside++
    if (as) said.push(as)
  }
  return {
    cost: best.at(-1)?.cost ?? 0,
    missing: joined(words, missing),
    around: beside,
    named: sharePlaced(subject, [...said, words]),
    said,
  }
}

const HAN_OR_WORD = /[\p{L}\p{N}]/u
const DIGIT = /\d/

function priced(
  word: string,
  subject: string,
  around: string,
  same: Same,
  isName: boolean,
): Omit<Step, 'from'> | undefined {
  if ((CARRIED.has(word) && !(isName && word.length === 1)) || (word.length === 1 && !HAN_OR_WORD.test(word)))
    return { cost: COST.step, kind: 'carried' }
  if (word.length === 1) {
    const known = !TURNING.includes(word) && (subject.includes(word) || around.includes(word))
    return { cost: known ? COST.stray : COST.strange, kind: 'missing' }
  }
  if (hasWhole(subject, word)) return { cost: COST.step, kind: 'own', as: word }
  const forms = same(word)
  const form = forms.find((one) => hasWhole(subject, one))
  if (form) return { cost: COST.step, kind: 'own', as: form }
  // 30家 is no short form of 300家.
  const long = word.length <= 4 && !DIGIT.test(word) ? longFormIn(word, subject) : undefined
  if (long) return { cost: COST.short, kind: 'own', as: long }
  if ([word, ...forms].some((one) => hasWhole(around, one)))
    return { cost: COST.step + COST.around * word.length, kind: 'around' }
  return undefined
}

/**
 * 高企 for 高新技术企业: its characters in order, first and last at the ends, nothing but letters between, and no row of
 * which it is one: in 新改扩建 what is left out makes a word with 建 as 新 does.
 */
function longFormIn(short: string, text: string): string | undefined {
  for (let from = text.indexOf(short.charAt(0)); from >= 0; from = text.indexOf(short.charAt(0), from + 1)) {
    let at = from
    let isRow = false
    for (const char of short.slice(1)) {
      const next = text.indexOf(char, at + 1)
      if (next < 0) return undefined
      const between = [...text.slice(at + 1, Math.min(next, at + LONGEST))]
      isRow ||= between.length > 0 && between.every((one) => wordsOf(one + char).length === 1)
      at = next
    }
    const long = text.slice(from, at + 1)
    if (!isRow && long.length <= short.length * 3 + 1 && [...long].every((char) => HAN_OR_WORD.test(char))) return long
  }
  return undefined
}

/** Lone characters side by side are shown as one. */
function joined(words: string, missing: readonly string[]): string[] {
  const out: string[] = []
  for (const one of missing) {
    const last = out.at(-1)
    if (last !== undefined && words.includes(last + one)) out[out.length - 1] = last + one
    else out.push(one)
  }
  return out
}

/** Hundredths of a subject's pairs of characters that one of the words holds. */
function sharePlaced(subject: string, words: readonly string[]): number {
  const pairs = [...new Set(subject.split(/[^\p{L}\p{N}]+/u).flatMap(pairsOf))]
  if (pairs.length === 0) return 0
  return Math.round((100 * pairs.filter((pair) => words.some((word) => word.includes(pair))).length) / pairs.length)
}

/** How well the claim's words name the statement's subject, by the best of the ways in which it is worded. */
export function subjectFit(
  claimed: Claimed,
  stated: SourceStatement,
  { same, telling }: ComparisonContext = {},
): ClaimFit {
  const around = telling ? stated.context : `${stated.context}/${stated.beside ?? ''}`
  const fits = stated.subjects.map((subject) => fitOf(claimed.words, subject, around, same))
  const best = fits.reduce((so, one) => (one.cost < so.cost ? one : so))
  // What one wording leaves to its surroundings, another may name.
  return { ...best, named: Math.max(...fits.map((one) => one.named)) }
}
