/** The office's database, for the commands that need it. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { inProject } from '../installation/folders.ts'
import { instant, isoInstant } from '../office/day.ts'
import type { ChangeHead, Store } from '../store/index.ts'
import { type ChangeFault, engine, type Resealed } from '../store/machine.node.ts'

export type { ChangeFault, Resealed }

import { config } from './open.ts'
import { store as text } from './text.ts'
import { Failure } from './usage.ts'

/** Where the office's database lies, whatever folder the command is called from. */
export function databasePath(): string {
  const { database, sealKey } = config()
  engine.useSecret(sealKey)
  return inOffice(database)
}

/** A path of the settings: a relative one is below the project. */
export const inOffice = (path: string): string => resolve(inProject(''), path)

/** As the engine's. */
export const reseal = (): Resealed => engine.reseal(databasePath())

/**
 * Opens the office's database.
 * @throws NoDatabase where there is none yet
 */
export const existingStore = (): Store => openMade(databasePath())

/**
 * Works on a store and closes it, however the work ends.
 *
 * @param store the office's where none is given
 * @throws NoDatabase where there is none yet
 */
export async function onStore<T>(work: (store: Store) => Promise<T>, store = existingStore()): Promise<T> {
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** Empties SQLite's write-ahead log, so that what was erased is in no file any more. */
export const emptyLog = (): void => engine.emptyLog(databasePath())

/**
 * Opens a database that exists, and says on standard error where that brought it up to date.
 * @throws NoDatabase where there is none at the path
 */
export const openMade = (path: string): Store =>
  engine.openMade(path, { migrated: ({ from, to, copy }) => console.error(text.migrated(from, to, copy)) })

/**
 * Makes the office's database.
 * @param unlike why none is to be made where there is none
 * @throws Failure where there is one already, or the log of one that was deleted; both are left as they are
 * @throws InUse while another process has it
 */
export async function newStore(unlike: string | undefined): Promise<Store> {
  const path = databasePath()
  if (engine.isMade(path)) throw new Failure(text.isMade(path))
  if (unlike !== undefined) throw new Failure(unlike)
  // A log without its database is of one that was deleted or moved: a new one would be read together with it.
  const left = ['-wal', '-shm'].map((end) => path + end).filter((one) => existsSync(one))
  if (left.length > 0) throw new Failure(text.left(left.join('、')))
  // An office goes on in a file that was deleted under it.
  return alone(async () => engine.open(path))
}

/**
 * A store to compare printed statements with: the office's own where there is one, else that of an office with nobody
 * in it.
 */
export function copyAtHand(): Store {
  const path = databasePath()
  return engine.open(engine.isMade(path) ? path : ':memory:')
}

/**
 * What of the database is not as the log of changes has it.
 *
 * @param anchor a head of the log that was written down earlier; `unlogged`: nothing was logged
 */
export const changedBehind = (anchor: ChangeHead | 'unlogged' | undefined): readonly ChangeFault[] =>
  engine.changedBehind(databasePath(), anchor)

/**
 * Work on the database during which no office may run on it.
 * @throws InUse while one does
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const path = databasePath()
  mkdirSync(dirname(path), { recursive: true })
  const claim = engine.alone(path, isoInstant(instant(Date.now())))
  try {
    return await work()
  } finally {
    claim.release()
  }
}
