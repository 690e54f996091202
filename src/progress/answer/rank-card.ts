/** 排名: cities and counties apart, by completion rate, with the change of place. */
import type { Block, Card, Row } from '../../message/card.ts'
import {
  absolute,
  amount,
  compare,
  isNegative,
  isZero,
  multiply,
  rounded,
  subtract,
  ZERO,
} from '../../office/amount.ts'
import { type Day, fullDayName } from '../../office/day.ts'
import { endOf, type Period, periodName, previousPeriod } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { periodFor } from '../rules/basis.ts'
import { standingsIn } from '../rules/figures.ts'
import { type Placed, type Ranking, rank } from '../rules/rank.ts'
import { tallyOf } from '../rules/region-total.ts'
import { whichIndicator } from '../text.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'
import { groupNote } from './sentence.ts'

interface Lists {
  readonly period: Period
  readonly cities: Ranking
  readonly counties: Ranking
}

/** Both lists of an indicator within a region: two readings, this period's and the one before. */
async function listsOf(desk: Desk, pool: RegionKey, indicator: Indicator, asked?: Period): Promise<Lists> {
  const { ground } = desk
  const period = periodFor(indicator, asked ?? desk.over())
  const before = previousPeriod(period)
  const now = await standingsIn(desk.store, ground, pool, [indicator], period, desk.basis)
  const earlier = await standingsIn(desk.store, ground, pool, [indicator], before, desk.basis)
  const end = endOf(period)
  const cities = ground.regions.get(pool).level === 'province' ? ground.regions.cities(end) : []
  const counties = ground.regions.counties(end, ground.regions.get(pool).level === 'city' ? pool : undefined)
  const ranking = (keys: readonly RegionKey[]) =>
    rank(
      indicator,
      keys.map((key) => tallyOf(ground, key, indicator, period, now)),
      keys.map((key) => tallyOf(ground, key, indicator, before, earlier)),
    )
  return { period, cities: ranking(cities.map((one) => one.key)), counties: ranking(counties.map((one) => one.key)) }
}

export async function showRank(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const [indicator] = desk.indicators(question.indicators)
  if (question.indicators.length === 0 || !indicator) return whichIndicator(plan, '排名', '按哪个指标排？', question)
  const pool = question.pool && regions.get(question.pool).level !== 'county' ? question.pool : regions.province.key
  const lists = await listsOf(desk, pool, indicator, question.period)
  const subject = question.subjects[0] ?? (question.pick || question.level ? undefined : desk.own)
  const { level } = question
  const answer = question.pick
    ? picked(desk, lists, question, indicator)
    : subject
      ? await placeOf(desk, subject, lists, indicator, pool)
      : undefined
  return {
    title: `${indicator.short}排名${answer ? `：${answer.short}` : ''}`,
    subtitle: `${words.placeName(regions, pool)}，${periodName(lists.period)}`,
    tone: 'info',
    blocks: [
      { kind: 'text', strong: true, text: answer?.text ?? leaders(desk, lists, indicator, level) },
      ...distances(desk, lists, question, indicator),
      ...(level === 'county' ? [] : listTable(desk, lists.cities, indicator, '各市')),
      ...(level === 'city' ? [] : listTable(desk, lists.counties, indicator, '各县（市、区）')),
      {
        kind: 'note',
        text: `按完成率排，超过 120% 按 120% 计，并列同名次；无任务和尚无上报的不排。名次变化与${periodName(previousPeriod(lists.period))}比。`,
      },
      ...words.allocationNote(plan),
      ...groupNote(desk),
      words.ruleFold,
    ],
  }
}

/** 跟桐乡差几个百分点: the other places that the question names, and how far they are. */
function distances(desk: Desk, { cities, counties }: Lists, { subjects }: Question, indicator: Indicator): Block[] {
  const { regions } = desk.ground
  const all = [...cities.placed, ...counties.placed]
  const own = all.find((one) => one.tally.region === subjects[0])
  return subjects.slice(1).map((key): Block => {
    const other = all.find((one) => one.tally.region === key)
    const name = words.placeName(regions, key)
    if (!other) return { kind: 'text', text: `${name}没有名次（无任务或尚无上报）。` }
    const said = `${name}截至${words.asOfText(other.tally)}${words.figureText(other.tally, indicator)}，完成率${rateOf(other, indicator)}，第${other.place}`
    const rates = [own?.tally.progress?.completion, other.tally.progress?.completion]
    if (!own || !rates[0] || !rates[1]) return { kind: 'text', text: `${said}。` }
    const points = rounded(multiply(subtract(rates[0], rates[1]), amount(100)), 1)
    const mine = words.placeName(regions, own.tally.region)
    const distance = isZero(points)
      ? '完成率相同'
      : `${mine}${isNegative(points) ? '低' : '高'}${absolute(points)}个百分点`
    return { kind: 'text', strong: true, text: `${said}；${distance}。` }
  })
}

interface Said {
  readonly short: string
  readonly text: string
}

const change = ({ gained }: Placed): string =>
  gained === undefined ? '新' : gained > 0 ? `↑${gained}` : gained < 0 ? `↓${-gained}` : '—'

const rateOf = ({ tally }: Placed, indicator: Indicator): string =>
  tally.progress?.completion === undefined
    ? words.figureText(tally, indicator)
    : words.rateText(tally.progress.completion)

/** The place of one region, in the province and in its city. */
async function placeOf(
  desk: Desk,
  subject: RegionKey,
  lists: Lists,
  indicator: Indicator,
  pool: RegionKey,
): Promise<Said | undefined> {
  const { regions } = desk.ground
  const { level, name, parent } = regions.get(subject)
  if (level === 'province') return undefined
  const list = level === 'city' ? lists.cities : lists.counties
  const own = list.placed.find((one) => one.tally.region === subject)
  if (!own) {
    const silent = list.silent.some((one) => one.region === subject)
    const why = silent
      ? `${name}${indicator.name}${words.NO_FIGURE}，没有名次`
      : `${name}没有${indicator.name}的任务（无任务），不参加排名`
    return { short: silent ? words.NO_FIGURE : '无任务', text: `${why}。` }
  }
  const kin =
    level === 'county' && parent && pool !== parent ? await kinPlace(desk, subject, parent, indicator, lists) : ''
  const whole = `${words.placeName(regions, pool)}${list.placed.length}个${level === 'city' ? '市' : '县（市、区）'}中`
  const asOf = own.tally.asOf ? `截至${fullDayName(own.tally.asOf)}，` : ''
  const ties = list.placed.filter((one) => one.place === own.place).length
  const moved =
    own.gained === undefined
      ? ''
      : own.gained > 0
        ? `，比上期上升${own.gained}位`
        : own.gained < 0
          ? `，比上期下降${-own.gained}位`
          : '，与上期持平'
  return {
    short: `第${own.place}`,
    text: `${asOf}${name}${indicator.name}${words.figureText(own.tally, indicator)}，完成率${rateOf(own, indicator)}，在${whole}排第${own.place}${ties > 1 ? `（${ties}个并列）` : ''}${moved}${kin}。${list.silent.length > 0 ? `另有${list.silent.length}个尚无上报，没有名次。` : ''}`,
  }
}

async function kinPlace(
  desk: Desk,
  subject: RegionKey,
  city: RegionKey,
  indicator: Indicator,
  lists: Lists,
): Promise<string> {
  const { regions } = desk.ground
  const kin = rank(
    indicator,
    [...lists.counties.placed.map((one) => one.tally)].filter((one) => regions.within(one.region, city)),
  )
  const place = kin.placed.find((one) => one.tally.region === subject)?.place
  return place === undefined ? '' : `；在${regions.get(city).name}${kin.placed.length}个中排第${place}`
}

/** Who is first, last, or at a place. */
function picked(desk: Desk, lists: Lists, { pick, level, subjects }: Question, indicator: Indicator): Said | undefined {
  const { regions } = desk.ground
  if (!pick || subjects.length > 0) return undefined
  const inCities = level === 'city'
  const list = inCities && lists.cities.placed.length > 0 ? lists.cities : lists.counties
  const size = ({ tally }: Placed) => (pick.byGap ? words.gapOf(tally) : tally.cumulative) ?? ZERO
  const bySize = pick.byAmount === true || pick.byGap === true
  const ordered = bySize ? [...list.placed].sort((a, b) => compare(size(b), size(a))) : list.placed
  const from = pick.from === 'top' ? ordered : [...ordered].reverse()
  const chosen = pick.exactly ? from.slice(pick.exactly - 1, pick.exactly) : from.slice(0, pick.count)
  const edge = chosen.at(-1)?.place
  // Those who share the last place that is shown belong to it.
  const tied = bySize ? [] : from.filter((one) => !chosen.includes(one) && one.place === edge)
  if (chosen.length === 0) return undefined
  const value = (one: Placed) =>
    pick.byGap
      ? `还差${words.amountIn(size(one), indicator)}`
      : pick.byAmount
        ? words.figureText(one.tally, indicator)
        : rateOf(one, indicator)
  const name = (one: Placed) =>
    `${bySize ? '' : `第${one.place} `}${regions.get(one.tally.region).name}（${value(one)}${unlike(one, asOf)}）`
  const asOf = latestOf(chosen)
  const more =
    tied.length > 0
      ? `；与末位并列的还有${tied
          .slice(0, 10)
          .map((one) => regions.get(one.tally.region).name)
          .join('、')}${tied.length > 10 ? `等${tied.length}个` : ''}`
      : ''
  const silent = list.silent.length > 0 ? `另有${list.silent.length}个尚无上报，没有名次。` : ''
  return {
    short: [...chosen, ...tied]
      .slice(0, 3)
      .map((one) => regions.get(one.tally.region).short)
      .join('、'),
    text: `${asOf ? `截至${fullDayName(asOf)}，` : ''}${indicator.name}${inCities ? '各市' : '各县（市、区）'}${pick.byGap ? '离任务的差额' : pick.byAmount ? '数量' : '完成率'}${pick.from === 'top' ? '从高到低' : '从低到高'}：${chosen.map(name).join('，')}${more}。${silent}`,
  }
}

const latestOf = (some: readonly Placed[]): Day | undefined =>
  some
    .flatMap(({ tally }) => tally.asOf ?? [])
    .sort()
    .at(-1)

/** A figure of another day than the one the sentence begins with says so. */
const unlike = ({ tally }: Placed, asOf: Day | undefined): string =>
  tally.asOf === undefined || tally.asOf === asOf ? '' : `，截至${words.asOfText(tally)}`

function leaders(desk: Desk, { cities, counties }: Lists, indicator: Indicator, level: Question['level']): string {
  const { regions } = desk.ground
  const list = cities.placed.length > 0 && level !== 'county' ? cities : counties
  if (list.placed.length === 0)
    return `${indicator.name}${desk.inGroup ? '尚无已审核的上报' : words.NO_FIGURE}，没有排名。`
  const asOf = latestOf(list.placed)
  const say = (some: readonly Placed[]) =>
    some
      .map((one) => `${regions.get(one.tally.region).name}（${rateOf(one, indicator)}${unlike(one, asOf)}）`)
      .join('、')
  return `${asOf ? `截至${fullDayName(asOf)}，` : ''}${indicator.name}完成率靠前的：${say(list.placed.slice(0, 3))}；靠后的：${say([...list.placed].slice(-3).reverse())}。`
}

function listTable(desk: Desk, ranking: Ranking, indicator: Indicator, caption: string): Block[] {
  const { regions } = desk.ground
  if (ranking.placed.length === 0) return silentNote(desk, ranking)
  const rows = ranking.placed.map(
    (one): Row => ({
      place: String(one.place),
      change: change(one),
      name: regions.get(one.tally.region).name,
      rate: rateOf(one, indicator),
      figure: words.figureText(one.tally, indicator),
      light: words.icon(one.tally.progress?.light),
      asOf: words.asOfText(one.tally),
    }),
  )
  const without = ranking.without.length > 0 ? `（另有${ranking.without.length}个无任务）` : ''
  return [
    words.table(
      [
        words.column('place', '名次', 'right'),
        words.column('change', '变化'),
        words.column('name', '地方'),
        words.column('rate', indicator.kind === 'rate' ? '数值' : '完成率', 'right'),
        ...(indicator.kind === 'rate' ? [] : [words.column('figure', '累计', 'right')]),
        words.column('light', '灯'),
        words.column('asOf', '截至'),
      ],
      rows,
      `${caption}${without}`,
    ),
    ...silentNote(desk, ranking),
  ]
}

/** Who has no place for want of a figure. */
function silentNote(desk: Desk, { silent }: Ranking): Block[] {
  if (silent.length === 0) return []
  const names = silent.slice(0, 20).map((one) => desk.ground.regions.get(one.region).short)
  return [
    {
      kind: 'note',
      text: `${words.NO_FIGURE}、没有名次（${silent.length}个）：${names.join('、')}${silent.length > 20 ? '等' : ''}。`,
    },
  ]
}

/** 哪个指标进度最慢: one region's indicators by how far they are ahead of pace. */
export async function showIndicatorOrder(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = question.subjects[0] ?? question.pool ?? desk.own
  const tallies = await desk.tallies(region, plan.indicators, question.period)
  const paced = plan.indicators.flatMap((indicator, index) => {
    const tally = tallies[index]
    const ahead = tally && words.aheadOf(tally)
    return tally && ahead !== undefined ? [{ indicator, tally, ahead }] : []
  })
  paced.sort((a, b) => compare(b.ahead, a.ahead))
  const ordered = question.pick?.from === 'bottom' ? [...paced].reverse() : paced
  const chosen = ordered.slice(0, question.pick?.count ?? ordered.length)
  const place = words.placeName(regions, region)
  const asOf = paced
    .flatMap(({ tally }) => tally.asOf ?? [])
    .sort()
    .at(-1)
  const said = chosen.map(
    ({ indicator, tally }) =>
      `${indicator.short}（完成率${words.rateText(tally.progress?.completion)}，${words.paceText(tally)}）`,
  )
  return {
    title: `${place}指标快慢${chosen[0] ? `：${chosen[0].indicator.short}` : ''}`,
    tone: 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: asOf
          ? `截至${fullDayName(asOf)}，${place}各指标对照序时${question.pick?.from === 'bottom' ? '从慢到快' : '从快到慢'}：${said.join('、')}。`
          : `${place}${words.NO_FIGURE}。`,
      },
      words.table(
        [
          words.column('name', '指标'),
          words.column('rate', '完成率', 'right'),
          words.column('pace', '对照序时'),
          words.column('light', '灯'),
          words.column('asOf', '截至'),
        ],
        ordered.map(
          ({ indicator, tally }): Row => ({
            name: indicator.short,
            rate: words.rateText(tally.progress?.completion),
            pace: words.paceText(tally) ?? '',
            light: words.icon(tally.progress?.light),
            asOf: words.asOfText(tally),
          }),
        ),
      ),
      { kind: 'note', text: '比率类、未到考核时点和尚无上报的指标不比快慢。' },
      ...groupNote(desk),
    ],
  }
}
