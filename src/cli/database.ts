/** The office's database, for the commands that need it. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { inProject } from '../installation/folders.ts'
import type { Store } from '../store/index.ts'
import { openSqlite } from '../store/sqlite.ts'
import { config } from './open.ts'
import { Failure } from './usage.ts'

/** Where the office's database lies, whatever folder the command is called from. */
export const databasePath = (): string => inOffice(config().database)

/** A path of the settings: below the project, where it is not a whole one. */
export const inOffice = (path: string): string => resolve(inProject(''), path)

/** @throws Failure when there is none yet */
export function existingStore(): Store {
  const path = databasePath()
  if (!existsSync(path)) throw new Failure(`no database at ${path}: start the assistant once, or set YAODIAN_DB`)
  return openSqlite(path)
}

export function createdStore(): Store {
  const path = databasePath()
  mkdirSync(dirname(path), { recursive: true })
  return openSqlite(path)
}
