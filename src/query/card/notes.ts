/** What stands small below an answer: by which rules, from which source, and what is not shown here. */
import type { Block } from '../../message/card.ts'
import { RULE_LINES } from '../../office/format.ts'
import type { Measure } from '../../office/measure.ts'
import type { Result } from '../answer/result.ts'
import { OF_FIGURES } from '../measures/measure.ts'
import type { Showing } from './short.ts'
import { NOTES } from './text.ts'

const RULED: readonly Measure[] = ['rate', 'light', 'rank', 'ahead', 'expected', 'share']

export function notes(result: Result, { plan, isGroup, regions }: Showing): Block[] {
  const { query, axes } = result
  const note = (text: string): Block => ({ kind: 'note', text })
  const has = (some: readonly Measure[]) => query.measures.some((one) => some.includes(one))
  const cells = result.kind === 'found' ? result.rows.flatMap((row) => row.entries.map((one) => one.cell)) : []
  const isBelow = axes?.places.some((key) => regions.get(key).level !== 'province') ?? false
  const isRuled = has(RULED) || query.where?.some((test) => RULED.includes(test.measure))
  return [
    ...(has(OF_FIGURES) && cells.some((one) => one.isCarried) ? [note(NOTES.carried)] : []),
    ...(has(['rank']) ? [note(NOTES.ranking)] : []),
    ...(has(['forecast']) ? [note(NOTES.forecast)] : []),
    ...(has(['lateDays', 'reportedAt']) ? [note(NOTES.late)] : []),
    note(
      isBelow && plan.allocation.source
        ? `任务分解来源：${plan.allocation.source}`
        : `目标来源：${plan.documentNumber}`,
    ),
    ...(isGroup ? [note(NOTES.group)] : []),
    ...(query.as === 'why' ? RULE_LINES.map((text): Block => ({ kind: 'text', text })) : isRuled ? [RULES] : []),
  ]
}

const RULES: Block = {
  kind: 'fold',
  title: '亮灯和计算规则',
  blocks: RULE_LINES.map((text) => ({ kind: 'text' as const, text })),
}
