/**
 * The database of an office on one machine: the program, its desks, the backup, the demo's maker and the command line
 * open what this opens. Another engine is its file, whose test calls `storeContract`, and takes SQLite's place here.
 */
import { expectingMade } from './engine.ts'
import { sqlite } from './sqlite.node.ts'

export type { ChangeFault } from './change-log/behind.node.ts'

export const engine = expectingMade(sqlite)
