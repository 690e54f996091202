/** What a word's place in its clause decides: answers stand alone, some questions at the end, others around 不. */
import type { Stretch } from '../stretch.ts'
import type { Word, Words } from '../words.ts'

const BOUNDARIES: ReadonlySet<string> = new Set('。;!\n|，,?() \t:~…@')
const FINALS: ReadonlySet<string> = new Set('。;!\n|，,?)~… \t')
const HAN = /^[\u3400-\u9fff]+$/

/** A text's ends bound a clause as its signs do. */
const isBoundary = (text: string, at: number): boolean => at < 0 || at >= text.length || BOUNDARIES.has(text.charAt(at))
const isFinal = (text: string, at: number): boolean => at >= text.length || FINALS.has(text.charAt(at))

/**
 * Whether a word stands where it counts: one that has to be `alone` fills its clause, one that has to be `final` ends
 * it.
 *
 * @param answers for each position whether its clause is an answer (`answersIn`)
 */
export function counts(
  { alone, final }: Word,
  text: string,
  { at, end }: Stretch,
  answers: readonly boolean[],
): boolean {
  if (alone) return answers.slice(at, end).every(Boolean)
  return !final || (isFinal(text, end) && !isBoundary(text, at - 1))
}

/** An answer is short: a longer clause is something else. */
const LONGEST_ANSWER = 12

/** For each position of a text, whether its clause is nothing but answers and courtesies: 好的谢谢, 是的是的. */
export function answersIn(text: string, { trie }: Words): boolean[] {
  const answers = new Array<boolean>(text.length).fill(false)
  for (let start = 0; start < text.length; start++) {
    if (!isBoundary(text, start - 1)) continue
    let end = start
    while (end - start <= LONGEST_ANSWER && !isBoundary(text, end)) end++
    if (end > start && end - start <= LONGEST_ANSWER && isTiled(text, start, end, trie)) answers.fill(true, start, end)
  }
  return answers
}

function isTiled(text: string, start: number, end: number, trie: Words['trie']): boolean {
  const reached = new Array<boolean>(end - start + 1).fill(false)
  reached[0] = true
  for (let at = start; at < end; at++) {
    if (!reached[at - start]) continue
    for (const { value, end: to } of trie.at(text, at))
      if (to <= end && (value.alone || value.courtesy)) reached[to - start] = true
  }
  return reached[end - start] === true
}

/**
 * Where a clause ends that says a word, then 不 or 没 and the word again: such a clause only asks (到12没到,
 * 完成任务没完成).
 *
 * @param at place of 不 or 没
 * @returns end of the repeated word; undefined where the clause is none of this form
 */
export function asksAgain(text: string, at: number): number | undefined {
  if (text[at] !== '不' && text[at] !== '没') return undefined
  for (const length of [2, 1]) {
    const end = at + 1 + length
    const word = text.slice(at + 1, end)
    // only a clause's end is looked at, so that a clause is gone back through twice at most
    if (word.length < length || !isFinal(text, end) || !HAN.test(word)) continue
    const before = text.slice(clauseStart(text, at), at)
    if (before.includes(word) && !before.endsWith(word)) return end
  }
  return undefined
}

function clauseStart(text: string, at: number): number {
  let start = at
  while (!isBoundary(text, start - 1)) start--
  return start
}

/** Where a word, a no, and the word again end (行不行, 报没报), counted in UTF-16; undefined where none begins at `at`. */
export function aOrNotA(text: string, at: number): number | undefined {
  for (const length of [1, 2]) {
    const not = text[at + length]
    if (not !== '不' && not !== '没') continue
    const word = text.slice(at, at + length)
    if (text.startsWith(word, at + length + 1) && HAN.test(word)) return at + length * 2 + 1
  }
  return undefined
}
