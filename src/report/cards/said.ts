/** Short answers to what is said of figures that wait: what happened, and what to do. */

import { type Button, buttons, type Card, card, say, sentence } from '../../message/card.ts'
import type { Amount } from '../../office/amount.ts'
import { type Day, dayName } from '../../office/day.ts'
import { brief } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Indicator, type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { Draft } from '../drafts.ts'
import { isItem, type Lack, rowsOf } from '../item.ts'
import { ALL, pressConfirm, pressDiscard } from '../presses.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { saidAs } from './waiting-list.ts'

/**
 * How one figure stands: in a draft, on record (`before`: the figure on record that it follows or replaces; amounts
 * in the base unit), lacking something (`message` asks for it), or not there.
 */
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

/** The answer to 先别交: nothing is filed, and the drafts stay. */
export const heldCard = (ground: Ground, drafts: readonly Draft[]): Card =>
  shown('好，先不交，草稿留着', `${namesOf(ground, drafts)}还没有提交。要交时说“交”。`, drafts)

/**
 * What waits for a yes and what it still lacks, nothing changed.
 * @param title what is said of the message; without it that it was not understood
 */
export const waitsCard = (ground: Ground, drafts: readonly Draft[], title = NOT_TAKEN): Card =>
  shown(title, lackingOr(ground, drafts), drafts)

/**
 * The question 现在提交吗 where the words may be a yes: only figures that can stand are named, the buttons are of all
 * drafts.
 */
export function fileCard(ground: Ground, drafts: readonly Draft[]): Card {
  const standing = drafts.filter(({ update }) => update.items.length > 0)
  const ready = standing.map((draft): Draft => ({ ...draft, update: { ...draft.update, parts: [] } }))
  return shown('现在提交吗？', ready.length > 0 ? waitsFor(ground, ready) : lackingOr(ground, drafts), drafts)
}

const NOT_TAKEN = '这句没看明白，数没有动'
/** The title of `waitsCard` after 稍等. */
export const WAITED = '好，等您'

/** The title of `waitsCard` after a remark, or a reason that was not asked for. */
export const NOTED = '收到，数没有动'
/** The title of a card where 不改了 gave up a change: the ledger stays as it was. */
export const KEPT = '好，不改了，台账没有变化'

/** The answer to 不改了 where nothing but figures on record was to be changed. */
export const kept = (): Card => say(KEPT, '报过的照旧。要改时再说一声。')

const MOST_LINES = 3
/** A plan's, and a few more. */
const MOST_STANDING = 20

/**
 * The answer to 现在一共是几户: each figure with its day and whether it is filed, 20 at most.
 * @param drafts what the buttons below are of; shown instead where `standing` is empty
 */
export function standsCard(ground: Ground, standing: readonly FigureState[], drafts: readonly Draft[]): Card {
  const [only, another] = standing
  const lines = standing.slice(0, MOST_STANDING).map((one) => lineOf(ground, one))
  if (!only) return waitsCard(ground, drafts)
  if (another) return shown(standSeveral(standing), lines.join('\n'), drafts)
  return shown(lineOf(ground, only), besideOf(ground, only), drafts)
}

function lineOf({ plan }: Ground, one: FigureState): string {
  const { short } = indicatorOf(plan, one.indicator)
  switch (one.state) {
    case 'lacking':
      return `${short}还没写全`
    case 'none':
      return `${short}还没有报过数`
    default: {
      const indicator = indicatorOf(plan, one.indicator)
      // what it takes the place of
      const held = one.before?.asOf === one.asOf ? `（已报的是${brief(one.before.cumulative, indicator)}）` : ''
      const state = one.state === 'recorded' ? '已报' : `还没有提交${held}`
      return `${short}${amountOf(indicator, one.cumulative)}，截至${dayName(one.asOf)}，${state}`
    }
  }
}

function standSeveral(standing: readonly FigureState[]): string {
  const filed = standing.filter(({ state }) => state === 'recorded').length
  const open = standing.length - filed
  return [...(filed > 0 ? [`已报${filed}项`] : []), ...(open > 0 ? [`等您确认的有${open}项，还没有提交`] : [])].join(
    '，',
  )
}

/** A rate is no sum. */
const amountOf = (indicator: Indicator, value: Amount): string =>
  `${indicator.kind === 'rate' ? '' : '累计'}${brief(value, indicator)}`

function besideOf({ plan }: Ground, one: FigureState): string {
  if (one.state === 'lacking') return one.message
  if (one.state !== 'draft') return ''
  const indicator = indicatorOf(plan, one.indicator)
  const added = one.added ? `本期新增${brief(one.added, indicator)}，` : ''
  const before = one.before ? `${dayName(one.before.asOf)}是${brief(one.before.cumulative, indicator)}。` : ''
  return `${added}${before}对就回“对”，提交后由${LEVEL.city}里审核。`
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
  if (!part) return waitsFor(ground, drafts)
  const name = part.indicator
    ? indicatorOf(ground.plan, part.indicator).short
    : `${part.typedValue ?? ''}${part.typedUnit ?? ''}`
  const lack = part.lacks && LACKS[part.lacks]
  return lack ? `${name}还差${lack}，直接回${lack}就行。` : part.message
}
const LACKS: Readonly<Record<Lack, string>> = { unit: '单位', number: '数', indicator: '指标名', day: '日期' }

const waitsFor = (ground: Ground, drafts: readonly Draft[]): string =>
  `${namesOf(ground, drafts)}还等您确认：对就回“对”，不对直接说正确的数。`

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
