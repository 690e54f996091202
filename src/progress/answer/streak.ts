/** 连着两个月红灯: the places that stand so in each of several periods. */
import type { Block, Card, Row } from '../../message/card.ts'
import { percent } from '../../office/amount.ts'
import { dayName } from '../../office/day.ts'
import { endOf, kindOf, nextPeriod, type Period, previousPeriod } from '../../office/period.ts'
import type { Question } from '../question/question.ts'
import { standingsIn } from '../rules/figures.ts'
import { type Tally, tallyOf } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Sieve } from './lights.ts'
import type { Desk } from './query-context.ts'
import { groupNote, subjectOf } from './sentence.ts'

const NUMBERS = '一两二三四五六七八九十'
const COUNTED = /(?:连续|连着|接连|一连|最近|近)([两二三四五六]|\d)(?:个?月|期)/

/** The periods in each of which it must be so, the oldest first; fewer than two where one is asked about. */
export function streakOf(desk: Desk, { periods, period, words: said }: Question): readonly Period[] {
  if (periods && periods.length > 1) {
    const ordered = [...periods].sort()
    return /·(?:到|至|-|~|—)·/.test(said) ? between(ordered[0], ordered.at(-1)) : ordered
  }
  const word = COUNTED.exec(said)?.[1]
  if (word === undefined) return []
  const n = /\d/.test(word) ? Number(word) : [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10][NUMBERS.indexOf(word)]
  const found: Period[] = [period ?? desk.over()]
  while (found.length < (n ?? 1)) found.unshift(previousPeriod(found[0] ?? desk.over()))
  return found
}

/** 6月到8月: the months between as well. */
function between(first: Period | undefined, last: Period | undefined): Period[] {
  if (!first || !last || kindOf(first) !== kindOf(last)) return [first, last].filter((one) => one !== undefined)
  const found = [first]
  for (let next = nextPeriod(first); next <= last; next = nextPeriod(next)) found.push(next)
  return found
}

export async function showStreak(
  desk: Desk,
  question: Question,
  periods: readonly Period[],
  sieve: Sieve,
): Promise<Card> {
  const { regions, plan } = desk.ground
  const region = subjectOf({ ...question, level: question.level ?? 'county' }, desk)
  const isOne = regions.get(region).level === 'county'
  const inCity = regions.get(region).level === 'city'
  const places = isOne
    ? [region]
    : (question.level === 'city' && !inCity
        ? regions.cities(desk.today)
        : regions.counties(desk.today, inCity ? region : undefined)
      ).map((one) => one.key)
  const indicators = desk.indicators(question.indicators)
  const readings = await Promise.all(
    periods.map(async (period) => ({
      period,
      standings: await standingsIn(desk.store, desk.ground, region, indicators, period, desk.basis),
    })),
  )
  const all = places.flatMap((place) =>
    indicators.map((indicator) => ({
      place,
      indicator,
      tallies: readings.map(({ period, standings }) => tallyOf(desk.ground, place, indicator, period, standings)),
    })),
  )
  // A figure carried forward is no second witness: each period needs its own.
  const kept = all.filter(({ tallies, indicator }) =>
    tallies.every((tally) => tally.task && tally.reported > 0 && sieve.keeps(tally, indicator)),
  )
  const measured = all.some(({ tallies }) => tallies.every((one) => one.reported > 0))
  const only = indicators.length === 1 ? indicators[0] : undefined
  const span = periods.map((one) => words.shortPeriod(one, plan)).join('、')
  const name = ({ place, indicator, tallies }: (typeof kept)[number]) =>
    `${regions.get(place).name}${only ? '' : indicator.short}（${tallies.map((one) => (one.progress?.completion === undefined ? words.figureText(one, indicator) : percent(one.progress.completion))).join('、')}）`
  const what = `${words.placeName(regions, region)}${only ? only.name : '各项指标'}`
  const asOf = dayName(endOf(periods.at(-1) ?? desk.over()))
  const text = !measured
    ? `${what}没有在${span}每期都有上报的地方，不能判断。`
    : kept.length === 0
      ? `截至${asOf}，${what}${span}每期都${sieve.name}的没有。`
      : `截至${asOf}，${what}${span}每期都${sieve.name}的有${kept.length}个：${kept.slice(0, 20).map(name).join('、')}${kept.length > 20 ? '等' : ''}。`
  return {
    title: `${only ? only.short : '各项指标'}：${kept.length}个${span}每期都${sieve.name}`,
    subtitle: words.placeName(regions, region),
    tone: 'info',
    blocks: [
      { kind: 'text', strong: true, text },
      ...(kept.length > 0
        ? [
            words.table(
              [
                words.column('name', '地方'),
                ...(only ? [] : [words.column('which', '指标')]),
                ...periods.map((one, index) => words.column(`p${index}`, words.shortPeriod(one, plan), 'right')),
              ],
              kept.slice(0, 40).map(
                ({ place, indicator, tallies }): Row => ({
                  name: regions.get(place).name,
                  which: indicator.short,
                  ...Object.fromEntries(
                    tallies.map((one, index) => [
                      `p${index}`,
                      `${words.icon(one.progress?.light)} ${words.rateText(one.progress?.completion)}`,
                    ]),
                  ),
                }),
              ),
            ),
          ]
        : []),
      { kind: 'note', text: '每期都要有当期的上报才算；未报的月份不能判断。' },
      ...words.allocationNote(plan),
      ...groupNote(desk),
      words.ruleFold,
    ],
  }
}

/** 连续几个月没达到序时: how long it has been so by now, or how long it has been at pace. */
export function runText({ ground }: Desk, trail: readonly Tally[], { words: asked }: Question): Block[] {
  if (!/连续(?:了)?(?:几|多少)/.test(asked)) return []
  const reported = trail.filter((one) => one.reported > 0)
  const isBehind = ({ progress }: Tally) => progress?.light === 'red' || progress?.light === 'yellow'
  const last = reported.at(-1)
  if (!last) return []
  const from = reported.findLastIndex((one) => isBehind(one) !== isBehind(last))
  const run = reported.slice(from + 1)
  const names = run.map((one) => words.shortPeriod(one.period, ground.plan)).join('、')
  const how = isBehind(last) ? '落后于序时' : '没有落后于序时'
  return [
    { kind: 'text', strong: true, text: `到${words.asOfText(last)}为止，已连续${run.length}期${how}（${names}）。` },
  ]
}
