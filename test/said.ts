/** What a hand-made `Asked` holds of its words, as the one reader reads them. */
import { lazyGuess } from '../src/intent/index.ts'
import { lazyReader } from '../src/language/index.ts'
import type { Asked } from '../src/message/command.ts'
import { dayOf, type Instant } from '../src/office/day.ts'
import type { Person } from '../src/office/person.ts'
import { ownRegion } from '../src/office/scope.ts'
import { files, whole } from './office.ts'

export const read = lazyReader(whole, files)
export const guess = lazyGuess(files)

export const saidAs = (
  text: string,
  person: Person | undefined,
  now: Instant,
  history: readonly string[] = [],
): Pick<Asked, 'text' | 'said' | 'history' | 'turns'> => ({
  text,
  said: (looking) =>
    read(text, { today: dayOf(now), own: ownRegion(person, whole.regions), ...(looking && { ahead: true }) }),
  history,
  turns: history.map((one) => ({ text: one, command: null })),
})
