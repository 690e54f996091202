/** A person's words as the one reader reads them: once for all commands, and only where one of them asks. */
import type { Likely } from '../../intent/index.ts'
import type { Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf, type Instant } from '../../office/day.ts'
import type { Person } from '../../office/person.ts'
import { ownRegion } from '../../office/scope.ts'
import type { DeskParts } from '../parts.ts'
import { type Pointed, withPointed } from './anaphora.ts'

export interface Saying extends Pick<Asked, 'text' | 'said' | 'isDense' | 'likely'> {
  /** whether it was read, and took more than any message that means something */
  readonly isSpent: () => boolean
}

/**
 * @param pointed what the words may point to
 * @returns the words with the reader over them, for a person at an instant
 */
export const reading =
  ({ read, regions, guess }: DeskParts, person: Person | undefined, now: Instant, pointed?: Pointed) =>
  (text: string): Saying => {
    const heard = (looking?: 'ahead'): Utterance => {
      const speaking = { today: dayOf(now), own: ownRegion(person, regions), ...(looking && { ahead: true as const }) }
      return read?.(text, speaking) ?? unread(text)
    }
    const once = new Map<'ahead' | undefined, { readonly plain: Utterance; readonly pointed: Utterance }>()
    const known = (looking?: 'ahead') => {
      const before = once.get(looking)
      if (before) return before
      const plain = heard(looking)
      const both = { plain, pointed: pointed ? withPointed(plain, pointed) : plain }
      once.set(looking, both)
      return both
    }
    let likely: readonly Likely[] | undefined
    return {
      text,
      said: (looking) => known(looking).pointed,
      isSpent: () => [...once.values()].some(({ plain }) => plain.isSpent),
      isDense: () => [...once.values()].some(({ plain }) => plain.isDense),
      // 第二名是谁 is guessed by its own words
      ...(guess && { likely: () => (likely ??= guess(known().plain)) }),
    }
  }

const unread = (text: string): Utterance => ({
  raw: text,
  text,
  readings: [{ spans: [], score: 0 }],
  small: [],
  breaks: [],
  steps: 0,
})
