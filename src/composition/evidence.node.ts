/** Evidence on disk: each content once, under its hash. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Channel } from '../channels/channel.ts'
import { prunedEvidence } from '../privacy/index.ts'
import type { Attachments } from '../report/index.ts'
import { removeLeftovers, syncFolder, writeAtomically } from '../runtime/atomic-write.node.ts'
import type { Reader } from '../store/index.ts'

/**
 * Files that people sent, kept under the hash of their content, in a folder of this machine.
 * @param folder made when the first file is kept; what an earlier process left there half-written is removed
 * @param channels by which a file's content is fetched
 * @throws Error from `keep` for content of another hash, and what the file system throws
 */
export function filesIn(folder: string, channels: readonly Channel[]): Attachments {
  const cleared = removeLeftovers(folder)
  return {
    fetch: async (message, file) => channels.find(({ name }) => name === message.channel)?.fetch?.(file.key),
    /** A file is believed for its content, not for its name: one that was cut off or has changed is written anew. */
    async keep(sha256, content) {
      if (hashOf(content) !== sha256) throw new Error(`evidence of another hash than ${sha256}`)
      await cleared
      const path = join(folder, sha256)
      const held = await readFile(path).catch(() => undefined)
      if (held && hashOf(held) === sha256) return
      // A folder is a name in another one, and on the disk with that.
      if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(dirname(folder))
      await writeAtomically(path, content)
    },
  }
}

/** Files whose time is over, as the database says: what it does not know of stays. */
export async function removePruned(store: Reader, folder: string): Promise<void> {
  for (const hash of await prunedEvidence(store)) await rm(join(folder, hash), { force: true })
}

const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')
