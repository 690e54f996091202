/** What is brought to the disk, as the system is asked for it: the calls are counted and made. */
import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** Where the system tells what a descriptor is of. */
export const TELLS_DESCRIPTORS = existsSync('/proc/self/fd')

export interface Synced {
  readonly path: string
  /** what a folder held at that moment */
  readonly holds?: readonly string[]
}

/** What `work` brings to the disk by `node:fs/promises`, in its order. */
export async function syncedBy(work: () => Promise<unknown>): Promise<readonly Synced[]> {
  const some = await open('/dev/null')
  const handles = Object.getPrototypeOf(some) as FileHandle
  await some.close()
  const { sync } = handles
  const synced: Synced[] = []
  handles.sync = function (this: FileHandle) {
    const path = readlinkSync(`/proc/self/fd/${this.fd}`)
    synced.push(statSync(path).isDirectory() ? { path, holds: readdirSync(path).sort() } : { path })
    return sync.call(this)
  }
  try {
    await work()
  } finally {
    handles.sync = sync
  }
  return synced
}
