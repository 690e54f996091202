/** Requests that wait for their answer, and the channel that brings it from the outbox. */
import type { Card } from '../../message/card.ts'
import type { Channel } from '../channel.ts'
import { within } from '../within.ts'

/** The channel's name: prefix of its accounts. */
export const CHANNEL = 'api'

/** Answers for which a call still waits, by message. */
export class AwaitedAnswers {
  private readonly answers = new Map<string, (card: Card) => void>()

  /** @returns the answer to the message; undefined when it has not come by then */
  async answerTo(id: string, longestMs: number): Promise<Card | undefined> {
    const answer = new Promise<Card>((resolve) => this.answers.set(id, resolve))
    try {
      return await within(longestMs, answer)
    } finally {
      this.answers.delete(id)
    }
  }

  readonly channel: Channel = {
    name: CHANNEL,
    // Whoever asked may be gone: nothing is owed to a program that does not wait.
    send: async ({ key, replyTo, card, grows }) => {
      if (replyTo !== undefined && !grows) this.answers.get(replyTo)?.(card)
      return { ok: true, message: key }
    },
  }
}
