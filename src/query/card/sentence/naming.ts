/** What rows, groups and counts are called. */

import { type Amount, total } from '../../../office/amount.ts'
import { placeName, shortPeriod } from '../../../office/format.ts'
import { LEVEL } from '../../../office/levels.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { RegionKey } from '../../../office/region.ts'
import type { Count, Entry, Found, Row, Unknown } from '../../answer/result.ts'
import type { Cell } from '../../cube/cube.ts'
import { groupsOf } from '../../cube/group.ts'
import { MEASURES } from '../../measures/measure.ts'
import { detailOf, isKnown } from '../../measures/reading.ts'
import { absentText } from '../text.ts'
import type { Tongue } from './reading-text.ts'

/** More names than these are not listed in a sentence. */
export const FEW = 12

/**
 * What tells an entry from the others of an answer: its place, indicator and period, as far as there are several of
 * each.
 */
export function nameOf({ cell }: Entry, { axes }: Found, { regions, plan }: Tongue): string {
  const { places, indicators, periods, isParts } = axes
  return [
    isParts || places.length > 1 ? placeName(regions, cell.place) : '',
    indicators.length > 1 ? cell.indicator.short : '',
    periods.length > 1 ? shortPeriod(cell.period, plan) : '',
  ].join('')
}

/** The name of a group, by the axes that it has. */
export function keyText({ key }: Row, { regions, plan }: Tongue): string {
  const place = key.place ?? key.city
  const indicator = plan.indicators.find((one) => one.id === (key.indicator as IndicatorId))
  return [
    place ? placeName(regions, place as RegionKey) : '',
    indicator?.short ?? '',
    key.period ? shortPeriod(key.period as Cell['period'], plan) : '',
  ].join('')
}

/** What the places of an answer are called: `县（市、区）`, `市`; 地方 where they are of several levels. */
export function levelText({ axes }: Found, { regions }: Tongue): string {
  const [level, another] = [...new Set(axes.places.map((key) => regions.get(key).level))]
  if (another !== undefined) return '地方'
  return level === 'county' ? LEVEL.counties : level === 'city' ? LEVEL.city : LEVEL.whole
}

/**
 * `3个县（市、区）`, `2个县（市、区）5项`; places alone where each has one, or where all indicators are judged together.
 * @param of the whole that it is a part of
 */
export function countText(count: Count, found: Found, tongue: Tongue, of = count): string {
  const { places, cells } = count
  if (found.axes.places.length === 1 && cells > 0) return `${cells}项`
  return isOfPlaces(of, found)
    ? `${places}个${levelText(found, tongue)}`
    : `${places}个${levelText(found, tongue)}${cells}项`
}

/** Whether a count is told by places alone. */
export const isOfPlaces = ({ places, cells }: Count, { query }: Found): boolean =>
  places === cells ||
  query.counts === 'places' ||
  (query.where?.some(({ over }) => over === 'indicator' || over === 'all') ?? false)

/** `县（市、区）有3个`, `指标有2项`: how many a condition picked. */
export function pickedCount(count: Count, found: Found, tongue: Tongue): string {
  const { axes } = found
  if (axes.places.length === 1 && !axes.isParts)
    return `${axes.indicators.length > 1 ? '指标' : '时期'}有${count.cells}项`
  return `${levelText(found, tongue)}有${count.places}个${isOfPlaces(count, found) ? '' : `，共${count.cells}项${timesText(found)}`}`
}

/** `380次`: how often something was done to them in all. */
function timesText({ query: { measures }, rows }: Found): string {
  const [head] = measures
  if (head === undefined || MEASURES[head].sort !== 'number') return ''
  const readings = rows.flatMap(({ entries }) => entries.map((one) => one.readings.get(head)))
  return `${total(readings.flatMap((one) => (isKnown(one) ? [one.is as Amount] : [])))}次`
}

/** `，其中99项还没报`: how many of the late reports never came; empty where none. */
export function missingText(rows: readonly Pick<Row, 'entries'>[]): string {
  const all = rows.flatMap(({ entries }) => entries)
  const missing = all.filter(isMissing).length
  return missing === 0 ? '' : missing === all.length ? '，都还没报' : `，其中${missing}项还没报`
}

/** Whether an entry's report is late and did not come yet. */
export const isMissing = ({ readings }: Entry): boolean =>
  detailOf(readings.get('lateDays'), 'lateDays')?.isMissing === true

/** The first `FEW` places of some cells by name: 长兴县、安吉县等15个. */
export function placesNamed(cells: readonly Cell[], { regions }: Tongue): string {
  const all = [...new Set(cells.map((one) => placeName(regions, one.place)))]
  return `${all.slice(0, FEW).join('、')}${all.length > FEW ? `等${all.length}个` : ''}`
}

/**
 * Of which places a condition cannot be told, by reason: `另有2个本期未报，不能判断：海宁市、平湖市。` Places without a task are left out.
 */
export function unknownText(unknown: readonly Unknown[], tongue: Tongue): string {
  const told = unknown.filter(({ why }) => why !== 'no-task' && why !== 'not-owed')
  const reasons = groupsOf(
    told,
    ({ cell, why }) => absentText(why, cell),
    ({ cell }) => cell,
  )
  return [...reasons]
    .map(([why, cells]) => {
      const places = new Set(cells.map(({ place }) => place)).size
      return `另有${places}个${why}，不能判断${places <= FEW ? `：${placesNamed(cells, tongue)}` : ''}。`
    })
    .join('')
}

/**
 * Who has reported of all that was looked at: `12/17已报，其中3项待审核；缺5项，2项尚无上报。` Empty for one report, or for a single
 * entry.
 */
export function turnoutText({ turnout: { reported, of, pending, silent }, rows }: Found): string {
  const isTold = rows.length === 1 && rows[0]?.entries.length === 1 && rows[0].folded === undefined
  if (isTold || of < 2) return ''
  const waiting = pending > 0 ? `，其中${pending}项待审核` : ''
  const never = silent > 0 ? `，${silent}项尚无上报` : ''
  return `${reported}/${of}已报${waiting}${reported < of ? `${waiting ? '；' : '，'}缺${of - reported}项` : ''}${never}。`
}
