/** Whom "nothing new" is told of, where no indicator's name says it. */

import { isDash } from '../said/kinds.ts'
import type { At, Said } from '../said/said.ts'
import { nextAfter } from './subjects.ts'

const OF_NOUN: ReadonlySet<Said['is']> = new Set<Said['is']>(['unread', 'unit', 'word', 'role'])
const BETWEEN: ReadonlySet<Said['is']> = new Set<Said['is']>(['blank', 'each', 'glue'])

/**
 * The noun that is not known: 园区没新增, 特色小镇本月无新增 are not of everything that is owed. What ends in a word that is
 * known is none (工业转型升级工作无新增), and what is like no name only where nothing stands between (受雨水影响本月无新增).
 *
 * @param before what was said since the last figure
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

/** 小微园 —, 高企：空, 园区 没有: a mark behind a name in the place of its number, before the next entry. */
export function isNothing(said: readonly Said[], index: number, text: string): boolean {
  const next = nextAfter(said, index, ({ is }) => is === 'break' || is === 'name')
  const behind = said.slice(index + 1, next).filter(({ is }) => is !== 'blank')
  const words = text.slice(said[index]?.end, said[next]?.at ?? text.length).replace(/[\s:=]/g, '')
  const isNo = (one: Said): boolean => one.is === 'side' && one.undoes === true
  return isDash(words) || (behind.some(isNo) && behind.every((one) => isNo(one) || one.is === 'colon'))
}
