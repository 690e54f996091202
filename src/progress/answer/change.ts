/** 比上个月多了多少, 走势: a figure beside the one before it. */
import type { Card, Row } from '../../message/card.ts'
import { absolute, compare, isNegative, isZero, subtract } from '../../office/amount.ts'
import { dayName, fullDayName } from '../../office/day.ts'
import { endOf, type Period, periodName, previousPeriod } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { periodFor } from '../rules/basis.ts'
import type { Tally } from '../rules/region-total.ts'
import { REASONS_UNKNOWN } from '../text.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { groupNote, sentence, subjectOf } from './sentence.ts'
import { runText } from './streak.ts'

/** How much a figure grew since the end of an earlier period. */
export async function showChange(desk: Desk, question: Question): Promise<Card> {
  const { regions } = desk.ground
  const [single, more] = desk.indicators(question.indicators)
  if (single && !more && (question.level || question.pick)) return showMovers(desk, question, single)
  const region = subjectOf(question, desk)
  const indicators = desk.indicators(question.indicators)
  const lines = await Promise.all(indicators.map((indicator) => changeOf(desk, region, indicator, question)))
  const [only, another] = lines
  const place = words.placeName(regions, region)
  if (only && !another) {
    return {
      title: `${place} ${only.indicator.short}：${only.short}`,
      tone: 'info',
      blocks: [
        { kind: 'text', strong: true, text: only.text },
        ...(/为什么|为啥|为何|原因|怎么(?:会|没|不)/.test(question.words)
          ? [{ kind: 'note' as const, text: REASONS_UNKNOWN }]
          : []),
        ...groupNote(desk),
      ],
    }
  }
  return {
    title: `${place} 比上期的变化`,
    tone: 'info',
    blocks: [
      { kind: 'text', strong: true, text: `${place}各指标比上期的变化（各数截至日见表）：` },
      words.table(
        [
          words.column('name', '指标'),
          words.column('was', '上期', 'right'),
          words.column('now', '本期', 'right'),
          words.column('step', '变化', 'right'),
          words.column('asOf', '截至'),
        ],
        lines.map(
          ({ indicator, was, now, short }): Row => ({
            name: indicator.short,
            was: was ? words.figureText(was, indicator) : words.NO_FIGURE,
            now: now ? words.figureText(now, indicator) : words.NO_FIGURE,
            step: short,
            asOf: `${was ? words.asOfText(was) : '—'} → ${now ? words.asOfText(now) : '—'}`,
          }),
        ),
      ),
      ...groupNote(desk),
    ],
  }
}

/** 增加最多的县: places by what they added since the period before. */
async function showMovers(desk: Desk, question: Question, indicator: Indicator): Promise<Card> {
  const { plan, regions } = desk.ground
  const asked = question.pool ?? subjectOf({ ...question, level: question.level ?? 'county' }, desk)
  // 桐乡是不是增得最多的: one county is seen among all.
  const isOne = regions.get(asked).level === 'county'
  const pool = isOne ? regions.province.key : asked
  const now = periodFor(indicator, question.period ?? desk.over())
  const before = question.base ? periodFor(indicator, question.base) : previousPeriod(now)
  const inCity = regions.get(pool).level === 'city'
  const places =
    question.level === 'city' && !inCity
      ? regions.cities(endOf(now))
      : regions.counties(endOf(now), inCity ? pool : undefined)
  const keys = places.map((one) => one.key)
  const [later, earlier] = [
    await desk.talliesWithin(pool, keys, indicator, now),
    await desk.talliesWithin(pool, keys, indicator, before),
  ]
  const moved = later.flatMap((tally, index) => {
    const was = earlier[index]
    return tally.cumulative && was?.cumulative && tally.reported > 0
      ? [{ tally, was, step: subtract(tally.cumulative, was.cumulative) }]
      : []
  })
  moved.sort((a, b) => compare(b.step, a.step))
  const ordered = question.pick?.from === 'bottom' ? [...moved].reverse() : moved
  const chosen = ordered.slice(0, question.pick?.count ?? 5)
  const asOf = moved
    .flatMap(({ tally }) => tally.asOf ?? [])
    .sort()
    .at(-1)
  const own = isOne ? moved.find(({ tally }) => tally.region === asked) : undefined
  const above = own ? moved.filter(({ step }) => compare(step, own.step) > 0).length : 0
  const ownText = own
    ? `${regions.get(asked).name}增加${words.differenceIn(own.step, indicator)}，是第${above + 1}多的。`
    : ''
  const span = `${words.shortPeriod(now, plan)}比${words.shortPeriod(before, plan)}`
  return {
    title: `${indicator.short}${span}的增量`,
    subtitle: words.placeName(regions, pool),
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text:
          chosen.length > 0
            ? `截至${asOf ? fullDayName(asOf) : ''}，${indicator.name}${span}增加${question.pick?.from === 'bottom' ? '从少到多' : '从多到少'}：${chosen.map(({ tally, step }) => `${regions.get(tally.region).name}（${words.differenceIn(step, indicator)}）`).join('、')}。两期都有数的${moved.length}个。${ownText}`
            : `${indicator.name}两期都有上报的地方还没有，算不出增减。`,
      },
      ...(ordered.length > 0
        ? [
            words.table(
              [
                words.column('name', '地方'),
                words.column('was', words.shortPeriod(before, plan), 'right'),
                words.column('now', words.shortPeriod(now, plan), 'right'),
                words.column('step', '增加', 'right'),
                words.column('asOf', '截至'),
              ],
              ordered.map(
                ({ tally, was, step }): Row => ({
                  name: regions.get(tally.region).name,
                  was: words.figureText(was, indicator),
                  now: words.figureText(tally, indicator),
                  step: words.differenceIn(step, indicator),
                  asOf: words.asOfText(tally),
                }),
              ),
            ),
          ]
        : []),
      ...groupNote(desk),
    ],
  }
}

interface Change {
  readonly indicator: Indicator
  readonly was?: Tally | undefined
  readonly now?: Tally | undefined
  readonly short: string
  readonly text: string
}

/**
 * The later figure against the earlier one. With a base named (比5月), that; with a period named (6月新增), the one
 * before it; with neither, the newest figure against the period before that.
 */
async function changeOf(desk: Desk, region: RegionKey, indicator: Indicator, question: Question): Promise<Change> {
  const { plan, regions } = desk.ground
  const place = words.placeName(regions, region)
  const trail = await desk.trail(region, indicator)
  const now = question.period ? at(trail, periodFor(indicator, question.period)) : newest(trail)
  if (!now?.cumulative || !now.asOf) {
    return {
      indicator,
      short: words.NO_FIGURE,
      text: `${place}${indicator.name}${plan.year}年${question.period ? `截至${periodName(question.period)}` : ''}${words.NO_FIGURE}，没有可比的数。`,
    }
  }
  const named = question.base && periodFor(indicator, question.base)
  // 二季度新增 is since the end of the first quarter.
  const before = question.period && periodFor(indicator, previousPeriod(question.period))
  const base = [named, before].find((one) => one && endOf(one) < endOf(now.period)) ?? previousPeriod(now.period)
  const was = at(trail, base)
  const head = `截至${fullDayName(now.asOf)}，${place}${indicator.name}${indicator.kind === 'rate' ? '' : '累计'}${words.amountIn(now.cumulative, indicator)}`
  const name = words.shortPeriod(base, plan)
  if (!was?.cumulative || !was.asOf)
    return {
      indicator,
      now,
      short: `${name}${words.NO_FIGURE}`,
      text: `${head}；截至${name}底${words.NO_FIGURE}，算不出增减。`,
    }
  const step = subtract(now.cumulative, was.cumulative)
  const size = words.differenceIn(absolute(step), indicator)
  const isNil = isZero(step) && now.figure?.nil === true && now.figure.period === now.period
  const none = isNil
    ? '无新增（零报告）'
    : now.reported > 0 && was.asOf !== now.asOf && indicator.kind !== 'rate'
      ? '持平，没有新增'
      : '持平'
  const word = isZero(step) ? none : isNegative(step) ? `减少${size}` : `增加${size}`
  const partial =
    regions.get(region).level !== 'county' && now.reported < now.of
      ? `（${words.shortPeriod(now.period, plan)}只有${now.reported}/${now.of}已报，未报的沿用上期，增量可能偏小）`
      : ''
  const still = was.asOf === now.asOf ? `（${words.shortPeriod(desk.period(indicator), plan)}还没有新的上报）` : ''
  return {
    indicator,
    was,
    now,
    short: word,
    text: `${head}，比${name}（截至${dayName(was.asOf)}，${words.amountIn(was.cumulative, indicator)}）${word}${partial}${still}。`,
  }
}

const at = (trail: readonly Tally[], period: Period): Tally | undefined =>
  trail.findLast((one) => endOf(one.period) <= endOf(period))

/** The last period in which something came in. */
const newest = (trail: readonly Tally[]): Tally | undefined => trail.findLast((one) => one.reported > 0) ?? trail.at(-1)

/** Month by month. */
export async function showTrend(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf(question, desk)
  const [indicator] = desk.indicators(question.indicators)
  if (!indicator) throw new Error('a plan has indicators')
  const trail = await desk.trail(region, indicator, question.period)
  const last = trail.at(-1)
  const place = words.placeName(regions, region)
  const x = (tally: Tally) => words.shortPeriod(tally.period, plan)
  return {
    title: `${place} ${indicator.short} 走势`,
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: last ? sentence(desk, last, indicator) : `${place}${indicator.name}${plan.year}年${words.NO_FIGURE}。`,
      },
      ...runText(desk, trail, question),
      ...(trail.length > 1
        ? [
            {
              kind: 'chart' as const,
              chart: {
                type: 'line' as const,
                title: `${place} ${indicator.short}`,
                unit: indicator.unit,
                series: [{ name: '累计', points: trail.map((one) => ({ x: x(one), y: Number(one.cumulative ?? 0) })) }],
              },
            },
          ]
        : []),
      ...(trail.length > 0
        ? [
            words.table(
              [
                words.column('period', '时期'),
                words.column('figure', indicator.kind === 'rate' ? '数值' : '累计', 'right'),
                words.column('step', '比上期', 'right'),
                words.column('rate', '完成率', 'right'),
                words.column('light', '灯'),
                words.column('asOf', '截至'),
                words.column('reported', '上报'),
              ],
              trail.map((one, index): Row => {
                const before = trail[index - 1]
                const step =
                  before?.cumulative && one.cumulative ? subtract(one.cumulative, before.cumulative) : undefined
                return {
                  period: x(one),
                  figure: words.figureText(one, indicator),
                  step:
                    step === undefined ? '—' : `${isNegative(step) ? '' : '+'}${words.differenceIn(step, indicator)}`,
                  rate: words.rateText(one.progress?.completion),
                  light: words.icon(one.progress?.light),
                  asOf: words.asOfText(one),
                  reported: words.turnout(one, regions),
                }
              }),
            ),
          ]
        : []),
      ...groupNote(desk),
    ],
  }
}
