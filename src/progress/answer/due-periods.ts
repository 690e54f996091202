/** Which periods are asked about, until when they are due, and what to say where nothing is. */
import type { Block, Card } from '../../message/card.ts'
import { dayName, daysBetween } from '../../office/day.ts'
import { dueText } from '../../office/deadline.ts'
import { shortPeriod } from '../../office/format.ts'
import { owedFor } from '../../office/owed.ts'
import { endOf, kindOf, type Period, periodName } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { periodFor } from '../rules/basis.ts'
import { deadlinesIn } from '../rules/deadlines.ts'
import type { Desk } from './query-context.ts'

/** Which debts are asked about: of a period, of indicators; without them all. */
export interface DebtsAsked {
  readonly period?: Period | undefined
  readonly indicators: readonly IndicatorId[]
}

/** The periods asked about: the one named, or the last month over and the last quarter over. */
export function periodsAsked(desk: Desk, question: DebtsAsked): Period[] {
  const { plan } = desk.ground
  const indicators = desk.indicators(question.indicators)
  if (question.period) {
    const named = question.period
    if (owedFor(plan, named).length > 0) return [named]
    return [...new Set(indicators.map((one) => periodFor(one, named)))].filter((one) => owedFor(plan, one).length > 0)
  }
  const current = [...new Set(indicators.map((one) => desk.period(one)))].filter((one) => owedFor(plan, one).length > 0)
  const newest = current.map(endOf).sort().at(-1)
  // A quarter stays listed until it is in, the newest period always.
  return current.filter((one) => endOf(one) === newest || kindOf(one) !== 'month')
}

export async function dueNotes(desk: Desk, periods: readonly Period[], region: RegionKey): Promise<Block[]> {
  const { plan, calendar } = desk.ground
  const deadlines = await deadlinesIn(desk.store, desk.ground)
  return periods.flatMap((period): Block[] => {
    const deadline = deadlines(period, region)
    return deadline ? [{ kind: 'note', text: `${shortPeriod(period, plan)}截止：${dueText(deadline, calendar)}` }] : []
  })
}

export function nothingOwed(desk: Desk, { period }: Pick<DebtsAsked, 'period'>): Card {
  const { plan } = desk.ground
  const first = plan.rules
    .filter((rule) => rule.indicators.length > 0)
    .map((rule) => rule.from)
    .sort()[0]
  return {
    title: `${period ? periodName(period) : '本期'}没有应报的指标`,
    blocks: [
      { kind: 'text', text: first ? `${plan.year}年从${periodName(first)}开始上报。` : `${plan.year}年没有安排上报。` },
    ],
  }
}

/** 10月的数什么时候报: the day of the schedule, as it was moved. */
export async function showDeadline(desk: Desk, question: DebtsAsked, region = desk.own): Promise<Card> {
  const periods = periodsAsked(desk, question)
  const [first] = periods
  if (!first) return nothingOwed(desk, question)
  const notes = await dueNotes(desk, periods, region)
  return {
    title: `${shortPeriod(first, desk.ground.plan)}什么时候报`,
    tone: 'info',
    blocks: [...notes.map(stated), ...(await todayText(desk, first, region))],
  }
}

const stated = (one: Block): Block =>
  one.kind === 'note' ? { kind: 'text', strong: true, text: `${one.text}。` } : one

/** 现在报还来得及吗: how many days are left, or over. */
async function todayText(desk: Desk, period: Period, region: RegionKey): Promise<Block[]> {
  const deadline = (await deadlinesIn(desk.store, desk.ground))(period, region)
  if (!deadline) return []
  const left = daysBetween(desk.today, deadline.lastDay)
  const how = left < 0 ? `已过截止${-left}天，现在报算逾期` : left === 0 ? '就是最后一天' : `还有${left}天`
  return [{ kind: 'text', text: `今天${dayName(desk.today)}，${how}。` }]
}
