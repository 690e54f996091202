/** What was read last: every slice that is asked about a message reads it, and those before it in a talk again. */
import type { Utterance } from './found.ts'
import type { Speaking } from './read.ts'

/** A message, the one before it, and what a card or a command makes of them. */
const MOST = 8
/** Of all texts that are kept, so that long ones do not fill the memory. */
const MOST_CHARACTERS = 16_000

interface Held {
  readonly said: Utterance
  readonly speaking: Speaking
}

/**
 * Cache of an office's last readings, bounded in number and characters. It answers only for the same words, said on
 * the same day by somebody of the same region, and read the same way (ahead or not).
 */
export class ReadingCache {
  /** the latest first */
  private held: readonly Held[] = []

  find(raw: string, speaking: Speaking): Utterance | undefined {
    return this.held.find((one) => one.said.raw === raw && isSame(one.speaking, speaking))?.said
  }

  add(said: Utterance, speaking: Speaking): void {
    let characters = 0
    this.held = [{ said, speaking }, ...this.held].slice(0, MOST).filter((one) => {
      characters += one.said.raw.length
      return characters <= MOST_CHARACTERS || one.said === said
    })
  }
}

const isSame = (a: Speaking, b: Speaking): boolean => a.today === b.today && a.own === b.own && a.ahead === b.ahead
