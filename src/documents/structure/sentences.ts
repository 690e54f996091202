/** A paragraph cut at its full stops. */
import type { Sentence } from './document.ts'
import { type Passage, spanOf } from './passage.ts'

const ENDS = '。！？!?'
const CLOSERS = '”’"\'）)》】〕'
const BRACKETS: Readonly<Record<string, string>> = { '（': '）', '(': ')', '《': '》', '【': '】' }

/** The sentences of a stretch of a passage, with their places. A full stop inside brackets or a title ends none. */
export function sentencesOf(passage: Passage, start = 0, end = passage.text.length): Sentence[] {
  const sentences: Sentence[] = []
  const { text } = passage
  let from = start
  for (let i = start; i < end; i++) {
    const closer = BRACKETS[text.charAt(i)]
    if (closer) {
      i = closing(text, i, closer, end)
      continue
    }
    if (!ENDS.includes(text.charAt(i))) continue
    while (i + 1 < end && (ENDS + CLOSERS).includes(text.charAt(i + 1))) i++
    push(sentences, passage, from, i + 1)
    from = i + 1
  }
  push(sentences, passage, from, end)
  return sentences
}

/** The place of the closing bracket, or of the opening one when it never closes within reach. */
function closing(text: string, at: number, closer: string, end: number): number {
  const limit = Math.min(end, at + 300)
  const half = closer === '）' ? ')' : closer === ')' ? '）' : closer
  for (let i = at + 1; i < limit; i++) {
    const character = text.charAt(i)
    if (character === closer || character === half) return i
  }
  return at
}

function push(sentences: Sentence[], passage: Passage, from: number, to: number): void {
  const raw = passage.text.slice(from, to)
  const text = raw.trim()
  if (!text) return
  const begin = from + raw.indexOf(text)
  sentences.push({ text, ...spanOf(passage, begin, begin + text.length), ...(begin === 0 ? { opens: true } : {}) })
}
