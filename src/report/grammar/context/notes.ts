/** Remarks beside the figures: 备注 … to the end of the line, 联系人 … to the next comma. Nothing in them is a value. */
import type { Token } from '../tokens/tokens.ts'
import { isSaid, lastBefore, nextAfter } from './neighbours.ts'

export interface Noted {
  readonly tokens: readonly Token[]
  /** the remark as it stands in the read text */
  readonly note?: { readonly from: number; readonly to: number }
}

export function withoutNotes(tokens: readonly Token[]): Noted {
  const out: Token[] = []
  let note: Noted['note']
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token?.kind !== 'word' || token.word.is !== 'note') {
      if (token) out.push(token)
      continue
    }
    const end = token.word.until === 'line' ? endOfRemark(tokens, at) : endOfAside(tokens, at)
    const to = tokens[end - 1]?.to ?? token.to
    if (token.word.until === 'line') note ??= { from: token.to, to }
    at = end - 1
  }
  return { tokens: out, ...(note && { note }) }
}

/** To the line's end; earlier where a new entry begins (；低小散 96家) or a last 截至 date holds for the report. */
function endOfRemark(tokens: readonly Token[], at: number): number {
  let end = at + 1
  while (end < tokens.length && !isLineEnd(tokens[end])) {
    if (isEntry(tokens, end)) return end
    end += 1
  }
  const date = lastBefore(tokens, end, (one) => isSaid(one) && !isFull(one))
  const isLast = tokens[date]?.kind === 'date'
  const until = isLast && isUntil(tokens[date - 1]) ? date - 1 : undefined
  const isApart = until !== undefined && until > at && ['blank', 'break'].includes(tokens[until - 1]?.kind ?? '')
  return isApart && until !== undefined ? until : end
}

const isFull = (token: Token): boolean => token.kind === 'break' && token.strong
const isLineEnd = (token: Token | undefined): boolean => token?.kind === 'break' && token.line
const isUntil = (token: Token | undefined): boolean => token?.kind === 'word' && token.word.is === 'glue'

/** A strong break, a name and then a number. */
function isEntry(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token?.kind !== 'break' || !token.strong) return false
  const isTold = ({ kind }: Token): boolean => kind !== 'blank' && kind !== 'colon'
  const first = nextAfter(tokens, at, isTold)
  return tokens[first]?.kind === 'name' && tokens[nextAfter(tokens, first, isTold)]?.kind === 'number'
}

/** To the next comma, name or date. */
function endOfAside(tokens: readonly Token[], at: number): number {
  let end = at + 1
  while (end < tokens.length) {
    const token = tokens[end]
    if (
      token?.kind === 'break' ||
      token?.kind === 'name' ||
      token?.kind === 'date' ||
      (token?.kind === 'word' && token.word.is === 'nil')
    )
      break
    end += 1
  }
  return end
}
