/** 落后、完成、为零: which indicators or which places stand so. */
import type { Block, Card, Row } from '../../message/card.ts'
import { amount, compare, isZero, multiply, percent } from '../../office/amount.ts'
import { fullDayName } from '../../office/day.ts'
import type { Light } from '../../office/pace.ts'
import { periodName } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { type Threshold, thresholdIn } from '../question/threshold.ts'
import { standingsIn } from '../rules/figures.ts'
import { type Tally, tallyOf } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { groupNote, subjectOf } from './sentence.ts'
import { showStreak, streakOf } from './streak.ts'

/** What is asked of each tally, and how it is called. */
export interface Sieve {
  readonly keeps: (tally: Tally, indicator: Indicator) => boolean
  readonly name: string
}

const LIGHT_WORDS: readonly (readonly [RegExp, readonly Light[], string])[] = [
  [/红/, ['red'], '亮红灯'],
  [/黄/, ['yellow'], '亮黄灯'],
  [/绿|达到了?序时|快于|超(?:过|前)?序时|赶上序时|达标/, ['green'], '达到序时'],
]

function sieveOf(question: Question): Sieve {
  const text = question.words
  const met = ({ progress }: Tally) =>
    (progress?.completion !== undefined && compare(progress.completion, amount(1)) >= 0) ||
    (progress?.beyond !== undefined && !progress.beyond.startsWith('-'))
  if (question.kind === 'zero') {
    return question.indicators.length > 0
      ? { keeps: (one) => one.cumulative !== undefined && isZero(one.cumulative), name: '累计为0' }
      : { keeps: (one) => one.cumulative === undefined || isZero(one.cumulative), name: '累计为0或尚无上报' }
  }
  const line = question.kind === 'threshold' ? thresholdIn(text) : undefined
  if (line) return beyondLine(line)
  if (question.kind === 'finished') {
    return question.negative
      ? {
          keeps: (one) => one.task && one.goal !== undefined && one.cumulative !== undefined && !met(one),
          name: '还没有完成全年任务',
        }
      : { keeps: met, name: '已完成全年任务' }
  }
  const word = LIGHT_WORDS.find(([pattern]) => pattern.test(text))
  if (word && !(question.negative || /不到|没(?:有)?(?:到|跟|赶|达)/.test(text))) {
    return { keeps: ({ progress }) => progress !== undefined && word[1].includes(progress.light), name: word[2] }
  }
  return { keeps: ({ progress }) => progress?.light === 'red' || progress?.light === 'yellow', name: '落后于序时' }
}

/** Amounts are compared in the indicator's own unit; another unit of its list is converted. */
function beyondLine({ side, isIncluded, value, of, unit }: Threshold): Sieve {
  const passes = (difference: number) => (difference === 0 ? isIncluded : difference > 0 === (side === 'above'))
  const word = `${isIncluded ? '达到或' : ''}${side === 'above' ? '超过' : '低于'}`
  return {
    name: of === 'rate' ? `完成率${word}${percent(value)}` : `累计${word}${value}${unit}`,
    keeps: (tally, indicator) => {
      if (of === 'rate')
        return tally.progress?.completion !== undefined && passes(compare(tally.progress.completion, value))
      const factor = indicator.otherUnits.find((one) => one.unit === unit)?.factor
      return (
        tally.cumulative !== undefined && passes(compare(tally.cumulative, factor ? multiply(value, factor) : value))
      )
    },
  }
}

export async function showLights(desk: Desk, question: Question): Promise<Card> {
  const periods = streakOf(desk, question)
  const sieve = sieveOf(question)
  if (periods.length > 1) return showStreak(desk, question, periods, sieve)
  return question.level === undefined ? ofIndicators(desk, question, sieve) : ofPlaces(desk, question, sieve)
}

/** Which indicators of one region. */
async function ofIndicators(desk: Desk, question: Question, sieve: Sieve): Promise<Card> {
  const { regions, plan } = desk.ground
  const region = subjectOf(question, desk)
  const indicators = desk.indicators(question.indicators)
  const tallies = await desk.tallies(region, indicators, question.period)
  const pairs = indicators.flatMap((indicator, index) => {
    const tally = tallies[index]
    return tally ? [{ indicator, tally }] : []
  })
  const kept = pairs.filter(({ tally, indicator }) => sieve.keeps(tally, indicator))
  const measured = pairs.filter(({ tally }) => tally.cumulative !== undefined)
  const place = words.placeName(regions, region)
  return {
    title: `${place}：${kept.length}项${sieve.name}`,
    subtitle: words.shortPeriod(question.period ?? desk.over(), plan),
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: `${asOfPhrase(measured.map(({ tally }) => tally))}${place}有数据的${measured.length}项指标中，${sieve.name}的${kept.length === 0 ? '没有' : `有${kept.length}项：${kept.map(({ indicator, tally }) => `${indicator.short}（${said(tally, indicator)}）`).join('、')}`}。${silentText(pairs.length - measured.length)}`,
      },
      ...(kept.length > 0
        ? [
            words.table(
              [words.column('name', '指标'), ...COLUMNS],
              kept.map(({ tally, indicator }) => row(tally, indicator, indicator.short)),
            ),
          ]
        : []),
      ...(regions.get(region).level === 'province' ? [] : words.allocationNote(plan)),
      ...groupNote(desk),
      words.ruleFold,
    ],
  }
}

const silentText = (count: number): string => (count > 0 ? `另有${count}项${words.NO_FIGURE}。` : '')

/** Which cities or counties, for one indicator or counted over all. */
async function ofPlaces(desk: Desk, question: Question, sieve: Sieve): Promise<Card> {
  const { regions, plan } = desk.ground
  const pool = question.pool ?? subjectOf(question, desk)
  const end = desk.today
  const inCity = regions.get(pool).level === 'city'
  const places = (
    question.level === 'city' && !inCity ? regions.cities(end) : regions.counties(end, inCity ? pool : undefined)
  ).map((one) => one.key)
  const indicators = desk.indicators(question.indicators)
  const asked = question.period ?? desk.over()
  // 已经报了的县里面: figures carried forward from a period before are left out.
  const isOfReported = /已经?(?:上)?报(?:了|上来)?的|报(?:了|上来)的/.test(question.words)
  const standings = await standingsIn(desk.store, desk.ground, pool, indicators, asked, desk.basis)
  const found = places.map((place) => ({
    place,
    all: indicators.map((indicator) => ({
      indicator,
      tally: tallyOf(desk.ground, place, indicator, asked, standings),
    })),
  }))
  // 全绿: in everything that a place has a task in.
  const isAll = indicators.length > 1 && /全(?:部|都)?(?:是|亮)?[红黄绿]|都(?:是|亮)?[红黄绿]/.test(question.words)
  const tasksOf = (place: RegionKey) =>
    found.find((one) => one.place === place)?.all.filter(({ tally }) => tally.task).length
  const kept = found
    .map(({ place, all }) => ({
      place,
      hits: all.filter(
        ({ tally, indicator }) => tally.task && (!isOfReported || tally.reported > 0) && sieve.keeps(tally, indicator),
      ),
    }))
    .filter(({ place, hits }) => hits.length > 0 && (!isAll || hits.length === tasksOf(place)))
  const only = indicators.length === 1 ? indicators[0] : undefined
  const measured = found
    .flatMap(({ all }) => all.map(({ tally }) => tally))
    .filter((one) => one.cumulative !== undefined)
  const silent = only
    ? found.filter(({ all }) => all.some(({ tally }) => tally.task && tally.cumulative === undefined)).length
    : 0
  return {
    title:
      measured.length === 0
        ? `${only ? only.short : '各项指标'}：${words.NO_FIGURE}`
        : `${only ? only.short : '各项指标'}：${kept.length}个${question.level === 'city' ? '市' : '县（市、区）'}${sieve.name}`,
    subtitle: `${words.placeName(regions, pool)}，${periodName(asked)}`,
    tone: 'info',
    blocks: [
      { kind: 'text', strong: true, text: placesSentence(desk, pool, question, sieve, only, kept, measured, silent) },
      ...placesTable(desk, only, kept),
      ...words.allocationNote(plan),
      ...groupNote(desk),
      words.ruleFold,
    ],
  }
}

interface Kept {
  readonly place: RegionKey
  readonly hits: readonly { readonly indicator: Indicator; readonly tally: Tally }[]
}

function placesSentence(
  desk: Desk,
  pool: RegionKey,
  question: Question,
  sieve: Sieve,
  only: Indicator | undefined,
  kept: readonly Kept[],
  measured: readonly Tally[],
  silent: number,
): string {
  const { regions } = desk.ground
  const kind = question.level === 'city' ? '市' : '县（市、区）'
  const where = words.placeName(regions, pool)
  if (measured.length === 0)
    return `${where}${only?.name ?? '各项指标'}${desk.inGroup ? '尚无已审核的上报' : words.NO_FIGURE}。`
  const quiet = silent > 0 ? `另有${silent}个${words.NO_FIGURE}，不能判断。` : ''
  const head = `${asOfPhrase(measured)}${where}${only ? only.name : ''}${sieve.name}的${kind}`
  if (kept.length === 0) return `${head}没有。${quiet}`
  const sorted = only ? kept : [...kept].sort((a, b) => b.hits.length - a.hits.length)
  const names = sorted
    .slice(0, 20)
    .map(
      ({ place, hits }) =>
        `${regions.get(place).name}${only ? `（${hits[0] ? `${said(hits[0].tally, only)}${carried(hits[0].tally)}` : ''}）` : `（${hits.length}项）`}`,
    )
  return `${head}有${kept.length}个：${names.join('、')}${kept.length > 20 ? '等' : ''}。${quiet}`
}

function placesTable(desk: Desk, only: Indicator | undefined, kept: readonly Kept[]): Block[] {
  const { regions } = desk.ground
  if (kept.length === 0) return []
  if (only)
    return [
      words.table(
        [words.column('name', '地方'), ...COLUMNS],
        kept.flatMap(({ place, hits }) => (hits[0] ? [row(hits[0].tally, only, regions.get(place).name)] : [])),
      ),
    ]
  const sorted = [...kept].sort((a, b) => b.hits.length - a.hits.length)
  return [
    words.table(
      [words.column('name', '地方'), words.column('count', '项数', 'right'), words.column('which', '指标')],
      sorted.map(
        ({ place, hits }): Row => ({
          name: regions.get(place).name,
          count: String(hits.length),
          which: hits.map(({ indicator }) => indicator.short).join('、'),
        }),
      ),
    ),
  ]
}

const COLUMNS = [
  words.column('figure', '累计', 'right'),
  words.column('goal', '任务', 'right'),
  words.column('rate', '完成率', 'right'),
  words.column('pace', '对照序时'),
  words.column('light', '灯'),
  words.column('asOf', '截至'),
]

const row = (tally: Tally, indicator: Indicator, name: string): Row => ({
  name,
  figure: words.figureText(tally, indicator),
  goal: tally.goal === undefined ? '—' : words.amountIn(tally.goal, indicator),
  rate: words.rateText(tally.progress?.completion),
  pace: words.paceText(tally) ?? '—',
  light: words.icon(tally.progress?.light),
  asOf: words.asOfText(tally),
})

const said = (tally: Tally, indicator: Indicator): string =>
  tally.progress?.completion === undefined ? words.figureText(tally, indicator) : percent(tally.progress.completion)

/** A figure of an earlier period is held against the pace of its own date, and says so. */
const carried = (tally: Tally): string =>
  tally.figure && tally.reported === 0 ? `，截至${words.asOfText(tally)}，本期未报` : ''

function asOfPhrase(tallies: readonly Tally[]): string {
  const asOf = tallies
    .flatMap((one) => one.asOf ?? [])
    .sort()
    .at(-1)
  return asOf ? `截至${fullDayName(asOf)}，` : ''
}
