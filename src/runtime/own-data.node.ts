/**
 * What an office keeps beside its database, in YAODIAN_DATA or the program's own folder: its regions, the plans of its
 * years, its calendar. They go into the backup, or its figures would come back without what they are measured by.
 */
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const OFFICES = ['regions', 'plans', 'calendar']

/** The files of an office's data folder: paths below it, with slashes, in order. Hidden files are left out. */
export async function ownFiles(data: string): Promise<string[]> {
  const found = await Promise.all(
    OFFICES.map((name) => readdir(join(data, name), { recursive: true, withFileTypes: true }).catch(() => [])),
  )
  return found
    .flat()
    .filter((one) => one.isFile())
    .map((one) =>
      join(one.parentPath, one.name)
        .slice(data.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/(^|\/)\./.test(path))
    .sort()
}

/**
 * Copies the files of an office's data folder to the same places below another folder.
 * @returns their paths
 */
export async function copyOwn(data: string, into: string): Promise<string[]> {
  const paths = await ownFiles(data)
  for (const path of paths) {
    await mkdir(dirname(join(into, path)), { recursive: true })
    await copyFile(join(data, path), join(into, path))
  }
  return paths
}

/** How an office's data differs from a copy of it. */
export interface Unlike {
  /** plan folders, `plans/2026`, that the copy has and the program lacks */
  readonly missing: readonly string[]
  /** files that both have, with other words in them: a newer version's, or the office's own */
  readonly differing: readonly string[]
}

/**
 * How an office's data differs from a copy of it.
 *
 * @param copy made by `copyOwn`
 */
export async function unlikeOwn(data: string, copy: string): Promise<Unlike> {
  const [here, there] = await Promise.all([ownFiles(data), ownFiles(copy)])
  const known = new Set(here.map(folderOf))
  const lacking = there.filter((path) => !here.includes(path))
  const differing: string[] = []
  for (const path of there.filter((path) => here.includes(path)))
    if (!(await readFile(join(data, path))).equals(await readFile(join(copy, path)))) differing.push(path)
  return {
    missing: [...new Set(lacking.map(folderOf).filter((folder) => !known.has(folder)))],
    differing: [...lacking.filter((path) => known.has(folderOf(path))), ...differing],
  }
}

/** plans/2026/schedule.yaml → plans/2026 */
const folderOf = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('plans/') ? 2 : 1)
    .join('/')
