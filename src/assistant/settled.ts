/** What every message leaves behind, however it ended: its row in the inbox, and the answer to it. */

import type { Card } from '../message/card.ts'
import type { Ending } from '../message/ending.ts'
import { kept } from '../message/inbox.ts'
import { chatOf, type Incoming, inboxId } from '../message/incoming.ts'
import { answerKey, type Outgoing } from '../message/outgoing.ts'
import type { Kept } from '../message/thread.ts'
import type { Instant } from '../office/day.ts'
import type { Statement } from '../store/index.ts'

/** An Excel paste of a county's whole month is about 1 500 characters. */
export const LONGEST_TEXT = 6_000
/** All fields of a press together: words that it repeats, and what was read of them. */
export const LONGEST_PRESS = 2 * LONGEST_TEXT

/** @throws Conflict at the commit when the message was settled before */
export const seen = (message: Incoming, command: string | null, status: Ending, leaves?: Kept): Statement =>
  kept(message, wordsOf(message), command, status, leaves)

function wordsOf(message: Incoming): string | null {
  if (message.kind === 'text') return message.text.slice(0, LONGEST_TEXT)
  return message.kind === 'action' ? JSON.stringify(message.values) : null
}

/** Shown in the chat that the message came from, as an answer to it. */
export const answerTo = (message: Incoming, card: Card, now: Instant): Outgoing => ({
  key: answerKey(inboxId(message)),
  to: { ...chatOf(message), replyTo: message.id },
  card,
  due: now,
})
