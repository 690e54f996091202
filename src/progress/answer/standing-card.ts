/** 进度: where a region stands with one indicator, and what is left; with all of them, see overview.ts. */
import type { Block, Card, Chart, Field, Row } from '../../message/card.ts'
import { amount, compare, divide, isNegative, isZero, percent } from '../../office/amount.ts'
import { dayName, fullDayName } from '../../office/day.ts'
import { endOf, periodName } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { namesOf } from '../rules/figures.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import { showAll } from './overview-card.ts'
import type { Desk } from './query-context.ts'
import { groupNote, sentence, subjectOf } from './sentence.ts'
import { shareNote } from './share.ts'

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
      ...(await shareNote(desk, tally, indicator, question)),
      ...averageNote(desk, tally, indicator, question),
      ...openNote(desk, indicator, question),
      ...draftNote(desk, region, question),
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

/** 平均每个县: the sum over the counties that have a task in it. */
function averageNote(desk: Desk, tally: Tally, indicator: Indicator, { words: said }: Question): Block[] {
  const { cumulative, of, silent } = tally
  const counted = of - silent
  if (!/平均(?:每|一|＠)|县均/.test(said) || indicator.kind === 'rate' || !cumulative || counted === 0) return []
  if (desk.ground.regions.get(tally.region).level === 'county') return []
  const each = words.amountIn(divide(cumulative, amount(counted)), indicator, 2)
  return [
    {
      kind: 'text',
      strong: true,
      text: `有数的${counted}个县（市、区）平均每个${each}（截至${words.asOfText(tally)}）。`,
    },
  ]
}

/** Drafts are no figures; whose they are is told, not what they say. */
function draftNote(desk: Desk, region: RegionKey, { words: said }: Question): Block[] {
  if (!/草稿/.test(said)) return []
  const text = desk.seesInside(region)
    ? '草稿没有提交，不计入；在草稿卡片上确认或放弃，或发送 /确认。'
    : '草稿只给本县联系人和上级协调员看，这里只有已提交的数。'
  return [{ kind: 'note', text }]
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

function openNote(desk: Desk, indicator: Indicator, { period }: Question): Block[] {
  return period && desk.isOpen(indicator, period)
    ? [{ kind: 'note', text: `${periodName(period)}还没有结束，以上是目前最近一次上报。` }]
    : []
}

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
          { name: '完成率', points: trail.map((one) => ({ x: x(one), y: words.hundred(one.progress?.completion) })) },
          { name: '序时进度', points: trail.map((one) => ({ x: x(one), y: words.hundred(one.progress?.share) })) },
        ],
      }
  return [{ kind: 'chart', chart }]
}

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
                    y: words.hundred(one.progress?.completion),
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
