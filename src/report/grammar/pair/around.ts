/** What stands before a number says of it: whose turn it is, since when, or that it is no figure. */
import type { Mode } from '../../../ledger/index.ts'
import type { At, Role, Said } from '../said/said.ts'
import type { When } from '../said/when.ts'

/** Words before a number that may be its name. Offsets in the message. */
export interface Label extends At {
  /** holds a word that nobody knows; else only small ones */
  readonly hard: boolean
}

/**
 * What the words before a number say of it: why it may be no figure (`role`), how it counts, its unit, its days,
 * whose it is. Absent: nothing was said of it.
 */
export interface Around {
  readonly role?: Role
  readonly mode?: Mode
  readonly down?: boolean
  readonly side?: 'new' | 'old'
  readonly each?: 'in-turn' | 'all'
  /** a unit that stands apart: 标准厂房（万平方米） 2.4 */
  readonly unit?: string
  readonly whens: readonly When[]
  /** 二季度: a stretch between the name and the number */
  readonly stretch?: When
  /** of a year that is over: whose figure it is then */
  readonly past?: When
  readonly labels: readonly Label[]
  /** 全市: whose figure follows, where it is not the sender's */
  readonly place?: Extract<Said, { readonly is: 'place' }>
}

type Growing = { -readonly [K in keyof Around]: Around[K] } & { whens: When[]; labels: Label[] }

const fresh = (): Growing => ({ whens: [], labels: [] })

/**
 * What the words of a window say of the number at its end. A clause's or line's end forgets all before it, a name its
 * labels.
 * @param window what is read between the number before and this one
 */
export function aroundOf(window: readonly Said[]): Around {
  let around = fresh()
  for (const one of window) {
    if (one.is === 'break') around = fresh()
    else if (one.is === 'name') around = afterName(around)
    else take(around, one)
  }
  return around
}

/** 完成年度目标 高企21家: an achievement told before a name is not the name's, and a stretch says as of when. */
function afterName({ stretch: _, role, ...around }: Growing): Growing {
  const isOver = role === 'completion' || role === 'slip' || role === 'sort'
  return { ...around, labels: [], ...(role && !isOver && { role }) }
}

function take(around: Growing, one: Said): void {
  switch (one.is) {
    case 'role':
      around.role = one.role
      return
    case 'time':
      around.whens.push(one.when)
      if (one.when.past) around.past = one.when
      if (one.when.open) around.stretch = one.when
      return
    case 'mode':
      around.mode = one.mode
      return
    case 'side':
      if (one.side === 'wrong') around.role = 'slip'
      if (one.side === 'old' || one.side === 'new') around.side = one.side
      return
    case 'each':
      around.each = one.how
      return
    case 'unit':
      around.unit = one.unit
      return
    case 'place':
      around.place = one
      return
    case 'unread':
      label(around, one, true)
      return
    case 'word':
      label(around, one, false)
      return
    default:
  }
}

function label(around: Growing, { at, end }: At, hard: boolean): void {
  const last = around.labels.at(-1)
  // small words that touch stand each for themselves: 认定 and 企业
  if (last?.end !== at || !(last.hard || hard)) around.labels.push({ at, end, hard })
  else around.labels[around.labels.length - 1] = { at: last.at, end, hard: true }
}
