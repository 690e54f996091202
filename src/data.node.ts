/** The data folder on Node. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './office/load/index.ts'

const ROOT = join(import.meta.dirname, '..')

/** Every text file under `data/`, by its path relative to it, and the prompts as `prompts/NAME.md`. */
export const readData = (folder = join(ROOT, 'data')): Files =>
  new Map([
    ...filesIn(folder),
    ...[...filesIn(join(ROOT, 'prompts'))].map(([path, text]) => [`prompts/${path}`, text] as const),
  ])

function filesIn(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = names.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  )
  // What is hidden is nobody's data: what is just being written, and what the desktop left.
  const shown = paths.filter((path) => !/(^|\/)\./.test(path))
  return new Map(shown.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
