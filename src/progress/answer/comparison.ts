/** Two places side by side, who said a figure, and what was allotted. */
import { historyOf, STATE_NAMES } from '../../ledger/index.ts'
import type { Block, Card, Row } from '../../message/card.ts'
import { absolute, compare, divide, isZero, percent, rounded, subtract, total, ZERO } from '../../office/amount.ts'
import { fullDayName } from '../../office/day.ts'
import { pointsAhead } from '../../office/pace.ts'
import { periodName } from '../../office/period.ts'
import { goalOf, hasTask, type Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Question } from '../question/question.ts'
import { namesOf } from '../rules/figures.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import { becameOf } from './figure-fate.ts'
import type { Desk } from './query-context.ts'
import { groupNote, sentence, subjectOf } from './sentence.ts'
import { shareNote } from './share.ts'

/** 长兴和安吉哪个快 */
export async function showComparison(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const indicators = desk.indicators(question.indicators)
  const places = question.subjects
  const tallies = await Promise.all(places.map((place) => desk.tallies(place, indicators, question.period)))
  const only = indicators.length === 1 ? indicators[0] : undefined
  const names = places.map((key) => words.placeName(regions, key))
  return {
    title: `${names.join('、')}：${only ? only.short : '各项指标'}`,
    tone: 'info',
    blocks: [
      ...(only
        ? comparison(
            desk,
            only,
            tallies.flatMap((all) => all[0] ?? []),
            question,
          )
        : [{ kind: 'text' as const, strong: true, text: `${names.join('、')}各项指标对照（截至日见表）：` }]),
      words.table(
        [
          words.column('indicator', '指标'),
          ...places.map((key, index) => words.column(`p${index}`, regions.get(key).name, 'right')),
        ],
        indicators.map(
          (indicator, i): Row => ({
            indicator: indicator.short,
            ...Object.fromEntries(tallies.map((all, index) => [`p${index}`, cellText(all[i], indicator)])),
          }),
        ),
      ),
      ...words.allocationNote(plan),
      ...groupNote(desk),
    ],
  }
}

const cellText = (tally: Tally | undefined, indicator: Indicator): string =>
  tally?.cumulative === undefined
    ? tally
      ? words.figureText(tally, indicator)
      : ''
    : `${words.figureText(tally, indicator)}（${words.rateText(tally.progress?.completion)}，截至${words.asOfText(tally)}）${words.icon(tally.progress?.light)}`

function comparison(desk: Desk, indicator: Indicator, tallies: readonly Tally[], question: Question): Block[] {
  const { regions } = desk.ground
  const lines = tallies.map((tally): Block => ({ kind: 'text', text: sentence(desk, tally, indicator) }))
  if (TOGETHER.test(question.words) && indicator.kind !== 'rate')
    return [{ kind: 'text', strong: true, text: together(desk, indicator, tallies) }, ...lines]
  const [a, b] = tallies
  if (!a || !b || tallies.length !== 2 || !a.cumulative || !b.cumulative) return lines
  const name = (tally: Tally) => words.placeName(regions, tally.region)
  const rates = [a, b].map((one) => one.progress?.completion)
  const [left, right] = rates
  const faster =
    left && right
      ? compare(left, right) === 0
        ? '两地完成率相同'
        : `${name(compare(left, right) > 0 ? a : b)}的完成率更高`
      : undefined
  const difference = subtract(a.cumulative, b.cumulative)
  const amounts =
    difference === '0'
      ? '数量相同'
      : `${name(difference.startsWith('-') ? b : a)}多${words.differenceIn(absolute(difference), indicator)}`
  const apart = left && right ? absolute(rounded(pointsAhead(left, right), 1)) : undefined
  const points = apart && !isZero(apart) ? `完成率相差${apart}个百分点` : undefined
  return [{ kind: 'text', strong: true, text: `${[faster, amounts, points].filter(Boolean).join('，')}。` }, ...lines]
}

const TOGETHER = /一共|合计|总共|共计|加起来|合起来|加＠|之和/

/** 德清加长兴一共几家: their sum, and those that cannot be in it. */
function together(desk: Desk, indicator: Indicator, tallies: readonly Tally[]): string {
  const { regions } = desk.ground
  const names = (some: readonly Tally[]) => some.map((one) => words.placeName(regions, one.region)).join('、')
  const known = tallies.filter((one) => one.cumulative !== undefined)
  const unknown = tallies.filter((one) => one.cumulative === undefined)
  if (known.length === 0) return `${names(tallies)}${indicator.name}${words.NO_FIGURE}。`
  const sum = total(known.flatMap((one) => one.cumulative ?? []))
  const goal = total(known.flatMap((one) => one.goal ?? []))
  const rate = isZero(goal) ? '' : `，任务合计${words.amountIn(goal, indicator)}，完成率${percent(divide(sum, goal))}`
  const asOf = known
    .flatMap((one) => one.asOf ?? [])
    .sort()
    .at(-1)
  const rest = unknown.length > 0 ? `；${names(unknown)}没有数，不在内` : ''
  return `截至${asOf ? fullDayName(asOf) : '—'}，${names(known)}${indicator.name}合计${words.amountIn(sum, indicator)}${rate}${rest}。`
}

/** Who reported a figure, when, and what it went through. */
export async function showProvenance(desk: Desk, question: Question): Promise<Card> {
  const { regions } = desk.ground
  const region = subjectOf(question, desk)
  const [indicator] = desk.indicators(question.indicators)
  if (!indicator) throw new Error('a plan has indicators')
  const [tally] = await desk.tallies(region, [indicator], question.period)
  if (!tally) throw new Error('a tally for each indicator')
  const { figure } = tally
  const place = words.placeName(regions, region)
  const common: Block[] = [
    { kind: 'text', strong: true, text: sentence(desk, tally, indicator) },
    ...(await becameOf(desk, question, tally, indicator)),
  ]
  if (!figure) {
    const summed =
      tally.cumulative === undefined
        ? []
        : [
            {
              kind: 'note' as const,
              text: `这是各县上报数的合计，最近一次上报在${tally.at ? words.moment(tally.at) : '—'}。要看某个县是谁报的，请写上县名。`,
            },
          ]
    return { title: `${place} ${indicator.short}`, blocks: [...common, ...summed, ...groupNote(desk)] }
  }
  if (desk.inGroup)
    return {
      title: `${place} ${indicator.short}`,
      blocks: [...common, { kind: 'note', text: '上报人和经过请私聊查询。' }],
    }
  const history = desk.seesInside(region) ? await historyOf(desk.store, figure) : []
  const names = await namesOf(desk.store, [figure.by, ...history.map((one) => one.by)])
  const who = names.get(figure.by) ?? '（已不在名册）'
  return {
    title: `${place} ${indicator.short}：${who}上报`,
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: `${place}${indicator.name}${words.amountIn(figure.cumulative, indicator)}（截至${fullDayName(figure.asOf)}）由${who}${figure.proxy ? '代报' : '上报'}，时间${words.moment(figure.at)}，${STATE_NAMES[figure.state]}。`,
      },
      ...common.slice(1),
      ...(history.length > 0
        ? [
            words.table(
              [
                words.column('at', '时间'),
                words.column('act', '动作'),
                words.column('value', '累计', 'right'),
                words.column('by', '经手人'),
              ],
              history.map(
                (one): Row => ({
                  at: words.moment(one.at),
                  act: words.ACT_NAMES[one.act],
                  value: one.said ? words.amountIn(one.said.cumulative, indicator) : '',
                  by: names.get(one.by) ?? one.by,
                }),
              ),
            ),
          ]
        : []),
    ],
  }
}

/** What was allotted to a city or county; the document itself has no split. */
export async function showGoal(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf(question, desk)
  const indicators = desk.indicators(question.indicators)
  const place = words.placeName(regions, region)
  const isProvince = regions.get(region).level === 'province'
  const only = indicators.length === 1 ? indicators[0] : undefined
  const lines = indicators.map((one) => ({ indicator: one, text: goalText(desk, region, one) }))
  const [tally] = only ? await desk.tallies(region, [only], question.period) : []
  const isOfSource = question.kind === 'source'
  const parts = question.level && only ? partsOf(desk, region, only, question) : []
  return {
    title: only ? `${place} ${only.short}：${goalText(desk, region, only)}` : `${place} 任务`,
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: isOfSource
          ? `${only ? `${plan.year}年${place}${only.name}的${words.goalWord(regions, region)}：${goalText(desk, region, only)}。` : ''}${sourceText(desk)}`
          : only
            ? `${plan.year}年${place}${only.name}的${words.goalWord(regions, region)}：${goalText(desk, region, only)}。`
            : `${plan.year}年${place}的${words.goalWord(regions, region)}：`,
      },
      ...(only
        ? [words.targetQuote(plan, only)]
        : isOfSource
          ? []
          : [
              words.table(
                [words.column('name', '指标'), words.column('goal', '任务', 'right')],
                lines.map((one): Row => ({ name: one.indicator.short, goal: one.text })),
              ),
            ]),
      ...(only && tally ? await shareNote(desk, tally, only, question) : []),
      ...parts,
      ...(isProvince || isOfSource
        ? []
        : [
            {
              kind: 'note' as const,
              text: sourceText(desk),
            },
          ]),
    ],
  }
}

/** Where goals below the province come from, as it was stored; the document has none. */
function sourceText({ ground: { plan } }: Desk): string {
  const { source, demo } = plan.allocation
  if (!source) return '文件只有全省目标，市县任务分解还没有导入。'
  return `文件只有全省目标；市县任务来源：${source}${demo ? '，不是文件定的' : ''}。`
}

function goalText(desk: Desk, region: RegionKey, indicator: Indicator): string {
  const { plan, regions } = desk.ground
  const goal = goalOf(plan, region, indicator.id)
  if (goal !== undefined) return words.amountIn(goal, indicator)
  if (indicator.target.value === undefined) return indicator.target.wording
  const split =
    regions.get(region).level === 'province' ||
    [...plan.allocation.goals.keys()].some((key) => key !== regions.province.key)
  return split && hasTask(plan, region, indicator.id) === false ? '无任务' : '任务分解还没有导入'
}

function partsOf(desk: Desk, region: RegionKey, indicator: Indicator, { level, words: asked }: Question): Block[] {
  const { regions } = desk.ground
  const inCity = regions.get(region).level === 'city'
  const places =
    level === 'city' && !inCity ? regions.cities(desk.today) : regions.counties(desk.today, inCity ? region : undefined)
  const goal = (key: RegionKey) => goalOf(desk.ground.plan, key, indicator.id) ?? ZERO
  const ordered = [...places].sort((a, b) => compare(goal(b.key), goal(a.key)))
  const tasked = ordered.filter((one) => !isZero(goal(one.key)))
  const most = /最[重多大高]/.test(asked) ? tasked[0] : /最[轻少小低]/.test(asked) ? tasked.at(-1) : undefined
  const extreme: Block[] = most
    ? [
        {
          kind: 'text',
          strong: true,
          text: `任务最${tasked[0] === most ? '重' : '轻'}的是${most.name}：${goalText(desk, most.key, indicator)}。`,
        },
      ]
    : []
  return [
    ...extreme,
    words.table(
      [words.column('name', '地方'), words.column('goal', '任务', 'right')],
      ordered.map((one): Row => ({ name: one.name, goal: goalText(desk, one.key, indicator) })),
      periodName(`${desk.ground.plan.year}` as Parameters<typeof periodName>[0]),
    ),
  ]
}
