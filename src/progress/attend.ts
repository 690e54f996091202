/** 未报 and 我的: who has not reported for a period, and what one region still owes. */
import { reportedFor, statesOf } from '../ledger/index.ts'
import type { Block, Button, Card, Row } from '../message/card.ts'
import { dueText } from '../office/deadline.ts'
import { owedFor } from '../office/owed.ts'
import { endOf, kindOf, nextPeriod, type Period, type PeriodKind, periodName, periodOf } from '../office/period.ts'
import type { Person } from '../office/person.ts'
import { hasTask, type Indicator, type IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import { deadlinesIn } from './deadlines.ts'
import type { Desk } from './desk.ts'
import { type Ground, periodFor } from './ground.ts'
import { type Attendance, attendance, type FirstReport, firstReports, isSilent } from './missing.ts'
import type { Question } from './question.ts'
import { subjectOf } from './show.ts'
import * as words from './words.ts'

/** The periods asked about: the one named, or the last month over and the last quarter over. */
export function periodsAsked(desk: Desk, question: Pick<Question, 'period' | 'indicators'>): Period[] {
  const { plan } = desk.ground
  const indicators = desk.indicators(question.indicators)
  if (question.period) {
    const named = question.period
    if (owedFor(plan, named).length > 0) return [named]
    return [...new Set(indicators.map((one) => periodFor(one, named)))].filter((one) => owedFor(plan, one).length > 0)
  }
  const current = [...new Set(indicators.map((one) => desk.period(one)))].filter((one) => owedFor(plan, one).length > 0)
  const newest = current.map(endOf).sort().at(-1)
  // A quarter stays listed until it is in, the newest period always.
  return current.filter((one) => endOf(one) === newest || kindOf(one) !== 'month')
}

export async function showMissing(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf(question, desk)
  if (regions.get(region).level === 'county')
    return showOwed(desk, question.subjects.length > 0 ? question.subjects : [region], question)
  const periods = periodsAsked(desk, question)
  if (periods.length === 0) return nothingOwed(desk, question)
  const lists = await Promise.all(
    periods.map(async (period) => ({
      period,
      all: attendance(desk.ground, region, period, await reportedFor(desk.store, period), question.indicators),
    })),
  )
  const place = words.placeName(regions, region)
  const first = lists[0]
  return {
    title: `${place}${first ? `${words.shortPeriod(first.period, plan)}：${lateCount(first.all)}个县未报齐` : ''}`,
    subtitle: periods.map(periodName).join('、'),
    tone: lists.some(({ all }) => lateCount(all) > 0) ? 'warn' : 'good',
    blocks: [
      ...lists.flatMap(({ period, all }): Block[] => [
        { kind: 'text', strong: true, text: turnoutSentence(desk, place, period, all, question.indicators) },
        ...missingTable(desk, all),
      ]),
      ...(await dueNotes(desk, periods, region)),
      { kind: 'note', text: '已提交（含零报告）算已报；草稿和被退回的不算。未报不等于0。' },
    ],
  }
}

const lateCount = (all: readonly Attendance[]): number => all.filter((one) => one.missing.length > 0).length

function turnoutSentence(
  desk: Desk,
  place: string,
  period: Period,
  all: readonly Attendance[],
  only: readonly IndicatorId[],
): string {
  const silent = all.filter(isSilent)
  const partly = all.filter((one) => one.missing.length > 0 && !isSilent(one))
  const done = all.length - silent.length - partly.length
  const what =
    only.length > 0
      ? desk
          .indicators(only)
          .map((one) => one.short)
          .join('、')
      : periodName(period)
  const prefix = only.length > 0 ? `${periodName(period)}` : ''
  const open = endOf(period) > desk.today ? '（本期还没有结束）' : ''
  if (silent.length + partly.length === 0)
    return `${place}${prefix}${what}${open}：${all.length}个应报的县（市、区）已全部报齐。`
  const names = (some: readonly Attendance[]) => some.map((one) => one.region.name).join('、')
  return [
    `${place}${prefix}${what}${open}：${all.length}个应报的县（市、区）中${done}个已报齐，${silent.length}个未报，${partly.length}个报了一部分。`,
    silent.length > 0 && silent.length <= 20 ? `未报：${names(silent)}。` : '',
    partly.length > 0 && partly.length <= 12 ? `部分未报：${names(partly)}。` : '',
  ].join('')
}

function missingTable(desk: Desk, all: readonly Attendance[]): Block[] {
  const { regions } = desk.ground
  const cities = [...new Set(all.map((one) => one.region.parent))]
  const rows = cities.flatMap((city): Row[] => {
    const mine = all.filter((one) => one.region.parent === city)
    const late = mine.filter((one) => one.missing.length > 0)
    if (!city || late.length === 0) return []
    return [
      {
        city: regions.get(city).name,
        done: `${mine.length - late.length}/${mine.length}`,
        missing: late
          .map((one) => (isSilent(one) ? one.region.short : `${one.region.short}（缺${one.missing.length}项）`))
          .join('、'),
      },
    ]
  })
  return rows.length === 0
    ? []
    : [
        words.table(
          [
            words.column('city', '市'),
            words.column('done', '已报齐', 'right'),
            words.column('missing', '未报（括号内为缺项数）'),
          ],
          rows,
        ),
      ]
}

async function dueNotes(desk: Desk, periods: readonly Period[], region: RegionKey): Promise<Block[]> {
  const { plan, calendar } = desk.ground
  const deadlines = await deadlinesIn(desk.store, desk.ground)
  return periods.flatMap((period): Block[] => {
    const deadline = deadlines(period, region)
    return deadline
      ? [{ kind: 'note', text: `${words.shortPeriod(period, plan)}截止：${dueText(deadline, calendar)}` }]
      : []
  })
}

function nothingOwed(desk: Desk, { period }: Pick<Question, 'period'>): Card {
  const { plan } = desk.ground
  const first = plan.rules
    .filter((rule) => rule.indicators.length > 0)
    .map((rule) => rule.from)
    .sort()[0]
  return {
    title: `${period ? periodName(period) : '本期'}没有应报的指标`,
    blocks: [{ kind: 'text', text: `${plan.year}年从${first ? periodName(first) : '—'}开始上报。` }],
  }
}

interface Debt {
  readonly region: RegionKey
  readonly period: Period
  readonly owed: readonly Indicator[]
  readonly missing: readonly Indicator[]
  readonly returned: readonly IndicatorId[]
}

/** Every period of the year that is over and owed, the newest first, one query each. */
async function debtsOf(
  store: Reader,
  ground: Ground,
  regions: readonly RegionKey[],
  periods: readonly Period[],
): Promise<Debt[]> {
  const debts: Debt[] = []
  for (const period of periods) {
    const owedByAnyone = owedFor(ground.plan, period)
    const states =
      regions.length === 1 && regions[0] ? await statesOf(store, period, regions[0]) : await statesOf(store, period)
    for (const region of regions) {
      const own = states.filter((one) => one.region === region)
      const settled = new Set(own.filter((one) => one.figure !== undefined).map((one) => one.indicator))
      const owed = owedByAnyone.filter((one) => hasTask(ground.plan, region, one.id))
      if (owed.length === 0) continue
      debts.push({
        region,
        period,
        owed,
        missing: owed.filter((one) => !settled.has(one.id)),
        returned: own.filter((one) => one.state === 'returned').map((one) => one.indicator),
      })
    }
  }
  return debts
}

/** Periods of every kind that are over and owed, the newest first. */
function periodsOwed(desk: Desk): Period[] {
  const { plan } = desk.ground
  const kinds = [...new Set(plan.indicators.map((one): PeriodKind => one.every))]
  const found: Period[] = []
  for (const kind of kinds) {
    for (
      let period = periodOf(kind, `${plan.year}-01-01` as typeof desk.today);
      endOf(period) <= desk.today && period.startsWith(String(plan.year));
      period = nextPeriod(period)
    ) {
      if (owedFor(plan, period).length > 0) found.push(period)
    }
  }
  return found.sort((a, b) => endOf(b).localeCompare(endOf(a)))
}

/** What one county still owes, with the ways to settle it. */
async function showOwed(
  desk: Desk,
  counties: readonly RegionKey[],
  question: Pick<Question, 'period' | 'indicators'>,
): Promise<Card> {
  const { plan, regions } = desk.ground
  const periods = question.period ? periodsAsked(desk, question) : periodsOwed(desk)
  if (periods.length === 0) return nothingOwed(desk, question)
  const wanted = (one: Indicator) => question.indicators.length === 0 || question.indicators.includes(one.id)
  const debts = (await debtsOf(desk.store, desk.ground, counties, periods)).map((debt) => ({
    ...debt,
    owed: debt.owed.filter(wanted),
    missing: debt.missing.filter(wanted),
  }))
  const open = debts.filter((one) => one.missing.length > 0)
  const name = counties.map((key) => regions.get(key).name).join('、')
  const newest = debts.filter((one) => one.owed.length > 0)
  if (open.length === 0) {
    return {
      title: `${name}：都报齐了`,
      tone: 'good',
      blocks: [
        {
          kind: 'text',
          strong: true,
          text: `${name}${newest.map((one) => `${words.shortPeriod(one.period, plan)}${one.owed.length}项`).join('、') || '本期'}已全部上报，没有欠报。`,
        },
        ...(await dueNotes(desk, periods.slice(0, 1), counties[0] ?? desk.own)),
      ],
    }
  }
  return {
    title: `${name}：还有${open.reduce((sum, one) => sum + one.missing.length, 0)}项没报`,
    tone: 'warn',
    blocks: [
      ...open
        .slice(0, 8)
        .map((one): Block => ({ kind: 'text', strong: true, text: debtSentence(desk, one, counties.length > 1) })),
      ...(await dueNotes(desk, [...new Set(open.map((one) => one.period))].slice(0, 2), counties[0] ?? desk.own)),
      ...(desk.inGroup ? [] : settleButtons(open)),
    ],
  }
}

function debtSentence(desk: Desk, { region, period, owed, missing, returned }: Debt, named: boolean): string {
  const { regions } = desk.ground
  const isInside = desk.seesInside(region)
  const list = missing
    .map((one) => `${one.short}${isInside && returned.includes(one.id) ? '（被退回）' : ''}`)
    .join('、')
  const whole =
    missing.length === owed.length ? `${owed.length}项都没报` : `${owed.length}项中还有${missing.length}项没报`
  return `${named ? `${regions.get(region).name} ` : ''}${periodName(period)}：${whole}：${list}。`
}

/** Straight to the form, where the reader reports for the county. */
function settleButtons(open: readonly Debt[]): Block[] {
  const [newest] = open
  if (!newest) return []
  const values = { region: newest.region, period: newest.period }
  const buttons: Button[] = [{ label: '填报', command: '填报', values, style: 'primary' }]
  return [{ kind: 'buttons', buttons }]
}

/** What the asker still owes, or for a coordinator who still owes it. */
export async function showMine(desk: Desk, person: Person | undefined, question: Question): Promise<Card> {
  const { regions } = desk.ground
  const named = question.subjects.filter((key) => regions.get(key).level === 'county')
  const counties =
    named.length > 0
      ? named
      : (person?.posts.filter((post) => post.role === 'contact').map((post) => post.region) ?? [])
  if (counties.length > 0) return showOwed(desk, [...new Set(counties)], question)
  const card = await showMissing(desk, { ...question, kind: 'missing', subjects: [], pool: desk.own })
  return { ...card, blocks: [...card.blocks, ...(await waiting(desk))] }
}

/** What waits for the coordinator's own hand. */
async function waiting(desk: Desk): Promise<Block[]> {
  if (desk.inGroup) return []
  const row = await desk.store.first<{ n: number }>(
    `SELECT count(*) AS n FROM json_each(?) r JOIN cell c ON c.region = r.value AND c.state = 'submitted' AND c.period BETWEEN ? AND ?`,
    JSON.stringify(
      desk.ground.regions.all.filter((one) => desk.ground.regions.within(one.key, desk.own)).map((one) => one.key),
    ),
    `${desk.ground.plan.year}`,
    `${desk.ground.plan.year}~`,
  )
  if (!row?.n) return []
  return [
    { kind: 'text', text: `另有${row.n}项上报待审核。` },
    { kind: 'buttons', buttons: [{ label: '去审核', command: '审核' }] },
  ]
}

/** Who reported after the deadline, and in which order reports came. */
export async function showLate(desk: Desk, question: Question): Promise<Card> {
  const { plan, regions } = desk.ground
  const region = subjectOf({ ...question, level: 'county' }, desk)
  const [period] = periodsAsked(desk, question)
  if (!period) return nothingOwed(desk, question)
  const firsts = (await firstReports(desk.store, desk.ground, period)).filter((one) =>
    regions.within(one.region, region),
  )
  const late = firsts.filter((one) => one.isLate)
  const place = words.placeName(regions, region)
  const name = ({ region: key, at }: FirstReport) => `${regions.get(key).name}（${words.moment(at)}）`
  const [earliest] = firsts
  const latest = firsts.at(-1)
  return {
    title: `${place}${words.shortPeriod(period, plan)}：${late.length}个县逾期上报`,
    tone: late.length > 0 ? 'warn' : 'info',
    blocks: [
      {
        kind: 'text',
        strong: true,
        text: `${place}${periodName(period)}${late.length > 0 ? `逾期上报的${late.length}个：${late.slice(0, 30).map(name).join('、')}` : '没有逾期上报的'}。${earliest && latest ? `最早的是${name(earliest)}，最晚的是${name(latest)}。` : '还没有上报。'}`,
      },
      ...(await dueNotes(desk, [period], region)),
      { kind: 'note', text: '按各县本期第一次上报的时间；未报的另见“/未报”。' },
    ],
  }
}
