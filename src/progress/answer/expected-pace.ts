/** 序时进度应该到多少: the share of the year's goal expected by a day, and what that comes to. */
import type { Block, Card } from '../../message/card.ts'
import { type Amount, absolute, isNegative, multiply, percent, rounded, subtract } from '../../office/amount.ts'
import { type Day, daysBetween, fullDayName } from '../../office/day.ts'
import { shareBy } from '../../office/pace.ts'
import { endOf, periodName } from '../../office/period.ts'
import { goalOf, type Indicator } from '../../office/plan.ts'
import type { Question } from '../question/question.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { groupNote, sentence, subjectOf } from './sentence.ts'

export async function showPace(desk: Desk, question: Question): Promise<Card> {
  const { regions } = desk.ground
  const period = question.period ?? desk.over()
  const on = endOf(period)
  const { share, how } = byDays(on)
  const region = subjectOf(question, desk)
  const named = question.indicators.length > 0 ? desk.indicators(question.indicators) : []
  const tallies = await desk.tallies(region, named, question.period)
  const today = question.period ? '' : `今天（${fullDayName(desk.today)}）是${byDays(desk.today).share}。`
  return {
    title: `${periodName(period)}序时进度：${share}`,
    tone: 'info',
    blocks: [
      { kind: 'text', strong: true, text: `截至${fullDayName(on)}，序时进度应到${share}（${how}）。${today}` },
      ...named.flatMap((indicator, index): Block[] => {
        const tally = tallies[index]
        const expected = expectedText(indicator, goalOf(desk.ground.plan, region, indicator.id), on, tally)
        return [
          ...(expected
            ? [{ kind: 'text' as const, strong: true, text: `${words.placeName(regions, region)}${expected}` }]
            : []),
          ...(tally ? [{ kind: 'text' as const, text: sentence(desk, tally, indicator) }] : []),
        ]
      }),
      { kind: 'note', text: '比率类指标不按序时；分批或年底集中认定的指标按计划数据中的日期。' },
      ...(named.length > 0 && regions.get(region).level !== 'province' ? words.allocationNote(desk.ground.plan) : []),
      ...(named.length > 0 ? groupNote(desk) : []),
    ],
  }
}

/** The days that are over, of 365. */
function byDays(on: Day): { readonly share: string; readonly how: string } {
  const days = daysBetween(`${on.slice(0, 4)}-01-01` as Day, on) + 1
  const share = shareBy({ kind: 'linear' }, on)
  return { share: share === undefined ? '—' : percent(share), how: `${Math.min(days, 365)}天÷365天` }
}

/** What an indicator's own profile expects by then. */
function expectedText(
  indicator: Indicator,
  goal: Amount | undefined,
  on: Day,
  tally: Tally | undefined,
): string | undefined {
  const share = shareBy(indicator.pace, on)
  if (share === undefined) return `${indicator.name}不按序时考核。`
  if (goal === undefined) return undefined
  const due = multiply(goal, share)
  const expected = rounded(due, indicator.integer ? 1 : 2)
  // Of a figure of another day the distance would be to a pace that was not its own.
  const ahead = tally?.cumulative !== undefined && tally.asOf === on ? subtract(tally.cumulative, due) : undefined
  const size = ahead && words.amountIn(rounded(absolute(ahead), indicator.integer ? 1 : 2), indicator)
  const distance = ahead === undefined ? '' : isNegative(ahead) ? `，还差约${size}` : `，已多出约${size}`
  return `${indicator.name}任务${words.amountIn(goal, indicator)}，按序时到${fullDayName(on)}应完成${percent(share)}，约${words.amountIn(expected, indicator)}${distance}。`
}
