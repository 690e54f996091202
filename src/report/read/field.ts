/** One figure of a known indicator: its number and unit as typed, read by the grammar. */
import { isNegative, isZero } from '../../office/amount.ts'
import type { Day, Instant } from '../../office/day.ts'
import type { Indicator } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { type ReadItem, readUpdate, type UpdateContext } from '../grammar/index.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import type { Item } from './item.ts'

export const contextOf = (ground: Ground, region: RegionKey, now: Instant): UpdateContext => ({
  now,
  region,
  read: ground.read,
  year: ground.plan.year,
  indicators: ground.plan.indicators,
  regions: ground.regions,
})

export const itemOf = (one: ReadItem, asOf: Day): Item => ({
  indicator: one.indicator,
  mode: one.mode,
  typedValue: one.typed.value,
  ...(one.typed.unit && { typedUnit: one.typed.unit }),
  value: one.value,
  asOf,
  ...(one.note && { note: one.note }),
  nil: false,
})

/** One field of a form as read, or what is wrong with it. */
export type Field = { readonly item: Item; readonly doubts: readonly string[] } | { readonly fault: string }

/** A number with its unit, and a few words: what is longer is none, and is not read. */
const LONGEST_FIELD = 100
const SHOWN = 20

/** Reads one field: the indicator is known, so only value, unit and date are in question. */
export function readField(
  ground: Ground,
  region: RegionKey,
  indicator: Indicator,
  typed: string,
  asOf: Day,
  now: Instant,
): Field {
  const isLong = typed.length > LONGEST_FIELD
  const hint = `“${isLong ? `${typed.slice(0, SHOWN)}…` : typed}”没看明白，请只填数值和单位，如 12${indicator.unit}`
  if (isLong) return { fault: `${indicator.short}：${hint}` }
  const value = /\d\s*$/.test(typed.normalize('NFKC')) ? `${typed}${indicator.unit}` : typed
  const reading = readUpdate(`/上报 ${indicator.name} ${value} 截至${asOf}`, contextOf(ground, region, now))
  const items = reading.kind === 'items' || reading.kind === 'error' ? reading.items : undefined
  const [item, another] = items ?? []
  if (!item || another || item.indicator !== indicator.id) {
    return { fault: `${indicator.short}：${reading.kind === 'error' ? reading.error.message : hint}` }
  }
  const doubts = reading.kind === 'items' && reading.confirm ? text.doubts(reading.doubts) : []
  return { item: itemOf(item, asOf), doubts: [...doubts, ...signDoubts(indicator, item)] }
}

/** In a form nobody writes 下降: a plain number for what is to fall may mean its fall. */
const signDoubts = ({ short, target, unit }: Indicator, { value }: ReadItem): string[] =>
  target.value !== undefined && isNegative(target.value) && !isNegative(value) && !isZero(value)
    ? [`${short}填的是正数，表示上升${value}${unit}；若是下降，请放弃后填 -${value}`]
    : []
