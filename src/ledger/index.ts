/** The ledger (台账): what was said, by whom, and what holds. Reads are typed; writes are statements. */
export { actsOn, countUnreviewed, entriesIn, firstsOf, messagesBehind, returnReasons } from './acts.ts'
export { append, cellsOf, closedOf, keyOf, type Places, placesOf } from './append.ts'
export { audit, type Head, heads, sealOf } from './audit.ts'
export { afterReturn, afterUndo, type Cell, type Figure, isFigure, isOpen, STATE_NAMES, type State } from './cell.ts'
export {
  type Act,
  type CellKey,
  type Entry,
  entryOf,
  type Mode,
  type NewEntry,
  type SaidFigure as Said,
  WHOLE_PERIOD,
} from './entry.ts'
export {
  entriesOf,
  figuresOf,
  historyOf,
  latest,
  reportedFor,
  type Standing,
  settledFor,
  statesOf,
  trailOf,
  trailsOf,
} from './figures.ts'
export { type Owing, owing } from './owing.ts'
