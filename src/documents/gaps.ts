/** Numbers that are missing or stand twice. */
import type { Document } from './structure/document.ts'
import { markerOf } from './structure/marker.ts'

/**
 * Numbers that a paper skips between provisions of one level, one Chinese phrase each: 二（二）之后是二（四）. None
 * where the numbering is whole.
 */
export function gapsIn({ provisions }: Document): string[] {
  const gaps: string[] = []
  const last = new Map<string, { label: string; count: number }>()
  /** 1. 2. may count on through the items that hold them */
  const running = new Map<string, number>()
  for (const { label, parent, marker } of provisions) {
    const own = marker ? markerOf(`${marker}　`, true) : undefined
    if (!own) continue
    // Articles count on through the chapters of a paper.
    const among = own.kind === 'article' ? `${annexOf(label)} article` : `${parent ?? ''} ${own.kind}`
    const before = last.get(among)
    const first = own.kind === 'article' || own.path ? own.ordinal : 1
    if (own.ordinal > (before ? before.count + 1 : first) && own.ordinal !== (running.get(own.kind) ?? 0) + 1)
      gaps.push(before ? `${before.label}之后是${label}` : `${parent ? `${parent}下` : '全文'}从${label}开始`)
    running.set(own.kind, own.ordinal)
    last.set(among, { label, count: own.ordinal })
  }
  return gaps
}

const annexOf = (label: string): string => /^附件\S*/.exec(label)?.[0] ?? ''

/** Labels of provisions whose number stood there before; `-2` is added behind such a label so that it stays unique. */
export const repeatedIn = ({ provisions }: Document): string[] =>
  provisions.flatMap(({ label, marker }) => (marker && /-\d+$/.test(label) ? [label.replace(/-\d+$/, '')] : []))
