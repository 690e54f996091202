/** 年底能完成吗: the present speed drawn on to the year's end, and what is needed a week. */
import type { Block, Card } from '../../message/card.ts'
import { type Amount, amount, compare, isNegative, isZero, multiply, percent, rounded } from '../../office/amount.ts'
import { dayName } from '../../office/day.ts'
import {
  needOf,
  type Outlook,
  outlookOf,
  type Point,
  perPart,
  pointsOf,
  type Warning,
  warningsOf,
} from '../../office/forecast.ts'
import { endOf, nextPeriod, periodOf } from '../../office/period.ts'
import { goalOf, type Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { claimedIn } from '../question/future-claim.ts'
import type { Question } from '../question/question.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { groupNote, sentence, subjectOf } from './sentence.ts'

export async function showForecast(desk: Desk, question: Question): Promise<Card> {
  const { regions, plan } = desk.ground
  const region = subjectOf(question, desk)
  const place = words.placeName(regions, region)
  const forecasts = await Promise.all(
    desk.indicators(question.indicators).map((one) => forecastOf(desk, region, one, question.words)),
  )
  const [only, another] = forecasts
  const told = only && !another ? [only] : forecasts.filter((one) => one.outlook)
  return {
    title: only && !another ? `${place} ${only.indicator.short}：${only.short}` : `${place} 年底预计`,
    tone: 'info',
    blocks: [
      ...told.map((one, index): Block => ({ kind: 'text', text: one.text, strong: index === 0 })),
      ...told.flatMap((one) =>
        one.warnings.map(
          (warning): Block => ({
            kind: 'text',
            text: `⚠ ${told.length > 1 ? `${one.indicator.short}：` : ''}${warningText(warning, one.indicator)}`,
          }),
        ),
      ),
      ...(told.length === 0
        ? [{ kind: 'text' as const, text: `${place}还没有可以推算的上报（${words.NO_FIGURE}）。` }]
        : []),
      ...(told.some((one) => one.outlook) ? [METHOD] : []),
      ...(regions.get(region).level === 'province' ? [] : words.allocationNote(plan)),
      ...groupNote(desk),
    ],
  }
}

const METHOD: Block = {
  kind: 'note',
  text: '推算：按最近三期的速度延伸到 12 月 31 日；区间取全年平均、最近三期及其中各期速度的最慢和最快。仅供参考。',
}

interface Forecast {
  readonly indicator: Indicator
  readonly short: string
  readonly text: string
  readonly outlook?: Outlook | undefined
  readonly warnings: readonly Warning[]
}

async function forecastOf(desk: Desk, region: RegionKey, indicator: Indicator, asked: string): Promise<Forecast> {
  const { plan } = desk.ground
  const trail = await desk.trail(region, indicator)
  const goal = goalOf(plan, region, indicator.id)
  const points = pointsOf(trail)
  const outlook = outlookOf(indicator, points, goal)
  const warnings = warningsOf(indicator, points, goal)
  const last = trail.findLast((one) => one.asOf === points.at(-1)?.asOf) ?? (await desk.tallies(region, [indicator]))[0]
  if (!last) throw new Error('a tally for each indicator')
  const now = sentence(desk, last, indicator)
  const plainly = { indicator, warnings, text: now }
  if (last.cumulative === undefined || goal === undefined)
    return { ...plainly, short: last.cumulative === undefined ? words.NO_FIGURE : '没有任务' }
  if (indicator.kind === 'rate')
    return { ...plainly, short: '比率不作推算', text: `${now}比率类指标不按时间推算，看与目标的差距。` }
  const need = needText(desk, last, indicator)
  if (!outlook)
    return {
      ...plainly,
      short: '分批认定，不作推算',
      text: `${now}这项指标分批或年底集中认定，不能按天数推算。${need}`,
    }
  return {
    indicator,
    warnings,
    outlook,
    short: verdict(outlook),
    text: `${now}${outlookText(outlook, indicator, points)}${claimText(outlook, indicator, asked, goal)}${need}`,
  }
}

function verdict({ completion, lowCompletion, highCompletion }: Outlook): string {
  const one = amount(1)
  if (compare(lowCompletion, one) >= 0) return '按现在的速度能完成'
  if (compare(highCompletion, one) < 0) return '按现在的速度完不成'
  return compare(completion, one) >= 0 ? '按现在的速度大致能完成，但不稳' : '按现在的速度差一些'
}

function outlookText(outlook: Outlook, indicator: Indicator, points: readonly Point[]): string {
  const monthly = multiply(outlook.speed, amount(30))
  const places = indicator.integer ? 0 : 2
  const range =
    compare(outlook.low, outlook.high) === 0 || points.length < 2
      ? ''
      : `（区间${percent(outlook.lowCompletion, 0)}～${percent(outlook.highCompletion, 0)}）`
  return `按${sinceText(outlook)}至${dayName(outlook.until)}的速度（每30天约${words.amountIn(rounded(monthly, indicator.integer ? 1 : 3), indicator)}），到年底约${words.amountIn(rounded(outlook.yearEnd, places), indicator)}，完成${percent(outlook.completion, 0)}${range}，${verdict(outlook)}${outlook.metOn ? `，约在${dayName(outlook.metOn)}达到目标` : ''}。`
}

/** 年底25家能到吧: what the question hopes for, where it is not the goal itself. */
function claimText({ yearEnd }: Outlook, indicator: Indicator, asked: string, goal: Amount): string {
  const claimed = claimedIn(asked, indicator)
  if (claimed === undefined || compare(claimed, goal) === 0) return ''
  const reached = compare(yearEnd, claimed) >= 0 ? '能到' : '还到不了'
  return `问到的${words.amountIn(claimed, indicator)}，按这个速度${reached}。`
}

const sinceText = ({ since }: Outlook): string => (since.endsWith('-12-31') ? '年初' : dayName(since))

/** What is needed a week from today on. */
function needText(desk: Desk, tally: Tally, indicator: Indicator): string {
  if (tally.cumulative === undefined) return ''
  const need = needOf(indicator, tally.cumulative, tally.goal, desk.today)
  if (need)
    return `从${dayName(desk.today)}起到年底还有${rounded(need.weeks, 1)}周，平均每周需${words.amountIn(need.perWeek, indicator, 4)}${monthsText(desk, tally, indicator)}。`
  const gap = words.gapOf(tally)
  return gap !== undefined && (isNegative(gap) || isZero(gap)) ? '全年任务已完成。' : ''
}

/** The same by the whole months that are left after the figure's. */
function monthsText(desk: Desk, { asOf, cumulative, goal }: Tally, indicator: Indicator): string {
  if (asOf === undefined || cumulative === undefined) return ''
  const over = desk.over()
  const own = periodOf('month', asOf)
  const first = nextPeriod(endOf(own) > endOf(over) ? own : over)
  if (!first.startsWith(asOf.slice(0, 4))) return ''
  const perMonth = perPart(indicator, cumulative, goal, 13 - Number(first.slice(5)))
  const months = first.endsWith('-12') ? '12月' : `${Number(first.slice(5))}—12月每月`
  return perMonth === undefined ? '' : `（${months}需${words.amountIn(perMonth, indicator, 4)}）`
}

/** What a warning says to people, with its numbers. */
function warningText(warning: Warning, indicator: Indicator): string {
  switch (warning.kind) {
    case 'behind':
      return `已连续${warning.periods}期慢于序时。`
    case 'jump':
      return `最近一期增加${words.amountIn(warning.increment, indicator)}，超过前三期平均（${words.amountIn(rounded(warning.mean, 2), indicator)}）的3倍，请核实。`
    case 'rush':
      return `年末最后一周增加${words.amountIn(warning.increment, indicator)}，超过全年任务的40%，请核实。`
  }
}
