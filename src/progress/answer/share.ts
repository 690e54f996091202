/** 占全省多少: a place's task, or its figure, as a share of the province's. */
import type { Block } from '../../message/card.ts'
import { type Amount, divide, isZero, percent } from '../../office/amount.ts'
import { goalOf, type Indicator } from '../../office/plan.ts'
import type { Question } from '../question/question.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'

const SHARE = '(?:百分之|比例|比重|多大|多少|几成|几分之|%)'
const OF_PROVINCE = new RegExp(
  `(?:任务|目标|分到|分解).{0,10}(?:占|是).{0,10}${SHARE}|占(?:到|了)?(?:全省|＠|总|目标|任务|文件|它|其).{0,8}${SHARE}|占比`,
)

/** Counts and areas only: rates do not add up. */
export async function shareNote(desk: Desk, tally: Tally, indicator: Indicator, question: Question): Promise<Block[]> {
  const { plan, regions } = desk.ground
  if (indicator.kind === 'rate' || !OF_PROVINCE.test(question.words)) return []
  const place = words.placeName(regions, tally.region)
  const isProvince = regions.get(tally.region).level === 'province'
  const source = plan.allocation.source ? `（${plan.allocation.source}）` : ''
  const of = (part: Amount, whole: Amount) => percent(divide(part, whole))
  const texts: string[] = []
  const whole = indicator.target.value
  const goal = goalOf(plan, tally.region, indicator.id)
  if (goal !== undefined && whole !== undefined && !isZero(whole))
    texts.push(
      `${isProvince ? '各县任务合计' : `${place}的任务`}${words.amountIn(goal, indicator)}${source}，占文件全省目标${words.amountIn(whole, indicator)}的${of(goal, whole)}。`,
    )
  if (!isProvince && tally.cumulative !== undefined) {
    const [all] = await desk.tallies(regions.province.key, [indicator], question.period)
    if (all?.cumulative !== undefined && !isZero(all.cumulative))
      texts.push(
        `${place}截至${words.asOfText(tally)}累计${words.amountIn(tally.cumulative, indicator)}，占全省累计${words.amountIn(all.cumulative, indicator)}（截至${words.asOfText(all)}，${words.turnout(all, regions)}）的${of(tally.cumulative, all.cumulative)}。`,
      )
  }
  return texts.map((text) => ({ kind: 'text', strong: true, text }))
}
