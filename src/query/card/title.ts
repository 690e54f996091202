/** The answer in a few words. */

import type { Amount } from '../../office/amount.ts'
import { amount, compare, isZero } from '../../office/amount.ts'
import { placeName, shortPeriod } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import type { Measure } from '../../office/measure.ts'
import type { Entry, Found } from '../answer/result.ts'
import { detailOf, isKnown, type Reading } from '../measures/reading.ts'
import { noneText } from './no-answer.ts'
import { countText, isOfPlaces, keyText, missingText, nameOf } from './sentence/naming.ts'
import { phraseOf } from './sentence/phrase.ts'
import { type Showing, shortOf } from './sentence/reading-text.ts'
import { testText, whomText } from './sentence/scope.ts'
import { foldedText, told } from './sentence/sentence.ts'
import { isAttendance, isOfSeveral } from './table/attendance.ts'
import { isTurnout, turnoutTitle } from './table/turnout.ts'
import { absentText } from './text.ts'
import { verdictTitle } from './verdict.ts'

/**
 * The title of an answer, to be read alone on a phone: the verdict, the count, or the one figure that was asked for.
 */
export const titleOf = (found: Found, showing: Showing): string =>
  `${found.query.suppose ? '假设：' : ''}${plainTitle(found, showing)}`

type Titling = (found: Found, showing: Showing) => string | undefined

/** The first that has a title has it. */
const plainTitle = (found: Found, showing: Showing): string => {
  for (const titling of TITLINGS) {
    const title = titling(found, showing)
    if (title !== undefined) return title
  }
  return subjectTitle(found, showing)
}

const claimTitle: Titling = ({ verdict, query, axes }, showing) =>
  verdict && query.claim && verdictTitle(query.claim, verdict, axes, showing)

/** `12项中有1项低于50%`: what a condition counted, or that it holds of none. */
const countedTitle: Titling = (found, showing) => {
  const { rows, query, count } = found
  if (query.fold !== 'count' || !query.where) return undefined
  if (count.cells === 0) return noneTitle(found, showing)
  const [row, another] = rows
  const isOfWhole = row && !another && !row.key.place && !row.key.city && !isOfPlaces(row.of, found)
  return isOfWhole ? `${countText(row.count, found, showing, row.of)}${whereText(found, showing)}` : undefined
}

const foldTitle: Titling = (found, showing) => {
  const [row, another] = found.rows
  if (!row || another || !found.query.fold) return undefined
  const most = mostText(found, showing)
  const said = [keyText(row, showing), foldedText(row, found, showing, TITLED)].filter(Boolean)
  return `${most}${said.join(most ? '，' : '：')}`
}

const onlyTitle: Titling = (found, showing) => {
  const [row, another] = found.rows
  const [entry, more] = row?.entries ?? []
  const isOnly = entry && !another && !more && !isChosen(found)
  return isOnly ? singleTitle(entry, told(entry, found.query.measures), showing) : undefined
}

const rankedTitle: Titling = (found, showing) => {
  const { query, rows } = found
  const isRanked = query.limit && ((rows[0]?.entries.length ?? 0) > 0 || query.fold === 'share')
  return isRanked ? `${mostText(found, showing) || thingIn(found)}${best(found, showing).join('、')}` : undefined
}

const pickedTitle: Titling = (found, showing) => {
  const conditions = whereText(found, showing)
  const count = countText(found.count, found, showing)
  return conditions && `${thingIn(found)}${count}${conditions}${missingText(found.rows)}`
}

const TITLINGS: readonly Titling[] = [
  claimTitle,
  (found, showing) => (isAttendance(found) && !isOfSeveral(found) ? attendanceTitle(found, showing) : undefined),
  (found, showing) => (isTurnout(found) ? turnoutTitle(found, showing) : undefined),
  countedTitle,
  foldTitle,
  onlyTitle,
  ({ lacking }) => lacking && absentText(lacking),
  rankedTitle,
  (found, showing) => pickedTitle(found, showing) || undefined,
]

/** Of whom and of what. */
const subjectTitle = ({ query, axes }: Found, showing: Showing): string =>
  `${whomText(query, axes, showing)} ${onlyIndicator(axes)?.short ?? '各项指标'}`

const onlyIndicator = ({ indicators }: Found['axes']) => (indicators.length === 1 ? indicators[0] : undefined)

const thingIn = ({ axes }: Found): string => {
  const only = onlyIndicator(axes)
  return only ? `${only.short}：` : ''
}

/** As many places are named in a title. */
const TITLED = 3

const best = (found: Found, showing: Showing): string[] =>
  found.query.by
    ? found.rows.slice(0, TITLED).map((one) => keyText(one, showing))
    : found.rows
        .flatMap(({ entries }) => entries)
        .slice(0, TITLED)
        .map((one) => nameOf(one, found, showing))

/** None of what was looked at: that is said where it can be told of any. */
function noneTitle({ unknown, of, query, axes }: Found, showing: Showing): string {
  const isUntold = unknown.length > 0 && unknown.length >= of.cells
  if (isUntold) return unknown.every(({ why }) => why === 'private') ? '不公开' : '还不能判断'
  return noneText(whereText({ query, axes }, showing))
}

/** `亮红灯最多的：`: by what groups that were counted come first. */
function mostText({ query, axes }: Found, showing: Showing): string {
  const { fold, limit, order, where } = query
  if (fold !== 'count' || !limit || !order || !where) return ''
  return `${whereText({ query, axes }, showing)}最${order.down ? '多' : '少'}的：`
}

const whereText = ({ query, axes }: Pick<Found, 'query' | 'axes'>, showing: Showing): string =>
  (query.where ?? []).map((test) => testText(test, axes, showing)).join('、')

function attendanceTitle({ count, query, axes }: Found, { regions, plan }: Showing): string {
  const whole = 'parts' in query.whom ? placeName(regions, query.whom.parts) : ''
  const [period] = axes.periods
  return `${whole}${period ? shortPeriod(period, plan) : ''}：${count.places}个${LEVEL.county}未报齐`
}

function singleTitle(entry: Entry, [measure]: readonly Measure[], showing: Showing): string {
  const { cell } = entry
  return `${placeOf(entry, showing)} ${cell.indicator.short}：${measure ? mainOf(entry, measure, showing) : ''}`
}

const placeOf = ({ cell }: Entry, { regions }: Showing): string => placeName(regions, cell.place)

function forecastTitle(short: string, reading: Reading): string {
  const outlook = detailOf(reading, 'forecast')?.outlook
  if (!outlook) return short
  return `按现在的速度${compare(outlook.completion, amount(1)) >= 0 ? '能完成' : '完不成'}（年底约${short}）`
}

/** Those that a condition picked from several. */
const isChosen = ({ query: { where, limit }, axes }: Found): boolean =>
  where !== undefined && limit === undefined && (axes.isParts || axes.places.length > 1 || axes.indicators.length > 1)

/** Phrases that fit into a title; the others are told by their value. */
const PHRASED: ReadonlySet<Measure> = new Set([
  ...(['value', 'goal', 'gap', 'rate', 'increment', 'ahead', 'reportedAt', 'reportedBy', 'reason'] as const),
  ...(['needed', 'asOf'] as const),
])

function mainOf({ readings, cell }: Entry, measure: Measure, showing: Showing): string {
  const reading = readings.get(measure)
  const short = shortOf(measure, reading, cell)
  if (!isKnown(reading)) return phraseOf(measure, reading, cell, showing)
  if (measure === 'source') return '任务来源'
  if (measure === 'forecast') return forecastTitle(short, reading)
  if (measure === 'corrections') return isZero(reading.is as Amount) ? '没有更正过' : `更正过${short}`
  return PHRASED.has(measure) ? withoutBase(phraseOf(measure, reading, cell, showing)) : short
}

/** `新增1家`, without what it is compared with. */
const withoutBase = (phrase: string): string => phrase.split('（')[0] ?? phrase
