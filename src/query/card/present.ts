/** Any result as a card, by its shape: a sentence first, then what belongs to it. */
import type { Block, Card } from '../../message/card.ts'
import { fullDayName } from '../../office/day.ts'
import { RULE_LINES } from '../../office/format.ts'
import type { Measure } from '../../office/measure.ts'
import type { Entry, Found, Result } from '../answer/result.ts'
import { MEASURES, OF_FIGURES } from '../measures/measure.ts'
import { countText, FEW, keyText, nameOf, turnoutText, unknownText } from './naming.ts'
import { noughtText } from './nought.ts'
import { phraseOf } from './phrase.ts'
import { scopeText, testText } from './scope.ts'
import { entryText, foldedText } from './sentence.ts'
import { shortOf, type Tongue } from './short.ts'
import { staleText } from './standing.ts'
import { insideText, tablesOf } from './table.ts'
import { absentText, NOTES } from './text.ts'

export interface Showing extends Tongue {
  /** answered in a group, which sees reviewed figures alone */
  readonly isGroup: boolean
}

export function cardOf(result: Result, showing: Showing): Card {
  if (result.kind === 'nothing') {
    const { title, said } = noughtText(result, showing)
    return { title, tone: 'info', blocks: [{ kind: 'text', strong: true, text: said }, ...notes(result, showing)] }
  }
  const scope = scopeText(result.query, result.axes, showing)
  const text = `${scope}：${verdictText(result, showing)}${bodyText(result, showing)}${unknownText(result.unknown, showing)}${turnoutText(result)}`
  const isLine = result.query.as === 'line' || isUniform(result, showing)
  return {
    title: titleOf(result, showing),
    tone: 'info',
    blocks: [
      { kind: 'text', strong: true, text },
      ...(isLine ? [] : [...fields(result), ...tablesOf(result, showing)]),
      ...notes(result, showing),
    ],
  }
}

/** The answer in a few words. */
function titleOf(found: Found, showing: Showing): string {
  const { verdict, rows, query, count, lacking } = found
  if (verdict)
    return typeof verdict.truth === 'string' ? `不能判断：${absentText(verdict.truth)}` : verdict.truth ? '是' : '不是'
  const [row, another] = rows
  const [entry, more] = row?.entries ?? []
  if (row && query.fold && !another) return foldedText(row, found, showing)
  if (entry && !another && !more)
    return `${showing.regions.get(entry.cell.place).name} ${entry.cell.indicator.short}：${mainOf(entry, query.measures)}`
  if (lacking) return absentText(lacking)
  const names = rows.flatMap((one) => one.entries.map((it) => nameOf(it, found, showing)))
  return query.limit ? names.slice(0, 3).join('、') : countText(count, found, showing)
}

const mainOf = ({ readings, cell }: Entry, [measure]: readonly Measure[]): string =>
  measure ? shortOf(measure, readings.get(measure), cell) : ''

/** Whether it is so comes before the figures. */
function verdictText(found: Found, showing: Showing): string {
  const { verdict, axes, query } = found
  if (!verdict || !query.claim) return ''
  const claim = `“${testText(query.claim, axes, showing)}”`
  if (typeof verdict.truth === 'string') return `${claim}不能判断（${absentText(verdict.truth)}）。`
  const isAll = verdict.truth && query.claim.measure === 'reported' && query.claim.to === true
  const isOfAll = query.claim.holds === undefined || query.claim.holds === 'every' || query.claim.over !== undefined
  if (verdict.against.length === 0 || found.rows.length === 1 || !isOfAll)
    return `${claim}${verdict.truth ? `，是${isAll ? '，已全部报齐' : ''}` : '，不是'}。`
  const names = verdict.against.slice(0, FEW).map((one) => nameOf(one, found, showing))
  const more = verdict.against.length > FEW ? `等${verdict.against.length}项` : ''
  return `${claim}${verdict.truth ? '，是' : '，不是'}；不是这样的有${names.join('、')}${more}。`
}

/** As many entries are told in full. */
const FULL = 3

function bodyText(found: Found, showing: Showing): string {
  const { rows, query, lacking, verdict } = found
  if (query.fold) {
    const told = rows.slice(0, FEW).map((row) => `${keyText(row, showing)}${foldedText(row, found, showing)}`)
    return `${told.join('；')}${rows.length > FEW ? '等' : ''}。`
  }
  const entries = rows.flatMap((row) => row.entries)
  if (lacking && entries.length > 1) return `${absentText(lacking, entries[0]?.cell)}。`
  const [first] = entries
  if (first && isUniform(found, showing))
    return `${countText(found.count, found, showing)}都是：${saidOf(first, query.measures, showing)}。`
  if (entries.length <= FULL)
    return `${entries.map((one) => `${nameOf(one, found, showing)}${entryText(one, found, showing)}`).join('；')}。`
  return verdict ? '' : `${listText(found, entries, showing)}。`
}

function listText(found: Found, entries: readonly Entry[], showing: Showing): string {
  const { rows, query, count, axes } = found
  const isSelected = query.where !== undefined || query.by !== undefined || axes.isParts
  const head = query.limit === undefined && isSelected ? `有${countText(count, found, showing)}：` : ''
  const isGrouped = rows.some((row) => row.entries.length > 1)
  const named = isGrouped
    ? rows.map((row) => `${keyText(row, showing)}${row.count.cells}项：${insideText(row, found, showing)}`)
    : entries.map((one) => `${nameOf(one, found, showing)}（${briefOf(one, query.measures, showing)}）`)
  const day = query.measures.some((one) => OF_FIGURES.includes(one)) ? asOfText(entries) : ''
  return `${day}${head}${named.slice(0, FEW).join(isGrouped ? '；' : '、')}${named.length > FEW ? '等' : ''}`
}

/** The readings of a list's entry; several are named, one carried forward says its day. */
function briefOf(entry: Entry, measures: readonly Measure[], { isGroup }: Showing): string {
  const { cell, readings } = entry
  const isNamed = (measure: Measure) => measures.length > 1 && ['amount', 'ratio'].includes(MEASURES[measure].sort)
  const said = measures.map(
    (one) => `${isNamed(one) ? MEASURES[one].name : ''}${shortOf(one, readings.get(one), cell)}`,
  )
  if (!measures.some((one) => OF_FIGURES.includes(one))) return said.join('，')
  const waiting = !isGroup && cell.counties.length === 0 && cell.pending > 0 ? '，待审核' : ''
  return `${said.join('，')}${staleText(cell)}${waiting}`
}

const saidOf = ({ cell, readings }: Entry, measures: readonly Measure[], showing: Showing): string =>
  measures.map((measure) => phraseOf(measure, readings.get(measure), cell, showing)).join('，')

/** Many entries that all say the same, in words: it is said once. */
function isUniform({ rows, query }: Found, showing: Showing): boolean {
  const entries = rows.flatMap((row) => row.entries)
  if (query.fold || query.claim || entries.length <= FULL || query.measures.some((one) => OF_FIGURES.includes(one)))
    return false
  return new Set(entries.map((one) => saidOf(one, query.measures, showing))).size === 1 && query.where === undefined
}

function asOfText(entries: readonly Entry[]): string {
  const last = entries
    .flatMap(({ cell }) => cell.asOf ?? [])
    .sort()
    .at(-1)
  return last ? `截至${fullDayName(last)}，` : ''
}

/** One cell in full, name and value side by side. */
function fields({ rows, query, lacking }: Found): Block[] {
  const [entry, another] = rows.flatMap((row) => row.entries)
  if (!entry || another || query.fold || lacking || query.measures.length < 3) return []
  const value = (measure: Measure) => shortOf(measure, entry.readings.get(measure), entry.cell)
  return [{ kind: 'fields', fields: query.measures.map((one) => ({ name: MEASURES[one].name, value: value(one) })) }]
}

const RULED: readonly Measure[] = ['rate', 'light', 'rank', 'ahead', 'expected', 'share']

/** Where it comes from, by which rules, and what is not shown here. */
function notes(result: Result, { plan, isGroup, regions }: Showing): Block[] {
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
