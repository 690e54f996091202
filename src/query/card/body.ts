/** The answer in words: whether a claim is so, then each in full, or the list of them. */
import { percent } from '../../office/amount.ts'
import { type Day, dayName, fullDayName } from '../../office/day.ts'
import { placeName, shortPeriod } from '../../office/format.ts'
import type { Measure } from '../../office/measure.ts'
import { periodName } from '../../office/period.ts'
import { differenceOf } from '../answer/compare.ts'
import type { Entry, Found } from '../answer/result.ts'
import { lastDayOf } from '../cube/cube.ts'
import { groupsOf } from '../cube/group.ts'
import { MEASURES, OF_FIGURES } from '../measures/measure.ts'
import { type Absence, detailOf, isKnown, type Reading } from '../measures/reading.ts'
import { countText, FEW, keyText, nameOf, pickedCount } from './sentence/naming.ts'
import { phraseOf } from './sentence/phrase.ts'
import { placedIn } from './sentence/placed.ts'
import { type Showing, shortOf } from './sentence/reading-text.ts'
import { isOfYear, pickedText, scopeText, supposedText } from './sentence/scope.ts'
import { differenceText, entryText, foldedText } from './sentence/sentence.ts'
import { staleText } from './sentence/standing.ts'
import { attendanceText, isAttendance } from './table/attendance.ts'
import { insideText } from './table/table.ts'
import { isTurnout, turnoutSentence } from './table/turnout.ts'
import { absentText } from './text.ts'
import { verdictText } from './verdict.ts'

/** They are told one by one under the sentence. */
const BELOW = '见下。'

/** As many entries are told in full. */
const FULL = 3

/**
 * The answer in a sentence or two: of what, as of when, and what is so.
 * @param isTabled rows stand in a table below, and are not listed here
 */
export function answerText(found: Found, showing: Showing, isTabled = false): string {
  return `${supposedText(found.query, showing)}${plainText(found, showing, isTabled)}`
}

function plainText(found: Found, showing: Showing, isTabled: boolean): string {
  const { query, rows, axes } = found
  const entries = rows.flatMap((row) => row.entries)
  const [only, another] = entries
  if (only && !another && isPlain(found)) return `${aloneText(only, found, showing)}。${noteOf(only)}`
  if (isAttendance(found)) return attendanceText(found, showing)
  if (isTurnout(found)) return turnoutSentence(found, showing)
  const day = isOfFigures(found) ? (lastDayOf(entries.map(({ cell }) => cell)) ?? found.asOf) : undefined
  const head = isPicked(found)
    ? pickedText(query, axes, pickedCount(found.count, found, showing), showing)
    : scopeText(query, axes, showing)
  const since = day ? `截至${fullDayName(day)}，` : ''
  return `${since}${head}：${verdictText(found, showing, isUniform(found, showing))}${bodyText(found, showing, day, isTabled)}`
}

/** One place, one indicator, one period, and nothing else asked of them. */
function isPlain({ query, axes }: Found): boolean {
  const { where, by, fold, order, claim, asOf, as, fresh, reach } = query
  const isOne = axes.places.length === 1 && !axes.isParts && axes.indicators.length === 1 && axes.periods.length === 1
  return isOne && !where && !by && !fold && !order && !claim && !asOf && !fresh && !reach && as !== 'why'
}

/** `截至2017年6月30日，长兴县处置僵尸企业累计3家，任务19家`; without a figure by its period. */
function aloneText(entry: Entry, found: Found, showing: Showing): string {
  const { cell, readings } = entry
  const head = `${placeName(showing.regions, cell.place)}`
  const isOfFigure = found.query.measures.some((one) => OF_FIGURES.includes(one) && isKnown(readings.get(one)))
  const day = isOfFigure ? cell.asOf : undefined
  const isMissing = day === undefined && cell.isOver && isMissingFigure(readings)
  const when = day ? `截至${fullDayName(day)}，` : isMissing ? `截至${fullDayName(cell.end)}，` : ''
  const isYear = found.query.when === 'latest' && found.query.measures.every(isOfYear)
  // a quarter of what is told by the month is said beside the day of its last figure
  const isOther = typeof found.query.when !== 'string' && cell.asked !== cell.period
  const period = when && !isOther ? '' : isYear ? `${cell.asked.slice(0, 4)}年` : periodName(cell.asked)
  return `${when}${head}${period}${cell.indicator.name}${entryText(entry, found, showing, day)}`
}

/** What was not reported is easily taken for nothing. */
const noteOf = ({ cell, readings }: Entry): string =>
  cell.value === undefined && cell.task && isMissingFigure(readings) ? '没有上报不等于0。' : ''

const isMissingFigure = (readings: Entry['readings']): boolean => {
  const [measure] = readings.measures
  const first = measure && readings.get(measure)
  return first !== undefined && !isKnown(first) && first.absent === 'no-figure'
}

/** A condition picks from several. */
const isPicked = ({ query, axes }: Found): boolean =>
  query.where !== undefined &&
  query.fold === undefined &&
  query.limit === undefined &&
  query.claim === undefined &&
  (axes.isParts || axes.places.length > 1 || axes.indicators.length > 1 || axes.periods.length > 1)

/** Whether figures are shown, picked by or judged. */
const isOfFigures = ({ query: { measures, where = [], claim } }: Found): boolean =>
  [...measures, ...where.map(({ measure }) => measure), ...(claim ? [claim.measure] : [])].some((one) =>
    OF_FIGURES.includes(one),
  )

function bodyText(found: Found, showing: Showing, day: Day | undefined, isTabled: boolean): string {
  if (found.query.fold) return foldsText(found, showing, isTabled)
  const entries = found.rows.flatMap((row) => row.entries)
  return (
    absenceText(found, entries) ??
    sameText(found, entries, showing) ??
    witnessesText(found, entries, showing, day) ??
    (isOfRuns(found.query) ? `${runsText(entries, found, showing)}。` : placedText(found, showing, day, isTabled))
  )
}

function foldsText(found: Found, showing: Showing, isTabled: boolean): string {
  const { rows } = found
  if (isTabled && rows.length > FULL) return BELOW
  const told = rows.slice(0, FEW).map((row) => `${keyText(row, showing)}${foldedText(row, found, showing)}`)
  return `${told.join('；')}${rows.length > FEW ? '等' : ''}。`
}

/** Why nothing is told of any entry; of a claim the verdict has said so. */
function absenceText({ query, lacking, verdict }: Found, entries: readonly Entry[]): string | undefined {
  if (entries.length === 0) return '都没有数，排不出先后。'
  if (lacking && entries.length > 1) return verdict ? '' : `${absentText(lacking, entries[0]?.cell)}。`
  const missing = verdict ? undefined : missingIn(entries, query)
  return missing && `${absentText(missing, entries[0]?.cell)}。`
}

/** What all of them say. */
function sameText(found: Found, entries: readonly Entry[], showing: Showing): string | undefined {
  const { query } = found
  const spoken = spokenOf(entries, query)
  const [first, another] = spoken
  if (!first || !another || !isUniform(found, showing)) return undefined
  return `${namesOf(spoken, found, showing)}都是：${saidOf(first, query.measures, showing)}。`
}

/** Those by which a claim holds of some of many. */
function witnessesText(
  found: Found,
  entries: readonly Entry[],
  showing: Showing,
  day: Day | undefined,
): string | undefined {
  const { query, verdict } = found
  const spoken = query.claim?.holds === 'some' ? (verdict?.speaking ?? []) : []
  if (spoken.length === 0 || entries.length <= FULL) return undefined
  return `${eachText(spoken.slice(0, FULL), found, showing, day)}${spoken.length > FULL ? '等' : ''}。`
}

/** The entries in their order: a few in full, of many what they have in common, or how they are listed. */
function placedText(found: Found, showing: Showing, day: Day | undefined, isTabled: boolean): string {
  const { query, rows, verdict } = found
  const placed = placedIn(found)
  const silent = rows.flatMap((row) => row.entries).length - placed.length
  const rest = silent > 0 ? `另有${silent}个没有数、没有名次。` : ''
  const isLong = placed.length > FULL
  if (isLong && query.measures[0] === 'expected') return `${paceText(placed)}各项应完成数见下表。`
  if (isLong && isOverview(query)) return `${overviewText(placed)}。`
  if (!isLong && !(query.order && query.measures[0] === 'rank'))
    return `${eachText(placed, found, showing, day)}。${besideEachOther(placed, found, showing)}${rest}`
  if (verdict) return ''
  return isTabled ? `${BELOW}${rest}` : `${listText(found, placed, showing)}。${rest}`
}

const eachText = (entries: readonly Entry[], found: Found, showing: Showing, day: Day | undefined): string =>
  entries.map((one) => `${nameOf(one, found, showing)}${entryText(one, found, showing, day)}`).join('；')

/** Why nothing of what was asked for is known of any of many; what stands beside it, as their goals, is in the table. */
function missingIn(entries: readonly Entry[], { measures: [head], where }: Found['query']): Absence | undefined {
  if (head === undefined || !OF_FIGURES.includes(head) || where !== undefined || entries.length <= FULL)
    return undefined
  const reasons = new Set(entries.map(({ readings }) => absenceOf(readings.get(head))))
  const [only] = reasons
  return reasons.size === 1 ? only : undefined
}

const absenceOf = (reading: Reading | undefined): Absence | undefined =>
  reading !== undefined && !isKnown(reading) ? reading.absent : undefined

/** 连续几个月: how long each run is stands for all that it is made of. */
const isOfRuns = ({ where = [] }: Found['query']): boolean =>
  where.some(({ holds, at }) => typeof holds === 'object' && 'running' in holds && at === undefined)

function runsText(entries: readonly Entry[], found: Found, showing: Showing): string {
  const { regions, plan } = showing
  const ends = entries.filter(({ run = [], cell }) => run.at(-1) === cell.period)
  const told = ends.slice(0, FEW).map(({ run = [], cell }) => {
    const thing = found.axes.indicators.length > 1 ? cell.indicator.short : ''
    return `${placeName(regions, cell.place)}${thing}连续${run.length}期（${run.map((one) => shortPeriod(one, plan)).join('、')}）`
  })
  return `${told.join('、')}${ends.length > FEW ? '等' : ''}`
}

const namesOf = (entries: readonly Entry[], found: Found, showing: Showing): string =>
  entries.length > FEW
    ? countText(found.count, found, showing)
    : entries.map((one) => nameOf(one, found, showing)).join('、')

/** The share of the year that is expected by then, where most have the same. */
function paceText(entries: readonly Entry[]): string {
  const details = entries.flatMap(({ readings }) => detailOf(readings.get('expected'), 'expected') ?? [])
  const counted = groupsOf(details, ({ share, on }) => `${share} ${on}`)
  const [most] = [...counted.values()].sort((a, b) => b.length - a.length)
  const [one] = most ?? []
  return one ? `按全年平均，到${dayName(one.on)}序时进度应到${percent(one.share)}；` : ''
}

/** Several measures of many things at once. */
const isOverview = ({ measures, where, order }: Found['query']): boolean =>
  measures.includes('light') && measures.length > 2 && where === undefined && order === undefined

/** `13项：🟢绿灯1项，🔴红灯2项，尚无上报10项` */
function overviewText(entries: readonly Entry[]): string {
  const lights = groupsOf(entries, ({ readings, cell }) => shortOf('light', readings.get('light'), cell))
  return `共${entries.length}项：${[...lights].map(([light, all]) => `${light}${all.length}项`).join('，')}`
}

/** Of two the one beside the other: `安吉县比长兴县高50.9个百分点。` */
function besideEachOther([first, second, third]: readonly Entry[], found: Found, showing: Showing): string {
  const { order, versus } = found.query
  if (!first || !second || third || !order || versus || first.cell.indicator !== second.cell.indicator) return ''
  const difference = differenceOf(order.measure, first.readings.get(order.measure), second.readings.get(order.measure))
  if (difference === undefined) return ''
  const step = differenceText(order.measure, difference, first.cell, false).replace('，', '')
  const [name, other] = [nameOf(first, found, showing), nameOf(second, found, showing)]
  return step === '相同' ? `${name}和${other}一样。` : `${name}比${other}${step}。`
}

function listText(found: Found, entries: readonly Entry[], showing: Showing): string {
  const { rows, query } = found
  const isGrouped = rows.some((row) => row.entries.length > 1)
  const named = isGrouped
    ? rows
        .slice(0, FEW)
        .map((row) => `${keyText(row, showing)}${row.count.cells}项：${insideText(row, found, showing)}`)
    : entries.slice(0, FEW).map((one) => `${nameOf(one, found, showing)}（${briefOf(one, query.measures, showing)}）`)
  const all = isGrouped ? rows.length : entries.length
  return `${named.join(isGrouped ? '；' : '、')}${all > FEW ? '等' : ''}`
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

/** Whether all entries say the same in words, so that it is said once. Never of figures, folds or conditions. */
export function isUniform({ rows, query }: Found, showing: Showing): boolean {
  const entries = spokenOf(
    rows.flatMap((row) => row.entries),
    query,
  )
  const few = query.claim ? 1 : FULL
  if (query.fold || entries.length <= few || query.measures.some((one) => OF_FIGURES.includes(one))) return false
  const [first, ...others] = entries
  if (!first || query.where !== undefined) return false
  const said = saidOf(first, query.measures, showing)
  return others.every((one) => saidOf(one, query.measures, showing) === said)
}

const spokenOf = (entries: readonly Entry[], { claim }: Found['query']): readonly Entry[] =>
  claim ? entries.filter(({ readings }) => isKnown(readings.get(claim.measure))) : entries
