/** 零报告的有哪些, 哪个县没新增: figures of a period that did not move, and who cannot be judged for want of a report. */
import type { Card, Row } from '../../message/card.ts'
import { isZero, subtract } from '../../office/amount.ts'
import { dayName } from '../../office/day.ts'
import { endOf, type Period, periodName, previousPeriod } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { periodFor } from '../rules/basis.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { groupNote, sentence, subjectOf } from './sentence.ts'

interface Still {
  readonly place: RegionKey
  readonly indicator: Indicator
  readonly tally: Tally
}

export async function showStill(desk: Desk, question: Question): Promise<Card> {
  const { regions } = desk.ground
  const pool = subjectOf({ ...question, level: question.level ?? 'county' }, desk)
  const level = regions.get(pool).level
  const asked = question.period ?? desk.over()
  const end = endOf(asked)
  const places = (
    level === 'county' ? [regions.get(pool)] : regions.counties(end, level === 'city' ? pool : undefined)
  ).map((one) => one.key)
  const onlyNil = /零报告/.test(question.words)
  // Rates are not added to; whether they move is no question of new ones.
  const indicators = desk.indicators(question.indicators).filter((one) => one.kind !== 'rate')
  const still: Still[] = []
  const silent = new Set<RegionKey>()
  for (const indicator of indicators) {
    const period = periodFor(indicator, asked)
    const now = await desk.talliesWithin(pool, places, indicator, period)
    const before = await desk.talliesWithin(pool, places, indicator, previousPeriod(period))
    for (const [index, tally] of now.entries()) {
      if (!tally.task) continue
      if (tally.reported === 0) silent.add(tally.region)
      else if (tally.figure?.nil || (!onlyNil && isUnmoved(tally, before[index])))
        still.push({ place: tally.region, indicator, tally })
    }
  }
  const only = indicators.length === 1 ? indicators[0] : undefined
  if (level === 'county' && only) return ofOne(desk, pool, only, asked, still[0])
  const hit = [...new Set(still.map((one) => one.place))]
  const where = `${words.placeName(regions, pool)}${periodName(asked)}${only ? only.name : ''}`
  const what = onlyNil ? '零报告' : '没有新增'
  const named = hit.map((place) => {
    const here = still.filter((one) => one.place === place)
    const nil = (one: Still) => (one.tally.figure?.nil && !onlyNil ? '零报告，' : '')
    return `${regions.get(place).name}（${here.map((one) => `${only ? '' : one.indicator.short}${nil(one)}累计${words.figureText(one.tally, one.indicator)}`).join('、')}）`
  })
  const quiet =
    silent.size === 0
      ? ''
      : `另有${silent.size}个${desk.inGroup ? '没有已审核的上报' : '未报或没报齐'}，不能算${what}：${[...silent]
          .slice(0, 20)
          .map((key) => regions.get(key).short)
          .join('、')}${silent.size > 20 ? '等' : ''}。`
  return {
    title: `${words.shortPeriod(asked, desk.ground.plan)}${only ? only.short : ''}${what}：${hit.length}个县`,
    subtitle: words.placeName(regions, pool),
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: `截至${dayName(end)}，${where}${
          hit.length === 0
            ? `已报的县（市、区）${onlyNil ? '没有零报告的' : '都有新增'}。`
            : `已报的县（市、区）中${what}的有${hit.length}个：${named.slice(0, 20).join('、')}${hit.length > 20 ? '等' : ''}。`
        }${quiet}`,
      },
      ...(still.length > 3
        ? [
            words.table(
              [
                words.column('place', '地方'),
                words.column('name', '指标'),
                words.column('figure', '累计', 'right'),
                words.column('nil', '上报'),
                words.column('asOf', '截至'),
              ],
              still.slice(0, 60).map(
                ({ place, indicator, tally }): Row => ({
                  place: regions.get(place).name,
                  name: indicator.short,
                  figure: words.figureText(tally, indicator),
                  nil: tally.figure?.nil ? '零报告' : '与上期相同',
                  asOf: words.asOfText(tally),
                }),
              ),
            ),
          ]
        : []),
      { kind: 'note', text: '零报告是报了、本期无新增；未报不等于零。' },
      ...groupNote(desk),
    ],
  }
}

/** 安吉厂房是零报告吗: yes or no, with the figure. */
async function ofOne(
  desk: Desk,
  place: RegionKey,
  indicator: Indicator,
  asked: Period,
  found: Still | undefined,
): Promise<Card> {
  const [tally] = await desk.tallies(place, [indicator], asked)
  if (!tally) throw new Error('a tally for each indicator')
  const name = desk.ground.regions.get(place).name
  const verdict = found?.tally.figure?.nil
    ? '是零报告，无新增'
    : found
      ? '报了，与上期相同，没有新增'
      : tally.task && tally.reported === 0
        ? '还没有报，不能算零报告'
        : '不是零报告'
  return {
    title: `${name} ${indicator.short}：${tally.task ? verdict : '无任务'}`,
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: `${tally.task ? `${name}${periodName(tally.period)}${indicator.short}${verdict}。` : ''}${sentence(desk, tally, indicator)}`,
      },
      ...groupNote(desk),
    ],
  }
}

/** Reported for the period with the figure of the one before. */
const isUnmoved = (now: Tally, before: Tally | undefined): boolean =>
  now.cumulative !== undefined &&
  (before?.cumulative === undefined ? isZero(now.cumulative) : isZero(subtract(now.cumulative, before.cumulative)))
