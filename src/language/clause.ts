/** What a word's place in its clause decides: answers stand alone, some questions at the end, others around 不. */
import type { Word, Words } from './words.ts'

const BOUNDARY = /^[。;!\n|，,?() \t:~…@]?$/u
const FINAL = /^[。;!\n|，,?)~… \t]?$/u
const HAN = /^[\u3400-\u9fff]+$/

/** Answers count as clauses of their own, some questions only at a clause's end. */
export function counts(
  { alone, final }: Word,
  text: string,
  at: number,
  end: number,
  answers: readonly boolean[],
): boolean {
  if (alone) return answers.slice(at, end).every(Boolean)
  return !final || (FINAL.test(text[end] ?? '') && !BOUNDARY.test(text[at - 1] ?? ''))
}

/** An answer is short: a longer clause is something else. */
const LONGEST_ANSWER = 12

/** For each position, whether its clause is nothing but answers and courtesies: 好的谢谢, 是的是的. */
export function answersIn(text: string, { trie }: Words): boolean[] {
  const answers = new Array<boolean>(text.length).fill(false)
  for (let start = 0; start < text.length; start++) {
    if (!BOUNDARY.test(text[start - 1] ?? '')) continue
    let end = start
    while (end < text.length && end - start <= LONGEST_ANSWER && !BOUNDARY.test(text[end] ?? '')) end++
    if (end - start <= LONGEST_ANSWER && isTiled(text, start, end, trie)) answers.fill(true, start, end)
  }
  return answers
}

function isTiled(text: string, start: number, end: number, trie: Words['trie']): boolean {
  const reached = new Set([start])
  for (let at = start; at < end; at++) {
    if (!reached.has(at)) continue
    for (const { value, end: to } of trie.at(text, at)) if (value.alone || value.courtesy) reached.add(to)
  }
  return reached.has(end)
}

/** 到12没到, 完成任务没完成: what the clause said, said again behind 不 at its end, only asks. */
export function asksAgain(text: string, at: number): number | undefined {
  if (text[at] !== '不' && text[at] !== '没') return undefined
  let start = at
  while (start > 0 && !BOUNDARY.test(text[start - 1] ?? '')) start--
  const before = text.slice(start, at)
  for (const length of [2, 1]) {
    const word = text.slice(at + 1, at + 1 + length)
    const isEnd = FINAL.test(text[at + 1 + length] ?? '')
    if (isEnd && word.length === length && HAN.test(word) && before.includes(word) && !before.endsWith(word))
      return at + 1 + length
  }
  return undefined
}

/** 行不行, 报没报, 完成没完成: a word, not, and the word again. */
export function aOrNotA(text: string, at: number): number | undefined {
  for (const length of [1, 2]) {
    const word = text.slice(at, at + length)
    const not = text[at + length]
    const isAsked = (not === '不' || not === '没') && text.startsWith(word, at + length + 1)
    if (isAsked && HAN.test(word)) return at + length * 2 + 1
  }
  return undefined
}
