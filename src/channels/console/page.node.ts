/** The page's files on Node. On Workers the same folder is served as static assets. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProgram } from '../../installation/folders.ts'
import { TYPES } from './pages.ts'

const FOLDER = inProgram('channels/console/page')

/**
 * The text of each file of the console's page, by its name.
 * @throws Error where the folder is not there
 */
export function readPage(): ReadonlyMap<string, string> {
  const names = readdirSync(FOLDER).filter((name) => TYPES[name.split('.').at(-1) ?? ''] !== undefined)
  return new Map(names.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]))
}
