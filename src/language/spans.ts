/** A path as spans: what is found, and what is left unread, by what it looks like. */
import type { Found } from './found.ts'
import type { Path, Step } from './path.ts'
import { isFound } from './path.ts'
import type { Piece } from './piece.ts'

/** A span in positions of the read text. */
export interface TextSpan {
  readonly at: number
  readonly end: number
  readonly found: Found
  readonly latent?: true
  readonly typed?: string
}

type Like = Extract<Found, { readonly kind: 'unread' }>['like']

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
const HAN = /[\u3400-\u9fff]/

export function spansOf({ steps }: Path, text: string): TextSpan[] {
  const merged = runs(steps, text)
  const spans: TextSpan[] = []
  let asked = false
  for (const [i, step] of merged.entries()) {
    const { piece, at, end } = step
    if (!piece) spans.push({ at, end, found: { kind: 'unread', like: likeOf(merged, i, text) } })
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

/** Unread characters that touch are one, with what stands between them as the beginning of no word that is known. */
function runs(steps: readonly Step[], text: string): Step[] {
  const out: Step[] = []
  for (const [i, step] of steps.entries()) {
    const last = out.at(-1)
    if (last && !last.piece && (!step.piece || (isLoose(step, text) && nextIsUnread(steps, i))))
      out[out.length - 1] = { at: last.at, end: step.end }
    else if (isLoose(step, text) && !step.piece?.typed && nextIsUnread(steps, i) && !isGlue(step))
      out.push({ at: step.at, end: step.end })
    else out.push(step)
  }
  return out.reduce<Step[]>((all, step) => {
    const last = all.at(-1)
    if (last && !last.piece && !step.piece) all[all.length - 1] = { at: last.at, end: step.end }
    else if (last && !last.piece && isLoose(step, text) && !isGlue(step))
      all[all.length - 1] = { at: last.at, end: step.end }
    else all.push(step)
    return all
  }, [])
}

const nextIsUnread = (steps: readonly Step[], i: number): boolean => {
  const next = steps[i + 1]
  return next !== undefined && !next.piece
}

/** A mark of one character that joined nothing belongs to the word that it touches: 天 in 天气. */
function isLoose({ piece, at, end }: Step, text: string): boolean {
  return piece !== undefined && end - at === 1 && HAN.test(text[at] ?? '') && !isFound(piece.part)
}

const isGlue = ({ piece }: Step): boolean =>
  piece !== undefined &&
  ['filler', 'of', 'done', 'is', 'and', 'level', 'every', 'reports', 'into', 'bound'].includes(piece.part.kind)

/** Like a name: 市 or 县 behind it, or a figure of its own. */
function likeOf(steps: readonly Step[], i: number, text: string): Like {
  const said = text.slice(steps[i]?.at ?? 0, steps[i]?.end ?? 0)
  if (!HAN.test(said)) return 'other'
  if (/\d/.test(said)) return 'amount'
  const next = steps.slice(i + 1).find(({ piece }) => piece?.part.kind !== 'blank')?.piece?.part
  if (next?.kind === 'level') return 'name'
  if (next?.kind === 'bound' && said.length >= 2) return 'time'
  return said.length >= 2 && next?.kind === 'amount' ? 'name' : 'other'
}
