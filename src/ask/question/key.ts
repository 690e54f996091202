/** What a question says, whatever its politeness, script and synonyms: two that say the same have one key. */

import type { QuestionLexicon } from '../words/lexicon.ts'
import { cleaned, flat } from '../words/normalise.ts'
import { asks } from './slots.ts'

const PARTICLES = /请问|一下|到底|究竟|具体|呢|吗|啊|呀|吧|哈|嘛|的|了|是|有/g
const LONGEST_WORD = 12
/** 标准呢, 那土地呢: too little to be told apart from what others mean by it. */
const SHORTEST = 4

/** @returns undefined where a question says too little by itself: it leans on what was said before */
export function keyOf(raw: string, lexicon: Pick<QuestionLexicon, 'synonyms' | 'slots'>): string | undefined {
  const said = asking(cleaned(raw), lexicon).replace(/[^\u3400-\u9fffa-z0-9%.+]/g, '')
  let key = ''
  for (let at = 0; at < said.length; ) {
    const word = knownAt(said, at, lexicon)
    const forms = lexicon.synonyms.get(word) ?? [word]
    key += [...forms].sort()[0] ?? word
    at += word.length
  }
  const bare = key.replace(PARTICLES, '')
  return bare.length >= SHORTEST ? bare : undefined
}

/** The clauses that ask; all of them where none does. */
function asking(text: string, { slots }: Pick<QuestionLexicon, 'slots'>): string {
  const clauses = text.split(/[,，。!！?？;；:：\n]/).map(flat)
  const kept = clauses.filter((one) => asks(one, slots))
  return (kept.length ? kept : clauses).join('')
}

function knownAt(text: string, at: number, { synonyms }: Pick<QuestionLexicon, 'synonyms'>): string {
  for (let length = Math.min(LONGEST_WORD, text.length - at); length > 1; length--) {
    const word = text.slice(at, at + length)
    if (synonyms.has(word)) return word
  }
  return text.charAt(at)
}
