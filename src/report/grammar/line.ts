/** A reading as one line of JSON: what `yaodian parse` prints. */
import type { ReadItem, Reading } from './reading.ts'

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

const itemsOf = (items: readonly ReadItem[]): UpdateLine['items'] =>
  items.map(({ indicator, value, unit, mode, asOf }) => ({ indicator, value, unit, mode, asOf }))

/** A message about another region keeps its figures, to be confirmed: nothing is booked before that. */
export function toLine(reading: Reading): UpdateLine {
  switch (reading.kind) {
    case 'items':
      return { items: itemsOf(reading.items), confirm: reading.confirm, error: null }
    case 'nil': {
      const { asOf, indicators, confirm } = reading
      return { items: [], nil: true, asOf, ...(indicators && { indicators }), confirm, error: null }
    }
    case 'error':
      return {
        items: itemsOf(reading.items ?? []),
        error: { kind: reading.error.kind, message: reading.error.message },
      }
    case 'other-region':
      return toLine(reading.reading)
    case 'none':
      return toLine(reading.as)
  }
}
