/** A path as spans: what is found, and what is left unread, by what it looks like. */
import type { Found } from './found.ts'
import type { Path, Step } from './path.ts'
import { isFound } from './path.ts'
import type { Piece } from './piece.ts'
import { type Like, likeOf, type Resembles, runs } from './unread.ts'

/** A span in positions of the read text. */
export interface TextSpan {
  readonly at: number
  readonly end: number
  readonly found: Found
  readonly latent?: true
  readonly typed?: string
}

/** What a mark that joined nothing looks like. */
const LIKE: ReadonlyMap<string, Like> = new Map([
  ['same-time', 'time'],
  ['in-a-row', 'time'],
  ['recent', 'time'],
  ['comparator', 'amount'],
  ['limit', 'amount'],
  ['vague', 'amount'],
  ['tenths', 'amount'],
  ['percent-of', 'amount'],
  ['not', 'other'],
  ['than', 'other'],
  ['except', 'name'],
  ['on-behalf', 'name'],
])
/** @param resembles whether a stretch of the text sounds like a name, however unsurely */
export function spansOf({ steps }: Path, text: string, resembles: Resembles): TextSpan[] {
  const merged = runs(steps, text)
  const spans: TextSpan[] = []
  let asked = false
  for (const [i, step] of merged.entries()) {
    const { piece, at, end } = step
    if (!piece) spans.push({ at, end, found: { kind: 'unread', like: likeOf(merged, i, text, resembles) } })
    else if (piece.part.kind === 'break') asked = false
    else if (piece.part.kind === 'question') {
      if (!asked && spans.length > 0) spans.push({ at, end, found: { kind: 'ask', for: 'whether' } })
      asked = false
    } else {
      const found = founds(piece, merged, i)
      asked ||= found.some(({ kind }) => kind === 'ask')
      for (const one of found) spans.push(spanOf(piece, one))
      for (const inner of piece.inner ?? []) spans.push(spanOf(inner, inner.part as Found))
    }
  }
  return spans
}

function spanOf({ at, end, latent, typed }: Piece, found: Found): TextSpan {
  return { at, end, found, ...(latent && { latent }), ...(typed !== undefined && { typed }) }
}

function founds({ part, also }: Piece, steps: readonly Step[], i: number): Found[] {
  if (isFound(part) || part.kind === 'unread') return also ? [part as Found, also] : [part as Found]
  // 6个季 or 上旬 without a month: a time was begun
  const isBegun = part.kind === 'calendar' && steps[i - 1]?.piece?.part.kind === 'shift'
  const like = isBegun ? 'time' : LIKE.get(part.kind)
  return like ? [{ kind: 'unread', like }] : []
}
