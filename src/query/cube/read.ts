/** What the ledger says for a question, read at once and found by pair and by cell. */
import {
  type CellKey,
  type CountedFigure,
  type Extent,
  figuresIn,
  historiesIn,
  type PastAct,
  type State,
  statesIn,
} from '../../ledger/index.ts'
import type { Period } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import { groupsOf } from './group.ts'

/** The key of a place and an indicator. */
export const pairOf = (place: RegionKey, indicator: IndicatorId): string => `${place} ${indicator}`
/** The key of a place, an indicator and a period: `330522 zombie-firms 2017-06`. */
export const cellOf = (place: RegionKey, indicator: IndicatorId, period: Period): string =>
  `${place} ${indicator} ${period}`

/** What the ledger says for a query: figures by `pairOf`, states and entries by `cellOf`. */
export interface Read {
  /** by pair, oldest first */
  readonly figures: ReadonlyMap<string, readonly CountedFigure[]>
  /** of the periods asked for, cells without a figure that counts: returned, undone, waiting for nothing */
  readonly states: ReadonlyMap<string, State>
  /** entries by cell, in order */
  readonly entries: ReadonlyMap<string, readonly PastAct[]>
}

/** Reads an extent in a few queries. States and entries are there only where `extent.withHistory` says so. */
export async function readLedger(store: Reader, extent: Extent): Promise<Read> {
  const figures = await figuresIn(store, extent)
  const states = extent.withHistory ? await statesIn(store, extent) : []
  const entries = extent.withHistory ? await historiesIn(store, extent) : []
  return {
    figures: groupsOf(figures, ({ region, indicator }) => pairOf(region, indicator)),
    states: new Map(states.map((one) => [keyOf(one), one.state])),
    entries: groupsOf(entries, keyOf),
  }
}

const keyOf = ({ region, indicator, period }: CellKey): string => cellOf(region, indicator, period)
