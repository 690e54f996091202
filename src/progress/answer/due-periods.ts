/** Which periods are asked about, until when they are due, and what to say where nothing is. */
import { type Block, type Card, card, lead, note, sentence } from '../../message/card.ts'
import { dayName, daysBetween } from '../../office/day.ts'
import { dueText } from '../../office/deadline.ts'
import { shortPeriod } from '../../office/format.ts'
import { firstOwed, owedFor } from '../../office/owed.ts'
import { endOf, kindOf, type Period, periodName } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { periodFor } from '../rules/basis.ts'
import { deadlinesIn } from '../rules/deadlines.ts'
import type { QueryContext } from './query-context.ts'

/**
 * Which debts are asked about: of a period, of indicators. Without a period of those due, without indicators of all.
 */
export interface DebtsAsked {
  readonly period?: Period | undefined
  readonly indicators: readonly IndicatorId[]
}

/** The periods asked about: the one named, else the last month and the last quarter that are over. */
export function periodsAsked(context: QueryContext, question: DebtsAsked): Period[] {
  const { plan } = context.office
  const indicators = context.indicators(question.indicators)
  if (question.period) {
    const named = question.period
    if (owedFor(plan, named).length > 0) return [named]
    return [...new Set(indicators.map((one) => periodFor(one, named)))].filter((one) => owedFor(plan, one).length > 0)
  }
  const current = [...new Set(indicators.map((one) => context.period(one)))].filter(
    (one) => owedFor(plan, one).length > 0,
  )
  const newest = current.map(endOf).sort().at(-1)
  // A quarter stays listed until it is in, the newest period always.
  return current.filter((one) => endOf(one) === newest || kindOf(one) !== 'month')
}

/**
 * Until when a region is to report each period, moved days counted, a note each; a period for which it owes nothing
 * has none.
 */
export async function dueNotes(context: QueryContext, periods: readonly Period[], region: RegionKey): Promise<Block[]> {
  const { plan, calendar } = context.office
  const deadlines = await deadlinesIn(context.store, context.office)
  return periods.flatMap((period): Block[] => {
    const deadline = deadlines(period, region)
    return deadline ? [note(`${shortPeriod(period, plan)}截止：${dueText(deadline, calendar)}`)] : []
  })
}

/** The answer where nothing is owed for the periods asked about, with the first period that is. */
export function nothingOwed(context: QueryContext, { period }: Pick<DebtsAsked, 'period'>): Card {
  const { plan } = context.office
  const first = firstOwed(plan)
  return card('plain', `${period ? periodName(period) : '本期'}没有应报的指标`, [
    sentence(first ? `${plan.year}年从${shortPeriod(first, plan)}开始上报。` : `${plan.year}年没有安排上报。`),
  ])
}

/** 10月的数什么时候报: the days until which a region has to report, moved days counted, and by which rule of the schedule. */
export async function showDeadline(context: QueryContext, question: DebtsAsked, region = context.own): Promise<Card> {
  const periods = periodsAsked(context, question)
  const [first] = periods
  if (!first) return nothingOwed(context, question)
  const notes = await dueNotes(context, periods, region)
  return card('info', `${shortPeriod(first, context.office.plan)}什么时候报`, [
    notes.map(stated),
    await todayText(context, first, region),
  ])
}

const stated = (one: Block): Block => (one.kind === 'note' ? lead(`${one.text}。`) : one)

/** How many days are left until a deadline, or over since: 还有3天, 已过2天. */
async function todayText(context: QueryContext, period: Period, region: RegionKey): Promise<Block[]> {
  const deadline = (await deadlinesIn(context.store, context.office))(period, region)
  if (!deadline) return []
  const left = daysBetween(context.today, deadline.lastDay)
  const how = left < 0 ? `已过截止${-left}天，现在报算逾期` : left === 0 ? '就是最后一天' : `还有${left}天`
  return [sentence(`今天${dayName(context.today)}，${how}。`)]
}
