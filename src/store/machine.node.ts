/**
 * The database of an office on one machine: the program, its desks, the backup, the demo's maker and the command line
 * open what this opens. Another engine is the file of its `Driver`, which takes the place of `sqlite` here.
 */
import { engineOf } from './engine.ts'
import { sqlite } from './sqlite.ts'

export type { ChangeFault } from './change-log/behind.node.ts'
export type { Resealed } from './change-log/log.node.ts'

/** The engine of this machine: SQLite. */
export const engine = engineOf(sqlite)
