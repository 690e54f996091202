/**
 * What was asked, in words, from the query that ran: a filter that was lost on the way cannot be named.
 */

import { STATE_NAMES, type State } from '../../ledger/index.ts'
import { parseAmount, percent } from '../../office/amount.ts'
import { dayName, fullDayName, parseDay } from '../../office/day.ts'
import { amountIn, placeName, shortPeriod } from '../../office/format.ts'
import type { Light } from '../../office/pace.ts'
import { periodName } from '../../office/period.ts'
import type { Axes } from '../answer/result.ts'
import { MEASURES } from '../measures/measure.ts'
import type { LedgerQuery, Order, Quantifier, Scalar, Test, Versus } from '../query.ts'
import type { Tongue } from './short.ts'
import { AXES, FOLDS, LIGHTS, OPS, TRUTHS } from './text.ts'

/** `湖州市各县（市、区）2017年8月处置僵尸企业，完成率低于50%，按完成率从低到高前3` */
export function scopeText(query: LedgerQuery, axes: Axes, tongue: Tongue): string {
  const { regions } = tongue
  const where = (query.where ?? []).map((test) => testText(test, axes, tongue))
  return [
    `${whomText(query, axes, tongue)}${whenText(query, axes, tongue)}${ofText(query, axes)}`,
    query.asOf && `只用截至${fullDayName(query.asOf)}的数`,
    ...where,
    query.among && `在${placeName(regions, query.among)}内比`,
    query.versus && versusText(query.versus, tongue),
    query.by && `按${query.by.map((axis) => AXES[axis]).join('、')}分`,
    query.fold && `${FOLDS[query.fold]}`,
    query.order && orderText(query.order, query.limit),
  ]
    .filter(Boolean)
    .join('，')
}

function orderText({ measure, down }: Order, limit: number | undefined): string {
  const { name, sort } = MEASURES[measure]
  const [low, high] = sort === 'instant' ? ['早', '晚'] : sort === 'place' ? ['前', '后'] : ['低', '高']
  return `按${name}从${down ? `${high}到${low}` : `${low}到${high}`}${limit ? `前${limit}` : ''}`
}

const MANY = 8

function whomText({ whom }: LedgerQuery, { places }: Axes, { regions }: Tongue): string {
  if ('places' in whom) {
    const names = whom.places.slice(0, MANY).map((key) => placeName(regions, key))
    return `${names.join('、')}${places.length > MANY ? `等${places.length}个地方` : ''}`
  }
  const out = whom.but?.map((key) => regions.get(key).name).join('、')
  const isCounty = regions.get(whom.parts).level === 'county'
  const parts = isCounty
    ? ''
    : whom.level === 'city' && regions.get(whom.parts).level === 'province'
      ? '各市'
      : '各县（市、区）'
  return `${placeName(regions, whom.parts)}${parts}${out ? `（不含${out}）` : ''}`
}

function whenText({ when }: LedgerQuery, { periods }: Axes, { plan }: Tongue): string {
  const [first, ...others] = periods
  if (!first) return ''
  const names = [periodName(first), ...others.map((one) => shortPeriod(one, plan))].join('、')
  if (when === 'owed') return `各应报期（${names}）`
  return when === 'latest' ? `最近一期（${names}）` : names
}

function ofText({ of }: LedgerQuery, { indicators }: Axes): string {
  const [only, another] = indicators
  if (only && !another) return only.name
  if (of === 'all') return '各项指标'
  return of === 'owed' ? '应报的各项指标' : indicators.map((one) => one.short).join('、')
}

/** `比2017年7月`, `比桐乡市`, `比序时` */
export function versusText(versus: Versus, { plan, regions }: Tongue): string {
  if ('base' in versus) return versus.base === 'goal' ? '与目标比' : '与序时进度比'
  if ('place' in versus) return `与${placeName(regions, versus.place)}比`
  return `与${versus.period.startsWith(String(plan.year)) ? shortPeriod(versus.period, plan) : periodName(versus.period)}比`
}

/** `完成率低于50%`, `每期都亮红灯`, `不是每项指标都已报`, `连续2期未报` */
export function testText(test: Test, axes: Axes, tongue: Tongue): string {
  const at = test.at?.map((one) => shortPeriod(one, tongue.plan)).join('、')
  return `${at ? `${at}` : ''}${quantifierText(test)}${plainText(test, axes)}`
}

function quantifierText({ over, holds }: Test): string {
  if (over === undefined) return holds === undefined ? '' : amongAll(holds)
  const one = over === 'indicator' ? '项指标' : '期'
  if (holds === undefined || holds === 'every') return `每${one}都`
  if (holds === 'some') return `至少1${one}`
  if (holds === 'none') return `没有一${one}`
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
  const named = values.map((one) => scalarText(measure, one, axes))
  const { sort, name } = MEASURES[measure]
  if (sort === 'truth') return named.map((one) => (op === '!=' ? `不是${one}` : one)).join('或')
  if (measure === 'light') return `${op === '!=' ? '不' : ''}亮${named.join('或')}`
  if (sort === 'name') return `${name}${op === '!=' ? '不是' : '是'}${named.join('或')}`
  if (sort === 'place' && op === '=') return `${name}是${named.join('或')}`
  return `${name}${OPS[op]}${named.join('或')}`
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
