/** The door of every channel: what the outbox hands over, and what became of it. */
import type { Account, Chat } from '../message/incoming.ts'
import type { Outgoing } from '../message/outgoing.ts'

/** A message to be sent, as a channel gets it from the outbox. */
export interface Delivery extends Pick<Outgoing, 'key' | 'card' | 'grows'> {
  /** which try of the key this is, whichever process made the others; absent: the first */
  readonly attempt?: number
  /** for a person: the account by which this channel knows them; exactly one of `account` and `chat` is given */
  readonly account?: Account
  readonly chat?: Chat['id']
  /** the incoming message that this one answers */
  readonly replyTo?: string
  /** the platform's id of an earlier message (its `Sent.message`) that this one takes the place of */
  readonly replaces?: string
  /** the message is this file; the card says what it is where files cannot be sent */
  readonly file?: { readonly name: string; readonly mime: string; readonly content: Uint8Array }
  /** 加急 */
  readonly urgent: boolean
}

/**
 * `message` is the platform's id: of the new message, or of the one that was replaced in place.
 * `retry` false: trying again is pointless (blocked, left the group, card refused).
 * `unknown`: the platform may have shown it (the connection broke after the request was out); a second try
 * could say it twice, unless the platform itself tells repeats by `key`.
 * `silent`: not a word of the platform itself: no connection, no answer in time, a gateway's fault.
 */
export type Sent =
  | { readonly ok: true; readonly message: string }
  | {
      readonly ok: false
      readonly retry: boolean
      /** wait at least this long before the next try */
      readonly afterMs?: number
      readonly unknown?: boolean
      readonly silent?: boolean
      readonly error: string
    }

/** A platform's way out: it sends cards, shows them growing, and fetches files that people sent. */
export interface Channel {
  /** the prefix of its accounts, and `Incoming.channel` */
  readonly name: string
  /** Errors of the platform are values; a throw is a fault of ours. */
  send(delivery: Delivery): Promise<Sent>
  /**
   * Shows how far a message sent with `grows` has come: at best, since the whole comes as a delivery that replaces it.
   * @param message the platform's id, as `Sent.message`
   * @param text all that is to be read by now, plain words
   * @param step rises with each call for one message
   */
  grow?(message: string, text: string, step: number): Promise<void>
  /** The content of an attachment by `IncomingFile.key`; undefined when it is no longer kept. */
  fetch?(key: string): Promise<Uint8Array | undefined>
}
