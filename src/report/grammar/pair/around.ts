/** What stands before a number says of it: whose turn it is, since when, up or down, or that it is no figure. */
import type { Mode } from '../../../ledger/index.ts'
import type { At, Role, Said } from '../said/said.ts'
import type { When } from '../said/when.ts'

export interface Label extends At {
  /** holds a word that nobody knows; else only small ones */
  readonly hard: boolean
}

export interface Around {
  readonly role?: Role
  readonly mode?: Mode
  /** 增加, 共: probably */
  readonly weak: boolean
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
  readonly rest: boolean
  /** where a slip was spoken of */
  readonly slipAt?: number
  /** 折合: the same once more */
  readonly same: boolean
  /** 全市: whose figure follows, where it is not the sender's */
  readonly place?: Extract<Said, { readonly is: 'place' }>
}

type Growing = { -readonly [K in keyof Around]: Around[K] } & { whens: When[]; labels: Label[] }

const fresh = (): Growing => ({ weak: false, whens: [], labels: [], rest: false, same: false })

/** Roles that end where a clause says what was really reached. */
const UNTIL_ACTUAL: ReadonlySet<Role> = new Set<Role>(['plan', 'gap', 'completion', 'year-ago'])

/** @returns what holds at the window's end: commas end roles and directions, strong breaks everything */
export function aroundOf(window: readonly Said[]): Around {
  let around = fresh()
  for (const one of withoutAsides(window)) {
    if (one.is === 'break') around = one.strong ? fresh() : afterComma(around)
    else if (one.is === 'name') around = afterName(around)
    else take(around, one)
  }
  return around
}

/** 本月，僵尸企业3家: the mode outlives a comma, and so does 分别. */
const afterComma = ({ mode, weak, each, unit }: Growing): Growing => ({
  ...fresh(),
  weak,
  ...(mode && { mode }),
  ...(each && { each }),
  ...(unit && { unit }),
})

/** 完成年度目标 高企21家: an achievement told before a name is not the name's. */
function afterName({ role, stretch: _, ...around }: Growing): Growing {
  const isOver = role === 'completion' || role === 'slip' || role === 'sort'
  return { ...around, labels: [], ...(role && !isOver && { role }) }
}

function take(around: Growing, one: Said): void {
  switch (one.is) {
    case 'role':
      // 其中 stays: what follows is its part, whatever else is said of it
      if (around.role !== 'part' || one.role !== 'sort') around.role = one.role
      return
    case 'actual':
      if (around.role && UNTIL_ACTUAL.has(around.role)) delete around.role
      return
    case 'time':
      around.whens.push(one.when)
      if (one.when.past) around.past = one.when
      else delete around.past
      if (one.when.open) around.stretch = one.when
      return
    case 'mode':
      if (one.when) around.whens.push(one.when)
      if (one.mode === 'cumulative' && one.weak && around.mode) return
      if (around.mode !== 'cumulative' || around.weak) {
        around.mode = one.mode
        around.weak = one.weak && one.mode === 'increment'
      }
      if (one.mode === 'cumulative' && (around.role === 'plan' || around.role === 'year-ago')) delete around.role
      return
    case 'way':
      around.down = one.down
      return
    case 'side':
      if (one.side === 'wrong') {
        around.role = 'slip'
        around.slipAt = one.at
      }
      if (one.side === 'old' || one.side === 'new') around.side = one.side
      return
    case 'each':
      around.each = one.how
      return
    case 'rest':
      around.rest = true
      return
    case 'same':
      around.same = true
      return
    case 'unit':
      around.unit = one.unit
      return
    case 'place':
      around.place = one
      return
    case 'other':
      // 排名第3 is told
      if (around.role === 'comparison') delete around.role
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

/** Brackets that are closed before the number keep only what tells of it: unit, mode, day. */
function withoutAsides(window: readonly Said[]): Said[] {
  const out: Said[] = []
  const open: number[] = []
  for (const one of window) {
    if (one.is === 'open') open.push(out.length)
    else if (one.is === 'close') {
      const start = open.pop()
      const aside = start === undefined ? [] : out.splice(start)
      out.push(...aside.filter(({ is }) => is === 'unit' || is === 'time' || is === 'mode'))
    } else out.push(one)
  }
  return out
}
