/** The data folder on Node. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './office/load/index.ts'

const DATA = join(import.meta.dirname, '../data')

/** Every text file under `data/`, by its path relative to it. */
export function readData(folder = DATA): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]
    }),
  )
}
