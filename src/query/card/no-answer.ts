/** What is said where there is no answer: what was asked, and why there is nothing. */

import { LEVEL } from '../../office/levels.ts'
import { periodName } from '../../office/period.ts'
import type { Axes, Nothing, Nought } from '../answer/result.ts'
import { MEASURES } from '../measures/measure.ts'
import { unknownText } from './sentence/naming.ts'
import type { Tongue } from './sentence/reading-text.ts'
import { pickedText, scopeText, testText } from './sentence/scope.ts'

/** Title and words for a query without an answer. */
export function noughtText(
  { query, axes, nought }: Nothing,
  tongue: Tongue,
): { readonly title: string; readonly said: string } {
  const { title, why } = reasonOf(nought, axes, tongue)
  if (axes && nought.why === 'no-match') {
    const conditions = (query.where ?? []).map((test) => testText(test, axes, tongue)).join('、')
    // of nothing that was looked at can it be told: that is no all-clear
    const isUntold = nought.of.cells > 0 && nought.unknown.length >= nought.of.cells
    const head = pickedText(query, axes, '', tongue)
    if (isUntold)
      return { title: '还不能判断', said: `${head}：${unknownText(nought.unknown, tongue).replaceAll('另有', '')}` }
    return {
      title: noneText(conditions),
      said: `${head}：${why}`,
    }
  }
  const scope = axes ? `${scopeText(query, axes, tongue)}：` : ''
  return { title, said: `${scope}${why}` }
}

/** What is so of none, as one says it. */
const NONE: Readonly<Record<string, string>> = { 已报: '都没报', 未报: '没有没报的', 更正过: '没有更正过' }

/**
 * Says that no place or indicator meets the conditions.
 * @param conditions as `testText` words them
 */
export const noneText = (conditions: string): string =>
  NONE[conditions] ?? (['没', '不'].some((one) => conditions.includes(one)) ? '没有符合条件的' : `没有${conditions}的`)

function reasonOf(
  nought: Nought,
  axes: Axes | undefined,
  tongue: Tongue,
): { readonly title: string; readonly why: string } {
  const { plan, regions } = tongue
  switch (nought.why) {
    case 'no-year':
      return {
        title: `没有${nought.year}年的台账`,
        why: `这里的台账只有${plan.year}年的上报，没有${nought.year}年的数，不能比较或推算。`,
      }
    case 'no-such':
      return { title: '没有这一项', why: `“${nought.name}”不在${plan.year}年的指标和地方里。` }
    case 'rates-summed':
      return {
        title: '比率不能相加',
        why: `${MEASURES[nought.measure].name}是比率，不能相加或平均；可以分别列出，或看上级自己的数。`,
      }
    case 'cumulative-over-time':
      return {
        title: '累计数不能跨期相加',
        why: `${MEASURES[nought.measure].name}从1月1日起累计，各期不能相加；看最后一期，或看各期新增。`,
      }
    case 'not-summed':
      return { title: '不能合计', why: `${MEASURES[nought.measure].name}不能相加或比大小；可以分别列出。` }
    case 'units-differ':
      return {
        title: '单位不同，不能合计',
        why: `${nought.indicators.length}项指标单位和口径不同，不能加在一起；可以按指标分开。`,
      }
    case 'overlap':
      return { title: '重复计算', why: `${regions.get(nought.place).name}已包含在另一个地方里，加起来会重复。` }
    case 'no-task':
      return { title: '无任务', why: '没有这项任务（无任务），不用报，也不算欠报。' }
    case 'nothing-owed':
      return { title: '没有应报的', why: `没有应报的指标${firstOwed(tongue)}。` }
    case 'not-over':
      return {
        title: '还没到上报的时候',
        why: `${axes?.periods[0] ? periodName(axes.periods[0]) : '这一期'}还没有结束，没到上报的时候，还没有数。`,
      }
    case 'private':
      return {
        title: '不公开',
        why: `审核、退回和更正的情况只有本地联系人和上级协调员能看，群里不显示；要看请联系所在${LEVEL.city}的${LEVEL.city}协调员。`,
      }
    case 'too-wide':
      return {
        title: '范围太大，请先选一部分',
        why: `要逐项看${axes?.places.length ?? 0}个地方、${axes?.indicators.length ?? 0}项指标、${axes?.periods.length ?? 0}期，一次看不了这么多。请选一部分：一个${LEVEL.city}、一项指标或者一个月。`,
      }
    case 'no-place':
      return {
        title: '没有这个名次',
        why: `没有，排得上的只有${nought.placed}个${nought.unplaced > 0 ? `，另有${nought.unplaced}个没有数、没有名次` : ''}。`,
      }
    case 'no-match':
      return {
        title: '没有',
        why: `没有（看了${nought.of.places}个地方${nought.of.cells}项）。${unknownText(nought.unknown, tongue)}`,
      }
  }
}

const firstOwed = ({ plan }: Tongue): string => {
  const [first] = plan.rules
    .filter((rule) => rule.indicators.length > 0)
    .map((rule) => rule.from)
    .sort()
  return first ? `，${plan.year}年从${Number(first.slice(5))}月起上报` : ''
}
