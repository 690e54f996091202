/** 迟报: who reported after the deadline, whether one county did, and in which order reports came. */
import type { Card } from '../../message/card.ts'
import { dayName, dayOf, daysBetween } from '../../office/day.ts'
import { type Period, periodName } from '../../office/period.ts'
import { hasTask } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { type FirstReport, firstReports } from '../rules/attendance.ts'
import { deadlinesIn } from '../rules/deadlines.ts'
import * as words from '../words.ts'
import { dueNotes, nothingOwed, periodsAsked } from './due-periods.ts'
import type { Desk } from './query-context.ts'
import { subjectOf } from './sentence.ts'

export async function showLate(desk: Desk, question: Question): Promise<Card> {
  const { regions } = desk.ground
  const [period] = periodsAsked(desk, question)
  if (!period) return nothingOwed(desk, question)
  const region = subjectOf(question, desk)
  // 桐乡晚了没 is about one county; 谁最先报 said by a county's contact is about all.
  const isOne = regions.get(region).level === 'county' && (question.subjects.length > 0 || !question.pick)
  return isOne ? ofOne(desk, question, period, region) : ofAll(desk, question, period)
}

/** Who reported after the deadline, and in which order reports came. */
async function ofAll(desk: Desk, question: Question, period: Period): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf({ ...question, level: 'county' }, desk)
  const firsts = (await firstReports(desk.store, desk.ground, period, question.indicators)).filter((one) =>
    regions.within(one.region, region),
  )
  const late = firsts.filter((one) => one.isLate)
  // What was returned or undone is not there yet, though it was in time.
  const inOrder = firsts.filter((one) => !one.isGone)
  const place = words.placeName(regions, region)
  const name = ({ region: key, at }: FirstReport) => `${regions.get(key).name}（${words.moment(at)}）`
  const [earliest] = inOrder
  const latest = inOrder.at(-1)
  const what = `${place}${periodName(period)}${shortNames(desk, question)}`
  const order = earliest && latest ? `最早的是${name(earliest)}，最晚的是${name(latest)}。` : '还没有上报。'
  const lateness = `${late.length > 0 ? `逾期上报的${late.length}个：${late.slice(0, 30).map(name).join('、')}` : '没有逾期上报的'}。`
  const asked = question.pick?.from === 'bottom' ? latest : earliest
  return {
    title:
      question.pick && asked
        ? `${place}${words.shortPeriod(period, plan)}：${question.pick.from === 'bottom' ? '最晚' : '最早'}是${regions.get(asked.region).short}`
        : `${place}${words.shortPeriod(period, plan)}：${late.length}个县逾期上报`,
    tone: late.length > 0 ? 'warn' : 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: question.pick ? `${what}：${order}${lateness}` : `${what}${lateness}${order}`,
      },
      ...(await dueNotes(desk, [period], region)),
      { kind: 'note', text: '按各县本期第一次上报的时间，被退回后没有重报的不排；未报的另见“/未报”。' },
    ],
  }
}

/** Whether one county was in time. */
async function ofOne(desk: Desk, question: Question, period: Period, region: RegionKey): Promise<Card> {
  const { plan, regions } = desk.ground
  const all = await firstReports(desk.store, desk.ground, period, question.indicators)
  // That a figure was returned is for its own region and those above it; others hear that it is not there.
  const first = all.find((one) => one.region === region && (!one.isGone || desk.seesInside(region)))
  const deadline = (await deadlinesIn(desk.store, desk.ground))(period, region)
  const name = regions.get(region).name
  const what = `${name}${periodName(period)}${shortNames(desk, question)}`
  const hasNone = question.indicators.length > 0 && !question.indicators.some((id) => hasTask(plan, region, id))
  const due = deadline ? `，截止${dayName(deadline.lastDay)}` : ''
  const over = deadline ? daysBetween(deadline.lastDay, first ? dayOf(first.last) : desk.today) : 0
  const last = first && first.last !== first.at ? `，最后一项${words.moment(first.last)}报` : ''
  const verdict = over > 0 ? `晚了${over}天` : '按时上报'
  const text = hasNone
    ? `${what}没有任务（无任务），不用报。`
    : first
      ? `${what}：${words.moment(first.at)}上报${last}${due}，${verdict}${first.isGone ? '；后来被退回，还没有重报' : ''}。`
      : `${what}还没有上报${due}${over > 0 ? `，已逾期${over}天` : ''}。`
  return {
    title: `${name}${words.shortPeriod(period, plan)}：${hasNone ? '无任务' : first ? verdict : '还没有上报'}`,
    tone: !hasNone && over > 0 ? 'warn' : 'info',
    blocks: [{ kind: 'text', strong: true, text }, ...(await dueNotes(desk, [period], region))],
  }
}

const shortNames = (desk: Desk, { indicators }: Question): string =>
  indicators.length === 0
    ? ''
    : desk
        .indicators(indicators)
        .map((one) => one.short)
        .join('、')
