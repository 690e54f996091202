/** What the commands share: settings, the office's data, the database. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { readData } from '../data.node.ts'
import { loadOffice, type Office } from '../office/load/index.ts'
import type { Store } from '../store/index.ts'
import { openSqlite } from '../store/sqlite.ts'
import { Failure } from './usage.ts'

export const config = (): Config => readConfig(process.env)

export const office = (): Office => loadOffice(readData(), config().planYear)

/** Where the office's database lies, whatever folder the command is called from. */
export const databasePath = (): string => resolve(import.meta.dirname, '../..', config().database)

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
