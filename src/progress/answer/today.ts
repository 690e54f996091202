/** The first screen: how today stands for whoever looks, and three buttons that do something. */

import { type Block, type Button, buttons, type Card, card, lead, partsOf, sentence } from '../../message/card.ts'
import type { Asked } from '../../message/command.ts'
import { daysBetween } from '../../office/day.ts'
import { placeName, shortPeriod } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import { settledByNil } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { RegionKey } from '../../office/region.ts'
import { deadlinesIn } from '../rules/deadlines.ts'
import * as text from '../text.ts'
import { type Debt, draftedIn, openDebts } from './outstanding.ts'
import type { QueryContext } from './query-context.ts'
import { waitingIn } from './to-do.ts'
import { type OpenPeriod, openPeriods } from './who-lacks.ts'

/**
 * 首页: for a contact what the county owes, for a coordinator who lacks reports and what waits, for others what can be
 * asked.
 */
export async function showToday(context: QueryContext, { person }: Asked): Promise<Card> {
  const roles = new Map(person?.posts.map(({ role, region }) => [role, region]))
  const county = roles.get('contact')
  const whole = roles.get('city-coordinator') ?? roles.get('provincial-coordinator')
  const hello = text.hello(person?.name ?? '')
  if (county) return card('info', hello, await ofCounty(context, county))
  if (whole) return card('info', hello, await ofCoordinator(context, whole))
  return card('info', hello, [sentence(text.askAnything(context.office.plan)), three(...ASKING)])
}

const three = (...all: readonly Button[]): Block | undefined => buttons(all.slice(0, 3))

const HELP: Button = { label: '还能做什么', command: '帮助' }
const ASKING: readonly Button[] = [{ label: '看全部目标', command: '要点' }, { label: '看进度', command: '进度' }, HELP]

/** 长兴县还差9项，7月5日截止: the period at hand, what is behind it, and the form in one press. */
async function ofCounty(context: QueryContext, county: RegionKey): Promise<Block[]> {
  const { plan, regions } = context.office
  const debts = await openDebts(context, [county])
  const dueOf = await duesOf(context)
  const name = regions.get(county).name
  const [at, ...others] = byUrgency(debts, dueOf)
  if (!at) return partsOf(lead(text.nothingOpen(name)), three(...OPEN_END))
  const period = shortPeriod(at.period, plan)
  const written = await draftedIn(context, county, at.period)
  const returned = debts.reduce((sum, one) => sum + one.returned.length, 0)
  const values = { region: county, period: at.period }
  // rates are never nil
  const canBeNil = settledByNil(at.missing).length > 0
  const nil: Button = {
    label: `${period}无新增`,
    command: '零报告',
    values,
    confirm: text.nilConfirm(`${name}${period}`),
  }
  return partsOf(
    lead(text.owes(name, period, at.missing.length, dueOf(at.period, county))),
    written.size > 0 && sentence(text.writtenSoFar(written.size)),
    returned > 0 && sentence(text.returnedSoFar(returned)),
    others.length > 0 && sentence(text.alsoOwes(others.map((one) => alsoOf(context, one)))),
    three(
      written.size > 0
        ? { label: text.handIn(written.size), command: '确认', values: { draft: 'all' }, style: 'primary' }
        : { label: '一键填报', command: '填报', values, style: 'primary' },
      ...(written.size > 0 ? [{ label: '接着填报', command: '填报', values }] : canBeNil ? [nil] : []),
      HELP,
    ),
  )
}

const OPEN_END: readonly Button[] = [
  { label: '看我的进度', command: '进度' },
  { label: '修改刚报的', command: '修改' },
  HELP,
]

const alsoOf = ({ office: { plan } }: QueryContext, { period, missing }: Debt) => ({
  period: shortPeriod(period, plan),
  items: missing.length,
})

/** What is due next comes first, then what is overdue, the newest first. */
function byUrgency(debts: readonly Debt[], dueOf: DueOf): Debt[] {
  const leftOf = ({ period, region }: Debt): number => dueOf(period, region)?.left ?? 0
  const ahead = debts.filter((one) => leftOf(one) >= 0).toSorted((a, b) => leftOf(a) - leftOf(b))
  return [...ahead, ...debts.filter((one) => leftOf(one) < 0).toSorted((a, b) => leftOf(b) - leftOf(a))]
}

type DueOf = (period: Period, region: RegionKey) => text.Due | undefined

/** One reading of the announcements for all that the screen tells. */
async function duesOf(context: QueryContext): Promise<DueOf> {
  const deadlines = await deadlinesIn(context.store, context.office)
  return (period, region) => {
    const deadline = deadlines(period, region)
    return deadline && { due: deadline.due, left: daysBetween(context.today, deadline.lastDay) }
  }
}

/** The ring of the period at hand, what waits, what is late. */
async function ofCoordinator(context: QueryContext, whole: RegionKey): Promise<Block[]> {
  const { plan, regions } = context.office
  const place = placeName(regions, whole)
  const periods = await openPeriods(context, whole)
  const dueOf = await duesOf(context)
  const at = atHand(periods, whole, dueOf)
  const waiting = await waitingIn(context)
  const older = periods.filter((one) => one.lacking.length > 0 && one !== at)
  const due = at && dueOf(at.period, at.lacking[0]?.region.key ?? whole)
  const isProvince = regions.get(whole).level === 'province'
  const review: Button = isProvince
    ? { label: `催${LEVEL.cities}审核（${waiting}项）`, command: '催审' }
    : { label: `去审核（${waiting}项）`, command: '审核' }
  const named = ({ period, lacking }: OpenPeriod) => ({ period: shortPeriod(period, plan), counties: lacking.length })
  return partsOf(
    at && lead(text.ring(place, shortPeriod(at.period, plan), at.owing - at.lacking.length, at.owing, due)),
    sentence(text.waitsForReview(waiting)),
    older.length > 0 && sentence(text.alsoLack(older.map(named))),
    three(
      ...(at && at.lacking.length > 0 ? [nudging(at, whole, shortPeriod(at.period, plan))] : []),
      ...(waiting > 0 ? [review] : []),
      { label: '谁还没报', command: '未报' },
      HELP,
    ),
  )
}

const nudging = ({ period, lacking }: OpenPeriod, whole: RegionKey, name: string): Button => ({
  label: text.nudgeLabel(name, lacking.length),
  command: '催报',
  values: { regions: whole, period },
  style: 'primary',
})

/** The one that is due next, else the newest that is over. */
function atHand(periods: readonly OpenPeriod[], whole: RegionKey, dueOf: DueOf): OpenPeriod | undefined {
  const leftOf = ({ period, lacking }: OpenPeriod): number => dueOf(period, lacking[0]?.region.key ?? whole)?.left ?? -1
  const [next] = periods.filter((one) => leftOf(one) >= 0).toSorted((a, b) => leftOf(a) - leftOf(b))
  return next ?? periods.toSorted((a, b) => endOf(b.period).localeCompare(endOf(a.period)))[0]
}
