/** All indicators of a region in one table, or several named ones. */
import type { Card, Row } from '../../message/card.ts'
import { amount, isNegative, isZero } from '../../office/amount.ts'
import { fullDayName } from '../../office/day.ts'
import { goalOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { namesOf } from '../rules/figures.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { groupNote } from './sentence.ts'

/** All indicators of a region, or several named ones. */
export async function showAll(desk: Desk, region: RegionKey, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const indicators = desk.indicators(question.indicators)
  const tallies = await desk.tallies(region, indicators, question.period)
  const isCounty = regions.get(region).level === 'county'
  const names =
    isCounty && !desk.inGroup
      ? await namesOf(
          desk.store,
          tallies.flatMap((one) => one.figure?.by ?? []),
        )
      : new Map()
  const shown = tallies.flatMap((tally, index) => {
    const indicator = indicators[index]
    return indicator && (tally.task || tally.cumulative !== undefined) ? [{ tally, indicator }] : []
  })
  const measured = shown.filter(({ tally }) => tally.cumulative !== undefined)
  const count = (light: string) => measured.filter(({ tally }) => tally.progress?.light === light).length
  const place = words.placeName(regions, region)
  const gapAsked = question.kind === 'gap'
  const bars = measured.filter(({ tally }) => tally.progress?.completion !== undefined)
  return {
    title: `${place} 进度`,
    subtitle: words.shortPeriod(question.period ?? desk.over(), plan),
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: overview(
          desk,
          place,
          shown.map((one) => one.tally),
          count,
        ),
      },
      ...(question.target ? shown.slice(0, 3).map(({ indicator }) => words.targetQuote(plan, indicator)) : []),
      ...(bars.length > 1
        ? [
            {
              kind: 'chart' as const,
              chart: {
                type: 'bar' as const,
                title: `${place} 完成率`,
                unit: '%',
                series: [
                  {
                    name: '完成率',
                    points: bars.map(({ tally, indicator }) => ({
                      x: indicator.short,
                      y: words.hundred(tally.progress?.completion),
                    })),
                  },
                ],
              },
            },
          ]
        : []),
      words.table(
        [
          words.column('indicator', '指标'),
          words.column('figure', '累计', 'right'),
          words.column('goal', words.goalWord(regions, region), 'right'),
          words.column('rate', '完成率', 'right'),
          ...(gapAsked ? [words.column('gap', '还差', 'right')] : []),
          words.column('light', '灯'),
          words.column('asOf', '截至'),
          words.column('reported', isCounty ? '上报' : '已报'),
        ],
        shown.map(({ tally, indicator }): Row => {
          const gap = words.gapOf(tally)
          const reporter =
            tally.figure && isCounty && !desk.inGroup
              ? ` ${names.get(tally.figure.by) ?? ''} ${words.moment(tally.figure.at)}`
              : ''
          return {
            indicator: indicator.short,
            figure: words.figureText(tally, indicator),
            goal:
              goalOf(plan, region, indicator.id) === undefined
                ? tally.task
                  ? '持续提升'
                  : '—'
                : words.amountIn(goalOf(plan, region, indicator.id) ?? amount(0), indicator),
            rate: words.rateText(tally.progress?.completion),
            gap:
              gap === undefined
                ? '—'
                : indicator.kind === 'rate'
                  ? '—'
                  : isNegative(gap) || isZero(gap)
                    ? '已完成'
                    : words.amountIn(gap, indicator),
            light: words.icon(tally.progress?.light),
            asOf: words.asOfText(tally),
            reported: isCounty ? `${words.turnout(tally, regions)}${reporter}` : `${tally.reported}/${tally.of}`,
          }
        }),
      ),
      ...(regions.get(region).level === 'province'
        ? [{ kind: 'note' as const, text: `目标来源：${plan.documentNumber}` }]
        : words.allocationNote(plan)),
      ...groupNote(desk),
      words.ruleFold,
    ],
  }
}

function overview(desk: Desk, place: string, tallies: readonly Tally[], count: (light: string) => number): string {
  const measured = tallies.filter((one) => one.cumulative !== undefined)
  if (measured.length === 0)
    return `${place}的${tallies.length}项指标${desk.inGroup ? '尚无已审核的上报' : words.NO_FIGURE}。`
  const asOf = measured
    .flatMap((one) => one.asOf ?? [])
    .sort()
    .at(-1)
  const silent = tallies.length - measured.length
  return `截至${asOf ? fullDayName(asOf) : ''}，${place}${tallies.length}项指标中：🟢${count('green')}项达到序时，🟡${count('yellow')}项略慢，🔴${count('red')}项落后，⚪${count('grey')}项无任务或未到考核时点${silent > 0 ? `，${silent}项尚无上报` : ''}。`
}
