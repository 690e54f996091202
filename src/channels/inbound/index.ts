/** The way in of every platform: each event once, in its order, not after it was taken back; and what is said at once. */

import type { Card } from '../../message/card.ts'
import type { Ending } from '../../message/ending.ts'
import { isTakenBack, noted, TAKEN_BACK } from '../../message/inbox.ts'
import type { Incoming } from '../../message/incoming.ts'
import { leave } from '../../people/index.ts'

import type { Channel } from '../channel.ts'
import type { Messenger, MessengerParts } from '../messenger.ts'
import { within } from '../within.ts'
import type { Acknowledgement, Arrival, Hear } from './arrival.ts'
import { noticeOf } from './notice.ts'
import { commitOnce, takeBack } from './once.ts'
import { TurnQueue } from './turn-queue.ts'

export type { Acknowledgement, Arrival, Hear, Toast } from './arrival.ts'

/** What the way in needs of the office and of its platform. */
export interface InboundParts
  extends Pick<Messenger, 'channel' | 'showsReply'>,
    Pick<MessengerParts, 'store' | 'now' | 'log'> {
  /** @param isHurried its platform has waited already */
  readonly handle: (
    message: Incoming,
    isHurried?: boolean,
  ) => Promise<{ readonly status: Ending; readonly reply?: Card }>
}

/** Platforms wait some 3 s for their answer. */
const LONGEST_SAY_MS = 1_000

/**
 * The way in of one platform: takes an arrival in its turn, unless it was seen or taken back before, and acknowledges
 * it. One for each platform of a process, since turns are kept in memory.
 */
export function openInbound({ channel, handle, store, now, log, showsReply = false }: InboundParts): Hear {
  const turns = new TurnQueue()

  const ignored = (why: string): Acknowledgement => {
    log({ event: 'ignored', channel: channel.name, why })
    return { status: 'ignored' }
  }

  const take = async (message: Incoming, isHurried: boolean): Promise<Acknowledgement> => {
    const { status, reply } = await handle(message, isHurried)
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
    // Nine pictures behind words that take long are not waited for one by one.
    let isHurried = false
    for (const message of messages) {
      const hurried = isHurried
      acknowledgement = await turns.take(`${message.chat.id} ${message.account}`, () => take(message, hurried))
      isHurried ||= acknowledgement.status === 'underway'
      if (messages.length === 1 || acknowledgement.status !== 'duplicate') continue
      // The pictures of a message go with its words.
      if (await isTakenBack(store, channel.name, message.id)) break
    }
    return acknowledgement
  }

  const undo = async (arrival: Extract<Arrival, { kind: 'recalled' }>): Promise<Acknowledgement> => {
    const { id, message, chat, at, by } = arrival
    const account = await takeBack(arrival, channel.name, store)
    if (account === undefined) return { status: 'recalled' }
    if (account === TAKEN_BACK) return { status: 'duplicate' }
    if (by !== undefined && by !== account) return ignored('not taken back by its sender')
    return takeAll([{ kind: 'recall', id, channel: channel.name, account, chat, at, message }])
  }

  return async (arrival) => {
    switch (arrival.kind) {
      case 'said':
        return takeAll(arrival.messages)
      case 'recalled':
        return undo(arrival)
      case 'left': {
        const { id, account, at } = arrival
        const row = noted({ id, channel: channel.name, account, chat: '', at, kind: 'left', status: 'left' })
        // Repeats come hours later, too: by then the person may be back.
        return { status: (await commitOnce(store, row, leave(account, now()))) ? 'left' : 'duplicate' }
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
