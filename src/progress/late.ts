/** 迟报: who reported after the deadline, and in which order reports came. */
import type { Card } from '../message/card.ts'
import { periodName } from '../office/period.ts'
import type { Desk } from './desk.ts'
import { dueNotes, nothingOwed, periodsAsked } from './dues.ts'
import { type FirstReport, firstReports } from './missing.ts'
import type { Question } from './question.ts'
import { subjectOf } from './sentence.ts'
import * as words from './words.ts'

/** Who reported after the deadline, and in which order reports came. */
export async function showLate(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf({ ...question, level: 'county' }, desk)
  const [period] = periodsAsked(desk, question)
  if (!period) return nothingOwed(desk, question)
  const firsts = (await firstReports(desk.store, desk.ground, period)).filter((one) =>
    regions.within(one.region, region),
  )
  const late = firsts.filter((one) => one.isLate)
  const place = words.placeName(regions, region)
  const name = ({ region: key, at }: FirstReport) => `${regions.get(key).name}（${words.moment(at)}）`
  const [earliest] = firsts
  const latest = firsts.at(-1)
  return {
    title: `${place}${words.shortPeriod(period, plan)}：${late.length}个县逾期上报`,
    tone: late.length > 0 ? 'warn' : 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: `${place}${periodName(period)}${late.length > 0 ? `逾期上报的${late.length}个：${late.slice(0, 30).map(name).join('、')}` : '没有逾期上报的'}。${earliest && latest ? `最早的是${name(earliest)}，最晚的是${name(latest)}。` : '还没有上报。'}`,
      },
      ...(await dueNotes(desk, [period], region)),
      { kind: 'note', text: '按各县本期第一次上报的时间；未报的另见“/未报”。' },
    ],
  }
}
