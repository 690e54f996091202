/** What the commands share: settings and the office's data. */

import { officeData } from '../composition/data.node.ts'
import { type Config, readConfig } from '../config/index.ts'
import { lazyReader, type Read } from '../language/index.ts'
import { type Files, loadOffice, type Office } from '../office/load/index.ts'

/**
 * The settings of the environment.
 * @throws ConfigError as `readConfig`
 */
export const config = (): Config => readConfig(process.env)

interface Opened {
  readonly year: number | undefined
  readonly files: Files
  readonly office: Office
  readonly read: Read
}

let opened: Opened | undefined

/** The office with the data that it was read from; read and checked once a command. */
function open(): Opened {
  const year = config().planYear
  if (opened && opened.year === year) return opened
  const files = officeData()
  const office = loadOffice(files, year)
  opened = { year, files, office, read: lazyReader(office, files) }
  return opened
}

/**
 * The office of the settings' plan, loaded once in a process.
 * @throws DataError naming file, line and key of what is wrong
 */
export const office = (): Office => open().office

/** What `data/` and `prompts/` hold, by path. */
export const files = (): Files => open().files

/** The reader of the office's language, made once in a process. */
export const reader = (): Read => open().read
