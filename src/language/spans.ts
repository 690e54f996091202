/** A path as spans: what is found, and what is left unread, by what it looks like. */
import type { Found, Small } from './found.ts'
import type { Looking } from './moment.ts'
import type { Path, Step } from './path.ts'
import { isFound } from './path.ts'
import type { Part, Piece } from './piece.ts'
import { type Like, likeOf, type Resembles, runs } from './unread.ts'

/** A span in positions of the read text. */
export interface TextSpan {
  readonly at: number
  readonly end: number
  readonly found: Found
  readonly latent?: true
  readonly typed?: string
}

/** What a mark that joined nothing looks like, where it is more than another word. */
const LIKE: ReadonlyMap<string, Like> = new Map([
  ...['same-time', 'last-time', 'in-a-row', 'recent', 'tail'].map((kind) => [kind, 'time'] as const),
  ...['comparator', 'limit', 'vague', 'tenths', 'percent-of'].map((kind) => [kind, 'amount'] as const),
  ...['except', 'on-behalf', 'level', 'others', 'sort'].map((kind) => [kind, 'name'] as const),
])
/** What joins others, and says nothing where there is nothing to join. */
const SILENT: ReadonlySet<string> = new Set([
  ...['filler', 'of', 'done', 'is', 'and', 'or', 'into', 'reports', 'me', 'each', 'joint', 'edge', 'bound', 'below'],
  ...['because', 'again', 'later', 'calls', 'passes', 'softly', 'asks-off'],
  ...['besides', 'every', 'degree', 'against', 'paper', 'whole', 'some', 'most', 'mode', 'item'],
  ...['break', 'comma', 'blank', 'colon', 'open', 'close', 'question', 'group'],
])

/** @param resembles whether a stretch of the text sounds like a name, however unsurely */
export function spansOf({ steps }: Path, text: string, resembles: Resembles, { ahead }: Looking): TextSpan[] {
  const merged = runs(steps, text)
  const spans: TextSpan[] = []
  let asked = false
  for (const [i, step] of merged.entries()) {
    const { piece, at, end } = step
    if (!piece) spans.push({ at, end, found: { kind: 'unread', like: likeOf(merged, i, text, resembles, ahead) } })
    else if (piece.part.kind === 'break') asked = false
    else if (piece.part.kind === 'question') {
      if (!asked && spans.length > 0) spans.push({ at, end, found: { kind: 'ask', for: 'whether' } })
      asked = false
    } else {
      const found = founds(piece, merged, i)
      asked ||= found.some(({ kind }) => kind === 'ask')
      for (const one of found) spans.push(spanOf(piece, one))
      // 谁的厂房建得多: many of what is decided by what is asked
      if (piece.part.kind === 'degree') spans.push({ at, end, found: extremeOf(piece.part), latent: true })
      for (const inner of piece.inner ?? []) spans.push(spanOf(inner, inner.part as Found))
    }
  }
  return spans
}

/** The marks, signs and fillers that a path leaves beside its spans. */
export function smallOf({ steps }: Path, text: string): Small[] {
  return runs(steps, text).flatMap(({ piece, at, end }) =>
    piece && isSmall(piece.part) ? [{ at, end, part: piece.part }] : [],
  )
}

const isSmall = (part: Part): part is Small['part'] => !isFound(part) && part.kind !== 'unread' && part.kind !== 'group'

const extremeOf = ({ end, measure }: Extract<Piece['part'], { kind: 'degree' }>): Found => ({
  kind: 'extreme',
  end,
  ...(measure && { measure }),
})

function spanOf({ at, end, latent, typed }: Piece, found: Found): TextSpan {
  const isLatent = latent || found.kind === 'aspect'
  return { at, end, found, ...(isLatent && { latent: true }), ...(typed !== undefined && { typed }) }
}

function founds({ part, also }: Piece, steps: readonly Step[], i: number): Found[] {
  // 降了多少: how far it went
  if (part.kind === 'direction') return [{ kind: 'measure', measure: 'increment' }]
  if (isFound(part) || part.kind === 'unread') return also ? [part as Found, also] : [part as Found]
  const aspect = part.kind === 'done' ? 'done' : part.kind === 'filler' ? part.aspect : undefined
  if (aspect) return [{ kind: 'aspect', of: aspect }]
  // 6个季 or 上旬 without a month: a time was begun
  const isBegun = part.kind === 'calendar' && steps[i - 1]?.piece?.part.kind === 'shift'
  if (SILENT.has(part.kind)) return []
  return [{ kind: 'unread', like: isBegun ? 'time' : (LIKE.get(part.kind) ?? 'other') }]
}
