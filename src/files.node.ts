/** Evidence on disk: each content once, under its hash. */
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Channel } from './channels/channel.ts'
import type { Attachments } from './report/index.ts'

/** @param folder made when the first file is kept */
export function filesIn(folder: string, channels: readonly Channel[]): Attachments {
  return {
    fetch: async (message, file) => channels.find(({ name }) => name === message.channel)?.fetch?.(file.key),
    async keep(sha256, content) {
      const path = join(folder, sha256)
      if (await stat(path).catch(() => undefined)) return
      await mkdir(folder, { recursive: true })
      await writeFile(path, content, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
        // Another process kept the same content at the same moment.
        if (error.code !== 'EEXIST') throw error
      })
    },
  }
}
