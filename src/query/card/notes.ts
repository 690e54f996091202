/** What stands small below an answer: by which rules, from which source, and what is not shown here. */
import { type Block, fold, note, partsOf, sentence } from '../../message/card.ts'
import { dueText } from '../../office/deadline.ts'
import { RULE_LINES, shortPeriod } from '../../office/format.ts'
import type { Measure } from '../../office/measure.ts'
import type { Period } from '../../office/period.ts'
import type { Axes, Result } from '../answer/result.ts'
import type { Cell } from '../cube/cube.ts'
import { OF_FIGURES } from '../measures/measure.ts'
import { isKnown } from '../measures/reading.ts'
import type { LedgerQuery } from '../query.ts'
import type { Showing } from './sentence/reading-text.ts'
import { NOTES } from './text.ts'

const RULED: readonly Measure[] = ['rate', 'light', 'rank', 'ahead', 'expected', 'share', 'needed']
/** What rests on the goals, of which it is said whose they are. */
const OF_GOALS: readonly Measure[] = [...RULED, 'goal', 'gap', 'forecast', 'perMonth', 'source']
/** What is judged by the deadline. */
const OF_DEADLINES: readonly Measure[] = ['reported', 'lateDays', 'onTime', 'owed']

/**
 * The small print of an answer: whether figures are carried forward, how ranks are made, which allocation goals are
 * from.
 */
export function notes(result: Result, showing: Showing): Block[] {
  const { query, axes } = result
  const asked = new Set([...query.measures, ...(query.where ?? []).map(({ measure }) => measure)])
  const has = (some: readonly Measure[]) => some.some((one) => asked.has(one))
  const cells = cellsOf(result)
  return partsOf(
    query.suppose && note(NOTES.supposed),
    has(OF_FIGURES) && cells.some((one) => one.isCarried) && note(NOTES.carried),
    has(['rank']) && isRanked(result) && note(NOTES.ranking),
    has(['forecast']) && note(NOTES.forecast),
    has(['lateDays', 'onTime', 'reportedAt']) && note(NOTES.late),
    has(OF_DEADLINES) && dueNotes(cells, showing).map(note),
    has(['reported']) && note(NOTES.reported),
    has(OF_GOALS) && goalNotes(axes, showing).map(note),
    result.kind === 'found' && result.narrowedFrom && note(narrowedNote(result.query, result.narrowedFrom)),
    showing.isGroup && note(NOTES.group),
    query.as === 'why' ? RULE_LINES.map((text): Block => sentence(text)) : has(RULED) ? [RULES] : [],
  )
}

const isRanked = (result: Result): boolean =>
  result.kind === 'found' &&
  result.rows.some((row) => row.entries.some(({ readings }) => isKnown(readings.get('rank'))))

const cellsOf = (result: Result): Cell[] =>
  result.kind === 'found' ? result.rows.flatMap((row) => row.entries.map((one) => one.cell)) : []

const narrowedNote = ({ fold, when, of }: LedgerQuery, from: LedgerQuery): string => {
  if (!fold) return when === from.when ? NOTES.first : NOTES.last
  return from.of === of ? NOTES.added : `${NOTES.added}${NOTES.without}`
}

/** As many periods are told of until when they were due. */
const PERIODS = 2

/** `6月截止：7月5日（周三）`, the newest first. */
function dueNotes(cells: readonly Cell[], { plan, calendar }: Showing): string[] {
  const told = new Map<Period, string>()
  for (const { period, due } of [...cells].sort((a, b) => b.end.localeCompare(a.end)))
    if (due && !told.has(period)) told.set(period, `${shortPeriod(period, plan)}截止：${dueText(due, calendar)}`)
  return [...told.values()].slice(0, PERIODS)
}

function goalNotes(axes: Axes | undefined, { plan, regions }: Showing): string[] {
  const isBelow = axes?.places.some((key) => regions.get(key).level !== 'province') ?? false
  return [
    isBelow && plan.allocation.source ? `任务分解来源：${plan.allocation.source}` : `目标来源：${plan.documentNumber}`,
  ]
}

const RULES: Block = fold(
  '亮灯和计算规则',
  RULE_LINES.map((text) => sentence(text)),
)
