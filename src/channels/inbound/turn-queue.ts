/** Whose turn it is: what one person says in one chat is taken in the order in which it came. */
import { within } from '../within.ts'

/** A platform waits some 3 s for its answer, of which the message itself may take half; the usual one takes a tenth. */
const LONGEST_TURN_MS = 500

/** Keeps the messages of a conversation in order: each is begun after the one before. */
export class TurnQueue {
  private readonly last = new Map<string, Promise<unknown>>()

  /**
   * Begins once what came before in the conversation has ended, or has kept it waiting for half a second.
   * @param conversation others do not wait for it
   */
  take<T>(conversation: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(conversation)
    const own = before ? within(LONGEST_TURN_MS, before).then(work) : work()
    const ended = own
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        if (this.last.get(conversation) === ended) this.last.delete(conversation)
      })
    this.last.set(conversation, ended)
    return own
  }
}
