/** What the commands share: settings and the office's data. */
import { type Config, readConfig } from '../config.ts'
import { officeData } from '../data.node.ts'
import { type Files, loadOffice, type Office } from '../office/load/index.ts'

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
