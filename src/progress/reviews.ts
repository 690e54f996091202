/** 待审、退回、接收: what the figures of a period are waiting for. */
import { STATE_NAMES, type State, statesOf } from '../ledger/index.ts'
import type { Block, Card, Row } from '../message/card.ts'
import { periodName } from '../office/period.ts'
import { indicatorOf } from '../office/plan.ts'
import { showProvenance } from './beside.ts'
import type { Desk } from './desk.ts'
import { periodsAsked } from './dues.ts'
import type { Question } from './question.ts'
import { subjectOf } from './sentence.ts'
import { notForAll } from './text.ts'
import * as words from './words.ts'

/** Which states the question names; all where it names none. */
const statesNamed = (text: string): readonly State[] => {
  if (/退/.test(text)) return ['returned']
  if (/待审|没审|未审|还没(?:有)?(?:通过|审)|没有?(?:通过|审)/.test(text)) return ['submitted']
  if (/接收/.test(text)) return ['received']
  return ['submitted', 'accepted', 'returned', 'received']
}

export async function showReview(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf(question, desk)
  const isCounty = regions.get(region).level === 'county'
  if (isCounty && question.indicators.length === 1) return showProvenance(desk, question)
  if (!desk.seesInside(region)) return notForAll(desk.inGroup)
  const periods = periodsAsked(desk, question)
  const wanted = statesNamed(question.words)
  const place = words.placeName(regions, region)
  const rows: Row[] = []
  const counts: string[] = []
  for (const period of periods) {
    const all = isCounty ? await statesOf(desk.store, period, region) : await statesOf(desk.store, period)
    const mine = all.filter(
      (one) =>
        regions.within(one.region, region) &&
        wanted.includes(one.state) &&
        (question.indicators.length === 0 || question.indicators.includes(one.indicator)),
    )
    counts.push(
      `${periodName(period)}${wanted.map((state) => `${STATE_NAMES[state]}${mine.filter((one) => one.state === state).length}项`).join('，')}`,
    )
    for (const key of [...new Set(mine.map((one) => one.region))]) {
      const here = mine.filter((one) => one.region === key)
      const text = wanted
        .map((state) => [state, here.filter((one) => one.state === state)] as const)
        .filter(([, some]) => some.length > 0)
        .map(
          ([state, some]) =>
            `${STATE_NAMES[state]}${some.length}项${isCounty || some.length <= 3 ? `（${some.map((one) => indicatorOf(plan, one.indicator).short).join('、')}）` : ''}`,
        )
      rows.push({ place: regions.get(key).name, period: words.shortPeriod(period, plan), text: text.join('；') })
    }
  }
  const table: Block[] =
    rows.length > 0
      ? [
          words.table(
            [words.column('place', '地方'), words.column('period', '时期'), words.column('text', '状态')],
            rows,
          ),
        ]
      : []
  return {
    title: `${place}：审核情况`,
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: counts.length > 0 ? `${place}${counts.join('；')}。` : `${place}本期没有应报的指标。`,
      },
      ...table,
    ],
  }
}
