/** The ledger (台账): what was said, by whom, and what holds. Reads are typed; writes are statements. */

export type { Mode } from '../office/measure.ts'
export {
  actsOn,
  countUnreviewed,
  doubtsIn,
  entriesIn,
  firstsOf,
  messagesBehind,
  messagesOfCells,
  returnReasons,
} from './acts.ts'
export { actsWithin } from './acts-within.ts'
export { append, cellsOf, keyOf, type Places, placesOf } from './append.ts'
export { audit, type ChainFault, type ChainHead, sealAt } from './audit.ts'
export {
  afterReturn,
  afterUndo,
  type Cell,
  type FigureEntry,
  isFigure,
  isOpen,
  STATE_NAMES,
  type State,
} from './cell.ts'
export {
  type Act,
  type CellKey,
  type Entry,
  type NewEntry,
  type SaidFigure as Said,
  WHOLE_PERIOD,
} from './entry.ts'
export {
  type Basis,
  type CountedFigure,
  type Extent,
  figuresIn,
  historiesIn,
  type PastAct,
  type Sign,
  statesIn,
  talliesIn,
} from './extent.ts'
export {
  closedOf,
  entriesOf,
  figuresOf,
  historyOf,
  latest,
  missingSql,
  newestSql,
  reportedFor,
  type Standing,
  settledFor,
  statesOf,
  trailsOf,
  yearsWithoutPlan,
} from './figures.ts'
export { type Owing, owing } from './owing.ts'
export { lastMessage, type WaitingFigure, type WaitingStage, waitingIn } from './waiting.ts'
