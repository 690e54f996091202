/** One figure of a known indicator: its number and unit as typed, and its day where none was said. */
import { spansIn, type Utterance } from '../../language/index.ts'
import { latest, owing } from '../../ledger/index.ts'
import { isNegative, isZero } from '../../office/amount.ts'
import { type Day, dayOf } from '../../office/day.ts'
import { lastOver } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import { readUpdate } from '../grammar/index.ts'
import { whenOf } from '../grammar/said/when.ts'
import type { Item } from '../item.ts'
import * as text from '../text.ts'
import { contextOf } from './context.ts'
import type { Reporting } from './region.ts'

/** One field of a form as read: an item with why it is asked about, or what is wrong, in Chinese. */
export type Field = { readonly item: Item; readonly doubts: readonly string[] } | { readonly fault: string }

/**
 * The fields of a form together: items, doubts, and faults in Chinese. With a fault nothing of the form is recorded.
 */
export const allOf = (fields: readonly Field[]) => ({
  items: fields.flatMap((one) => ('item' in one ? [one.item] : [])),
  doubts: fields.flatMap((one) => ('item' in one ? one.doubts : [])),
  faults: [...new Set(fields.flatMap((one) => ('fault' in one ? [one.fault] : [])))],
})

/** A number with its unit, and a few words: what is longer is none, and is not read. */
const LONGEST_FIELD = 100
const SHOWN = 20

/**
 * Reads one field as if the indicator's name stood before it.
 * @param typed as it was filled in
 * @param asOf the form's day
 */
export function readField({ asked, ground, region }: Reporting, indicator: Indicator, typed: string, asOf: Day): Field {
  const isLong = typed.length > LONGEST_FIELD
  const hint = `“${isLong ? `${typed.slice(0, SHOWN)}…` : typed}”没看明白，请只填数值和单位，如 12${indicator.unit}`
  if (isLong) return { fault: `${indicator.short}：${hint}` }
  const value = /\d\s*$/.test(typed.normalize('NFKC')) ? `${typed}${indicator.unit}` : typed
  const reading = readUpdate(`${indicator.name} ${value} 截至${asOf}`, {
    ...contextOf(ground, region, asked.now),
    command: 'report',
  })
  const [item, another] = reading.kind === 'items' ? reading.items : []
  if (!item || another || item.indicator !== indicator.id) {
    return { fault: `${indicator.short}：${reading.kind === 'error' ? reading.error.message : hint}` }
  }
  const doubts = reading.kind === 'items' && reading.confirm ? text.doubts(reading.doubts) : []
  return { item: { ...item, asOf }, doubts: [...doubts, ...signDoubts(indicator, item)] }
}

/** In a form nobody writes 下降: a plain number for what is to fall may mean its fall. */
const signDoubts = ({ short, target, unit }: Indicator, { value }: Item): string[] =>
  target.value !== undefined && isNegative(target.value) && !isNegative(value) && !isZero(value)
    ? [`${short}填的是正数，表示上升${value}${unit}；若是下降，请放弃后填 -${value}`]
    : []

/**
 * Whether a day is said as of which figures hold: 截至目前 says one, 本月 the period too (which day that is, the grammar
 * knows). 我现在就报 says none, and 去年 alone tells of other figures.
 */
export const saysDate = (said: Utterance, today: Day): boolean =>
  /[本当这]个?[周月季]/.test(said.raw) ||
  spansIn(said, 'time').some(({ at, end, found, latent = false }) => {
    const words = said.raw.slice(at, end)
    const when = whenOf(found, { at, end, words, latent }, today)
    const isYearAlone = found.grain === 'year' && found.edge === undefined && !/\d|全/.test(words)
    return when !== undefined && (!latent || when.at > at) && !found.versus && !isYearAlone
  })

/**
 * The date of a figure without one: a correction is of the newest figure; a report is for the period that is over
 * as long as that is owed, else it is of the day the grammar takes.
 */
export async function undated(
  { asked: { store, now }, ground: { plan }, region }: Reporting,
  indicator: Indicator,
  assumed: Day,
  correcting: boolean,
  isAdded = false,
): Promise<Day> {
  const due = lastOver(indicator, dayOf(now))
  const { missing } = await owing(store, plan, region, due)
  const isMissing = missing.some((one) => one.id === indicator.id)
  // 哎不对 高企多1家: what was added puts no earlier month right
  if (correcting && !(isAdded && isMissing)) {
    const [newest] = await latest(store, { regions: [region], indicators: [indicator.id] }, String(plan.year) as Period)
    return newest?.asOf ?? assumed
  }
  return isMissing ? endOf(due) : assumed
}
