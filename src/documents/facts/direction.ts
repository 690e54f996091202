/** Goals without a figure: 力争…比重持续提升. */
import type { TargetContext } from './target.ts'
import { periodOf } from './time-words.ts'
import { headOf } from './wording.ts'

/** A goal that says which way something has to go and no figure: …比重持续提升. */
export interface DirectionalGoal {
  readonly object: string
  readonly wording: string
  readonly period?: string
}

const COURSE =
  /^(.{4,80}?)((?:持续|稳步|明显|显著|逐年|不断|进一步|大幅|全面|有效)(?:提升|提高|下降|降低|优化|改善|增强|上升|扩大|减少))$/

/**
 * The goals without a figure that a sentence announces: by 力争 or 确保, by a period, or under a heading that speaks
 * of goals. None of any other sentence.
 */
export function directionsIn(text: string, context: TargetContext): DirectionalGoal[] {
  const found: DirectionalGoal[] = []
  let period: string | undefined
  let hoped = context.goals === true
  for (const clause of text.split(/[，。；！？]|,(?!\d{3})/)) {
    period = periodOf(clause) ?? period
    hoped ||= /力争|确保|争取/.test(clause)
    const course = COURSE.exec(clause.trim())
    if (!course?.[1] || !course[2] || !(hoped || period)) continue
    const { object } = headOf(course[1])
    if (object.length > 1) found.push({ object, wording: course[2], ...(period ? { period } : {}) })
  }
  return found
}
