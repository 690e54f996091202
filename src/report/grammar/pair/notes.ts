/** Remarks beside the figures: 备注 … to the end of the line, 联系人 … to the next comma. Nothing in them is a figure. */
import type { At, Said } from '../said/said.ts'
import { isStrong, nextAfter } from './subjects.ts'

export interface Noted {
  readonly said: readonly Said[]
  /** the remark as it stands in the message */
  readonly note?: At
}

export function withoutNotes(said: readonly Said[]): Noted {
  const out: Said[] = []
  let note: At | undefined
  for (let i = 0; i < said.length; i++) {
    const one = said[i]
    if (one?.is !== 'remark') {
      if (one) out.push(one)
      continue
    }
    const end = one.until === 'line' ? endOfRemark(said, i) : nextAfter(said, i, ({ is }) => ENDS_ASIDE.has(is))
    if (one.until === 'line') note ??= { at: one.end, end: said[end - 1]?.end ?? one.end }
    i = end - 1
  }
  return { said: out, ...(note && { note }) }
}

const ENDS_ASIDE: ReadonlySet<Said['is']> = new Set<Said['is']>(['break', 'name', 'nil', 'close', 'time'])

/** To the line's end; earlier where a new entry begins: ；低小散 96家. */
function endOfRemark(said: readonly Said[], i: number): number {
  let end = i + 1
  for (let one = said[end]; one && !(one.is === 'break' && one.line); one = said[++end])
    if (isStrong(one) && isEntry(said, end)) return end
  return end
}

/** A strong break, a name and then a number. */
function isEntry(said: readonly Said[], i: number): boolean {
  const isTold = ({ is }: Said): boolean => is !== 'blank' && is !== 'colon'
  const first = nextAfter(said, i, isTold)
  return said[first]?.is === 'name' && said[nextAfter(said, first, isTold)]?.is === 'amount'
}
