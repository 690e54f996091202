/** A query in plain words, one line: what a card says that it understood, and what the reader reads back as the same query. */

import { type Amount, percent } from '../office/amount.ts'
import { amountIn, placeName, shortPeriod } from '../office/format.ts'
import type { Measure } from '../office/measure.ts'
import { type IndicatorId, indicatorOf, type Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { LedgerQuery, Test, Whom } from '../query/index.ts'

/** The names by which a query is put into words. */
export interface OfficeTerms {
  readonly plan: Plan
  readonly regions: Regions
}

/**
 * A query in plain words that read back as the same query.
 * @returns when, of whom, of what, and what of it: `8月湖州市各县僵尸企业完成率多少`
 * @see test/request/say.property.test.ts for what is read back
 */
export function say(query: LedgerQuery, terms: OfficeTerms): string {
  const { where = [], order, limit, alone, measures, fold } = query
  const [head = 'value'] = measures
  const subject = `${whenText(query, terms)}${whomText(query, terms)}${ofText(query, terms)}`
  if (where.length > 0) return `${subject}${where.map((one) => testText(one, query, terms)).join('、')}`
  if (order) {
    const first = limit === undefined ? '排' : `${alone ? '第' : '前'}${limit}名`
    return `${subject}${NAMES[order.measure] ?? ''}${order.down ? '从高到低' : '从低到高'}${first}`
  }
  return `${subject}${fold === 'mean' ? '平均' : ''}${ASKED[head] ?? ''}`
}

/** What each is asked by. */
const ASKED: Partial<Readonly<Record<Measure, string>>> = {
  value: '累计多少',
  increment: '新增多少',
  goal: '的目标是多少',
  rate: '完成率多少',
  gap: '任务还差多少',
  expected: '序时应该到多少',
  ahead: '与序时相比',
  light: '亮什么灯',
  rank: '排第几',
  share: '占比多少',
  reported: '报了没有',
  state: '审核状态',
  reportedAt: '什么时候报的',
  reportedBy: '谁报的',
  lateDays: '迟报几天',
  corrections: '更正过几次',
  reason: '原因是什么',
  forecast: '年底预计能到多少',
  perMonth: '每月需要完成多少',
  source: '任务来源',
}

/** What each is ordered by and held against. */
const NAMES: Partial<Readonly<Record<Measure, string>>> = {
  value: '累计数',
  increment: '新增',
  rate: '完成率',
  gap: '差额',
  rank: '名次',
}

const LIGHTS: Readonly<Record<string, string>> = { red: '亮红灯', yellow: '亮黄灯', green: '亮绿灯' }
const STATES: Readonly<Record<string, string>> = { submitted: '待审核', accepted: '审核通过', returned: '被退回' }
const OPS: Readonly<Record<Test['op'], string>> = {
  '<': '低于',
  '<=': '不超过',
  '>': '超过',
  '>=': '不低于',
  '=': '等于',
  '!=': '不等于',
}

const whenText = ({ when }: LedgerQuery, { plan }: OfficeTerms): string =>
  typeof when === 'string' ? '' : when.map((one) => shortPeriod(one, plan)).join('、')

/** Asked of parts: 哪些县 where it is told which, else 各县. */
function whomText({ whom, where = [], fold, by }: LedgerQuery, { regions }: OfficeTerms): string {
  if ('places' in whom) return whom.places.map((key) => placeName(regions, key)).join('、')
  const level = whom.level === 'city' ? regions.levels.city : regions.levels.county
  const which = where.length === 0 || by?.includes('city') ? '各' : fold === 'count' ? '有几个' : '哪些'
  return `${placeName(regions, whom.parts)}${butText(whom, regions)}${which}${level}`
}

const butText = ({ but = [] }: Extract<Whom, { parts: RegionKey }>, regions: OfficeTerms['regions']): string =>
  but.length === 0 ? '' : `除了${but.map((key) => placeName(regions, key)).join('和')}`

function ofText({ of, measures }: LedgerQuery, { plan }: OfficeTerms): string {
  if (of === 'owed') return ''
  // without a break 各项指标任务 would be read as one word
  return of === 'all'
    ? `各项指标${measures[0] === 'gap' ? '离' : ''}`
    : of.map((id: IndicatorId) => indicatorOf(plan, id).short).join('、')
}

const isAmount = (to: Test['to']): to is Amount => typeof to === 'string' && /^-?\d/.test(to)

function testText({ measure, op, to }: Test, { of }: LedgerQuery, { plan }: OfficeTerms): string {
  if (measure === 'reported') return to === false ? '没报' : '报了'
  if (measure === 'light') return LIGHTS[String(to)] ?? ''
  if (measure === 'state') return STATES[String(to)] ?? ''
  if (measure === 'lateDays') return '迟报'
  const [id] = typeof of === 'string' ? [] : of
  const isShare = measure === 'rate' || id === undefined
  // what is held against no figure (县经济没建) is said by its name
  if (!isAmount(to)) return NAMES[measure] ?? ''
  const size = isShare ? percent(to) : amountIn(to, indicatorOf(plan, id))
  return `${NAMES[measure] ?? ''}${OPS[op]}${size}`
}
