/** A reading as one line of JSON: what `yaodian parse` prints. */
import { type Amount, absolute, amount, compare, isZero, multiply } from '../../office/amount.ts'
import { type Day, dayOf } from '../../office/day.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'
import type { Item } from '../item.ts'
import type { Figures, Reading, Suspicion, UpdateContext } from './reading.ts'
import { complain } from './text.ts'

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

/** Last accepted figures, in base units. */
export type Previous = ReadonlyMap<IndicatorId, { readonly cumulative: Amount; readonly asOf: Day }>

/** A message about another region keeps its figures, to be confirmed: nothing is booked before that. */
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

/** A unit slip: this many times the last cumulative figure. */
const FAR = amount(8)

/** What can hardly be, of all figures: too large first. The office's own checks find the same and more where it is booked. */
function suspicionIn(
  { items, correcting }: Figures,
  { indicators, now }: UpdateContext,
  previous: Previous,
): UpdateLine['error'] {
  const told = items.flatMap((item) => {
    const indicator = indicators.find(({ id }) => id === item.indicator)
    return indicator ? [{ item, indicator, before: previous.get(indicator.id) }] : []
  })
  const large = told.find(({ item, indicator, before }) => isLarge(item, indicator, before?.cumulative))
  const fallen = told.find(({ item: { value, asOf, mode }, indicator, before }) => {
    const isCounted = indicator.kind !== 'rate' && mode === 'cumulative' && !correcting
    return isCounted && before !== undefined && before.asOf < asOf && compare(value, before.cumulative) < 0
  })
  const found = large ?? fallen
  if (!found) return null
  const kind: Suspicion = large ? 'too-large-suspicious' : 'decreasing-suspicious'
  const of = {
    words: `${found.item.typedValue}${found.item.typedUnit ?? ''}`,
    indicators: [found.indicator],
    plan: indicators,
    today: dayOf(now),
  }
  return { kind, message: complain({ kind, ...of }) }
}

function isLarge({ value, mode }: Item, { kind, target }: Indicator, before: Amount | undefined): boolean {
  if (kind === 'rate') return compare(absolute(value), amount(100)) > 0
  if (target.value !== undefined && compare(value, target.value) > 0) return true
  return mode === 'cumulative' && before !== undefined && !isZero(before) && compare(value, multiply(before, FAR)) >= 0
}
