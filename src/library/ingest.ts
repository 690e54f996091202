/** A file in the chat becomes a document: read, shown, and kept when its sender says so. */

import { type Document, keepDocument, readDocument, replaces, supersededBy } from '../documents/index.ts'
import { type Asked, answer, type Command } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { type IncomingFile, inboxId } from '../message/incoming.ts'
import type { Role } from '../office/person.ts'
import { keepInput } from './presses.ts'
import { endWaiting, keepWaiting, waitingDocument } from './rows.ts'
import * as text from './text.ts'

/** Who brings documents in and takes them out. */
export const LIBRARIANS: readonly Role[] = ['provincial-coordinator', 'admin']

/** What came of a file: its text with what is doubtful about it, or one sentence why it stays out. */
export type FileRead =
  | { readonly kind: 'text'; readonly text: string; readonly doubts: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string }

/** How the content of a sent file is fetched and read. */
export interface FileIntake {
  /** undefined when the platform no longer gives the content */
  readonly fetch: (message: Asked['message'], file: IncomingFile) => Promise<Uint8Array | undefined>
  readonly read: (name: string, bytes: Uint8Array) => Promise<FileRead>
}

const LARGEST_BYTES = 20 * 1024 * 1024

/**
 * What becomes of a file from a librarian: a preview of what it says; nothing is answered from it before 入库.
 * @param own the plan's documents, in force
 * @param files without it no file is taken
 */
export const ingestCommand = (own: readonly Document[], files: FileIntake | undefined): Command => ({
  name: '入库预览',
  words: [],
  right: { kind: 'role', roles: LIBRARIANS },
  summary: '读取发来的文件，先看再入库',
  async run(asked) {
    const { message, now } = asked
    if (message.kind !== 'file') return answer('empty', text.sendAFile())
    const { file } = message
    if (file.bytes > LARGEST_BYTES) return answer('refused', text.notTaken(file.name, text.TOO_LARGE))
    const bytes = await files?.fetch(message, file)
    if (!files || !bytes) return answer('unattached', text.notTaken(file.name, text.NOT_FETCHED))
    const read = await files.read(file.name, bytes)
    if (read.kind === 'refused') return answer('refused', text.notTaken(file.name, read.reason))
    const id = inboxId(message)
    const document = readDocument(read.text, { id })
    return {
      status: 'previewed',
      writes: keepWaiting({ id, file: file.name, text: read.text, at: now }),
      reply: text.preview(document, {
        id,
        file: file.name,
        doubts: read.doubts,
        replaced: await replacedBy(document, own, asked),
      }),
    }
  },
})

/** What would no longer be answered from: kept documents, and the plan's own. */
async function replacedBy(document: Document, own: readonly Document[], { store }: Asked): Promise<string[]> {
  const plans = own.filter((one) => one.text !== document.text && replaces(document, one)).map(text.named)
  return [...new Set([...(await supersededBy(store, document)), ...plans])]
}

/**
 * /入库: takes the previewed document in, or drops it.
 * @param own the plan's documents, in force: it is told which it replaces
 */
export const keepCommand = (own: readonly Document[]): Command =>
  command({
    name: '入库',
    words: [],
    right: { kind: 'role', roles: LIBRARIANS },
    summary: '把预览过的文件入库，或放弃',
    input: keepInput,
    async run(asked, pressed) {
      const { person, store, now } = asked
      const waiting = pressed.id ? await waitingDocument(store, pressed.id, now) : undefined
      if (!waiting || !person) return answer('stale', text.sendAFile())
      if (pressed.do === 'drop')
        return {
          status: 'dropped',
          writes: [endWaiting(waiting.id)],
          reply: text.dropped(waiting.file),
          replaceCard: true,
        }
      const document = readDocument(waiting.text, { id: waiting.id })
      const replaced = await replacedBy(document, own, asked)
      // Somebody brought in another version meanwhile: what was shown is no longer what would happen.
      if (replaced.join() !== (pressed.replaced ?? ''))
        return answer(
          'stale',
          text.preview(document, { id: waiting.id, file: waiting.file, doubts: [text.CHANGED], replaced }),
          { replaceCard: true },
        )
      return {
        status: 'kept',
        writes: [...keepDocument(document, waiting.file, now, person.id), endWaiting(waiting.id)],
        reply: text.kept(document, replaced),
        replaceCard: true,
      }
    },
  })
