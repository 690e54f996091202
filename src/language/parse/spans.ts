/** Paths as spans: what is found, and what is left unread, by what it looks like. */
import type { Found, Small, Span } from '../found.ts'
import type { Looking } from '../moment.ts'
import { type Normal, rawSpan } from '../normalise.ts'
import type { Piece, PiecePart } from '../piece.ts'
import type { Path, PathStep } from './path.ts'
import { isFound } from './path.ts'
import { likeOf, type Resembles, runs, type UnreadLike } from './unread.ts'

/** What a mark that joined nothing looks like, where it is more than another word. */
const LIKE: ReadonlyMap<string, UnreadLike> = new Map([
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

/**
 * Makes spans of paths through one text. A piece is turned into spans once, since paths share most of their pieces.
 */
export class Spans {
  private readonly normal: Normal
  private readonly looking: Looking
  private readonly resembles: Resembles
  private readonly known = new Map<Piece, readonly Span[]>()

  /** @param resembles whether a stretch of the text sounds like a name, however unsurely */
  constructor(normal: Normal, looking: Looking, resembles: Resembles) {
    this.normal = normal
    this.looking = looking
    this.resembles = resembles
  }

  of({ steps }: Path): Span[] {
    const { text } = this.normal
    const merged = runs(steps, text)
    const spans: Span[] = []
    let asked = false
    for (let i = 0; i < merged.length; i++) {
      const step = merged[i]
      const kind = step?.piece?.part.kind
      if (!step) continue
      if (!step.piece) {
        const like = likeOf(merged, i, text, { resembles: this.resembles, ahead: this.looking.ahead })
        spans.push({ ...rawSpan(this.normal, step.at, step.end), found: { kind: 'unread', like } })
      } else if (kind === 'break') asked = false
      else if (kind === 'question') {
        if (!asked && spans.length > 0)
          spans.push({ ...rawSpan(this.normal, step.at, step.end), found: { kind: 'ask', for: 'whether' } })
        asked = false
      } else {
        asked ||= asks(step.piece)
        for (const span of this.ofPiece(step.piece, merged[i - 1])) spans.push(span)
      }
    }
    return spans
  }

  private ofPiece(piece: Piece, before: PathStep | undefined): readonly Span[] {
    // what a calendar's word says hangs on what stands before it
    if (piece.part.kind === 'calendar') return this.madeOf(piece, before)
    const known = this.known.get(piece)
    if (known) return known
    const made = this.madeOf(piece, before)
    this.known.set(piece, made)
    return made
  }

  private madeOf(piece: Piece, before: PathStep | undefined): readonly Span[] {
    const spans = founds(piece, before).map((one) => this.spanOf(piece, one))
    // of what a comparative is, is decided by what is asked: 谁的厂房建得多
    if (piece.part.kind === 'degree') spans.push(this.spanOf({ ...piece, latent: true }, extremeOf(piece.part)))
    for (const inner of piece.inner ?? []) spans.push(this.spanOf(inner, inner.part as Found))
    return spans
  }

  private spanOf({ at, end, latent, typed, part }: Piece, found: Found): Span {
    const isLatent = latent || found.kind === 'aspect' || (found.kind === 'them' && !isFound(part))
    const place = rawSpan(this.normal, at, end)
    if (!isLatent && typed === undefined) return { at: place.at, end: place.end, found }
    return { ...place, found, ...(isLatent && { latent: true as const }), ...(typed !== undefined && { typed }) }
  }
}

const asks = ({ part, also }: Piece): boolean =>
  part.kind === 'ask' || (also?.kind === 'ask' && (isFound(part) || part.kind === 'unread'))

/** The marks, signs and fillers of a path that joined no span, with their places in the raw text. */
export function smallOf({ steps }: Path, normal: Normal): Small[] {
  const small: Small[] = []
  for (const { piece, at, end } of runs(steps, normal.text)) {
    if (!piece || !isSmall(piece.part)) continue
    const place = rawSpan(normal, at, end)
    small.push({ at: place.at, end: place.end, part: piece.part })
  }
  return small
}

const isSmall = (part: PiecePart): part is Small['part'] =>
  !isFound(part) && part.kind !== 'unread' && part.kind !== 'group'

const extremeOf = ({ end, measure }: Extract<Piece['part'], { kind: 'degree' }>): Found => ({
  kind: 'extreme',
  end,
  ...(measure && { measure }),
})

/** @param before the step before the piece */
function founds({ part, also }: Piece, before: PathStep | undefined): Found[] {
  // a direction beside a size asks how far it went: 降了多少
  if (part.kind === 'direction') return [{ kind: 'measure', measure: 'increment' }]
  if (isFound(part) || part.kind === 'unread') return also ? [part as Found, also] : [part as Found]
  const aspect = part.kind === 'done' ? 'done' : part.kind === 'filler' ? part.aspect : undefined
  if (aspect) return [{ kind: 'aspect', of: aspect }]
  if ((part.kind === 'filler' || part.kind === 'each') && part.points) return [{ kind: 'them' }]
  // 6个季 or 上旬 without a month: a time was begun
  const isBegun = part.kind === 'calendar' && before?.piece?.part.kind === 'shift'
  if (SILENT.has(part.kind)) return []
  return [{ kind: 'unread', like: isBegun ? 'time' : (LIKE.get(part.kind) ?? 'other') }]
}
