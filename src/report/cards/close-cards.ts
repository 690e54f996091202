/** The cards of 接收, 锁定 and the corrections asked for after it. */

import {
  buttons,
  type Card,
  card,
  column,
  type Form,
  fields,
  lead,
  note,
  say,
  sentence,
  table,
  told,
  wordsForm,
} from '../../message/card.ts'
import { grouped } from '../../office/amount.ts'
import { type Day, dayName } from '../../office/day.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { Person } from '../../office/person.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import { pressGrant, pressLock, pressReceive, pressUnlock, pressWriteOff } from '../presses.ts'
import type { Ground } from '../rules/weigh.ts'
import type { Pending } from '../waiting.ts'
import { namesBlock } from './review-cards.ts'

/**
 * The answer to 接收 where nothing is accepted.
 * @param waiting figures that still wait for a city's review; 0 says that there are none either
 */
export const nothingToReceive = (waiting: number): Card =>
  say(
    '没有可接收的数据',
    waiting > 0
      ? `还有${waiting}项等待${LEVEL.city}级审核，审核通过后再接收。`
      : `${LEVEL.cities}审核通过后会列在这里。`,
  )

/**
 * What 接收 would take, counted by city, with the button that does it.
 * @param pending accepted figures, at least one
 * @param waiting figures still unreviewed, which stay behind
 * @param period the one that was named; undefined takes all
 */
export function receivePreview(
  ground: Ground,
  pending: readonly Pending[],
  waiting: number,
  period: Period | undefined,
): Card {
  const cities = ground.regions.all.filter((one) => one.level === 'city')
  return card('info', `可接收${pending.length}项${period ? `（${periodName(period)}）` : ''}`, [
    table(
      [column('city', LEVEL.city), column('count', '已审核', 'right')],
      cities.flatMap((city) => {
        const count = pending.filter((one) => ground.regions.within(one.region, city.key)).length
        return count ? [{ city: city.name, count: String(count) }] : []
      }),
    ),
    waiting > 0 && note(`另有${waiting}项还在等${LEVEL.city}级审核，这次不接收。`),
    buttons([
      {
        label: `接收${pending.length}项`,
        ...pressReceive({ sure: 'yes', shown: pending.length, period }),
        style: 'primary',
      },
    ]),
  ])
}

/**
 * What 接收 did.
 * @param count figures received
 */
export const received = (count: number): Card =>
  told(
    'good',
    `已接收${count}项`,
    `通报用这些数。${LEVEL.county}里之后的更正要重新经${LEVEL.city}级审核、${LEVEL.whole}级接收。`,
  )

/**
 * The question 锁定哪一期, with a button.
 * @param last the period offered: the last one over
 */
export const lockWhat = (last: Period): Card =>
  card('info', '锁定哪一期？', [
    sentence(`例如：/锁定 ${periodName(last)}`),
    buttons([{ label: periodName(last), ...pressLock({ period: last }) }]),
  ])

/** The refusal to lock a period whose last day is still to come. */
export const notOver = (period: Period): Card => told('warn', `${periodName(period)}还没有结束`, '期末之后才能锁定。')

/** The answer where the period to be locked is locked. */
export const lockedAlready = (period: Period): Card => say(`${periodName(period)}已经锁定`, '没有变化。')

/** How far the figures of a period have come: counts of figures by state, and the names of counties that lack some. */
export interface Tally {
  readonly received: number
  readonly accepted: number
  readonly submitted: number
  readonly missing: readonly string[]
}

/**
 * What locking a period shuts out, with the button that locks it.
 * @param due the deadline, only where it is still ahead: it is warned of first
 */
export const lockPreview = (
  period: Period,
  { received, accepted, submitted, missing }: Tally,
  due: Day | undefined,
): Card =>
  card('warn', `锁定${periodName(period)}？`, [
    due && lead(`还没到截止日（${dayName(due)}），现在锁定，没报的就报不进来了。`),
    fields([
      { name: `${LEVEL.whole}级已接收`, value: `${received}项` },
      { name: `${LEVEL.city}级通过、未接收`, value: `${accepted}项` },
      { name: `待${LEVEL.city}级审核`, value: `${submitted}项` },
      {
        name: '未报齐',
        value: missing.length
          ? `${missing.length}个${LEVEL.county}：${missing.slice(0, 12).join('、')}${missing.length > 12 ? '等' : ''}`
          : '无',
      },
    ]),
    sentence(`锁定后${LEVEL.county}里不能再上报、更正和撤回这一期，只能申请更正；审核和接收仍可继续。`),
    buttons([{ label: '锁定', ...pressLock({ period, sure: 'yes' }), style: 'danger' }]),
  ])

/** The question 解锁哪一期, with an example. */
export const unlockWhat = (): Card => told('info', '解锁哪一期？', '例如：/解锁 6月 因 补报')

/** The answer where the period to be unlocked is open. */
export const notLocked = (period: Period): Card => say(`${periodName(period)}没有锁定`, '不用解锁。')

/** The form that asks why a period is to be unlocked; sent, it unlocks. */
export const unlockForm = (period: Period): Card =>
  card('warn', `解锁${periodName(period)}：请写明原因`, [
    sentence(`解锁后${LEVEL.county}里又能上报、更正和撤回这一期；解锁和原因记入台账。`),
    wordsForm(
      { name: 'unlock', ...pressUnlock({ period }), submit: '解锁', style: 'danger' },
      pressUnlock.field('reason'),
      '原因',
    ),
  ])

/** What 解锁 did, with the reason that went into the ledger. */
export const unlocked = (period: Period, reason: string): Card =>
  told('good', `已解锁：${periodName(period)}`, `原因：${reason}。补好后请再锁定。`)

/** The answer where a period was locked, with how its figures can still change. */
export const locked = (period: Period): Card =>
  told('good', `已锁定：${periodName(period)}`, `之后的改动须申请更正，写明原因，由${LEVEL.whole}协调员批准。`)

/**
 * The question which county and period 核销 is of.
 * @param county a county's name for the example
 */
export const writeOffWhat = (county: string): Card =>
  told('info', `核销哪个${LEVEL.county}哪一期？`, `例如：/核销 ${county} 4月 因 机构调整。只能核销已经结束的一期。`)

/** The answer to 核销 where the county lacks nothing for the period. */
export const nothingToWriteOff = ({ name }: Region, period: Period): Card =>
  say(`${name}${periodName(period)}没有缺的`, '不用核销。')

const listed = (missing: readonly Indicator[]): string => missing.map(({ short }) => short).join('、')

/**
 * The form that asks why the missing indicators of a county and period are written off (核销).
 * @param press what the form sends beside the reason
 */
export const writeOffForm = (
  { name }: Region,
  period: Period,
  missing: readonly Indicator[],
  press: Pick<Form, 'command' | 'values'>,
): Card =>
  card('warn', `核销${name}${periodName(period)}${missing.length}项：请写明原因`, [
    sentence(listed(missing)),
    wordsForm({ name: 'waive', ...press, submit: '看一看再核销' }, pressWriteOff.field('reason'), '原因'),
  ])

/**
 * What 核销 would write off and why, with the button that does it.
 * @param means what the button sends, the reason included
 */
export const writeOffPreview = (
  { name }: Region,
  period: Period,
  missing: readonly Indicator[],
  means: { readonly region: RegionKey; readonly period: Period; readonly reason: string },
): Card =>
  card('warn', `核销${name}${periodName(period)}${missing.length}项？`, [
    sentence(`${listed(missing)}。原因：${means.reason}`),
    sentence('核销后不再催、不再列入未报；不算已报，合计里照旧没有这期的数。记入台账。'),
    buttons([{ label: `核销${missing.length}项`, ...pressWriteOff({ ...means, sure: 'yes' }), style: 'danger' }]),
  ])

/**
 * What 核销 did.
 * @param items how many indicators
 */
export const writtenOff = ({ name }: Region, period: Period, items: number, reason: string): Card =>
  told('good', `已核销：${name}${periodName(period)}${items}项`, `原因：${reason}。补报了照样收。`)

/** The answer to a press on a request for correction that was settled or taken back before. */
export const requestGone = (): Card => say('这份更正申请已经处理过或已撤回', '没有变化。')

const described = ({ plan, regions }: Ground, { entry }: Pending): string => {
  const { short, unit } = indicatorOf(plan, entry.indicator)
  const { said } = entry
  return `${regions.get(entry.region).name} ${short} ${periodName(entry.period)}：更正为${said ? `${grouped(said.cumulative)}${unit}（截至${dayName(said.asOf)}）` : ''}`
}

/**
 * The corrections asked for after the lock, the first ten of them, each with its reason and the buttons 批准 and 不予批准.
 */
export function requests(ground: Ground, all: readonly Pending[]): Card {
  if (all.length === 0) return say('没有更正申请', '锁定之后的更正申请会列在这里。')
  return card(
    'info',
    `锁定后的更正申请：${all.length}份`,
    all.slice(0, 10).flatMap((one) => [
      sentence(`${described(ground, one)}。原因：${one.entry.reason ?? '未写'}`),
      buttons([
        { label: '批准', ...pressGrant({ figure: one.entry.id, decision: 'grant' }) },
        { label: '不予批准', ...pressGrant({ figure: one.entry.id, decision: 'deny' }) },
      ]),
    ]),
  )
}

/** What was decided on a request for correction, for whoever decided it. */
export const settled = (ground: Ground, request: Pending, granted: boolean): Card => ({
  ...say(granted ? '已批准更正' : '没有批准更正', described(ground, request), '已告诉申请人。'),
  tone: granted ? 'good' : 'plain',
})

/**
 * The notice of the decision on a request for correction, for whoever asked for it.
 * @param by who decided
 */
export const settledNotice = (ground: Ground, request: Pending, granted: boolean, by: Person): Card =>
  card(granted ? 'good' : 'warn', granted ? '更正申请已批准' : '更正申请没有批准', [
    namesBlock(ground, [request]),
    sentence(described(ground, request)),
    note(`处理人：${by.name}`),
  ])
