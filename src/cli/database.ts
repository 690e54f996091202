/** The office's database, for the commands that need it. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { inProject } from '../installation/folders.ts'
import { instant, isoInstant } from '../office/day.ts'
import type { ChangeHead, Store } from '../store/index.ts'
import { type ChangeFault, engine, type Resealed } from '../store/machine.node.ts'
import { config } from './open.ts'
import { store as text } from './text.ts'
import { Failure } from './usage.ts'

/** Where the office's database lies, whatever folder the command is called from. */
export function databasePath(): string {
  const { database, sealKey } = config()
  engine.useSecret(sealKey)
  return inOffice(database)
}

/** A path of the settings: below the project, where it is not a whole one. */
export const inOffice = (path: string): string => resolve(inProject(''), path)

/** As the engine's. */
export const reseal = (): Resealed => engine.reseal(databasePath())

/** @throws NoDatabase when there is none yet */
export const existingStore = (): Store => openMade(databasePath())

/** Works on a store that is closed with that, however it ends; on the office's, where none is given. */
export async function onStore<T>(work: (store: Store) => Promise<T>, store = existingStore()): Promise<T> {
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** What was erased is no longer in the file's log either. */
export const emptyLog = (): void => engine.emptyLog(databasePath())

/** As `existingStore`; where that brings an older one up to date, it is said. */
export const openMade = (path: string): Store =>
  engine.openMade(path, { migrated: ({ from, to, copy }) => console.error(text.migrated(from, to, copy)) })

/** @throws Failure when there is one already: it is left as it is */
export async function newStore(): Promise<Store> {
  const path = databasePath()
  if (engine.isMade(path)) throw new Failure(text.isMade(path))
  // A log without its database is of one that was deleted or moved: a new one would be read together with it.
  const left = ['-wal', '-shm'].map((end) => path + end).filter((one) => existsSync(one))
  if (left.length > 0) throw new Failure(text.left(left.join('、')))
  // An office goes on in a file that was deleted under it.
  return alone(async () => engine.open(path))
}

/** What statements are compared with that are only printed: the copy at hand, else an office with nobody in it. */
export function copyAtHand(): Store {
  const path = databasePath()
  return engine.open(engine.isMade(path) ? path : ':memory:')
}

/** What is not as the log of changes has it. @param anchor a head of it that was written down earlier; `unlogged`: it has none */
export const changedBehind = (anchor: ChangeHead | 'unlogged' | undefined): readonly ChangeFault[] =>
  engine.changedBehind(databasePath(), anchor)

/**
 * Work on the database that nothing else may be at meanwhile.
 * @throws InUse while an office runs on it
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
