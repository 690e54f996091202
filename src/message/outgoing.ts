/** What goes out: rows of the outbox, committed together with the effects that they tell of. */
import type { Instant } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import type { Query, Statement } from '../store/index.ts'
import type { Card } from './card.ts'
import type { Chat } from './incoming.ts'

export type Recipient =
  /** wherever the person is reached best: the private chat with the assistant */
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: 'chat'; readonly channel: string; readonly chat: Chat['id']; readonly replyTo?: string }

export interface Outgoing {
  /**
   * Unique for ever: a second row with the same key violates the table's key, so nothing is said twice.
   * Answers use the incoming id; reminders their rule, period, revision, stage, region and person.
   */
  readonly key: string
  readonly to: Recipient
  readonly card: Card
  /** not before this instant */
  readonly due: Instant
  /** the key of an earlier message that this one takes the place of, in place where the channel can */
  readonly replaces?: string
  readonly urgent?: boolean
  /**
   * Asked again just before sending: no row means that the message has become pointless (the report came in,
   * leave began) and it is dropped, recorded as dropped.
   */
  readonly unless?: Query
}

/** The outbox row of a message. */
export function post(message: Outgoing, now: Instant): Statement {
  const to = message.to
  return {
    sql: `INSERT INTO outbox (key, person, channel, chat, reply_to, card, due, replaces, urgent, unless, created, state, attempts)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0)`,
    params: [
      message.key,
      to.kind === 'person' ? to.person : null,
      to.kind === 'chat' ? to.channel : null,
      to.kind === 'chat' ? to.chat : null,
      to.kind === 'chat' ? (to.replyTo ?? null) : null,
      JSON.stringify(message.card),
      message.due,
      message.replaces ?? null,
      message.urgent ? 1 : 0,
      message.unless ? JSON.stringify(message.unless) : null,
      now,
    ],
  }
}
