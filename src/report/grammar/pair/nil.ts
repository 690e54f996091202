/** Whom "nothing new" is told of, where no indicator's name says it. */

import { isDash } from '../said/kinds.ts'
import type { At, Said } from '../said/said.ts'
import { nextAfter } from './subjects.ts'

const OF_NOUN: ReadonlySet<Said['is']> = new Set<Said['is']>(['unread', 'unit', 'word', 'role'])
const BETWEEN: ReadonlySet<Said['is']> = new Set<Said['is']>(['blank', 'each', 'glue'])

/**
 * The unknown noun of which 没新增 is said: 特色小镇本月无新增 is no report of everything.
 * @param before what was read since the last figure
 * @returns its place; undefined where the nil report has no such noun, or only a circumstance (受雨水影响)
 */
export function subjectOfNil(before: readonly Said[]): At | undefined {
  const clause = before.slice(before.findLastIndex(({ is }) => is === 'break') + 1)
  const head = clause.findLastIndex((one, at) => isUnknown(one, clause[at + 1]))
  const noun = clause[head]
  if (!noun) return undefined
  const isName = noun.is === 'unit' || (noun.is === 'unread' && noun.like === 'name')
  if (!isName && clause.slice(head + 1).some(({ is }) => !BETWEEN.has(is))) return undefined
  let first = head
  while (clause[first - 1]?.is === 'unread' && clause[first - 1]?.end === clause[first]?.at) first -= 1
  return { at: clause[first]?.at ?? noun.at, end: noun.end }
}

/** The last of the words of a noun, which is none that is known. */
function isUnknown(one: Said, next: Said | undefined): boolean {
  const goesOn = next !== undefined && OF_NOUN.has(next.is) && next.at === one.end
  return (one.is === 'unread' || one.is === 'unit') && !goesOn
}

/**
 * Whether a mark behind a name stands for no figure, before the next name: 小微园 —, 高企：空.
 * @param index the mark's place in `said`
 */
export function isNothing(said: readonly Said[], index: number, text: string): boolean {
  const next = nextAfter(said, index, ({ is }) => is === 'break' || is === 'name')
  const behind = said.slice(index + 1, next).filter(({ is }) => is !== 'blank')
  const words = text.slice(said[index]?.end, said[next]?.at ?? text.length).replace(/[\s:=]/g, '')
  const isNo = (one: Said): boolean => one.is === 'side' && one.undoes === true
  return isDash(words) || (behind.some(isNo) && behind.every((one) => isNo(one) || one.is === 'colon'))
}
