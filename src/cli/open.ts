/** What the commands share: settings, the office's data, the database. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { officeData } from '../data.node.ts'
import { inProject } from '../installation/folders.ts'
import { type Files, loadOffice, type Office } from '../office/load/index.ts'
import type { Store } from '../store/index.ts'
import { openSqlite } from '../store/sqlite.ts'
import { Failure } from './usage.ts'

export const config = (): Config => readConfig(process.env)

let opened: { readonly year: number | undefined; readonly files: Files; readonly office: Office } | undefined

/** The office with the data that it was read from; read and checked once a command. */
function open() {
  const year = config().planYear
  if (opened && opened.year === year) return opened
  const files = officeData()
  opened = { year, files, office: loadOffice(files, year) }
  return opened
}

export const office = (): Office => open().office

export const files = (): Files => open().files

/** Where the office's database lies, whatever folder the command is called from. */
export const databasePath = (): string => resolve(inProject(''), config().database)

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
