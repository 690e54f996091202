/** A command as whoever routes plain words calls it: with the whole sentence, which no command word opens. */
import { freshStore } from '#fresh-store'
import type { Card } from '../../src/message/card.ts'
import type { Command } from '../../src/message/command.ts'
import type { Account } from '../../src/message/incoming.ts'
import { parseInstant } from '../../src/office/day.ts'
import type { Person } from '../../src/office/person.ts'
import type { Store } from '../../src/store/index.ts'
import * as invented from '../invented.ts'
import { wordsOf } from '../levels.ts'
import { saidIn } from '../said.ts'

const { saidAs } = saidIn(invented)

export async function comesTo(command: Command, sentence: string, person?: Person, opened?: Store): Promise<string> {
  const now = parseInstant('2017-07-03 09:00')
  if (now === undefined) throw new Error('no instant')
  const { reply } = await command.run({
    message: {
      id: 'one',
      channel: 'test',
      account: `test:${person?.id ?? 'nobody'}` as Account,
      chat: { id: 'chat', kind: 'private' },
      at: now,
      kind: 'text',
      text: sentence,
    },
    now,
    person,
    store: opened ?? (await freshStore()),
    id: () => 'id',
    ...saidAs(sentence, person, now),
  })
  return wordsOf(reply as Card, invented.whole.regions)
}
