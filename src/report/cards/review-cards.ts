/** The cards of review: what waits, what passed, what was returned and why. */

import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  column,
  divider,
  form,
  lead,
  note,
  say,
  sentence,
  table,
} from '../../message/card.ts'
import { grouped, percent } from '../../office/amount.ts'
import { dayName } from '../../office/day.ts'
import { LEVEL } from '../../office/levels.ts'
import { completionOf } from '../../office/pace.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { Person } from '../../office/person.ts'
import { goalOf, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { pressEdit, pressPass, pressReopen, pressReturn, pressReview } from '../presses.ts'
import { CHECK_WORDS } from '../rules/checks.ts'
import type { Ground } from '../rules/weigh.ts'
import type { Pending } from '../waiting.ts'

/** Of more figures than this only their number is told. */
const NAMED = 40

/** A channel draws so many buttons on one card at most. */
const BUTTONS = 12

/**
 * What waits for review of several counties: a line each with how many figures wait and how many of them a check spoke
 * of, in the order in which they first come in `pending`. A button each for the first twelve, and one that passes all.
 */
export function byCounty(ground: Ground, pending: readonly Pending[]): Card {
  const counties = [...new Set(pending.map((one) => one.region))]
  const of = (region: RegionKey) => pending.filter((one) => one.region === region)
  const nameOf = (region: RegionKey) => ground.regions.get(region).name
  const flagged = pending.filter(isFlagged).length
  return card('info', `待审核：${counties.length}个地方，${pending.length}项`, [
    table(
      [column('region', '地方'), column('count', '待审', 'right'), column('flagged', '有提示', 'right')],
      counties.map((region) => ({
        region: nameOf(region),
        count: String(of(region).length),
        flagged: String(of(region).filter(isFlagged).length),
      })),
    ),
    buttons([
      ...counties.slice(0, BUTTONS).map((region) => ({ label: nameOf(region), ...pressReview({ region }) })),
      passAll(pending),
    ]),
    flagged > 0 && note(`${flagged}项带有校验提示和填报人的说明，建议逐${LEVEL.county}查看后再通过。`),
  ])
}

/**
 * The figures of one county that wait for review: what each changes, what the checks said, the reason given; the
 * buttons 全部通过 and 退回.
 * @param pending all of one county, at least one
 */
export function oneCounty(ground: Ground, pending: readonly Pending[]): Card {
  const region = pending[0]?.region ?? ground.regions.province.key
  const place = ground.regions.get(region)
  return card('info', `待审核：${place.name}，${pending.length}项`, [
    table(
      [
        ...[column('indicator', '指标'), column('period', '所属期'), column('change', '累计', 'right')],
        ...[column('rate', '完成率', 'right'), column('files', '佐证', 'right')],
      ],
      pending.map((one) => rowOf(ground, one)),
    ),
    pending
      .filter((one) => remarks(one).length > 0)
      .map((one) =>
        sentence(
          `${isFlagged(one) ? '⚠ ' : ''}${indicatorOf(ground.plan, one.indicator).short}：${remarks(one).join('；')}`,
        ),
      ),
    buttons([passAll(pending, region)]),
    divider(),
    returnBlock(ground, pending),
  ])
}

function rowOf({ plan }: Ground, { entry, before, files }: Pending): Record<string, string> {
  const indicator = indicatorOf(plan, entry.indicator)
  const goal = goalOf(plan, entry.region, entry.indicator)
  const completion = entry.said && indicator.kind !== 'rate' ? completionOf(entry.said.cumulative, goal) : undefined
  return {
    indicator: `${indicator.short}${entry.act === 'correction' || entry.act === 'request' ? '（更正）' : ''}${entry.proxy ? '（代报）' : ''}`,
    period: `${periodName(entry.period)}，截至${entry.said ? dayName(entry.said.asOf) : ''}`,
    change: `${before === undefined ? '' : `${grouped(before)} → `}${entry.said ? grouped(entry.said.cumulative) : ''}${indicator.unit}`,
    rate: completion ? percent(completion) : '',
    files: files.length ? String(files.length) : '',
  }
}

function remarks({ entry, files }: Pending): string[] {
  return [
    ...(entry.warnings ?? []).map((name) => CHECK_WORDS[name] ?? name),
    ...(entry.reason ? [`填报原因：${entry.reason}`] : []),
    ...(entry.note ? [`备注：${entry.note}`] : []),
    ...(files.length ? [`佐证：${files.join('、')}`] : []),
  ]
}

const isFlagged = ({ entry }: Pending): boolean => (entry.warnings ?? []).length > 0

const passAll = (pending: readonly Pending[], region?: RegionKey): Button => ({
  label: `全部通过（${pending.length}项）`,
  ...pressPass({ region, shown: pending.length }),
  style: 'primary',
  confirm: `通过${pending.length}项？通过后${LEVEL.county}里不能再撤回。`,
})

/** Which of what waits was named, so that the button means the same. */
export interface Meant {
  readonly region?: RegionKey | undefined
  readonly period?: Period | undefined
  readonly indicator?: string | undefined
  readonly figure?: string | undefined
}

/**
 * What 通过 would accept, with the button that does it.
 * @param meant what the button sends: the names that were said
 * @param held figures that were left out on purpose
 */
export function passPreview(
  ground: Ground,
  pending: readonly Pending[],
  meant: Meant,
  held: readonly Pending[] = [],
): Card {
  const places = new Set(pending.map((one) => one.region)).size
  const flagged = pending.filter(isFlagged).length
  return card('warn', `通过${places}个地方的${pending.length}项？`, [
    namesBlock(ground, pending),
    held.length > 0 && sentence(`先放着：${namesOf(ground, held).join('、')}`),
    sentence(`通过后${LEVEL.county}里不能再撤回。${flagged ? `其中${flagged}项带校验提示，建议先逐县看。` : ''}`),
    buttons([
      {
        label: `通过${pending.length}项`,
        ...pressPass({ ...meant, sure: 'yes', shown: pending.length }),
        style: 'primary',
      },
      { label: '先看一看', ...pressReview({ region: meant.region }) },
    ]),
  ])
}

const namesOf = ({ plan }: Ground, some: readonly Pending[]): string[] =>
  some.map((one) => `${indicatorOf(plan, one.indicator).short}（${periodName(one.period)}）`)

/** The answer to 其他的 … behind a return: which figures still wait, and that nothing was done to them. */
export const untouched = (ground: Ground, rest: readonly Pending[]): Card =>
  rest.length === 0
    ? say('别的没有在等审核的', '没有再退，也没有通过什么。')
    : say('别的没有退，也没有动', `还在待审：${namesOf(ground, rest).join('、')}。`)

/** One figure before it is accepted, with what the checks and the county said of it, and the button. */
export function passOne(ground: Ground, one: Pending): Card {
  const { short, unit } = indicatorOf(ground.plan, one.indicator)
  const said = one.entry.said ? `${grouped(one.entry.said.cumulative)}${unit}` : ''
  return card('warn', `通过：${ground.regions.get(one.region).name}${short}${said}`, [
    sentence([`只通过这一项，通过后${LEVEL.county}里不能再撤回。`, ...remarks(one)].join('\n')),
    buttons([
      {
        label: '通过这一项',
        ...pressPass({ region: one.region, figure: one.entry.id, sure: 'yes' }),
        style: 'primary',
      },
    ]),
  ])
}

function returnBlock({ plan, regions }: Ground, pending: readonly Pending[]): Block {
  const region = pending[0]?.region ?? regions.province.key
  return form({
    name: 'return',
    ...pressReturn({ region }),
    inputs: [
      {
        kind: 'select',
        name: pressReturn.field('figure'),
        label: '退回哪一项',
        options: [
          ...pending.map((one) => ({
            value: one.entry.id,
            label: `${indicatorOf(plan, one.indicator).short} ${periodName(one.period)}`,
          })),
          { value: '', label: '以上全部' },
        ],
      },
      {
        kind: 'text',
        name: pressReturn.field('reason'),
        label: '退回原因',
        required: true,
        hint: '会原样告诉填报人',
      },
    ],
    submit: '退回',
    style: 'danger',
  })
}

/** The answer to 收回审核 where no figure is accepted and not yet received by the province. */
export const nothingToReopen = (): Card =>
  say(
    '没有能收回的审核',
    `没有审核通过、${LEVEL.whole}级还没接收的数。${LEVEL.whole}级已接收的，请联系${LEVEL.whole}协调员退回。`,
  )

/**
 * What 收回审核 would put back into review, with a button for all and, of nine or fewer, one each.
 * @param meant what the button for all sends
 */
export const reopenPreview = (ground: Ground, pending: readonly Pending[], meant: Meant): Card =>
  card('warn', `收回${pending.length}项审核？`, [
    namesBlock(ground, pending),
    sentence(`收回后重新待审，${LEVEL.county}里又能撤回和修改；收回记入台账，并告诉填报人。`),
    (pending.length > ONE_BY_ONE ? [] : pending).map((one) =>
      buttons([
        {
          label: `只收回${indicatorOf(ground.plan, one.indicator).short}（${periodName(one.period)}）`,
          ...pressReopen({ region: one.region, figure: one.entry.id, sure: 'yes' }),
        },
      ]),
    ),
    pending.length !== 1 &&
      buttons([
        { label: `全部收回（${pending.length}项）`, ...pressReopen({ ...meant, sure: 'yes' }), style: 'primary' },
      ]),
  ])

/** More than these are taken back together, or by name. */
const ONE_BY_ONE = 9

/** What 收回审核 did, for the reviewer. */
export const reopened = (ground: Ground, pending: readonly Pending[]): Card =>
  card('good', `已收回审核：${pending.length}项，重新待审`, [
    namesBlock(ground, pending),
    buttons([{ label: '去审核', ...pressReview({}) }]),
  ])

/**
 * The notice that an acceptance was taken back, for whoever reported the figures.
 * @param by the reviewer
 */
export const reopenedNotice = (ground: Ground, pending: readonly Pending[], by: Person): Card =>
  card('info', '审核已收回，重新待审', [
    namesBlock(ground, pending),
    note(`处理人：${by.name}。这几项又可以撤回和修改。`),
  ])

/** The form that asks why figures of one county are returned; sent, it returns them. */
export const returnForm = (ground: Ground, pending: readonly Pending[]): Card =>
  card('warn', '退回要写明原因', [namesBlock(ground, pending), returnBlock(ground, pending)])

/**
 * What 退回 would return and why, with the button that does it.
 * @param means region, and ledger ids by commas
 */
export const returnPreview = (
  ground: Ground,
  pending: readonly Pending[],
  reason: string,
  means: { readonly region: RegionKey; readonly figure: string },
): Card =>
  card('warn', `退回${pending.length}项？`, [
    namesBlock(ground, pending),
    sentence(`原因：${reason}。会原样告诉填报人；要换原因，直接说。`),
    buttons([{ label: `退回${pending.length}项`, ...pressReturn({ ...means, reason }), style: 'primary' }]),
  ])

/** What 通过 accepted, for the reviewer. */
export function passed(ground: Ground, pending: readonly Pending[]): Card {
  return card('good', `已通过：${pending.length}项`, [namesBlock(ground, pending)])
}

/** What 退回 returned and why, for the reviewer. */
export function sentBack(ground: Ground, pending: readonly Pending[], reason: string): Card {
  return card('warn', `已退回：${pending.length}项`, [
    namesBlock(ground, pending),
    sentence(`原因：${reason}。已告诉填报人。`),
  ])
}

/**
 * The notice of a return, for whoever reported: what no longer counts, why, and a button that opens the form to
 * report anew.
 * @param by the reviewer
 */
export function returnedNotice(ground: Ground, pending: readonly Pending[], reason: string, by: Person): Card {
  const [first] = pending
  const message = first?.entry.message ?? ''
  return card('warn', `被退回：${first ? ground.regions.get(first.region).name : ''}`, [
    namesBlock(ground, pending),
    lead(`原因：${reason}`),
    sentence('退回的数不再计入，改好后请重新上报；已审核过的更正被退回时，原数照旧有效。'),
    buttons([{ label: '修改后重报', ...pressEdit({ message }), style: 'primary' }]),
    note(`审核人：${by.name}`),
  ])
}

/** Figures by name and period, a line a region; of more than 40 only how many each region has. */
export function namesBlock(ground: Ground, pending: readonly Pending[]): Block {
  const { regions } = ground
  const byRegion = [...new Set(pending.map((one) => one.region))]
  const lines = byRegion.map((region) => {
    const own = pending.filter((one) => one.region === region)
    if (pending.length > NAMED) return `${regions.get(region).name}：${own.length}项`
    const names = namesOf(ground, own)
    return `${regions.get(region).name}：${names.join('、')}`
  })
  return sentence(lines.join('\n'))
}
