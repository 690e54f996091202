/** A person's words as the one reader reads them: once for all commands, and only where one of them asks. */
import type { Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf, type Instant } from '../../office/day.ts'
import type { Person } from '../../office/person.ts'
import { ownRegion } from '../../office/scope.ts'
import type { DeskParts } from '../parts.ts'

/** @returns the words with the reader over them, for a person at an instant */
export const reading =
  ({ read, regions }: DeskParts, person: Person | undefined, now: Instant) =>
  (text: string): Pick<Asked, 'text' | 'said'> => {
    const once = new Map<'ahead' | undefined, Utterance>()
    const said: Asked['said'] = (looking) => {
      const known = once.get(looking)
      if (known) return known
      const speaking = { today: dayOf(now), own: ownRegion(person, regions), ...(looking && { ahead: true as const }) }
      const utterance = read?.(text, speaking) ?? unread(text)
      once.set(looking, utterance)
      return utterance
    }
    return { text, said }
  }

const unread = (text: string): Utterance => ({
  raw: text,
  text,
  readings: [{ spans: [], score: 0 }],
  small: [],
  breaks: [],
  steps: 0,
})
