/** The data folder on Node. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { ownDataIn } from '../config/data.ts'
import { inProgram, inProject } from '../installation/folders.ts'
import { DataError, type Files } from '../office/load/index.ts'

/** What `npm run train` teaches from; an office reads what was taught. */
const isLesson = (path: string): boolean => /^(?:intents|acts|open)\/[^/]+\.yaml$/.test(path)

/**
 * Every text file under `data/`, by its path relative to it, and the prompts as `prompts/NAME.md`.
 * @param isRead by its path, without the prompts
 */
export const readData = (folder = inProject('data'), isRead: (path: string) => boolean = () => true): Files =>
  new Map([
    ...filesIn(folder, isRead),
    ...[...filesIn(inProject('prompts'))].map(([path, text]) => [`prompts/${path}`, text] as const),
  ])

/**
 * The office's own folder, where its data lies apart from the program's, by YAODIAN_DATA; undefined where it is not set.
 */
export const ownFolder = (): string | undefined => {
  const folder = ownDataIn(process.env)
  return folder ? resolve(inProject(''), folder) : undefined
}

/** Where the office's regions, plans and calendar lie. */
export const officeFolder = (): string => ownFolder() ?? inProject('data')

/** What ships, and an office reads: a third of `data/` are lessons. */
export const shippedData = (): Files => readData(inProject('data'), (path) => !isLesson(path))

/** What belongs to one office alone: its own folder takes the place of what ships. */
const isOfOneOffice = (path: string): boolean => /^(?:regions|plans|calendar|demo)\//.test(path)

/**
 * The language of `data/` with an office's own regions, plans, calendar and demo in the place of those that ship.
 * @param folder not there yet: an office without any @param shipped what was read of it before
 */
export function dataOf(folder: string | undefined = ownFolder(), shipped = shippedData()): Files {
  if (folder === undefined) return shipped
  const own = existsSync(folder) ? [...filesIn(folder)].filter(([path]) => isOfOneOffice(path)) : []
  return new Map([...[...shipped].filter(([path]) => !isOfOneOffice(path)), ...own])
}

/**
 * The data as it is set. @throws DataError where the office’s own folder is named and is not there: a path mistyped is no
 * new office
 */
export function ownData(): Files {
  const folder = ownFolder()
  if (folder !== undefined && !existsSync(folder))
    throw new DataError([{ file: '(YAODIAN_DATA)', expected: `${folder} 处有文件夹（用 yaodian plan new 年份 建立）` }])
  return dataOf(folder)
}

/** What the build made ready, and of which files. */
export const PREPARED = inProgram('data.json')
const Prepared = z.object({ digest: z.string(), files: z.array(z.tuple([z.string(), z.string()])) })

/**
 * As `readData`, made ready for a quick start where the build saw the very same files: what an office edits
 * afterwards is read as it stands, with lines for its faults.
 */
export function officeData(files = ownData(), prepared = PREPARED): Files {
  if (!existsSync(prepared)) return files
  const ready = Prepared.parse(JSON.parse(readFileSync(prepared, 'utf8')))
  return ready.digest === digestOf(files) ? new Map(ready.files) : files
}

/** SHA-256 in hex of data files: the same for the same files whatever their order. */
export function digestOf(files: Files): string {
  const hash = createHash('sha256')
  for (const path of [...files.keys()].sort()) {
    const text = files.get(path) ?? ''
    hash.update(`${JSON.stringify(path)} ${text.length}\n`).update(text)
  }
  return hash.digest('hex')
}

function filesIn(folder: string, isRead: (path: string) => boolean = () => true): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = names.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  )
  // What is hidden is nobody's data: what is just being written, and what the desktop left.
  const shown = paths.filter((path) => !/(^|\/)\./.test(path))
  return new Map(shown.filter(isRead).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
