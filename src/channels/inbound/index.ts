/** The way in of every platform: each event once, in its order, not after it was taken back; and what is said at once. */
import type { Card } from '../../message/card.ts'
import { isTakenBack, noted, TAKEN_BACK, whoSent } from '../../message/inbox.ts'
import type { Account, Incoming } from '../../message/incoming.ts'
import { leave } from '../../people/index.ts'
import { Conflict, type Statement, type Store } from '../../store/index.ts'
import type { Channel } from '../channel.ts'
import type { Messenger } from '../messenger.ts'
import { within } from '../within.ts'
import type { Acknowledgement, Arrival, Hear } from './arrival.ts'
import { noticeOf } from './notice.ts'
import { Turns } from './turns.ts'

export type { Acknowledgement, Arrival, Hear, Notice } from './arrival.ts'

export interface InboundParts extends Pick<Messenger, 'channel' | 'showsReply'> {
  readonly handle: (message: Incoming) => Promise<{ readonly status: string; readonly reply?: Card }>
  readonly store: Store
  readonly now: () => number
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** Platforms wait some 3 s for their answer. */
const LONGEST_SAY_MS = 1_000

export function openInbound({ channel, handle, store, now, log, showsReply = false }: InboundParts): Hear {
  const turns = new Turns()

  /** @returns false where it was seen before; nothing is written then */
  const once = async (...unit: Statement[]): Promise<boolean> => {
    try {
      await store.commit(unit)
      return true
    } catch (error) {
      if (error instanceof Conflict) return false
      throw error
    }
  }

  const take = async (message: Incoming): Promise<Acknowledgement> => {
    const { status, reply } = await handle(message)
    const isPress = message.kind === 'action'
    if (reply && !isPress && !showsReply) await sayUnstored(message, reply, channel)
    return {
      status,
      ...(isPress && { notice: await noticeOf(message, status, reply, store) }),
      ...(reply && showsReply && { reply }),
    }
  }

  const takeAll = async (messages: readonly Incoming[]): Promise<Acknowledgement> => {
    let acknowledgement: Acknowledgement = { status: 'ignored' }
    for (const message of messages) {
      acknowledgement = await turns.take(`${message.chat.id} ${message.account}`, () => take(message))
      if (messages.length === 1 || acknowledgement.status !== 'duplicate') continue
      // The pictures of a message go with its words.
      if (await isTakenBack(store, channel.name, message.id)) break
    }
    return acknowledgement
  }

  /** Taken back after it was heard, it is undone; before, its place is taken, so that it is not heard when it comes. */
  const takeBack = async (arrival: Extract<Arrival, { kind: 'recalled' }>): Promise<Acknowledgement> => {
    const { id, message, chat, at, by } = arrival
    const place = { id: message, channel: channel.name, account: TAKEN_BACK, chat: chat.id, at }
    const undo = async (sender: Account): Promise<Acknowledgement> => {
      if (by !== undefined && by !== sender) return ignored('not taken back by its sender')
      return takeAll([{ kind: 'recall', id, channel: channel.name, account: sender, chat, at, message }])
    }
    const sender = await whoSent(store, channel.name, message)
    if (sender === TAKEN_BACK) return { status: 'duplicate' }
    if (sender !== undefined) return undo(sender)
    if (await once(noted({ ...place, kind: 'recall', status: 'recalled' }))) return { status: 'recalled' }
    // It was committed in the same moment.
    const heard = await whoSent(store, channel.name, message)
    return heard === undefined || heard === TAKEN_BACK ? { status: 'duplicate' } : undo(heard)
  }

  const ignored = (why: string): Acknowledgement => {
    log({ event: 'ignored', channel: channel.name, why })
    return { status: 'ignored' }
  }

  return async (arrival) => {
    switch (arrival.kind) {
      case 'said':
        return takeAll(arrival.messages)
      case 'recalled':
        return takeBack(arrival)
      case 'left': {
        const { id, account, at } = arrival
        const row = noted({ id, channel: channel.name, account, chat: '', at, kind: 'left', status: 'left' })
        // Repeats come hours later, too: by then the person may be back.
        return { status: (await once(row, leave(account, now()))) ? 'left' : 'duplicate' }
      }
      case 'ignored':
        return ignored(arrival.why)
    }
  }
}

/**
 * The store took nothing, so the outbox has no row of it either.
 * @throws when the sender may not have been told: the message is then to come again, lest it vanish without a word
 */
async function sayUnstored({ id, chat }: Incoming, card: Card, channel: Channel): Promise<void> {
  const saying = channel.send({ key: `unstored:${id}`, chat: chat.id, replyTo: id, card, urgent: false })
  const said = await within(LONGEST_SAY_MS, saying)
  if (!said?.ok) throw new Error(`not stored, and not said: ${said ? said.error : 'no answer yet'}`)
}
