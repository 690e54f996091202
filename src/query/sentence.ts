/** The answer in one sentence: what was asked, what there is, how many have reported, what cannot be told. */
import { type Amount, absolute, isNegative, isZero, percent, rounded } from '../office/amount.ts'
import { amountIn, placeName, shortPeriod } from '../office/format.ts'
import type { Measure } from '../office/measure.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Cell } from './cube.ts'
import { groupsOf } from './group.ts'
import { MEASURES } from './measure.ts'
import { phraseOf, shortOf, standingText, type Tongue } from './phrase.ts'
import { isKnown } from './reading.ts'
import type { Comparison, Count, Entry, Found, Row, Unknown } from './result.ts'
import { absentText } from './text.ts'

/** What a cell says, measure after measure, with its day and whose figures are in it. */
export function entryText(entry: Entry, measures: readonly Measure[], tongue: Tongue): string {
  const { cell, readings, versus } = entry
  const said = measures.map((measure) => {
    const beside = versus?.get(measure)
    return `${phraseOf(measure, readings.get(measure), cell, tongue)}${beside ? comparedText(measure, beside, cell, tongue) : ''}`
  })
  const run =
    entry.run && entry.run.length > 0
      ? `，连续${entry.run.length}期（${entry.run.map((one) => shortPeriod(one, tongue.plan)).join('、')}）`
      : ''
  return `${[...new Set(said)].join('，')}${run}（${standingText(cell, tongue)}）`
}

/** `，比7月的727家（截至7月31日）多98家` */
function comparedText(measure: Measure, { other, difference, cell }: Comparison, own: Cell, tongue: Tongue): string {
  const beside = shortOf(measure, other, own)
  if (!isKnown(other)) return `，相比的一方${beside}`
  const name =
    cell === undefined
      ? ''
      : cell.place === own.place
        ? shortPeriod(cell.asked, tongue.plan)
        : placeName(tongue.regions, cell.place)
  const behind = cell ? `（${standingText(cell, tongue)}）` : ''
  const step = difference === undefined ? '' : differenceText(measure, difference, own)
  return `，比${name}${name ? '的' : ''}${beside}${behind}${step}`
}

function differenceText(measure: Measure, difference: Amount, { indicator }: Cell): string {
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
      return `${isLess ? '少' : '多'}${indicator.kind === 'rate' ? `${rounded(size, 4)}个百分点` : amountIn(size, indicator)}`
    default:
      return `${isLess ? '少' : '多'}${size}`
  }
}

/** What tells a row from the others: of place, indicator and period those that differ. */
export function nameOf({ cell }: Entry, { axes, rows }: Found, { regions, plan }: Tongue): string {
  const cells = rows.flatMap((row) => row.entries.map((one) => one.cell))
  const differs = (of: (cell: Cell) => string) => new Set(cells.map(of)).size > 1
  const parts = [
    axes.isParts || differs((one) => one.place) ? placeName(regions, cell.place) : '',
    differs((one) => one.indicator.id) ? cell.indicator.short : '',
    differs((one) => one.period) ? shortPeriod(cell.period, plan) : '',
  ]
  return parts.filter(Boolean).join('') || cell.indicator.short
}

/** The name of a group by its axes. */
export function keyText({ key }: Row, { regions, plan }: Tongue): string {
  const place = key.place ?? key.city
  const indicator = plan.indicators.find((one) => one.id === (key.indicator as IndicatorId))
  return [
    place ? placeName(regions, place as RegionKey) : '',
    indicator?.short ?? '',
    key.period ? shortPeriod(key.period as Cell['period'], plan) : '',
  ]
    .filter(Boolean)
    .join('')
}

/** `3个县（市、区）`, `5项（2个县（市、区））` */
export function countText(count: Count, { axes }: Found, { regions }: Tongue): string {
  const levels = new Set(axes.places.map((key) => regions.get(key).level))
  const unit =
    levels.size === 1 && levels.has('county')
      ? '个县（市、区）'
      : levels.size === 1 && levels.has('city')
        ? '个市'
        : '个地方'
  if (count.places === count.cells) return `${count.places}${unit}`
  return axes.places.length === 1 ? `${count.cells}项` : `${count.places}${unit}${count.cells}项`
}

/** What a row was folded to. */
export function foldedText(row: Row, found: Found, tongue: Tongue): string {
  const { fold } = found.query
  const { count, of, folded } = row
  if (fold === 'count') return `${countText(of, found, tongue)}中有${countText(count, found, tongue)}`
  if (fold === 'share')
    return `${count.cells}/${of.cells}，占${percent(String(of.cells === 0 ? 0 : count.cells / of.cells) as Amount)}`
  return [...(folded ?? [])]
    .filter(([measure]) => found.query.measures.includes(measure))
    .map(([measure, { reading, counted, without, holder }]) => {
      const cell = counted[0] ?? without[0]
      const short = cell ? shortOf(measure, reading, cell) : '—'
      const who = holder ? `（${placeName(tongue.regions, holder.place)}，${standingText(holder, tongue)}）` : ''
      const out = without.length > 0 && counted.length > 0 ? `，${names(without, tongue)}没有数、不在内` : ''
      return `${MEASURES[measure].name}${short}${who}${out}`
    })
    .join('，')
}

const MANY = 12

function names(cells: readonly Cell[], { regions }: Tongue): string {
  const all = [...new Set(cells.map((one) => placeName(regions, one.place)))]
  return `${all.slice(0, MANY).join('、')}${all.length > MANY ? `等${all.length}个` : ''}`
}

/** `另有海宁市、平湖市本期未报，不能判断。` What is no task of theirs is not told. */
export function unknownText(unknown: readonly Unknown[], tongue: Tongue): string {
  const told = unknown.filter(({ why }) => why !== 'no-task' && why !== 'not-owed')
  return [...groupsOf(told, ({ cell, why }) => absentText(why, cell))]
    .map(
      ([why, all]) =>
        `${names(
          all.map((one) => one.cell),
          tongue,
        )}${why}，不能判断。`,
    )
    .join('')
}

/** Of everything looked at, who has reported: `应报17项，已报12项，缺5项`. */
export function turnoutText({ turnout: { reported, of, pending, silent }, rows }: Found): string {
  const isTold = rows.length === 1 && rows[0]?.entries.length === 1 && rows[0].folded === undefined
  if (isTold || of < 2) return ''
  const waiting = pending > 0 ? `，其中${pending}项待审核` : ''
  const never = silent > 0 ? `，${silent}项尚无上报` : ''
  return reported === of && pending === 0
    ? `${reported}/${of}已报。`
    : `${reported}/${of}已报${reported < of ? `，缺${of - reported}项` : ''}${waiting}${never}。`
}
