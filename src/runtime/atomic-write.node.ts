/** Files that are there whole or not at all, whatever ends the process or fills the disk. */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** .NAME.PID.UUID.part, in the folder of the file itself: a rename is one step only within a file system. */
const LEFTOVER = /^\..+\.(\d+)\.[0-9a-f-]{36}\.part$/
const HOUR_MS = 3_600_000

/**
 * Writes a file whole or not at all: beside its place, synced to the disk, read back, and then renamed. An older file
 * stays until then. A pipe or terminal is written to directly.
 * @throws what the file system threw, or Error where something else was read back; nothing of it is left
 */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const bytes = Buffer.from(content)
  // A pipe or a terminal takes no other name.
  const there = await stat(path).catch(() => undefined)
  if (there && !there.isFile()) return writeFile(path, bytes)
  const part = temporary(path)
  try {
    const file = await open(part, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    if (!bytes.equals(await readFile(part))) throw new Error(`${path}: not what was written was read back`)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/**
 * Copies a file of any size to a hidden name beside its place, synced and read back, to be renamed by the caller. The
 * file at that place is untouched.
 *
 * @param sha256 of the whole
 * @returns the path of the copy
 * @throws what the file system threw, or Error where something else was read back; nothing of it is left
 */
export async function copyBeside(from: string, to: string, sha256: string): Promise<string> {
  const part = temporary(to)
  try {
    await copyFile(from, part)
    await syncFile(part)
    const { size } = await stat(part)
    if (size !== (await stat(from)).size || (await hashOf(part)) !== sha256)
      throw new Error(`${to}: not what was copied was read back`)
    return part
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** SHA-256 of a file's content, in hex, whatever its size. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

/**
 * A new folder with all its files, or none.
 * @throws also when there is a folder of that name with something in it
 */
export async function writeFolderAtomically(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const part = temporary(folder)
  try {
    await mkdir(part, { recursive: true })
    for (const [name, text] of files) await writeAtomically(join(part, name), text)
    await rename(part, folder)
  } catch (error) {
    await rm(part, { force: true, recursive: true })
    throw error
  }
  await syncFolder(dirname(folder))
}

/** A hidden name beside a file's, which `removeLeftovers` knows. */
export const temporary = (path: string): string =>
  join(dirname(path), `.${basename(path).slice(0, 60)}.${process.pid}.${randomUUID()}.part`)

/** What is read back may still be in memory alone. @throws what the disk says */
async function syncFile(path: string): Promise<void> {
  // Where it may only be read, most systems bring it to the disk all the same.
  const file = await open(path, 'r+').catch(() => open(path, 'r'))
  await file.sync().finally(() => file.close())
}

/** All that lies below a folder is on the disk, each file and each name. @throws what the disk says of a file */
export async function syncTree(folder: string): Promise<void> {
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(one.parentPath, one.name)
    await (one.isDirectory() ? syncFolder(path) : syncFile(path))
  }
  await syncFolder(folder)
}

/** The new name itself is on the disk. Not every system lets a folder be opened; there it is when it is. */
export async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => undefined)
  await opened?.sync().catch(() => {})
  await opened?.close()
}

/**
 * Removes what a process that is gone left half-written; called before this process, or a thread of it, writes.
 * @returns how many there were
 */
export async function removeLeftovers(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  let removed = 0
  for (const name of names) {
    const pid = LEFTOVER.exec(name)?.[1]
    const path = join(folder, name)
    if (pid === undefined || (await isBeingWritten(path, Number(pid)))) continue
    await rm(path, { force: true, recursive: true })
    removed++
  }
  return removed
}

/**
 * By another process of that number that is there, or by a thread of this one; in a container ours has had the same
 * number before, and another's may have gone to somebody else: nobody writes one file for an hour.
 */
async function isBeingWritten(path: string, pid: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found || Date.now() - found.mtimeMs > HOUR_MS) return false
  if (pid === process.pid) return found.mtimeMs > Date.now() - process.uptime() * 1_000
  return isThere(pid)
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
