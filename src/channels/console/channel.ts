/** The console as a channel: what the outbox hands over is put into the transcript, from where browsers get it. */
import type { Account } from '../../message/incoming.ts'
import type { Instant } from '../../office/day.ts'
import { StoreUnavailable } from '../../store/index.ts'
import type { Channel, Delivery, Sent } from '../channel.ts'
import type { UploadedFiles } from './attachments.ts'
import type { Transcript } from './transcript.ts'

/** What the console's channel shares with its app. */
export interface ConsoleChannelOptions {
  /** the same one that `consoleApp` reads */
  readonly transcript: Transcript
  /** the same one that `consoleApp` keeps uploads in */
  readonly attachments: UploadedFiles
  readonly now: () => Instant
}

/**
 * The browser as a channel: what is sent is kept in the transcript, which the page reads. A private chat's id is the
 * account. A message's id is its outbox key, so that a second try of a delivery changes nothing.
 */
export function consoleChannel({ transcript, attachments, now }: ConsoleChannelOptions): Channel {
  const show = async (delivery: Delivery): Promise<Sent> => {
    const account = (delivery.account ?? delivery.chat) as Account | undefined
    if (!account) return { ok: false, retry: false, error: 'neither account nor chat' }
    const { key, card, file, replaces, grows, replyTo, urgent } = delivery
    if (replaces && (await transcript.replace(replaces, account, card))) return { ok: true, message: replaces }
    if (file) attachments.put(key, file.content)
    const body = file
      ? ({ kind: 'handed', name: file.name, bytes: file.content.byteLength, mime: file.mime } as const)
      : ({ kind: 'card', card, ...(grows && { growing: '' }) } as const)
    await transcript.show({ id: key, account, at: now(), body, urgent, ...(replyTo ? { replyTo } : {}) })
    return { ok: true, message: key }
  }
  return {
    name: 'console',
    async send(delivery) {
      try {
        return await show(delivery)
      } catch (error) {
        // The write was refused as a whole, so trying again cannot say it twice.
        if (error instanceof StoreUnavailable) return { ok: false, retry: true, error: error.message }
        throw error
      }
    },
    grow: (message, text) => transcript.grow(message, text),
    fetch: async (key) => attachments.get(key),
  }
}
