/** The answer in words: whether a claim is so, then each in full, or the list of them. */
import { type Day, fullDayName } from '../../office/day.ts'
import { placeName } from '../../office/format.ts'
import type { Measure } from '../../office/measure.ts'
import { periodName } from '../../office/period.ts'
import type { Entry, Found } from '../answer/result.ts'
import { MEASURES, OF_FIGURES } from '../measures/measure.ts'
import { isKnown } from '../measures/reading.ts'
import { attendanceText, isAttendance } from './attendance.ts'
import { countText, FEW, keyText, nameOf, pickedCount } from './naming.ts'
import { phraseOf } from './phrase.ts'
import { placedIn } from './placed.ts'
import { pickedText, scopeText } from './scope.ts'
import { entryText, foldedText } from './sentence.ts'
import { type Showing, shortOf } from './short.ts'
import { staleText } from './standing.ts'
import { insideText } from './table.ts'
import { absentText } from './text.ts'
import { verdictText } from './verdict.ts'

/** As many entries are told in full. */
const FULL = 3

/** The whole answer in a sentence or two: of what, and what is so. */
export function answerText(found: Found, showing: Showing): string {
  const { query, rows, axes } = found
  const entries = rows.flatMap((row) => row.entries)
  const [only, another] = entries
  if (only && !another && isPlain(found)) return `${aloneText(only, found, showing)}。${noteOf(only)}`
  if (isAttendance(found)) return attendanceText(found, showing)
  const day = commonDay(entries, query.measures)
  const head = isPicked(found)
    ? pickedText(query, axes, pickedCount(found.count, found, showing), showing)
    : scopeText(query, axes, showing)
  const since = day && !query.fold ? `截至${fullDayName(day)}，` : ''
  return `${since}${head}：${verdictText(found, showing, isUniform(found, showing))}${bodyText(found, showing, day)}`
}

/** One place, one indicator, one period, and nothing else asked of them. */
function isPlain({ query, axes }: Found): boolean {
  const { where, by, fold, order, claim, asOf, as } = query
  const isOne = axes.places.length === 1 && !axes.isParts && axes.indicators.length === 1 && axes.periods.length === 1
  return isOne && !where && !by && !fold && !order && !claim && !asOf && as !== 'why'
}

/** `截至2017年6月30日，长兴县处置僵尸企业累计3家，任务19家`; without a figure by its period. */
function aloneText(entry: Entry, found: Found, showing: Showing): string {
  const { cell, readings } = entry
  const head = `${placeName(showing.regions, cell.place)}`
  const isOfFigure = found.query.measures.some((one) => OF_FIGURES.includes(one) && isKnown(readings.get(one)))
  const day = isOfFigure ? cell.asOf : undefined
  const when = day ? `截至${fullDayName(day)}，` : ''
  const period = day ? '' : periodName(cell.asked)
  return `${when}${head}${period}${cell.indicator.name}${entryText(entry, found, showing, day)}`
}

/** What was not reported is easily taken for nothing. */
const noteOf = ({ cell, readings }: Entry): string =>
  cell.value === undefined && cell.task && readings.has('value') ? '没有上报不等于0。' : ''

/** A condition picks from several. */
const isPicked = ({ query, axes }: Found): boolean =>
  query.where !== undefined &&
  query.fold === undefined &&
  query.limit === undefined &&
  query.claim === undefined &&
  (axes.isParts || axes.places.length > 1 || axes.indicators.length > 1 || axes.periods.length > 1)

/** The day that most figures are of; the others say theirs. */
function commonDay(entries: readonly Entry[], measures: readonly Measure[]): Day | undefined {
  if (!measures.some((one) => OF_FIGURES.includes(one))) return undefined
  return entries
    .flatMap(({ cell }) => cell.asOf ?? [])
    .sort()
    .at(-1)
}

function bodyText(found: Found, showing: Showing, day: Day | undefined): string {
  const { rows, query, lacking, verdict } = found
  if (query.fold) {
    const told = rows.slice(0, FEW).map((row) => `${keyText(row, showing)}${foldedText(row, found, showing)}`)
    return `${told.join('；')}${rows.length > FEW ? '等' : ''}。`
  }
  const entries = rows.flatMap((row) => row.entries)
  if (lacking && entries.length > 1) return verdict ? '' : `${absentText(lacking, entries[0]?.cell)}。`
  const [first] = entries
  if (first && isUniform(found, showing))
    return `${namesOf(entries, found, showing)}都是：${saidOf(first, query.measures, showing)}。`
  const placed = placedIn(entries, found)
  const silent = entries.length - placed.length
  const rest = silent > 0 ? `另有${silent}个没有数，不排。` : ''
  if (placed.length <= FULL)
    return `${placed.map((one) => `${nameOf(one, found, showing)}${entryText(one, found, showing, day)}`).join('；')}。${rest}`
  return verdict ? '' : `${listText(found, placed, showing)}。${rest}`
}

const namesOf = (entries: readonly Entry[], found: Found, showing: Showing): string =>
  entries.length > FEW
    ? countText(found.count, found, showing)
    : entries.map((one) => nameOf(one, found, showing)).join('、')

function listText(found: Found, entries: readonly Entry[], showing: Showing): string {
  const { rows, query } = found
  const isGrouped = rows.some((row) => row.entries.length > 1)
  const named = isGrouped
    ? rows.map((row) => `${keyText(row, showing)}${row.count.cells}项：${insideText(row, found, showing)}`)
    : entries.map((one) => `${nameOf(one, found, showing)}（${briefOf(one, query.measures, showing)}）`)
  return `${named.slice(0, FEW).join(isGrouped ? '；' : '、')}${named.length > FEW ? '等' : ''}`
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
  const few = query.claim ? 1 : FULL
  if (query.fold || entries.length <= few || query.measures.some((one) => OF_FIGURES.includes(one))) return false
  return new Set(entries.map((one) => saidOf(one, query.measures, showing))).size === 1 && query.where === undefined
}
