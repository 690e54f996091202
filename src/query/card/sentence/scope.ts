/**
 * What was asked, in words, from the query that ran: a filter that was lost on the way cannot be named.
 */

import { STATE_NAMES, type State } from '../../../ledger/index.ts'
import { absolute, isNegative, parseAmount, percent } from '../../../office/amount.ts'
import { dayName, fullDayName, parseDay } from '../../../office/day.ts'
import { amountIn, placeName, shortPeriod } from '../../../office/format.ts'
import { LEVEL } from '../../../office/levels.ts'
import type { Measure } from '../../../office/measure.ts'
import type { Light } from '../../../office/pace.ts'
import { periodName } from '../../../office/period.ts'
import { indicatorOf } from '../../../office/plan.ts'
import type { RegionKey } from '../../../office/region.ts'
import type { Axes } from '../../answer/result.ts'
import { isSized, MEASURES, type Sort } from '../../measures/measure.ts'
import type { LedgerQuery, Order, Quantifier, Scalar, Test, Versus } from '../../query.ts'
import { AXES, FOLDS, LIGHTS, OPS, TRUTHS } from '../text.ts'
import type { Tongue } from './reading-text.ts'

/** What an answer is of: `湖州市各县（市、区）2017年8月处置僵尸企业，完成率低于50%，按完成率从低到高排前3的`. */
export function scopeText(query: LedgerQuery, axes: Axes, tongue: Tongue): string {
  return [
    subjectText(query, axes, tongue),
    ...conditionsOf(query, axes, tongue),
    ...clausesOf(query, axes, tongue),
  ].join('，')
}

/**
 * What a condition picked, as the head of an answer: `湖州市处置僵尸企业完成率低于50%的县（市、区）有3个`.
 * @param counted from `pickedCount`
 */
export function pickedText(query: LedgerQuery, axes: Axes, counted: string, tongue: Tongue): string {
  const conditions = conditionsOf(query, axes, tongue)
  const subject = `${wholeText(query, axes, tongue)}${whenText(query, axes, tongue)}${ofText(query, axes)}`
  const picked = `${subject}${conditions.join('、')}的${counted}`
  return [picked, ...clausesOf(query, axes, tongue)].join('，')
}

/** `假设长兴县6月僵尸企业再报3家：`; empty where nothing is supposed. */
export function supposedText({ suppose = [] }: LedgerQuery, { plan, regions }: Tongue): string {
  const told = suppose.map(({ place, indicator, period, value, more }) => {
    const of = indicatorOf(plan, indicator)
    return `${placeName(regions, place)}${shortPeriod(period, plan)}${of.short}${!more ? '累计' : isNegative(value) ? '少报' : '再报'}${amountIn(more ? absolute(value) : value, of)}`
  })
  return told.length > 0 ? `假设${told.join('、')}：` : ''
}

/** Places, period and indicators of a query: `湖州市各县（市、区）2017年8月处置僵尸企业`. */
export const subjectText = (query: LedgerQuery, axes: Axes, tongue: Tongue): string =>
  `${whomText(query, axes, tongue)}${whenText(query, axes, tongue)}${ofText(query, axes)}`

const conditionsOf = ({ where = [] }: LedgerQuery, axes: Axes, tongue: Tongue): string[] =>
  where.map((test) => testText(test, axes, tongue))

/** How it is looked at, beside what is asked of whom. */
function clausesOf(query: LedgerQuery, axes: Axes, tongue: Tongue): string[] {
  const { asOf, fresh, reach, among, versus, by = [], fold, order, limit, alone } = query
  const groups = by.filter((axis) => fold !== undefined || axis !== 'place').map((axis) => AXES[axis])
  return [
    asOf ? `只用截至${fullDayName(asOf)}的数` : '',
    fresh ? '只算本期报了的' : '',
    among ? `在${placeName(tongue.regions, among)}内比` : '',
    versus ? versusText(versus, tongue) : '',
    reach ? `要${testText(reach, axes, tongue)}` : '',
    groups.length > 0 || fold
      ? `${groups.length > 0 ? `按${groups.join('、')}` : ''}${fold ? foldName(fold, query) : '分'}`
      : '',
    order
      ? orderText(order, limit ? `排${alone || limit === 1 ? '第' : '前'}${limit}的` : '', fold, by.length > 0)
      : '',
  ].filter(Boolean)
}

/** The least of moments is the earliest. */
function foldName(fold: NonNullable<LedgerQuery['fold']>, { measures: [head] }: LedgerQuery): string {
  const isOfTime = head !== undefined && ['instant', 'day'].includes(MEASURES[head].sort)
  return isOfTime && fold === 'least' ? '最早' : isOfTime && fold === 'most' ? '最晚' : FOLDS[fold]
}

/** What is least and most of each sort that is not low or high. */
const ENDS: Partial<Readonly<Record<Sort, readonly [low: string, high: string]>>> = {
  instant: ['早', '晚'],
  day: ['早', '晚'],
  place: ['前', '后'],
}

/** `按完成率从低到高排前3的`; groups are in the order of how many passed, whatever was asked of them: `从多到少排第1的` */
function orderText({ measure, down }: Order, limit: string, fold: LedgerQuery['fold'], isGrouped: boolean): string {
  const isCounted = fold === 'count' || (isGrouped && fold === undefined && !isSized(measure))
  const [low, high] = isCounted ? ['少', '多'] : (ENDS[MEASURES[measure].sort] ?? ['低', '高'])
  const name = isCounted || fold === 'share' ? '' : `按${MEASURES[measure].name}`
  return `${name}从${down ? `${high}到${low}` : `${low}到${high}`}${limit}`
}

const MANY = 8

/** The places of a query: 湖州市各县（市、区）, or those that are named. */
export function whomText(query: LedgerQuery, axes: Axes, tongue: Tongue): string {
  const { whom } = query
  const whole = wholeText(query, axes, tongue)
  if ('places' in whom || tongue.regions.get(whom.parts).level === 'county') return whole
  const isOfCities = whom.level === 'city' && tongue.regions.get(whom.parts).level === 'province'
  const out = outText(whom.but, tongue)
  return `${whole.slice(0, whole.length - out.length)}${isOfCities ? LEVEL.cities : `各${LEVEL.counties}`}${out}`
}

/** Of whom those picked are: `湖州市（不含德清县）`, `长兴县、安吉县`. */
function wholeText({ whom }: LedgerQuery, { places }: Axes, tongue: Tongue): string {
  if ('parts' in whom) return `${placeName(tongue.regions, whom.parts)}${outText(whom.but, tongue)}`
  const cities = places.length > MANY ? citiesOf(places, tongue) : undefined
  if (cities) return `${cities.map((key) => placeName(tongue.regions, key)).join('、')}各${LEVEL.counties}`
  const names = whom.places.slice(0, MANY).map((key) => placeName(tongue.regions, key))
  return `${names.join('、')}${places.length > MANY ? `等${places.length}个地方` : ''}`
}

/** The cities whose counties many places are, all of them and no others. */
function citiesOf(places: readonly RegionKey[], { regions }: Tongue): RegionKey[] | undefined {
  const cities = [...new Set(places.flatMap((key) => regions.get(key).parent ?? []))]
  const all = regions.all.filter(({ parent, validTo }) => parent && cities.includes(parent) && validTo === undefined)
  return all.length === places.length && all.every(({ key }) => places.includes(key)) ? cities : undefined
}

const outText = (but: Extract<LedgerQuery['whom'], { parts: unknown }>['but'], { regions }: Tongue): string =>
  but && but.length > 0 ? `（不含${but.map((key) => regions.get(key).name).join('、')}）` : ''

function whenText({ when, measures }: LedgerQuery, { periods }: Axes, { plan }: Tongue): string {
  const [first, ...others] = periods
  if (!first) return ''
  const names = [periodName(first), ...others.map((one) => shortPeriod(one, plan))].join('、')
  if (when === 'latest' && measures.every(isOfYear)) return `${plan.year}年`
  return when === 'owed' && others.length > 0 ? `各应报期（${names}）` : names
}

/** Whether a measure is of the whole year, so that no period is named beside it. */
export const isOfYear = (measure: Measure): boolean => measure === 'goal' || measure === 'source'

function ofText({ of, measures }: LedgerQuery, { indicators }: Axes): string {
  const [only, another] = indicators
  const isOfGoals = measures.every(isOfYear)
  if (only && !another) return `${only.name}${isOfGoals ? '的任务' : ''}`
  if (of === 'all') return `各项指标${isOfGoals ? '的任务' : ''}`
  return of === 'owed' ? '应报的各项指标' : indicators.map((one) => one.short).join('、')
}

/** What it is compared with: `与2017年7月比`, `与桐乡市比`, `与序时进度比`. */
export function versusText(versus: Versus, { plan, regions }: Tongue): string {
  if ('base' in versus) return versus.base === 'goal' ? '与目标比' : '与序时进度比'
  if ('place' in versus) return `与${placeName(regions, versus.place)}比`
  return `与${versus.period.startsWith(String(plan.year)) ? shortPeriod(versus.period, plan) : periodName(versus.period)}比`
}

/** A condition in words: `完成率低于50%`, `每期都亮红灯`, `不是每项指标都已报`, `连续2期未报`. */
export function testText(test: Test, axes: Axes, tongue: Tongue): string {
  const whole = WHOLE[`${test.measure} ${String(test.to)} ${test.over ?? ''} ${String(test.holds ?? 'every')}`]
  const at = test.at?.map((one) => shortPeriod(one, tongue.plan)).join('、') ?? ''
  if (whole && test.op === '=') return `${at}${whole}`
  return `${at}${quantifierText(test)}${plainText(test, axes)}`
}

/** What is said of all indicators together. */
const WHOLE: Readonly<Record<string, string>> = {
  'reported true indicator every': '报齐',
  'reported true indicator not-every': '没报齐',
  'reported true all every': '每期都报齐',
  'reported false all every': '一项都没报过',
}

function quantifierText({ over, holds }: Test): string {
  if (over === undefined) return holds === undefined ? '' : amongAll(holds)
  const one = over === 'indicator' ? '项指标' : over === 'all' ? '期每项' : '期'
  if (holds === undefined || holds === 'every') return `每${one}都`
  if (holds === 'some') return `至少1${one}`
  if (holds === 'none') return over === 'all' ? '从没' : `没有一${one}`
  if (holds === 'not-every') return `不是每${one}都`
  return 'atLeast' in holds ? `至少${holds.atLeast}${one}` : `连续${holds.running}${one}以上`
}

/** Of everything that is left, as a claim has it. */
function amongAll(holds: Quantifier): string {
  if (typeof holds === 'string') return { every: '都', some: '有', none: '没有', 'not-every': '不是都' }[holds]
  return 'atLeast' in holds ? `至少${holds.atLeast}个` : `连续${holds.running}个`
}

function plainText({ measure, op, to }: Test, axes: Axes): string {
  const values = Array.isArray(to) ? to : [to as Scalar]
  const short = SHORT[`${measure} ${op} ${values.join()}`]
  if (short) return short
  const named = values.map((one) => scalarText(measure, one, axes))
  const { sort, name } = MEASURES[measure]
  if (sort === 'truth') return named.map((one) => (op === '!=' ? `不是${one}` : one)).join('或')
  if (measure === 'light') return `${op === '!=' ? '不' : ''}亮${named.join('或')}`
  if (sort === 'name') return `${name}${op === '!=' ? '不是' : '是'}${named.join('或')}`
  if (sort === 'place' && op === '=') return `${name}是${named.join('或')}`
  if (op === '=') return `${name}为${named.join('或')}`
  return `${name}${OPS[op]}${named.join('或')}`
}

/** What has a word of its own. */
const SHORT: Readonly<Record<string, string>> = {
  'lateDays > 0': '迟报',
  'lateDays = 0': '按时上报',
  'corrections > 0': '更正过',
  'rate >= 1': '完成任务',
  'rate < 1': '没有完成任务',
  'gap > 0': '没有完成任务',
  'increment = 0': '没有新增',
  'increment > 0': '有新增',
  'ahead < 0': '落后于序时',
  'ahead >= 0': '达到序时',
  'state = returned': '被退回、还没重报',
  'state = submitted': '待审核',
  'state != none': '已经报上来',
}

function scalarText(measure: Test['measure'], to: Scalar, { indicators }: Axes): string {
  if (typeof to === 'boolean') return TRUTHS[measure]?.[to ? 0 : 1] ?? String(to)
  if (measure === 'light') return LIGHTS[to as Light] ?? to
  if (measure === 'state') return STATE_NAMES[to as State] ?? to
  if (to === 'goal') return MEASURES.goal.name
  if (to === 'versus') return '所比的数'
  const value = parseAmount(to)
  const day = parseDay(to)
  if (day) return dayName(day)
  if (value === undefined) return to
  const [only, another] = indicators
  switch (MEASURES[measure].sort) {
    case 'ratio':
      return percent(value)
    case 'points':
      return `${value}个百分点`
    case 'amount':
      return only && !another ? amountIn(value, only) : value
    case 'place':
      return `第${value}`
    case 'days':
      return `${value}天`
    case 'number':
      return `${value}次`
    default:
      return value
  }
}
