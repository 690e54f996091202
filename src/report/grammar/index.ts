/** The grammar's door: a line of chat → figures, a nil report, or what is wrong with it. */
export { type Previous, toLine, type UpdateLine } from './line.ts'
export { readUpdate } from './read.ts'
export type {
  Beside,
  Doubt,
  FaultKind,
  Figures,
  NilReport,
  ReadFault,
  Reading,
  UpdateContext,
} from './reading.ts'
export { complain } from './text.ts'
export { factorOf, needsUnit, unitsOf } from './units.ts'
