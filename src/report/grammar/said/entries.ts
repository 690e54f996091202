/** Numbered entries: what counts them is no figure, and parts them. */
import type { Said } from './said.ts'

/** 1. 2、 (3) ① 一是: the number of an entry begins it, where a line, a clause or a figure ended before. */
export function withEntries(said: readonly Said[], raw: string, text: string): Said[] {
  const out: Said[] = []
  for (let i = 0; i < said.length; i++) {
    const one = said[i]
    const end = one && isSerial(said, i, out, raw, text)
    if (!one || end === undefined) {
      if (one) out.push(one)
      continue
    }
    if (out.at(-1)?.is === 'open') out.pop()
    out.push({ is: 'break', strong: true, line: false, at: one.at, end: said[end]?.end ?? one.end })
    i = end
  }
  return out
}

/** @returns the place of the last token that belongs to the number; undefined where it is none */
function isSerial(said: readonly Said[], i: number, before: readonly Said[], raw: string, text: string) {
  const one = said[i]
  if (one?.is !== 'amount' || one.unit !== undefined || one.before !== '' || one.plus || one.mode) return undefined
  if (/[①-⑳❶-❿⓵-⓾]/.test(raw.slice(one.at, one.end))) return i
  if (one.end - one.at > 2 || !beginsEntry(before)) return undefined
  const next = said[i + 1]
  const mark = next ? text.slice(next.at, next.end) : ''
  const isOpen = before.at(-1)?.is === 'open'
  if (isOpen ? mark === ')' : /^(?:[.、:)]|是)$/.test(mark))
    return /\d/.test(text[next?.end ?? 0] ?? '') && mark === '.' ? undefined : i + 1
  // 1 僵尸企业 9家: a number before a name at a line's head counts the lines, where the line has another one
  const last = before.at(-1)
  const isHead = last === undefined || (last.is === 'break' && last.line)
  const isBlank = next?.is === 'blank'
  if (!isHead || !isBlank || said[i + 2]?.is !== 'name') return undefined
  for (let at = i + 3; at < said.length; at++) {
    const token = said[at]
    if (token?.is === 'amount') return i + 1
    if (token?.is === 'break' && token.line) return undefined
  }
  return undefined
}

function beginsEntry(before: readonly Said[]): boolean {
  const last = before.findLast((one) => one.is !== 'blank' && one.is !== 'open')
  if (!last || last.is === 'break' || last.is === 'colon' || last.is === 'word' || last.is === 'other') return true
  return last.is === 'amount' || last.is === 'time'
}
