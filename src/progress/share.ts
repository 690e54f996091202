/** 占全省多少: a place's task and figure as shares of the whole that is asked about. */
import type { Block } from '../message/card.ts'
import { type Amount, divide, isZero, percent } from '../office/amount.ts'
import { goalOf, type Indicator } from '../office/plan.ts'
import type { Desk } from './desk.ts'
import type { Question } from './question.ts'
import type { Tally } from './tally.ts'
import * as words from './words.ts'

const OF_GOAL =
  /(?:任务|目标|分到|分解).{0,10}(?:占|是).{0,10}(?:百分之|比例|比重|多大|多少|几)|占(?:到|了)?(?:全省|＠|总|目标|任务|文件).{0,6}(?:百分之|比例|比重|多大|多少|几成)/

/** Shares are of counts and areas only: rates do not add up. */
export function shareNote(desk: Desk, tally: Tally, indicator: Indicator, question: Question): Block[] {
  const { plan, regions } = desk.ground
  const whole = indicator.target.value
  if (indicator.kind === 'rate' || whole === undefined || isZero(whole) || !OF_GOAL.test(question.words)) return []
  const goal = goalOf(plan, tally.region, indicator.id)
  if (goal === undefined) return []
  const place = words.placeName(regions, tally.region)
  const sum = regions.get(tally.region).level === 'province' ? '各县任务合计' : `${place}的任务`
  const source = plan.allocation.source ? `（${plan.allocation.source}）` : ''
  const of = (part: Amount) => percent(divide(part, whole))
  const done =
    tally.cumulative === undefined
      ? ''
      : `；截至${words.asOfText(tally)}累计${words.amountIn(tally.cumulative, indicator)}，相当于它的${of(tally.cumulative)}`
  return [
    {
      kind: 'text',
      strong: true,
      text: `${sum}${words.amountIn(goal, indicator)}${source}，占文件全省目标${words.amountIn(whole, indicator)}的${of(goal)}${done}。`,
    },
  ]
}
