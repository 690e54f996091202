/** The demo's past, played in once by the build, so that a first start only copies it. */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { dataOf, digestOf } from '../composition/data.node.ts'
import { inProgram } from '../installation/folders.ts'
import type { Files } from '../office/load/index.ts'

/** Names of snapshots, and of those that a build broke off. */
export const SNAPSHOT = /^demo-[0-9a-f]{12}\.db/

/** Where the past lies that this very data has: with a file edited it is another one. */
export const snapshotOf = (data: Files): string => inProgram(`demo-${digestOf(data).slice(0, 12)}.db`)

/**
 * Puts the past where the demo's database is to be, if there is none yet and the build played this data in; does nothing
 * else. @param database its path
 */
export function startFromSnapshot(database: string): void {
  if (existsSync(database)) return
  const snapshot = snapshotOf(dataOf())
  if (!existsSync(snapshot)) return
  // The log of a database that somebody deleted would be played into this one.
  for (const log of ['-wal', '-shm']) rmSync(database + log, { force: true })
  const half = `${database}.${process.pid}`
  try {
    // Whole or not at all: a copy that was broken off would be taken for a database.
    copyFileSync(snapshot, half)
    renameSync(half, database)
  } catch {
    // What hinders the copy hinders a database, too: opening it says so, or its past is played in.
    rmSync(half, { force: true })
  }
}
