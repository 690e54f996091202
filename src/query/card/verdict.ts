/** Whether a claim is so, in words of its own where there are any. */
import { parseAmount } from '../../office/amount.ts'
import { amountIn } from '../../office/format.ts'
import type { Axes, Found, Verdict } from '../answer/result.ts'
import type { Absence } from '../measures/reading.ts'
import type { Test } from '../query.ts'
import { FEW, isMissing, nameOf } from './sentence/naming.ts'
import type { Showing, Tongue } from './sentence/reading-text.ts'
import { testText } from './sentence/scope.ts'
import { absentText } from './text.ts'

/** What is so, what is not so: said instead of 是 and 不是. */
const WORDS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  'reportedAt < versus': ['是先报的', '不是先报的'],
  'reportedAt > versus': ['是后报的', '不是后报的'],
  'lateDays > 0': ['迟报了', '没有迟报'],
  'lateDays = 0': ['是按时上报', '不是按时上报，有迟报'],
  'corrections > 0': ['更正过', '没有更正过'],
  'rate >= 1': ['已经完成任务', '还没有完成任务'],
  'rate < 1': ['还没有完成任务', '已经完成任务'],
  'ahead < 0': ['落后于序时', '没有落后于序时'],
  'ahead >= 0': ['达到序时', '没有达到序时'],
  'forecast >= goal': ['按现在的速度，年底能完成任务', '按现在的速度，年底完不成任务'],
}

/** What has happened as soon as it happened once. */
const ONCE: ReadonlySet<string> = new Set(['lateDays > 0', 'corrections > 0'])

function wordsFor(claim: Test, axes: Axes, tongue: Tongue): readonly [string, string] | undefined {
  const { measure, op, to, over, holds } = claim
  const { indicators, places, periods } = axes
  if (over !== undefined || (holds !== undefined && holds !== 'some')) return undefined
  const key = `${measure} ${op} ${String(to)}`
  const words = WORDS[key]
  // what is so of some is not told as of all
  if (holds === 'some' && places.length * indicators.length * periods.length > 1 && !ONCE.has(key)) {
    const some = testText({ ...claim, holds: undefined }, axes, tongue)
    return [`有${some}的`, `没有${some}的`]
  }
  const [only, another] = indicators
  if (measure === 'reported' && op === '=' && to === true) return another ? ['报齐了', '没有报齐'] : ['报了', '没报']
  const size = typeof to === 'string' ? parseAmount(to) : undefined
  if (words || measure !== 'forecast' || op !== '>=' || size === undefined) return words
  const said = only && !another ? amountIn(size, only) : size
  return [`按现在的速度，年底能到${said}`, `按现在的速度，年底到不了${said}`]
}

/** What is late and not there yet is said so. */
const isOverdue = ({ truth, speaking }: Verdict): boolean =>
  truth === true && speaking.length > 0 && speaking.every(isMissing)
const OVERDUE = '还没报，已经逾期'

/** Whether a claim holds in a word or two (是, 迟报了, 还没有完成任务), or why it cannot be told. */
export function verdictTitle(claim: Test, verdict: Verdict, axes: Axes, tongue: Tongue): string {
  const { truth, against } = verdict
  if (isOverdue(verdict)) return OVERDUE
  const [yes, no] = wordsFor(claim, axes, tongue) ?? ['是', '不是']
  if (typeof truth === 'string') return against.length > 0 ? `已报的${no}` : `不能判断：${whyNot(claim, truth)}`
  return truth ? yes : no
}

/** Whoever did not report and still may is neither in time nor late. */
const whyNot = ({ measure }: Test, why: Absence): string =>
  measure === 'lateDays' && why === 'not-reported' ? '还没有上报' : absentText(why)

/**
 * Whether a claim holds, as a sentence with those that are against it. Empty without a claim.
 * @param isSame all entries say the same, so that none is named
 */
export function verdictText(found: Found, showing: Showing, isSame: boolean): string {
  const { verdict, axes, query } = found
  const { claim } = query
  if (!verdict || !claim) return ''
  const words = wordsFor(claim, axes, showing)
  const said = `“${testText(claim, axes, showing)}”`
  if (typeof verdict.truth === 'string') {
    if (words && verdict.against.length > 0) return `已报的${verdict.against.length}项${words[1]}。`
    return `${whyNot(claim, verdict.truth)}，不能判断${said}。`
  }
  if (isOverdue(verdict)) return `${OVERDUE}。`
  const isAll = verdict.truth && claim.measure === 'reported' && claim.to === true
  const is = words
    ? words[verdict.truth ? 0 : 1]
    : `${said}，${verdict.truth ? `是${isAll ? '，已全部报齐' : ''}` : '不是'}`
  const isOfAll = claim.holds === undefined || claim.holds === 'every' || claim.over !== undefined
  if (isSame || words || verdict.against.length === 0 || found.rows.length === 1 || !isOfAll) return `${is}。`
  const names = verdict.against.slice(0, FEW).map((one) => nameOf(one, found, showing))
  const more = verdict.against.length > FEW ? `等${verdict.against.length}项` : ''
  return `${is}；不是这样的有${names.join('、')}${more}。`
}
