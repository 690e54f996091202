/** A reading as one line of JSON: what `yaodian parse` prints. */
import type { Amount } from '../../office/amount.ts'
import { type Day, dayOf, yearOf } from '../../office/day.ts'
import { levelled } from '../../office/levels.ts'
import { periodOf } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { Item } from '../item.ts'
import { examine } from '../rules/checks.ts'
import type { Figures, Reading, UpdateContext } from './reading.ts'

/**
 * A reading as `yaodian parse` prints it: amounts as exact decimals in base units, days as 2017-06-30; `error` is
 * null where it reads.
 */
export interface UpdateLine {
  readonly items: readonly {
    readonly indicator: string
    readonly value: string
    readonly unit: string
    readonly mode: string
    readonly asOf: string
  }[]
  readonly nil?: true
  readonly asOf?: string
  readonly indicators?: readonly string[]
  readonly confirm?: boolean
  readonly error: { readonly kind: string; readonly message: string } | null
}

const itemsOf = (items: readonly Item[], { indicators }: UpdateContext): UpdateLine['items'] =>
  items.map(({ indicator: id, value, mode, asOf }) => {
    const unit = indicators.find((one) => one.id === id)?.unit ?? ''
    return { indicator: id, value, unit, mode, asOf }
  })

/** The last accepted figures of the sender's region, cumulative and in base units, by indicator. */
export type Previous = ReadonlyMap<IndicatorId, { readonly cumulative: Amount; readonly asOf: Day }>

/**
 * A reading as an `UpdateLine`. A message about another region keeps its figures, and is never sure.
 * @param previous last accepted figures: what falls below them or is far too large becomes an error
 */
export function toLine(reading: Reading, context: UpdateContext, previous: Previous = new Map()): UpdateLine {
  switch (reading.kind) {
    case 'items': {
      const items = itemsOf(reading.items, context)
      const error = suspicionIn(reading, context, previous)
      return error ? { items, error } : { items, confirm: reading.confirm, error: null }
    }
    case 'nil': {
      const { asOf, indicators, confirm } = reading
      return { items: [], nil: true, asOf, ...(indicators && { indicators }), confirm, error: null }
    }
    case 'error':
      return { items: [], error: { kind: reading.error.kind, message: reading.error.message } }
    case 'other-region':
      return { ...toLine({ ...reading.reading }, context), confirm: true, error: null }
    case 'none':
      return toLine(reading.as, context, previous)
  }
}

/** What can hardly be, by the office's own checks where it is booked; of a whole what was wrong may be replaced. */
const SUSPICIONS = [
  ['too-large', 'too-large-suspicious'],
  ['falls', 'decreasing-suspicious'],
] as const

/** Of all figures: too large first. */
function suspicionIn({ items, correcting }: Figures, context: UpdateContext, previous: Previous): UpdateLine['error'] {
  const found = items.flatMap((item) => findingsIn(item, context, previous))
  const [first] = SUSPICIONS.flatMap(([check, kind]) =>
    found.flatMap((one) => (one.check === check && !(correcting && check === 'falls') ? { ...one, kind } : [])),
  )
  return first ? { kind: first.kind, message: first.message } : null
}

function findingsIn({ indicator: id, ...item }: Item, { indicators, regions, now }: UpdateContext, previous: Previous) {
  const indicator = indicators.find((one) => one.id === id)
  if (!indicator) return []
  const { value: cumulative, asOf, mode, typedUnit: unit } = item
  const period = periodOf('month', asOf)
  const last = previous.get(id)
  const background = {
    ...{ indicator, year: yearOf(asOf), today: dayOf(now), provinceGoal: indicator.target.value, locked: false },
    known: last && mode === 'cumulative' ? [{ ...last, period: periodOf('month', last.asOf) }] : [],
  }
  const said = `${indicator.short}“${item.typedValue}${unit ?? ''}”`
  return examine({ period, asOf, unit, cumulative, both: false, nil: false }, background).map((one) => ({
    ...one,
    message: `${said}：${levelled(one.message, regions.levels)}`,
  }))
}
