/** Where a region stands, in one sentence with its as-of date; and what every answer has in common. */
import type { Block } from '../../message/card.ts'
import { isNegative, isZero, negate, percent } from '../../office/amount.ts'
import { fullDayName } from '../../office/day.ts'
import { periodName } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'

/** The region that a question is about where it names one at most. */
export const subjectOf = (question: Pick<Question, 'subjects' | 'pool' | 'level'>, desk: Desk): RegionKey => {
  const { regions } = desk.ground
  if (question.subjects[0]) return question.subjects[0]
  if (question.pool) return question.pool
  // 各县, 哪些县: a county has none below it, so the whole province is meant.
  return question.level !== undefined && regions.get(desk.own).level === 'county' ? regions.province.key : desk.own
}

/** The whole answer in one sentence, with its as-of date. */
export function sentence(desk: Desk, tally: Tally, indicator: Indicator): string {
  const { plan, regions } = desk.ground
  const place = words.placeName(regions, tally.region)
  if (tally.cumulative === undefined || tally.asOf === undefined) return absence(desk, tally, indicator)
  const goal = tally.goal
  const parts = [
    `截至${fullDayName(tally.asOf)}，${place}${indicator.name}${indicator.kind === 'rate' ? '' : '累计'}${words.amountIn(tally.cumulative, indicator)}`,
  ]
  if (goal !== undefined) parts.push(`${words.goalWord(regions, tally.region)}${words.amountIn(goal, indicator)}`)
  else parts.push(tally.task ? `目标“${indicator.target.wording}”没有数值` : '无任务')
  parts.push(...standing(tally, indicator))
  const count =
    regions.get(tally.region).level === 'county'
      ? countyState(tally)
      : `${words.shortPeriod(tally.period, plan)}${tally.reported}/${tally.of}已报`
  return `${parts.join('，')}（${count}）。`
}

/** How a figure stands to its goal: rate, gap, pace and light. */
function standing(tally: Tally, indicator: Indicator): string[] {
  const { completion, beyond, light } = tally.progress ?? {}
  const gap = words.gapOf(tally)
  const said: string[] = []
  if (completion !== undefined) said.push(`完成率${percent(completion)}`)
  if (gap !== undefined && indicator.kind !== 'rate')
    said.push(
      isNegative(gap)
        ? `超出${words.amountIn(negate(gap), indicator)}`
        : isZero(gap)
          ? '正好完成'
          : `还差${words.amountIn(gap, indicator)}`,
    )
  if (beyond !== undefined)
    said.push(
      isNegative(beyond)
        ? `距目标还差${words.differenceIn(negate(beyond), indicator)}`
        : isZero(beyond)
          ? '正好达到目标'
          : `好于目标${words.differenceIn(beyond, indicator)}`,
    )
  const pace = words.paceText(tally)
  if (pace) said.push(pace)
  if (light && light !== 'grey')
    said.push(
      `${words.icon(light)}${light === 'green' || light === 'yellow' || light === 'red' ? { green: '绿灯', yellow: '黄灯', red: '红灯' }[light] : words.lightName(light)}`,
    )
  else if (light === 'grey' && completion !== undefined) said.push('⚪未到考核时点')
  return said
}

const countyState = ({ figure, period }: Tally): string => {
  if (!figure) return periodName(period)
  const review = figure.state === 'submitted' ? '待审核' : '已审核'
  return figure.period === period
    ? `${periodName(figure.period)}${figure.nil ? '零报告，无新增' : ''}，${review}`
    : `${periodName(period)}未报，沿用${periodName(figure.period)}`
}

/** Nothing to tell of, and why. */
function absence(desk: Desk, tally: Tally, indicator: Indicator): string {
  const { plan, regions } = desk.ground
  const place = words.placeName(regions, tally.region)
  const year = `${plan.year}年`
  if (!tally.task && regions.get(tally.region).level === 'county')
    return `${place}没有${indicator.name}的任务（无任务）。`
  const goal =
    tally.goal === undefined
      ? ''
      : `，${words.goalWord(regions, tally.region)}是${words.amountIn(tally.goal, indicator)}`
  const shown = desk.inGroup ? '尚无已审核的上报' : words.NO_FIGURE
  if (indicator.kind === 'rate' && regions.get(tally.region).level !== 'county') {
    return `${place}${indicator.name}${year}${shown}${goal}。比率不由县级数相加：${words.shortPeriod(tally.period, plan)}${tally.reported}/${tally.of}个县已报各自的数。`
  }
  const until = `截至${words.shortPeriod(tally.period, plan)}底`
  return `${place}${indicator.name}${year}${until}${shown}${goal}。没有上报不等于0。`
}

export const groupNote = (desk: Desk): Block[] =>
  desk.inGroup ? [{ kind: 'note', text: '群里只显示已审核的数据；待审核的请私聊查询。' }] : []
