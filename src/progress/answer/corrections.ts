/** 改过数没有, 原来报的多少: figures that took the place of others, with what stood before and why. */
import { type Entry, entryOf, isStating } from '../../ledger/entry.ts'
import type { Card, Row } from '../../message/card.ts'
import { type Period, periodName } from '../../office/period.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import type { Question } from '../question/question.ts'
import { periodFor } from '../rules/basis.ts'
import { namesOf } from '../rules/figures.ts'
import { correctionsNotForAll } from '../text.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { sentence, subjectOf } from './sentence.ts'

interface Correction {
  readonly before: Entry
  readonly after: Entry
}

export async function showCorrections(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf(question, desk)
  if (!desk.seesInside(region)) return correctionsNotForAll(desk.inGroup)
  const indicators = desk.indicators(question.indicators)
  const only = indicators.length === 1 ? indicators[0] : undefined
  const asked = question.period
  const periods = asked ? [...new Set(indicators.map((one) => periodFor(one, asked)))] : undefined
  const inside = regions.all.filter((one) => regions.within(one.key, region)).map((one) => one.key)
  const found = await correctionsIn(
    desk.store,
    inside,
    indicators.map((one) => one.id),
    plan.year,
    periods,
  )
  const names = await namesOf(
    desk.store,
    found.map(({ after }) => after.by),
  )
  const place = words.placeName(regions, region)
  const what = `${place}${asked ? periodName(asked) : `${plan.year}年`}${only ? only.name : '各项指标'}`
  const [tally] = only ? await desk.tallies(region, [only], asked) : []
  return {
    title: `${place}${only ? ` ${only.short}` : ''}：${found.length > 0 ? `更正过${found.length}次` : '没有更正过'}`,
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text:
          found.length > 0
            ? `${what}更正过${found.length}次：${found.map((one) => told(desk, one)).join('')}`
            : `${what}在台账里没有更正过。`,
      },
      ...(only && tally ? [{ kind: 'text' as const, text: `现在的数：${sentence(desk, tally, only)}` }] : []),
      ...(found.length > 1
        ? [
            words.table(
              [
                words.column('place', '地方'),
                words.column('name', '指标'),
                words.column('period', '时期'),
                words.column('was', '原报', 'right'),
                words.column('is', '更正为', 'right'),
                words.column('at', '时间'),
                words.column('by', '经手人'),
              ],
              found.map(({ before, after }): Row => {
                const indicator = indicatorOf(plan, after.indicator)
                return {
                  place: regions.get(after.region).name,
                  name: indicator.short,
                  period: words.shortPeriod(after.period, plan),
                  was: before.said ? words.amountIn(before.said.cumulative, indicator) : '—',
                  is: after.said ? words.amountIn(after.said.cumulative, indicator) : '—',
                  at: words.moment(after.at),
                  by: names.get(after.by) ?? '—',
                }
              }),
            ),
          ]
        : []),
    ],
  }
}

/** One correction in a sentence: what, when, into what, why. */
function told(desk: Desk, { before, after }: Correction): string {
  const { plan, regions } = desk.ground
  const indicator = indicatorOf(plan, after.indicator)
  if (!before.said || !after.said) return ''
  const why = after.reason ?? after.note
  const asks = after.act === 'request' ? '申请更正为' : '更正为'
  return `${regions.get(after.region).name}${words.shortPeriod(after.period, plan)}${indicator.short}原报累计${words.amountIn(before.said.cumulative, indicator)}（${words.moment(before.at)}），${words.moment(after.at)}${asks}${words.amountIn(after.said.cumulative, indicator)}${why ? `，原因：${why}` : ''}。`
}

/** Statements that replaced another one, each with the one before it; the oldest first. */
async function correctionsIn(
  store: Reader,
  regions: readonly RegionKey[],
  indicators: readonly IndicatorId[],
  year: number,
  periods: readonly Period[] | undefined,
): Promise<Correction[]> {
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) r CROSS JOIN json_each(?) i
     CROSS JOIN ledger l INDEXED BY ledger_cell ON l.region = r.value AND l.indicator = i.value
     AND l.period BETWEEN ? AND ? WHERE l.cumulative IS NOT NULL ORDER BY l.region, l.indicator, l.period, l.revision`,
    JSON.stringify(regions),
    JSON.stringify(indicators),
    `${year}`,
    `${year}~`,
  )
  const entries = rows.map(entryOf).filter((one) => isStating(one.act) && (!periods || periods.includes(one.period)))
  const found = entries.flatMap((after): Correction[] => {
    const before = after.replaces === undefined ? undefined : entries.find((one) => one.figure === after.replaces)
    return before?.said && before.said.cumulative !== after.said?.cumulative ? [{ before, after }] : []
  })
  return found.sort((a, b) => a.after.at - b.after.at)
}
