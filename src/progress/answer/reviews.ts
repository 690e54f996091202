/** 待审、退回、接收: what the figures of a period are waiting for. */
import type { CellState } from '../../ledger/figures.ts'
import { keyOf, STATE_NAMES, type State, statesOf } from '../../ledger/index.ts'
import type { Block, Card, Row } from '../../message/card.ts'
import { type Period, periodName } from '../../office/period.ts'
import { indicatorOf } from '../../office/plan.ts'
import type { Reader } from '../../store/index.ts'
import type { Question } from '../question/question.ts'
import { notForAll } from '../text.ts'
import * as words from '../words.ts'
import { showProvenance } from './comparison.ts'
import { periodsAsked } from './due-periods.ts'
import type { Desk } from './query-context.ts'
import { subjectOf } from './sentence.ts'

/** Which states the question names; all where it names none. */
const statesNamed = (text: string): readonly State[] => {
  if (/退|打回|驳回/.test(text)) return ['returned']
  if (/待审|没过审|等.{0,3}审|(?:要|该)＠*审|没审|未审|还没(?:有)?(?:通过|审)|没有?(?:通过|审)/.test(text))
    return ['submitted']
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
  const reasons = wanted.includes('returned') ? await returnReasons(desk.store, periods) : new Map<string, string>()
  const why = (one: CellState): string => {
    const reason = one.state === 'returned' ? reasons.get(keyOf(one)) : undefined
    return reason ? `：${reason}` : ''
  }
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
            `${STATE_NAMES[state]}${some.length}项${isCounty || some.length <= 3 ? `（${some.map((one) => `${indicatorOf(plan, one.indicator).short}${why(one)}`).join('、')}）` : ''}`,
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
      ...(/算|计|纳入|统计/.test(question.words)
        ? [
            {
              kind: 'note' as const,
              text: '已提交（待审）的数计入合计并标明待审；被退回的重报以前不计入；通报只用省级已接收的。',
            },
          ]
        : []),
    ],
  }
}

/** The last reason of each return in some periods, by cell. */
async function returnReasons(store: Reader, periods: readonly Period[]): Promise<Map<string, string>> {
  const rows = await store.all<{ region: string; indicator: string; period: string; reason: string }>(
    `SELECT l.region, l.indicator, l.period, l.reason FROM json_each(?) p
     JOIN cell c ON c.period = p.value AND c.state = 'returned'
     JOIN ledger l INDEXED BY ledger_cell ON l.region = c.region AND l.indicator = c.indicator AND l.period = c.period
     WHERE l.act = 'return' AND l.reason IS NOT NULL ORDER BY l.revision`,
    JSON.stringify(periods),
  )
  return new Map(rows.map(({ region, indicator, period, reason }) => [`${region} ${indicator} ${period}`, reason]))
}
