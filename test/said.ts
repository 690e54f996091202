/** What a hand-made `Asked` holds of its words, as the one reader reads them. */
import { topicOf } from '../src/assistant/meaning/dialogue-state.ts'
import { lazyGuess } from '../src/intent/index.ts'
import { lazyReader } from '../src/language/index.ts'
import type { Asked, Turn } from '../src/message/command.ts'
import { dayOf, type Instant } from '../src/office/day.ts'
import type { Person } from '../src/office/person.ts'
import { ownRegion } from '../src/office/scope.ts'
import * as frozen from './office.ts'

/** @param office the frozen one's module, or the invented one's */
export function saidIn({ whole, files, questions }: Pick<typeof frozen, 'whole' | 'files' | 'questions'>) {
  const read = lazyReader(whole, files)
  const guess = lazyGuess(files)

  const saidAs = (
    text: string,
    person: Person | undefined,
    now: Instant,
    history: readonly string[] = [],
  ): Pick<Asked, 'text' | 'said' | 'history' | 'turns' | 'likely'> => ({
    text,
    likely: () => guess(read(text, { today: dayOf(now), own: ownRegion(person, whole.regions) })),
    said: (looking) =>
      read(text, { today: dayOf(now), own: ownRegion(person, whole.regions), ...(looking && { ahead: true }) }),
    history,
    turns: turnsOf(history, person, now),
  })

  /** The turns as the desk keeps them: with the query that ran, or with what was spoken of. */
  function turnsOf(history: readonly string[], person: Person | undefined, now: Instant): Turn[] {
    const turns: Turn[] = []
    for (const [n, said] of history.entries()) {
      const text = said.replace(/^\/\S+ /, '')
      const asked = { ...saidAs(text, person, now), turns: [...turns] }
      const message = { id: `turn-${n}` } as Asked['message']
      const heard = questions.heard({ ...asked, message, now, person } as unknown as Asked)
      const ran = heard?.isOurs && heard.settled.kind === 'run' ? heard.settled : undefined
      const topic = topicOf(asked.said())
      const kept = { ...(ran && { request: ran.more?.at(-1) ?? ran.query }), ...(topic && { topic }) }
      turns.push({ text: said, command: null, kept })
    }
    return turns
  }

  return { read, guess, saidAs }
}

export const { read, guess, saidAs } = saidIn(frozen)
