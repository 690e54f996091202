/** `yaodian ask --with-ledger`: where the year stands, from the database, as an official of the province is told. */

import { openQuestions } from '../composition/asker.ts'
import { lazyReader } from '../language/index.ts'
import { plainText } from '../message/card.ts'
import type { Asked } from '../message/command.ts'
import type { Account } from '../message/incoming.ts'
import { dayOf, instant, parseInstant } from '../office/day.ts'
import { allLevelled } from '../office/levels.ts'
import type { PersonId } from '../office/person.ts'
import { progressCommands } from '../progress/index.ts'
import { draftedIn } from '../report/index.ts'
import type { QuestionLine } from './ask.ts'
import { existingStore } from './database.ts'
import { files, office as openOffice } from './open.ts'

/** A function that answers questions on the office's ledger; undefined where a question is not about it. */
export function openLedger() {
  const office = openOffice()
  const store = existingStore()
  const read = lazyReader(office, files())
  const commands = progressCommands({ ...office, drafted: draftedIn }, openQuestions(office, read, files()))
  return async ({ id, question, history, now }: QuestionLine) => {
    const started = performance.now()
    const at = (now ? parseInstant(now) : undefined) ?? instant(Date.now())
    const asked: Asked = {
      message: {
        id: String(id),
        channel: 'cli',
        account: 'cli:official' as Account,
        chat: { id: 'cli', kind: 'private' },
        at,
        kind: 'text',
        text: question,
      },
      now: at,
      person: {
        id: 'cli' as PersonId,
        name: '官员',
        posts: [{ role: 'official', region: office.regions.province.key }],
      },
      store,
      id: () => 'cli',
      text: question,
      history: history ?? [],
      said: () => read(question, { today: dayOf(at), own: office.regions.province.key }),
      turns: (history ?? []).map((text) => ({ text, command: null })),
    }
    const told = (await commands.find((command) => command.claims?.(asked))?.run(asked))?.reply
    const reply = told && allLevelled(told, office.regions.levels)
    return (
      reply && {
        id,
        status: 'answered' as const,
        text: plainText(reply),
        citations: [],
        ms: Number((performance.now() - started).toFixed(3)),
      }
    )
  }
}
