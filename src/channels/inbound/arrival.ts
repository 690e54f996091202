/** What an event of a platform comes to, in no platform's terms; and what its platform is answered. */

import type { Card } from '../../message/card.ts'
import type { Ended, Ending } from '../../message/ending.ts'
import type { Account, Incoming } from '../../message/incoming.ts'

/** What came from a platform, in no platform's terms. */
export type Arrival =
  /** somebody said, pressed or sent something; several where one message came apart: its words, then its pictures */
  | { readonly kind: 'said'; readonly messages: readonly Incoming[] }
  /** a message was taken back by its sender */
  | ({
      readonly kind: 'recalled'
      /** the platform's id of the message; `id` is that of this event */
      readonly message: string
      /** who took it back; looked up where the platform does not say */
      readonly by?: Account
    } & Pick<Incoming, 'id' | 'chat' | 'at'>)
  /** no longer in the company */
  | ({ readonly kind: 'left' } & Pick<Incoming, 'id' | 'account' | 'at'>)
  | { readonly kind: 'ignored'; readonly why: string }

/** What whoever pressed a button is told at once; the answer itself comes by the outbox. */
export interface Toast {
  readonly tone: Ended['tone']
  readonly text: string
}

/** What goes back to the platform once an arrival has taken effect. */
export interface Acknowledgement {
  /** how it ended: the status of the message, or `recalled`, `left`, `ignored` */
  readonly status: Ending
  /** for presses */
  readonly notice?: Toast
  /** nothing could be stored, and this says so to the sender */
  readonly reply?: Card
}

/**
 * Takes in what arrived; resolves once its effects are committed. The platform may send it again: it takes effect once.
 * @throws where nothing was stored and nobody was told: the platform is to send it again
 */
export type Hear = (arrival: Arrival) => Promise<Acknowledgement>
