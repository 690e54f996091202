/** 未报: who has not reported for a period; what one county owes, see debts.ts. */
import { reportedFor } from '../../ledger/index.ts'
import type { Block, Card, Row } from '../../message/card.ts'
import { endOf, type Period, periodName } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { Question } from '../question/question.ts'
import { type Attendance, attendance, isSilent } from '../rules/attendance.ts'
import * as words from '../words.ts'
import { dueNotes, nothingOwed, periodsAsked } from './due-periods.ts'
import { showOwed } from './outstanding.ts'
import type { Desk } from './query-context.ts'
import { subjectOf } from './sentence.ts'

export async function showMissing(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf(question, desk)
  if (regions.get(region).level === 'county')
    return showOwed(desk, question.subjects.length > 0 ? question.subjects : [region], question)
  const periods = periodsAsked(desk, question)
  if (periods.length === 0) return nothingOwed(desk, question)
  const lists = await Promise.all(
    periods.map(async (period) => ({
      period,
      all: attendance(desk.ground, region, period, await reportedFor(desk.store, period), question.indicators),
    })),
  )
  const place = words.placeName(regions, region)
  const first = lists[0]
  const isEarly = first !== undefined && endOf(first.period) > desk.today && first.all.every(isSilent)
  return {
    title: isEarly
      ? `${words.shortPeriod(first.period, plan)}还没有结束`
      : `${place}${first ? `${words.shortPeriod(first.period, plan)}：${lateCount(first.all)}个县未报齐` : ''}`,
    subtitle: periods.map(periodName).join('、'),
    tone: isEarly ? 'info' : lists.some(({ all }) => lateCount(all) > 0) ? 'warn' : 'good',
    blocks: [
      ...lists.flatMap(({ period, all }): Block[] => [
        { kind: 'text', strong: true, text: turnoutSentence(desk, place, period, all, question.indicators) },
        ...missingTable(desk, period, all, question.indicators.length === 1),
      ]),
      ...(await dueNotes(desk, periods, region)),
      { kind: 'note', text: '已提交（含零报告）算已报；草稿和被退回的不算。未报不等于0。' },
    ],
  }
}

const lateCount = (all: readonly Attendance[]): number => all.filter((one) => one.missing.length > 0).length

function turnoutSentence(
  desk: Desk,
  place: string,
  period: Period,
  all: readonly Attendance[],
  only: readonly IndicatorId[],
): string {
  const silent = all.filter(isSilent)
  const partly = all.filter((one) => one.missing.length > 0 && !isSilent(one))
  const done = all.length - silent.length - partly.length
  const what =
    only.length > 0
      ? desk
          .indicators(only)
          .map((one) => one.short)
          .join('、')
      : periodName(period)
  const prefix = only.length > 0 ? `${periodName(period)}` : ''
  const isOpen = endOf(period) > desk.today
  // Nothing is owed of a month that runs, so nobody is behind with it.
  if (isOpen && all.every(isSilent))
    return `${periodName(period)}还没有结束，没到上报的时候，${place}${only.length > 0 ? what : ''}还没有数。`
  const open = isOpen ? '（本期还没有结束）' : ''
  if (silent.length + partly.length === 0)
    return `${place}${prefix}${what}${open}：${all.length}个应报的县（市、区）已全部报齐。`
  const names = (some: readonly Attendance[]) => some.map((one) => one.region.name).join('、')
  const lacking = all.reduce((sum, one) => sum + one.missing.length, 0)
  const owed = all.reduce((sum, one) => sum + one.owed.length, 0)
  return [
    `${place}${prefix}${what}${open}：${all.length}个应报的县（市、区）中${done}个已报齐，${silent.length}个未报，${partly.length}个报了一部分${only.length === 1 ? '' : `，应报${owed}项，已报${owed - lacking}项，缺${lacking}项`}。`,
    silent.length > 0 && silent.length <= 20 ? `未报：${names(silent)}。` : '',
    partly.length > 0 && partly.length <= 12 ? `部分未报：${names(partly)}。` : '',
  ].join('')
}

function missingTable(desk: Desk, period: Period, all: readonly Attendance[], isOne: boolean): Block[] {
  const { regions } = desk.ground
  if (endOf(period) > desk.today && all.every(isSilent)) return []
  const cities = [...new Set(all.map((one) => one.region.parent))]
  const rows = cities.flatMap((city): Row[] => {
    const mine = all.filter((one) => one.region.parent === city)
    const late = mine.filter((one) => one.missing.length > 0)
    if (!city || late.length === 0) return []
    return [
      {
        city: regions.get(city).name,
        done: `${mine.length - late.length}/${mine.length}`,
        missing: late.map((one) => (isOne ? one.region.short : lackText(one))).join('、'),
      },
    ]
  })
  return rows.length === 0
    ? []
    : [
        words.table(
          [
            words.column('city', '市'),
            words.column('done', '已报齐', 'right'),
            words.column('missing', isOne ? '未报' : '未报（括号内为所缺的项）'),
          ],
          rows,
        ),
      ]
}

const FEW = 3

/** 平湖（缺2项：低小散企业、僵尸企业）, 海宁（3项都缺） */
function lackText(one: Attendance): string {
  const { region, missing } = one
  if (isSilent(one)) return `${region.short}（${missing.length}项都缺）`
  const which = missing.length <= FEW ? `：${missing.map((indicator) => indicator.short).join('、')}` : ''
  return `${region.short}（缺${missing.length}项${which}）`
}
