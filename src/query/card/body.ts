/** The answer in words: whether a claim is so, then each in full, or the list of them. */
import { fullDayName } from '../../office/day.ts'
import type { Measure } from '../../office/measure.ts'
import type { Entry, Found } from '../answer/result.ts'
import { MEASURES, OF_FIGURES } from '../measures/measure.ts'
import { countText, FEW, keyText, nameOf } from './naming.ts'
import { phraseOf } from './phrase.ts'
import { testText } from './scope.ts'
import { entryText, foldedText } from './sentence.ts'
import { type Showing, shortOf } from './short.ts'
import { staleText } from './standing.ts'
import { insideText } from './table.ts'
import { absentText } from './text.ts'

/** Whether it is so comes before the figures. */
export function verdictText(found: Found, showing: Showing): string {
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

export function bodyText(found: Found, showing: Showing): string {
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
export function isUniform({ rows, query }: Found, showing: Showing): boolean {
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
