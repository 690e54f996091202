/** What a question that names no figure pins down, against the statement that answers it: how far it reaches, and of each. */
import type { Claimed } from './claimed.ts'
import { levelOf } from './levels.ts'
import type { Stated } from './stated.ts'
import { BASIS } from './words.ts'

/**
 * Whether a statement says it of what the question names: 全市 in a province's paper is not what 全省 is,
 * a sum for all is no figure for 每个县.
 */
export function isOfThat(asked: Claimed, stated: Stated): boolean {
  const home = levelOf(stated.document)
  const reaches = asked.extents.every((one) => one === home || stated.extents.includes(one))
  const each =
    !asked.basis.includes('each') ||
    BASIS.each.some((word) => stated.sentence.includes(word)) ||
    SPREAD.some((word) => stated.sentence.includes(word))
  return reaches && each
}

/** Other words by which a sentence speaks of each. */
const SPREAD = ['均', '分别', '单', '一次性']
