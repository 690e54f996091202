/**
 * What was said and is not settled yet: on its way, failed, or waiting for its answer.
 *
 * A second try bears the same id as the first, so the server takes it once, whatever became of the first.
 */
import { Trouble } from './server.js'
import { WORDS } from './words.js'

/**
 * @typedef {import('./messages.js').Pending} Pending
 * @typedef {import('../transcript.ts').Message} Message
 * @typedef {import('./server.js').Card} Card
 *
 * @typedef {object} Saying
 * @property {string} id
 * @property {string} account
 * @property {Pending | undefined} pending what the list shows meanwhile; nothing for what shows no bubble
 * @property {string} [card] id of the pressed card
 * @property {() => Promise<{ status: string, reply?: Card }>} send
 * @property {boolean} [taken] the server has handled it
 * @property {string} [text] what was typed: kept over a reload until it is settled
 * @property {string | undefined} [replyTo]
 *
 * @typedef {object} Hears
 * @property {(account: string) => void} changed what is shown of an account's unsettled sayings is out of date
 * @property {(saying: Saying) => void} settled it was answered, or given up
 * @property {(saying: Saying, reply: Card) => void} unstored the answer when nothing could be stored
 * @property {() => Promise<void>} catchUp takes what is new on the server
 * @property {(saying: Saying, sentence: string) => void} failed of something that shows no bubble
 */

const UNSENT = 'yaodian:unsent'

// An answer normally comes with the next delivery; after this long the person may go on without it.
const PATIENCE_MS = 4_000

export class Sending {
  /** @param {Hears} hears */
  constructor(hears) {
    this.hears = hears
    /** @type {Map<string, Saying>} */
    this.sayings = new Map()
  }

  /**
   * What an earlier visit to the page could not send, as failed: to be retried or dropped.
   * @param {(kept: { id: string, account: string, text: string, replyTo?: string }) => Saying} make
   */
  restore(make) {
    for (const kept of JSON.parse(localStorage.getItem(UNSENT) ?? '[]')) {
      const saying = make(kept)
      if (saying.pending) saying.pending.error = WORDS.notSent
      this.sayings.set(saying.id, saying)
    }
  }

  /** Texts alone: a press or a file of an earlier visit would come as a surprise. */
  keep() {
    const unsent = [...this.sayings.values()].filter(({ text, taken }) => text !== undefined && !taken)
    localStorage.setItem(
      UNSENT,
      JSON.stringify(unsent.map(({ id, account, text, replyTo }) => ({ id, account, text, replyTo }))),
    )
  }

  /** @param {string} account */
  of(account) {
    return [...this.sayings.values()].filter((saying) => saying.account === account)
  }

  /** Whether an answer is awaited. @param {string} account */
  waits(account) {
    return this.of(account).some((saying) => !saying.pending?.error)
  }

  /** @param {Saying} saying */
  async begin(saying) {
    this.sayings.set(saying.id, saying)
    if (saying.pending) delete saying.pending.error
    this.keep()
    this.hears.changed(saying.account)
    try {
      const { reply } = await saying.send()
      saying.taken = true
      this.keep()
      if (reply) {
        this.settle(saying)
        return this.hears.unstored(saying, reply)
      }
      await this.hears.catchUp().catch(() => {})
      setTimeout(() => this.settle(saying), PATIENCE_MS)
    } catch (error) {
      this.fail(saying, error)
    }
  }

  /** @param {Saying} saying @param {unknown} error */
  fail(saying, error) {
    const sentence = error instanceof Trouble ? error.message : WORDS.notSent
    if (saying.pending) {
      saying.pending.error = sentence
      this.hears.changed(saying.account)
      return
    }
    this.settle(saying)
    this.hears.failed(saying, sentence)
  }

  /** @param {string} id */
  retry(id) {
    const saying = this.sayings.get(id)
    if (saying) this.begin(saying)
  }

  /** @param {string} id */
  drop(id) {
    const saying = this.sayings.get(id)
    if (saying) this.settle(saying)
  }

  /** A message came in: it may answer something. @param {Message} message */
  heard(message) {
    if (message.body.kind !== 'card') return
    for (const saying of this.of(message.account)) {
      if (message.replyTo === saying.id || message.id === saying.card || saying.taken) this.settle(saying)
    }
  }

  /** @param {Saying} saying */
  settle(saying) {
    if (!this.sayings.delete(saying.id)) return
    this.keep()
    this.hears.settled(saying)
    this.hears.changed(saying.account)
  }
}
