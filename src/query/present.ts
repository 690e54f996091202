/** Any result as a card, by its shape: a sentence first, then what belongs to it. */
import type { Block, Card } from '../message/card.ts'
import { fullDayName } from '../office/day.ts'
import { RULE_LINES } from '../office/format.ts'
import type { Measure } from '../office/measure.ts'
import { MEASURES } from './measure.ts'
import { noughtText } from './nought.ts'
import { shortOf, type Tongue } from './phrase.ts'
import type { Entry, Found, Result } from './result.ts'
import { scopeText, testText } from './scope.ts'
import { countText, entryText, foldedText, keyText, nameOf, turnoutText, unknownText } from './sentence.ts'
import { insideText, tablesOf } from './table.ts'
import { absentText, NOTES } from './text.ts'

export interface Showing extends Tongue {
  /** answered in a group, which sees reviewed figures alone */
  readonly isGroup: boolean
}

export function cardOf(result: Result, showing: Showing): Card {
  if (result.kind === 'nothing') {
    const text = noughtText(result, showing)
    return {
      title: text.title,
      tone: 'info',
      blocks: [{ kind: 'text', strong: true, text: text.said }, ...notes(result, showing)],
    }
  }
  const scope = scopeText(result.query, result.axes, showing)
  return {
    title: titleOf(result, showing),
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: `${scope}：${verdictText(result, showing)}${bodyText(result, showing)}。${unknownText(result.unknown, showing)}${turnoutText(result)}`,
      },
      ...fields(result),
      ...tablesOf(result, showing),
      ...notes(result, showing),
    ],
  }
}

/** The answer in a few words. */
function titleOf(found: Found, showing: Showing): string {
  const { verdict, rows, query, count } = found
  if (verdict)
    return verdict.truth === true ? '是' : verdict.truth === false ? '不是' : `不能判断：${absentText(verdict.truth)}`
  const [row, another] = rows
  const [entry, more] = row?.entries ?? []
  if (row && query.fold && !another) return foldedText(row, found, showing)
  if (entry && !another && !more)
    return `${showing.regions.get(entry.cell.place).name} ${entry.cell.indicator.short}：${mainOf(entry, query.measures)}`
  return query.limit
    ? rows
        .flatMap((one) => one.entries.map((it) => nameOf(it, found, showing)))
        .slice(0, 3)
        .join('、')
    : countText(count, found, showing)
}

const mainOf = ({ readings, cell }: Entry, [measure]: readonly Measure[]): string =>
  measure ? shortOf(measure, readings.get(measure), cell) : ''

/** Whether it is so comes before the figures. */
function verdictText(found: Found, showing: Showing): string {
  const { verdict, axes, query } = found
  if (!verdict || !query.claim) return ''
  const claim = `“${testText(query.claim, axes, showing)}”`
  if (typeof verdict.truth === 'string') return `${claim}不能判断（${absentText(verdict.truth)}）。`
  const against =
    verdict.against.length > 0 && found.rows.length > 1
      ? `，不是这样的有${verdict.against
          .slice(0, FEW)
          .map((one) => nameOf(one, found, showing))
          .join('、')}${verdict.against.length > FEW ? `等${verdict.against.length}个` : ''}`
      : ''
  return `${claim}${verdict.truth ? '，是' : '，不是'}${against}。`
}

const FEW = 12
/** As many entries are told in full. */
const FULL = 3

function bodyText(found: Found, showing: Showing): string {
  const { rows, query, count } = found
  if (query.fold)
    return rows
      .slice(0, FEW)
      .map((row) => `${keyText(row, showing)}${foldedText(row, found, showing)}`)
      .join('；')
  const entries = rows.flatMap((row) => row.entries)
  const [only, another] = entries
  if (only && !another)
    return `${found.axes.isParts || query.where ? nameOf(only, found, showing) : ''}${entryText(only, query.measures, showing)}`
  if (entries.length <= FULL)
    return entries.map((one) => `${nameOf(one, found, showing)}${entryText(one, query.measures, showing)}`).join('；')
  const head =
    query.limit === undefined && (query.where || query.by || found.axes.isParts)
      ? `有${countText(count, found, showing)}：`
      : ''
  const isGrouped = rows.some((row) => row.entries.length > 1)
  const named = isGrouped
    ? rows
        .slice(0, FEW)
        .map((row) => `${keyText(row, showing)}${row.count.cells}项：${insideText(row, found, showing)}`)
    : entries.slice(0, FEW).map((one) => `${nameOf(one, found, showing)}（${briefOf(one, query.measures, showing)}）`)
  const isMore = (isGrouped ? rows.length : entries.length) > FEW
  return `${asOfText(entries)}${head}${named.join(isGrouped ? '；' : '、')}${isMore ? '等' : ''}`
}

/** The readings of a list's entry, one carried forward with its day. */
function briefOf({ cell, readings }: Entry, measures: readonly Measure[], showing: Showing): string {
  const said = measures.map((measure) => shortOf(measure, readings.get(measure), cell))
  const carried =
    cell.isCarried && cell.asOf
      ? `，截至${Number(cell.asOf.slice(5, 7))}月${Number(cell.asOf.slice(8))}日，本期未报`
      : ''
  return `${said.join('，')}${carried}${showing.isGroup ? '' : cell.counties.length === 0 && cell.pending > 0 ? '，待审核' : ''}`
}

function asOfText(entries: readonly Entry[]): string {
  const last = entries
    .flatMap(({ cell }) => cell.asOf ?? [])
    .sort()
    .at(-1)
  return last ? `截至${fullDayName(last)}，` : ''
}

/** One cell in full, name and value side by side. */
function fields({ rows, query }: Found): Block[] {
  const [entry, another] = rows.flatMap((row) => row.entries)
  if (!entry || another || query.fold || query.measures.length < 3) return []
  return [
    {
      kind: 'fields',
      fields: query.measures.map((measure) => ({
        name: MEASURES[measure].name,
        value: shortOf(measure, entry.readings.get(measure), entry.cell),
      })),
    },
  ]
}

const RULED: readonly Measure[] = ['rate', 'light', 'rank', 'ahead', 'expected', 'share']

/** Where it comes from, by which rules, and what is not shown here. */
function notes(result: Result, { plan, isGroup, regions }: Showing): Block[] {
  const { query } = result
  const note = (text: string): Block => ({ kind: 'note', text })
  const cells = result.kind === 'found' ? result.rows.flatMap((row) => row.entries.map((one) => one.cell)) : []
  const isBelow =
    cells.some((one) => one.level !== 'province') ||
    (result.axes?.places.some((key) => regions.get(key).level !== 'province') ?? false)
  const has = (some: readonly Measure[]) => query.measures.some((one) => some.includes(one))
  const isRuled = has(RULED) || query.where?.some((test) => RULED.includes(test.measure))
  return [
    ...(cells.some((one) => one.isCarried) ? [note(NOTES.carried)] : []),
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
