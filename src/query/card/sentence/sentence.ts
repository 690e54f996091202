/** What a cell says, alone, compared or folded, with the day of its figures and how many are in it. */
import {
  type Amount,
  absolute,
  add,
  amount,
  divide,
  isNegative,
  isZero,
  percent,
  rounded,
  subtract,
} from '../../../office/amount.ts'
import { type Day, dayName } from '../../../office/day.ts'
import { amountIn, placeName, shortPeriod } from '../../../office/format.ts'
import type { Measure } from '../../../office/measure.ts'
import type { Axes, Comparison, Count, Entry, Folded, Found, Row } from '../../answer/result.ts'
import { type Cell, lastDayOf } from '../../cube/cube.ts'
import { isSized, MEASURES, OF_FIGURES } from '../../measures/measure.ts'
import { detailOf, isKnown, type Reading } from '../../measures/reading.ts'
import type { Versus } from '../../query.ts'
import { countText, levelText, missingText, placesNamed } from './naming.ts'
import { phraseOf } from './phrase.ts'
import { shortOf, type Tongue } from './reading-text.ts'
import { standingText } from './standing.ts'

/**
 * The readings of an entry as a sentence, and the day of its figures.
 * @param day the day that the sentence begins with, not said again
 */
export function entryText(entry: Entry, found: Found, tongue: Tongue, day?: Day): string {
  const { versus, measures, relative } = found.query
  const { cell, readings } = entry
  const phrases = comparable(told(entry, measures), versus, relative ? 1 : BESIDE).map((measure) => {
    const beside = entry.versus?.get(measure)
    const compared = beside && versus ? comparedText(measure, beside, versus, cell, tongue) : ''
    const related = relative ? relatedText(measure, readings.get(measure), beside, relative) : ''
    return {
      isAhead: AHEAD.has(measure),
      text: `${phraseOf(measure, readings.get(measure), cell, tongue)}${compared}${related}`,
    }
  })
  const mute = muteText(entry, found, tongue)
  const joined = (isAhead: boolean) => phrases.filter((one) => one.isAhead === isAhead).map((one) => one.text)
  const [now, ahead] = [joined(false).join('，'), joined(true).join('；')]
  const standing = cell.asOf !== undefined && measures.some((one) => OF_FIGURES.includes(one))
  const said = standing ? standingText(cell, tongue, day) : ''
  const behind = measures.includes('nil') ? said.replace('零报告，', '') : said
  const whole = `${now}${runText(entry, tongue)}${behind && `（${behind}）`}`.replace('）（', '，')
  return [whole, mute, ahead].filter(Boolean).join('。')
}

/** Beside another place or period two measures are as much as a sentence holds. */
const BESIDE = 2

function comparable(measures: readonly Measure[], versus: Versus | undefined, most: number): readonly Measure[] {
  if (!versus || 'base' in versus || measures.length <= most) return measures
  const ofFigures = measures.filter((one) => OF_FIGURES.includes(one) && isSized(one))
  return ofFigures.length > 0 ? ofFigures.slice(0, most) : measures.slice(0, most)
}

/** What lies ahead comes behind what is. */
const AHEAD: ReadonlySet<Measure> = new Set(['forecast', 'perMonth'])

/**
 * The measures of an entry that say something new: one reason for several unknowns is told once, and beside what is
 * private nothing is.
 */
export function told({ readings, cell }: Entry, measures: readonly Measure[]): Measure[] {
  const [head] = measures
  const first = head && readings.get(head)
  if (first && !isKnown(first) && first.absent === 'private') return [...measures].slice(0, 1)
  const reasons = new Set<string>()
  return measures.filter((measure) => {
    const reading = readings.get(measure)
    if (measure === 'source' && cell.level === 'province') return measures.length === 1
    if (measure !== head && isBeside(measure, reading, cell, head === 'reason')) return false
    if (reading === undefined || isKnown(reading)) return true
    const isNew = !reasons.has(reading.absent)
    reasons.add(reading.absent)
    return isNew
  })
}

/** What the standing of the figure says already, or what would only be said where it is so. */
function isBeside(measure: Measure, reading: Reading | undefined, { isCarried }: Cell, isReason: boolean): boolean {
  if (measure === 'increment') return !isKnown(reading)
  if (measure === 'reportedBy' || measure === 'reportedAt') return !isKnown(reading)
  if (measure === 'light') return isCarried && !isKnown(reading)
  if (measure === 'reason') return !isKnown(reading)
  if (measure === 'state') return isKnown(reading) && (reading.is !== 'returned' || isReason)
  return measure === 'nil' && !(isKnown(reading) && reading.is === true)
}

/** At the end of a run, how long it has been. */
function runText({ run = [], cell }: Entry, { plan }: Tongue): string {
  if (run.length === 0 || run.at(-1) !== cell.period) return ''
  return `，连续${run.length}期（${run.map((one) => shortPeriod(one, plan)).join('、')}）`
}

/** `，比7月的727家（截至7月31日）多98家` */
function comparedText(
  measure: Measure,
  { other, difference, cell }: Comparison,
  versus: Versus,
  own: Cell,
  tongue: Tongue,
): string {
  const isPace = 'base' in versus && versus.base === 'pace'
  const beside = shortOf(isPace && measure === 'value' ? 'expected' : measure, other, own)
  if (!isKnown(other)) return ''
  const behind = cell && OF_FIGURES.includes(measure) ? `（${standingText(cell, tongue)}）` : ''
  const step = difference === undefined ? '' : differenceText(measure, difference, own, isPace)
  return `，比${otherName(versus, tongue)}的${beside}${behind}${step}`
}

/** `，是它的1.33倍`, `，多33.3%`, `，增长40%`: one reading in relation to the other, or growth to what it began with. */
function relatedText(
  measure: Measure,
  own: Reading | undefined,
  beside: Comparison | undefined,
  relative: 'times' | 'percent',
): string {
  const from = measure === 'increment' ? detailOf(own, 'increment')?.from : undefined
  const other = from ?? (isKnown(beside?.other) ? (beside.other.is as Amount) : undefined)
  const isRelated = MEASURES[measure].sort === 'amount' || MEASURES[measure].sort === 'ratio'
  if (!isKnown(own) || other === undefined || !isRelated) return ''
  if (isZero(other)) return '，没有基数，算不出比例'
  const times = divide(from === undefined ? (own.is as Amount) : add(own.is as Amount, from), other)
  if (relative === 'times') return `，是它的${rounded(times, 2)}倍`
  const step = subtract(times, amount(1))
  const [less, more] = from === undefined ? ['少', '多'] : ['下降', '增长']
  return `，${isNegative(step) ? less : more}${percent(absolute(step))}`
}

/** `嘉兴市尚无上报，没有可比的`: why nothing stands beside what is asked for, said once. */
function muteText({ cell, versus: beside }: Entry, { query }: Found, tongue: Tongue): string {
  const [head] = query.measures
  const other = head && beside?.get(head)?.other
  if (!query.versus || !head || !other || isKnown(other)) return ''
  return `${otherName(query.versus, tongue)}${shortOf(head, other, cell)}，没有可比的`
}

function otherName(versus: Versus, { plan, regions }: Tongue): string {
  if ('base' in versus) return versus.base === 'pace' ? '序时应有' : '目标'
  return 'place' in versus ? placeName(regions, versus.place) : shortPeriod(versus.period, plan)
}

/**
 * `，多3家`: a difference behind a comma.
 * @param isPace the other is what is expected by a day, and rounded to two places
 */
export function differenceText(measure: Measure, difference: Amount, { indicator }: Cell, isPace: boolean): string {
  const size = absolute(difference)
  if (isZero(size)) return '，相同'
  const isLess = isNegative(difference)
  switch (MEASURES[measure].sort) {
    case 'ratio':
    case 'points':
      return `${isLess ? '低' : '高'}${rounded(size, 1)}个百分点`
    case 'place':
      return `${isLess ? '靠前' : '靠后'}${size}位`
    case 'amount':
      return `${isLess ? '少' : '多'}${indicator.kind === 'rate' ? `${rounded(size, 4)}个百分点` : amountIn(size, indicator, isPace || measure === 'expected' ? 2 : 4)}`
    default:
      return `${isLess ? '少' : '多'}${size}`
  }
}

/**
 * What a row folds to, with how many cells it rests on.
 * @param most places that are named behind a count
 */
export function foldedText(row: Row, found: Found, tongue: Tongue, most = Number.POSITIVE_INFINITY): string {
  const { fold, measures } = found.query
  const { count, of, folded, entries } = row
  const named =
    count.cells > 0 && count.places <= most
      ? `：${placesNamed(
          entries.map((one) => one.cell),
          tongue,
        )}`
      : ''
  // of one place its items are counted
  if (fold === 'count' && row.key.place)
    return `${of.cells}项中${count.cells === 0 ? '没有' : `有${count.cells}项${missingText([row])}`}`
  if (fold === 'count')
    return `${countText(of, found, tongue)}中${count.cells === 0 ? '没有' : `有${countIn(count, of, found, tongue)}`}${found.axes.places.length > 1 ? named : ''}`
  if (fold === 'share') {
    const [part, whole] = found.query.counts === 'places' ? [count.places, of.places] : [count.cells, of.cells]
    return `${part}/${whole}，占${shareText(part, whole)}`
  }
  return measures
    .flatMap((measure) => {
      const one = folded?.get(measure)
      return one ? [`${MEASURES[measure].name}${foldText(measure, one, row, found, tongue)}`] : []
    })
    .join('，')
}

/** The unit is not said again. */
function countIn(count: Count, of: Count, found: Found, tongue: Tongue): string {
  const unit = levelText(found, tongue)
  const said = countText(count, found, tongue, of)
  return countText(of, found, tongue).endsWith(unit) && said.endsWith(unit) ? said.slice(0, -unit.length) : said
}

const shareText = (part: number, whole: number): string =>
  whole === 0 ? '—' : percent(divide(amount(part), amount(whole)))

/** The figure with whose it is, or with how many are in it and who is not. */
function foldText(measure: Measure, folded: Folded, row: Row, { query, axes }: Found, tongue: Tongue): string {
  const { reading, counted, without, holder } = folded
  const cell = holder ?? counted[0] ?? without[0]
  if (!cell) return '—'
  const isMean = query.fold === 'mean' && isKnown(reading)
  const short = isMean ? amountIn(reading.is as Amount, cell.indicator, 2) : shortOf(measure, reading, cell)
  if (holder) return `${short}（${holderText(holder, measure, row, axes, tongue)}）`
  const out = row.key.place ? `${without.length}项` : placesNamed(without, tongue)
  const left = without.length > 0 && counted.length > 0 ? `，${out}没有数、不在内` : ''
  return `${short}${OF_FIGURES.includes(measure) ? turnoutOf(counted, without) : ''}${left}`
}

/** Of which place, indicator, period it is, as far as the row does not say. */
function holderText(cell: Cell, measure: Measure, { key }: Row, axes: Axes, tongue: Tongue): string {
  return [
    key.place === undefined ? placeName(tongue.regions, cell.place) : '',
    key.indicator === undefined && axes.indicators.length > 1 ? cell.indicator.short : '',
    OF_FIGURES.includes(measure) || axes.periods.length > 1 ? standingText(cell, tongue) : '',
  ]
    .filter(Boolean)
    .join('，')
}

function turnoutOf(counted: readonly Cell[], without: readonly Cell[]): string {
  const day = lastDayOf(counted)
  const sum = (of: (cell: Cell) => number) => [...counted, ...without].reduce((all, one) => all + of(one), 0)
  return day ? `（截至${dayName(day)}，${sum((one) => one.reported)}/${sum((one) => one.of)}已报）` : ''
}
