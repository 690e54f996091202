/** Short answers to what is said of figures that wait: what happened, and what to do. */

import { type Button, buttons, type Card, card, sentence } from '../../message/card.ts'
import type { Amount } from '../../office/amount.ts'
import { type Day, dayName } from '../../office/day.ts'
import { brief } from '../../office/format.ts'
import { type Indicator, type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { Draft } from '../drafts.ts'
import { isItem, rowsOf } from '../item.ts'
import { ALL, pressConfirm, pressDiscard } from '../presses.ts'
import type { Ground } from '../rules/weigh.ts'
import * as waits from '../said/text.ts'
import * as text from '../text.ts'
import { saidAs } from './running.ts'

/** How one figure stands, before or after it was filed. */
export type FigureState = { readonly indicator: IndicatorId } & (
  | {
      readonly state: 'draft' | 'recorded'
      readonly cumulative: Amount
      readonly asOf: Day
      readonly added?: Amount
      readonly before?: { readonly cumulative: Amount; readonly asOf: Day }
    }
  | { readonly state: 'lacking'; readonly message: string }
  | { readonly state: 'none' }
)

/** 先别交 */
export const heldCard = (ground: Ground, drafts: readonly Draft[]): Card =>
  shown(waits.HELD, waits.heldLine(namesOf(ground, drafts)), drafts)

/** What waits, with what still lacks of it: 稍等, 累死个人, and where nobody could tell what was meant. */
export const waitsCard = (ground: Ground, drafts: readonly Draft[], title: string = waits.NOT_TAKEN): Card =>
  shown(title, lackingOr(ground, drafts), drafts)

/** Perhaps a yes, to what can be filed. */
export function fileCard(ground: Ground, drafts: readonly Draft[]): Card {
  const standing = drafts.filter(({ update }) => update.items.length > 0)
  const ready = standing.map((draft): Draft => ({ ...draft, update: { ...draft.update, parts: [] } }))
  return shown(
    waits.FILE_IT,
    ready.length > 0 ? waits.waitsFor(namesOf(ground, ready)) : lackingOr(ground, drafts),
    drafts,
  )
}

const MOST_LINES = 3
/** A plan's, and a few more. */
const MOST_STANDING = 20

/** 现在一共是几户: the figure with its day and state; of several a line each. */
export function standsCard(ground: Ground, standing: readonly FigureState[], drafts: readonly Draft[]): Card {
  const [only, another] = standing
  const lines = standing.slice(0, MOST_STANDING).map((one) => lineOf(ground, one))
  if (!only) return waitsCard(ground, drafts)
  const filed = standing.filter(({ state }) => state === 'recorded').length
  if (another) return shown(waits.standSeveral(filed, standing.length - filed), lines.join('\n'), drafts)
  return shown(lineOf(ground, only), besideOf(ground, only), drafts)
}

function lineOf({ plan }: Ground, one: FigureState): string {
  const { short } = indicatorOf(plan, one.indicator)
  switch (one.state) {
    case 'lacking':
      return waits.standsLacking(short)
    case 'none':
      return waits.standsNowhere(short)
    default:
      return waits.stands(
        short,
        amountOf(indicatorOf(plan, one.indicator), one.cumulative),
        dayName(one.asOf),
        one.state,
        one.before?.asOf === one.asOf ? brief(one.before.cumulative, indicatorOf(plan, one.indicator)) : undefined,
      )
  }
}

/** A rate is no sum. */
const amountOf = (indicator: Indicator, value: Amount): string =>
  `${indicator.kind === 'rate' ? '' : '累计'}${brief(value, indicator)}`

function besideOf({ plan }: Ground, one: FigureState): string {
  if (one.state === 'lacking') return one.message
  if (one.state !== 'draft') return ''
  const indicator = indicatorOf(plan, one.indicator)
  const before = one.before && `${dayName(one.before.asOf)}是${brief(one.before.cumulative, indicator)}`
  const added = one.added && brief(one.added, indicator)
  return waits.besideIt(before, added)
}

const shown = (title: string, line: string, drafts: readonly Draft[]): Card =>
  card('info', title, [line !== '' && sentence(line), buttons(buttonsOf(drafts))])

/** What settles it, one way or the other; of several all at once. */
function buttonsOf(drafts: readonly Draft[]): Button[] {
  const [only, another] = drafts
  const standing = drafts.filter(({ update }) => update.items.length > 0)
  const draft = another ? ALL : (only?.id ?? ALL)
  return [
    ...(standing.length > 0
      ? [{ label: another ? '全部确认' : '确认', ...pressConfirm({ draft }), style: 'primary' as const }]
      : []),
    ...(only ? [{ label: another ? '全部放弃' : '放弃', ...pressDiscard({ draft }) }] : []),
  ]
}

const lackingOr = (ground: Ground, drafts: readonly Draft[]): string => {
  const [part] = drafts.flatMap(({ update: { parts = [] } }) => parts)
  if (!part) return waits.waitsFor(namesOf(ground, drafts))
  const name = part.indicator
    ? indicatorOf(ground.plan, part.indicator).short
    : `${part.typedValue ?? ''}${part.typedUnit ?? ''}`
  return part.lacks ? waits.lacks(name, part.lacks) : part.message
}

/** 僵尸企业8家、低小散企业72家; of many only how many. */
function namesOf({ plan }: Ground, drafts: readonly Draft[]): string {
  const rows = drafts.flatMap(({ update }) => rowsOf(update))
  if (rows.length > MOST_LINES) return text.countOf(rows.length)
  return rows
    .map((row) => {
      const { indicator, typedValue = '' } = row
      const of = indicator && indicatorOf(plan, indicator)
      return of ? `${of.short}${isItem(row) ? saidAs(of, row) : typedValue}` : typedValue
    })
    .join('、')
}
