/** What one region still owes, with the ways to settle it. */
import { closedOf, returnReasons, statesOf } from '../../ledger/index.ts'
import { type Block, buttons, type Card, card, lead, note } from '../../message/card.ts'
import type { Listed } from '../../message/thread.ts'
import { shortPeriod } from '../../office/format.ts'
import { owedFor } from '../../office/owed.ts'
import { kindOf, type Period, periodName, periodOf } from '../../office/period.ts'
import { hasTask, type Indicator, type IndicatorId, indicatorOf, type Plan } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import type { ProgressOffice } from '../rules/basis.ts'
import { lockedNote, noTask } from '../text.ts'
import { type DebtsAsked, dueNotes, nothingOwed, periodsAsked } from './due-periods.ts'
import type { QueryContext } from './query-context.ts'

/** What a region owes for a period, and how it stands. */
export interface Debt {
  readonly region: RegionKey
  readonly period: Period
  readonly owed: readonly Indicator[]
  readonly missing: readonly Indicator[]
  readonly returned: readonly IndicatorId[]
  /** reasons that returns were given, and what waits in drafts; read only for those who may see them */
  readonly reasons?: ReadonlyMap<IndicatorId, string>
  readonly drafted?: ReadonlySet<IndicatorId>
}

/** The indicators in a region's open drafts whose day lies in the period. */
export async function draftedIn(context: QueryContext, region: RegionKey, period: Period): Promise<Set<IndicatorId>> {
  const items = (await context.office.drafted?.(context.store, region)) ?? []
  const named = items.filter(({ asOf }) => periodOf(kindOf(period), asOf) === period)
  return new Set(named.map(({ indicator }) => indicator))
}

/** Every period of the year that is over and owed, the newest first, one query each. */
async function debtsOf(
  store: Reader,
  office: ProgressOffice,
  regions: readonly RegionKey[],
  periods: readonly Period[],
): Promise<Debt[]> {
  const debts: Debt[] = []
  for (const period of periods) {
    const owedByAnyone = owedFor(office.plan, period)
    const states =
      regions.length === 1 && regions[0] ? await statesOf(store, period, regions[0]) : await statesOf(store, period)
    for (const region of regions) {
      const own = states.filter((one) => one.region === region)
      const settled = new Set(
        own.filter((one) => one.figure !== undefined || one.state === 'waived').map((one) => one.indicator),
      )
      const owed = owedByAnyone.filter((one) => hasTask(office.plan, region, one.id))
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

/**
 * What the counties owe for every period of the plan's year that is over; locked periods and settled ones are left
 * out.
 */
export async function openDebts(context: QueryContext, counties: readonly RegionKey[]): Promise<Debt[]> {
  const debts = await debtsOf(context.store, context.office, counties, context.periodsOwed())
  const open = debts.filter(({ missing }) => missing.length > 0)
  const closed = await closedAmong(context, open)
  return open.filter(({ period }) => !closed.has(period))
}

/** The card of what is owed, and the indicators that it lists in their order, for 第二个. */
export interface Owed {
  readonly card: Card
  readonly listed: readonly Listed[]
}

/**
 * What counties still owe, by period, with the buttons that settle it.
 * @param question narrows it to a period or to indicators
 */
export async function showOwed(
  context: QueryContext,
  counties: readonly RegionKey[],
  question: DebtsAsked,
): Promise<Owed> {
  const without = withoutTask(context, counties, question.indicators)
  if (without) return { card: without, listed: [] }
  const periods = question.period ? periodsAsked(context, question) : context.periodsOwed()
  if (periods.length === 0) return { card: nothingOwed(context, question), listed: [] }
  const wanted = (one: Indicator) => question.indicators.length === 0 || question.indicators.includes(one.id)
  const debts = (await debtsOf(context.store, context.office, counties, periods)).map((debt) => ({
    ...debt,
    owed: debt.owed.filter(wanted),
    missing: debt.missing.filter(wanted),
  }))
  const open = await Promise.all(
    debts
      .filter((one) => one.missing.length > 0)
      .map((one) => (context.seesInside(one.region) ? withInside(context, one) : one)),
  )
  const newest = debts.filter((one) => one.owed.length > 0)
  if (open.length === 0) return { card: await settledCard(context, counties, newest, periods), listed: [] }
  return {
    card: await owedCard(context, counties, open, newest),
    listed: (open[0]?.missing ?? []).map(({ id }) => ({ indicator: id })),
  }
}

const namesOf = ({ office: { regions } }: QueryContext, counties: readonly RegionKey[]): string =>
  counties.map((key) => regions.get(key).name).join('、')

async function settledCard(
  context: QueryContext,
  counties: readonly RegionKey[],
  newest: readonly Debt[],
  periods: readonly Period[],
): Promise<Card> {
  const { plan } = context.office
  const name = namesOf(context, counties)
  const all = newest.map((one) => `${shortPeriod(one.period, plan)}${one.owed.length}项`).join('、') || '本期'
  const notes = await dueNotes(context, periods.slice(0, 1), counties[0] ?? context.own)
  return card('good', `${name}：都报齐了`, [lead(`${name}${all}已全部上报，没有欠报。`), notes])
}

async function owedCard(
  context: QueryContext,
  counties: readonly RegionKey[],
  open: readonly Debt[],
  newest: readonly Debt[],
): Promise<Card> {
  const { plan } = context.office
  const periods = [...new Set(open.map((one) => one.period))]
  return card('warn', `${namesOf(context, counties)}：${debtTitle(open, newest, plan)}`, [
    settledBlocks(open, newest, plan),
    open.slice(0, 8).map((one) => lead(debtSentence(context, one, counties.length > 1))),
    await dueNotes(context, periods.slice(0, 2), counties[0] ?? context.own),
    !context.inGroup && settleButtons(open, await closedAmong(context, open)),
  ])
}

/** The answer where none of those asked about has a task: nothing is owed. Undefined where some does. */
function withoutTask(
  { office: { plan, regions } }: QueryContext,
  counties: readonly RegionKey[],
  ids: readonly IndicatorId[],
): Card | undefined {
  if (ids.length === 0 || counties.some((county) => ids.some((id) => hasTask(plan, county, id)))) return undefined
  const place = counties.map((key) => regions.get(key).name).join('、')
  const names = ids.map((id) => indicatorOf(plan, id).name).join('、')
  return noTask(place, names)
}

const count = (debts: readonly Debt[]): number => debts.reduce((sum, one) => sum + one.missing.length, 0)

/** The newest period first, since it is the one that is asked about; older debts are told apart from it. */
function debtTitle(open: readonly Debt[], all: readonly Debt[], plan: Plan): string {
  const newest = all[0]?.period
  const now = open.filter((one) => one.period === newest)
  const older = count(open) - count(now)
  if (!newest || older === 0) return `还有${count(open)}项没报`
  const month = shortPeriod(newest, plan)
  return now.length === 0 ? `${month}已报齐，以前还有${older}项没报` : `${month}还有${count(now)}项没报，以前${older}项`
}

/** That the newest period is settled is part of the answer where older ones are not. */
function settledBlocks(open: readonly Debt[], all: readonly Debt[], plan: Plan): Block[] {
  const newest = all.filter((one) => one.period === all[0]?.period)
  if (newest.length === 0 || open.some((one) => one.period === newest[0]?.period)) return []
  const list = [...new Set(newest.flatMap((one) => one.owed.map((indicator) => indicator.short)))]
  const month = shortPeriod(newest[0]?.period ?? ('' as Period), plan)
  return [lead(`${month}应报的${list.length}项已报齐：${list.join('、')}。`)]
}

const withInside = async (context: QueryContext, debt: Debt): Promise<Debt> => ({
  ...debt,
  ...(debt.returned.length > 0 && { reasons: await returnReasons(context.store, debt.region, debt.period) }),
  drafted: await draftedIn(context, debt.region, debt.period),
})

/** How far a missing figure has come: returned and why, or waiting as a draft. */
function stageOf({ returned, reasons, drafted }: Debt, id: IndicatorId): string {
  const why = reasons?.get(id)
  // A draft that waits is the newer of the two.
  if (drafted?.has(id)) return '（草稿，还没有提交）'
  return returned.includes(id) ? `（被退回${why ? `：${why}` : ''}）` : ''
}

function debtSentence(context: QueryContext, debt: Debt, named: boolean): string {
  const { region, period, owed, missing } = debt
  const { regions } = context.office
  const isInside = context.seesInside(region)
  const list = missing.map((one) => `${one.short}${isInside ? stageOf(debt, one.id) : ''}`).join('、')
  const whole =
    missing.length === owed.length ? `${owed.length}项都没报` : `${owed.length}项中还有${missing.length}项没报`
  return `${named ? `${regions.get(region).name} ` : ''}${periodName(period)}：${whole}：${list}。`
}

const closedAmong = ({ store, office: { regions } }: QueryContext, open: readonly Debt[]) =>
  closedOf(store, regions.province.key, [...new Set(open.map(({ period }) => period))])

/** Straight to the form, where the reader reports for the county. */
function settleButtons(open: readonly Debt[], closed: ReadonlySet<Period>): Block[] {
  const [newest] = open.filter(({ period }) => !closed.has(period))
  const locked: Block[] = closed.size === 0 ? [] : [note(lockedNote([...closed].map(periodName)))]
  if (!newest) return locked
  const values = { region: newest.region, period: newest.period }
  return [...locked, buttons([{ label: '填报', command: '填报', values, style: 'primary' }])]
}
