/** What the words right behind a number say of it: 20家的目标, 18家有误, 12家（累计）, 1.5个百分点至41.6%. */
import type { Mode } from '../../../ledger/index.ts'
import type { DateMention } from '../../../office/dates.ts'
import type { Token } from '../tokens/tokens.ts'
import { aroundOf } from './left-context.ts'
import { isSaid, nextAfter } from './neighbours.ts'

export interface Behind {
  readonly role?: 'target' | 'change'
  readonly isOld: boolean
  readonly mode?: Mode
  /** 56家（10月底）: that figure's own */
  readonly dates?: readonly DateMention[]
  /** 6.1% 下降 */
  readonly down?: boolean
  /** where the words for the next number begin */
  readonly next: number
}

/** @param at the number's place among the tokens */
export function behindOf(tokens: readonly Token[], at: number, text: string): Behind {
  return bracketBehind(tokens, at) ?? wordBehind(tokens, at, text)
}

function bracketBehind(tokens: readonly Token[], at: number): Behind | undefined {
  const next = tokens[at + 1]
  if (next?.kind !== 'bracket' || !next.opens) return undefined
  const end = nextAfter(tokens, at, (one) => one.kind === 'bracket' && !one.opens)
  const inside = end === tokens.length ? [] : tokens.slice(at + 2, end)
  if (inside.length === 0 || inside.some(({ kind }) => kind === 'number' || kind === 'name')) return undefined
  const { mode, role, labels, dates } = aroundOf(inside)
  const isDated = dates.length === 1 && labels.length === 0 && role === undefined
  return {
    isOld: false,
    next: end + 1,
    ...(mode && { mode }),
    ...(role === 'target' && { role }),
    ...(isDated && { dates }),
  }
}

function wordBehind(tokens: readonly Token[], at: number, text: string): Behind {
  const next = tokens[at + 1]
  const second = tokens[at + 2]
  if (isReplaced(tokens, at, text)) return { isOld: true, next: at + 1 }
  if (
    next?.kind === 'word' &&
    second?.kind === 'number' &&
    /^(?:至|到|达|达到)$/.test(text.slice(next.from, next.to))
  ) {
    return { isOld: false, role: 'change', next: at + 1 }
  }
  const after = tokens[nextAfter(tokens, at, isSaid)]
  const isApart = after?.kind === 'word' && after.word.is === 'direction'
  const word =
    next?.kind === 'word' && next.word.is === 'glue' && second?.kind === 'word' ? second : isApart ? after : next
  if (word?.kind !== 'word') return { isOld: false, next: at + 1 }
  const following = tokens[nextAfter(tokens, tokens.indexOf(word, at), isSaid)]
  const leadsOn = following?.kind === 'number' || following?.kind === 'colon'
  if (word.word.is === 'role' && word.word.role === 'target' && !leadsOn)
    return { isOld: false, role: 'target', next: at + 1 }
  if (word.word.is === 'direction' && !leadsOn) return { isOld: false, down: word.word.down, next: at + 1 }
  const isOld = word.word.is === 'correction' && word.word.side !== 'old'
  return { isOld, next: at + 1 }
}

/** 421家→412家: the old figure and the new one. */
function isReplaced(tokens: readonly Token[], at: number, text: string): boolean {
  const later = tokens[nextAfter(tokens, at, ({ kind }) => kind !== 'blank' && kind !== 'colon')]
  return later?.kind === 'number' && /^ *(?:→|[-=—]*>) *$/.test(text.slice(tokens[at]?.to, later.from))
}
