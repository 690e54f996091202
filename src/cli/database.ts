/** The office's database, for the commands that need it. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { inProject } from '../installation/folders.ts'
import type { Store } from '../store/index.ts'
import { engine } from '../store/machine.node.ts'
import { config } from './open.ts'
import { Failure } from './usage.ts'

/** Where the office's database lies, whatever folder the command is called from. */
export const databasePath = (): string => inOffice(config().database)

/** A path of the settings: below the project, where it is not a whole one. */
export const inOffice = (path: string): string => resolve(inProject(''), path)

/** @throws NoDatabase when there is none yet */
export const existingStore = (): Store => engine.openMade(databasePath())

/** @throws Failure when there is one already: it is left as it is */
export function newStore(): Store {
  const path = databasePath()
  if (engine.isMade(path)) throw new Failure(`there is a database at ${path} already, it was left as it is`)
  mkdirSync(dirname(path), { recursive: true })
  return engine.open(path)
}

/** What statements are compared with that are only printed: the copy at hand, else an office with nobody in it. */
export function copyAtHand(): Store {
  const path = databasePath()
  return engine.open(engine.isMade(path) ? path : ':memory:')
}
