/** 进度: where a region stands, with one indicator or with all, and what is left. */
import type { Block, Card, Chart, Field, Row } from '../message/card.ts'
import { amount, compare, isNegative, isZero, multiply, negate, percent, rounded, toNumber } from '../office/amount.ts'
import { dayName, fullDayName } from '../office/day.ts'
import { endOf, periodName } from '../office/period.ts'
import { goalOf, type Indicator } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Desk } from './desk.ts'
import { namesOf } from './figures.ts'
import type { Question } from './question.ts'
import type { Tally } from './tally.ts'
import * as words from './words.ts'

/** The region that a question is about where it names one at most. */
export const subjectOf = (question: Pick<Question, 'subjects' | 'pool' | 'level'>, desk: Desk): RegionKey => {
  const { regions } = desk.ground
  if (question.subjects[0]) return question.subjects[0]
  if (question.pool) return question.pool
  // 各县, 哪些县: a county has none below it, so the whole province is meant.
  return question.level !== undefined && regions.get(desk.own).level === 'county' ? regions.province.key : desk.own
}

export async function showProgress(desk: Desk, question: Question): Promise<Card> {
  const region = subjectOf(question, desk)
  const [only, another] = question.indicators
  if (only && !another) return showOne(desk, region, question)
  return showAll(desk, region, question)
}

/** One indicator of one region. */
async function showOne(desk: Desk, region: RegionKey, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const [indicator] = desk.indicators(question.indicators)
  if (!indicator) throw new Error('a question of one indicator has one')
  const [tally] = await desk.tallies(region, [indicator], question.period)
  if (!tally) throw new Error('a tally for each indicator')
  const isProvince = regions.get(region).level === 'province'
  const trail = await desk.trail(region, indicator, question.period)
  return {
    title: `${words.placeName(regions, region)} ${indicator.short}：${headline(tally, indicator, question)}`,
    subtitle: periodName(tally.period),
    tone: toneOf(tally),
    blocks: [
      { kind: 'text', text: sentence(desk, tally, indicator), strong: true },
      ...openNote(desk, indicator, question),
      ...(isProvince || question.target ? [words.targetQuote(plan, indicator)] : []),
      { kind: 'fields', fields: await fieldsOf(desk, tally, indicator, trail) },
      ...trailChart(desk, region, indicator, trail),
      ...(await partsTable(desk, region, indicator, question)),
      ...(isProvince ? [] : words.allocationNote(plan)),
      ...groupNote(desk),
      words.ruleFold,
    ],
  }
}

/** The answer in a few words. */
function headline(tally: Tally, indicator: Indicator, question: Question): string {
  if (tally.cumulative === undefined) return words.figureText(tally, indicator)
  const gap = words.gapOf(tally)
  if (question.kind === 'gap' && gap !== undefined && indicator.kind !== 'rate') {
    return isNegative(gap) || isZero(gap) ? '已完成' : `还差${words.amountIn(gap, indicator)}`
  }
  const { completion } = tally.progress ?? {}
  return completion === undefined ? words.amountIn(tally.cumulative, indicator) : `完成${percent(completion)}`
}

const toneOf = ({ progress, cumulative }: Tally): NonNullable<Card['tone']> => {
  if (cumulative === undefined || progress === undefined) return 'plain'
  return ({ green: 'good', yellow: 'warn', red: 'bad', grey: 'plain', purple: 'warn' } as const)[progress.light]
}

/** The whole answer in one sentence, with its as-of date. */
export function sentence(desk: Desk, tally: Tally, indicator: Indicator): string {
  const { plan, regions } = desk.ground
  const place = words.placeName(regions, tally.region)
  if (tally.cumulative === undefined || tally.asOf === undefined) return absence(desk, tally, indicator)
  const goal = tally.goal
  const parts = [
    `截至${fullDayName(tally.asOf)}，${place}${indicator.name}${indicator.kind === 'rate' ? '' : '累计'}${words.amountIn(tally.cumulative, indicator)}`,
  ]
  if (goal !== undefined) parts.push(`${words.goalWord(regions, tally.region)}${words.amountIn(goal, indicator)}`)
  else parts.push(tally.task ? `目标“${indicator.target.wording}”没有数值` : '无任务')
  parts.push(...standing(tally, indicator))
  const count =
    regions.get(tally.region).level === 'county'
      ? countyState(tally)
      : `${words.shortPeriod(tally.period, plan)}${tally.reported}/${tally.of}已报`
  return `${parts.join('，')}（${count}）。`
}

/** How a figure stands to its goal: rate, gap, pace and light. */
function standing(tally: Tally, indicator: Indicator): string[] {
  const { completion, beyond, light } = tally.progress ?? {}
  const gap = words.gapOf(tally)
  const said: string[] = []
  if (completion !== undefined) said.push(`完成率${percent(completion)}`)
  if (gap !== undefined && indicator.kind !== 'rate')
    said.push(
      isNegative(gap)
        ? `超出${words.amountIn(negate(gap), indicator)}`
        : isZero(gap)
          ? '正好完成'
          : `还差${words.amountIn(gap, indicator)}`,
    )
  if (beyond !== undefined)
    said.push(
      isNegative(beyond)
        ? `距目标还差${words.differenceIn(negate(beyond), indicator)}`
        : isZero(beyond)
          ? '正好达到目标'
          : `好于目标${words.differenceIn(beyond, indicator)}`,
    )
  const pace = words.paceText(tally)
  if (pace) said.push(pace)
  if (light && light !== 'grey')
    said.push(
      `${words.icon(light)}${light === 'green' || light === 'yellow' || light === 'red' ? { green: '绿灯', yellow: '黄灯', red: '红灯' }[light] : words.lightName(light)}`,
    )
  else if (light === 'grey' && completion !== undefined) said.push('⚪未到考核时点')
  return said
}

const countyState = ({ figure, period }: Tally): string => {
  if (!figure) return periodName(period)
  const review = figure.state === 'submitted' ? '待审核' : '已审核'
  return figure.period === period
    ? `${periodName(figure.period)}，${review}`
    : `${periodName(period)}未报，沿用${periodName(figure.period)}`
}

/** Nothing to tell of, and why. */
function absence(desk: Desk, tally: Tally, indicator: Indicator): string {
  const { plan, regions } = desk.ground
  const place = words.placeName(regions, tally.region)
  const year = `${plan.year}年`
  if (!tally.task && regions.get(tally.region).level === 'county')
    return `${place}没有${indicator.name}的任务（无任务）。`
  const goal =
    tally.goal === undefined
      ? ''
      : `，${words.goalWord(regions, tally.region)}是${words.amountIn(tally.goal, indicator)}`
  const shown = desk.inGroup ? '尚无已审核的上报' : words.NO_FIGURE
  if (indicator.kind === 'rate' && regions.get(tally.region).level !== 'county') {
    return `${place}${indicator.name}${year}${shown}${goal}。比率不由县级数相加：${words.shortPeriod(tally.period, plan)}${tally.reported}/${tally.of}个县已报各自的数。`
  }
  const until = `截至${words.shortPeriod(tally.period, plan)}底`
  return `${place}${indicator.name}${year}${until}${shown}${goal}。没有上报不等于0。`
}

function openNote(desk: Desk, indicator: Indicator, { period }: Question): Block[] {
  return period && desk.isOpen(indicator, period)
    ? [{ kind: 'note', text: `${periodName(period)}还没有结束，以上是目前最近一次上报。` }]
    : []
}

export const groupNote = (desk: Desk): Block[] =>
  desk.inGroup ? [{ kind: 'note', text: '群里只显示已审核的数据；待审核的请私聊查询。' }] : []

async function fieldsOf(desk: Desk, tally: Tally, indicator: Indicator, trail: readonly Tally[]): Promise<Field[]> {
  const { regions } = desk.ground
  const { progress, figure } = tally
  const before = trail.at(-2)
  const last = trail.at(-1)
  const step =
    before?.cumulative && last?.cumulative && last.period === tally.period
      ? `${words.differenceIn(subtractOf(last, before), indicator)}（比${dayName(before.asOf ?? desk.today)}）`
      : undefined
  const reporter = figure && !desk.inGroup ? (await namesOf(desk.store, [figure.by])).get(figure.by) : undefined
  const fields: (Field | undefined)[] = [
    { name: indicator.kind === 'rate' ? '数值' : '累计', value: words.figureText(tally, indicator) },
    tally.goal === undefined
      ? undefined
      : { name: words.goalWord(regions, tally.region), value: words.amountIn(tally.goal, indicator) },
    progress?.completion === undefined ? undefined : { name: '完成率', value: percent(progress.completion) },
    progress?.share === undefined ? undefined : { name: '序时进度', value: percent(progress.share) },
    progress ? { name: '灯', value: `${words.icon(progress.light)} ${words.lightName(progress.light)}` } : undefined,
    step === undefined ? undefined : { name: '本期新增', value: step },
    tally.asOf ? { name: '截至', value: fullDayName(tally.asOf) } : undefined,
    { name: '所属期', value: periodName(figure?.period ?? tally.period) },
    {
      name: '上报',
      value: words.turnout(tally, regions) + (tally.pending > 0 && !figure ? `，其中${tally.pending}个待审核` : ''),
    },
    figure
      ? { name: '上报人', value: `${reporter ?? '—'}${figure.proxy ? '（代报）' : ''}，${words.moment(figure.at)}` }
      : undefined,
    !figure && tally.at ? { name: '最近上报', value: words.moment(tally.at) } : undefined,
  ]
  return fields.filter((field) => field !== undefined).filter((field) => !(desk.inGroup && field.name === '上报人'))
}

const subtractOf = (later: Tally, earlier: Tally) => {
  const gap = words.gapOf({ ...earlier, goal: later.cumulative })
  return gap ?? amount(0)
}

/** The way through the year against the pace. */
function trailChart(desk: Desk, region: RegionKey, indicator: Indicator, trail: readonly Tally[]): Block[] {
  if (trail.length < 2) return []
  const { plan, regions } = desk.ground
  const x = (tally: Tally) => words.shortPeriod(tally.period, plan)
  const rate = indicator.kind === 'rate' || trail.every((one) => one.progress?.completion === undefined)
  const chart: Chart = rate
    ? {
        type: 'line',
        title: `${words.placeName(regions, region)} ${indicator.short}`,
        unit: indicator.unit,
        series: [
          { name: indicator.short, points: trail.map((one) => ({ x: x(one), y: Number(one.cumulative ?? 0) })) },
        ],
      }
    : {
        type: 'line',
        title: `${words.placeName(regions, region)} ${indicator.short} 完成率`,
        unit: '%',
        series: [
          { name: '完成率', points: trail.map((one) => ({ x: x(one), y: hundred(one.progress?.completion) })) },
          { name: '序时进度', points: trail.map((one) => ({ x: x(one), y: hundred(one.progress?.share) })) },
        ],
      }
  return [{ kind: 'chart', chart }]
}

const hundred = (ratio: Tally['goal']): number =>
  ratio === undefined ? 0 : toNumber(rounded(multiply(ratio, amount(100)), 1))

/** The cities of the province, the counties of a city: 各市, 各县 when asked for, else one level down. */
async function partsTable(desk: Desk, region: RegionKey, indicator: Indicator, question: Question): Promise<Block[]> {
  const { regions } = desk.ground
  if (regions.get(region).level === 'county') return []
  const period = question.period ?? desk.over()
  const end = endOf(period)
  const parts =
    question.level === 'county'
      ? regions.counties(end, regions.get(region).level === 'city' ? region : undefined)
      : regions.under(region, end)
  const keys = parts.map((one) => one.key)
  const tallies = await desk.talliesWithin(region, keys, indicator, period)
  const rows = tallies
    .filter((one) => one.task || one.cumulative !== undefined)
    .sort(byRate)
    .map((one) => partRow(desk, one, indicator))
  if (rows.length === 0) return []
  const columns = [
    words.column('place', '地方'),
    words.column('figure', indicator.kind === 'rate' ? '数值' : '累计', 'right'),
    words.column('goal', '任务', 'right'),
    ...(indicator.kind === 'rate' ? [] : [words.column('rate', '完成率', 'right')]),
    words.column('light', '灯'),
    words.column('reported', '上报'),
    words.column('asOf', '截至'),
  ]
  const bars = tallies.filter((one) => one.progress?.completion !== undefined)
  const chart: Block[] =
    bars.length > 1
      ? [
          {
            kind: 'chart',
            chart: {
              type: 'bar',
              title: `${indicator.short} 完成率`,
              unit: '%',
              series: [
                {
                  name: '完成率',
                  points: bars.map((one) => ({
                    x: regions.get(one.region).short,
                    y: hundred(one.progress?.completion),
                  })),
                },
              ],
            },
          },
        ]
      : []
  return [...(bars.length <= 20 ? chart : []), words.table(columns, rows)]
}

const byRate = (a: Tally, b: Tally): number => {
  const rate = (one: Tally) => one.progress?.completion ?? one.progress?.beyond
  const [left, right] = [rate(a), rate(b)]
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1
  return compare(right, left)
}

function partRow(desk: Desk, tally: Tally, indicator: Indicator): Row {
  const { regions } = desk.ground
  return {
    place: regions.get(tally.region).name,
    figure: words.figureText(tally, indicator),
    goal: tally.goal === undefined ? '—' : words.amountIn(tally.goal, indicator),
    rate: words.rateText(tally.progress?.completion),
    light: words.icon(tally.progress?.light),
    reported: words.turnout(tally, regions),
    asOf: words.asOfText(tally),
  }
}

/** All indicators of a region, or several named ones. */
async function showAll(desk: Desk, region: RegionKey, question: Question): Promise<Card> {
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
                      y: hundred(tally.progress?.completion),
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
