/** What comes in from a channel, as one plain value whatever the platform. */
import type { Instant } from '../office/day.ts'

/** Who sent it, as the platform knows them: `feishu:ou_…`, `console:changxing`. */
export type Account = string & { readonly __brand: 'Account' }

/** A conversation on a platform: private with the assistant, or a group. */
export interface Chat {
  /** unique within the channel */
  readonly id: string
  readonly kind: 'private' | 'group'
}

interface Envelope {
  /** the platform's id of the message or press; a redelivery bears the same, so it takes effect once */
  readonly id: string
  readonly channel: string
  readonly account: Account
  readonly chat: Chat
  readonly at: Instant
  /** id of the message, ours or theirs, that this one answers */
  readonly replyTo?: string
  /** from a program: only commands that read are there for it */
  readonly readsOnly?: true
  /** handled again after it had been set aside: which time, so that its inbox row and its answer are of their own */
  readonly again?: number
}

/** A message or event as every channel hands it in: who, where, when, and what was said. */
export type Incoming = Envelope & Said

/** What a message says, by kind. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  /** a button or a submitted form; `card` is the id of the message that bears it */
  | {
      readonly kind: 'action'
      readonly command: string
      readonly values: Readonly<Record<string, string>>
      readonly card?: string
    }
  | { readonly kind: 'file'; readonly file: IncomingFile }
  /** the sender took back an earlier message */
  | { readonly kind: 'recall'; readonly message: string }
  /** the person opened the chat for the first time, or added the bot to a group */
  | { readonly kind: 'enter' }
  /** voice, sticker, and what else the assistant cannot read */
  | { readonly kind: 'other'; readonly what: string }

/** A file that was sent; its content stays with the channel until it is asked for. */
export interface IncomingFile {
  readonly name: string
  readonly bytes: number
  /** how the channel fetches the content when it is wanted */
  readonly key: string
  readonly mime: string
}

/** The key of the message's row in the inbox, `channel:id`: by it effects refer to what caused them. */
export const inboxId = ({ channel, id, again }: Pick<Incoming, 'channel' | 'id' | 'again'>): string =>
  again === undefined ? `${channel}:${id}` : `${channel}:${id}#${again}`

/** Where a message came from, as a recipient. */
export const chatOf = ({ channel, chat }: Pick<Incoming, 'channel' | 'chat'>) =>
  ({ kind: 'chat', channel, chat: chat.id }) as const
