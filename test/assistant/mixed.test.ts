/** Forty messages by somebody who knew neither the code nor its tests: each goes to the right slice. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { abilities } from '../../src/assistant/commands.ts'
import { route } from '../../src/assistant/route.ts'
import type { Account } from '../../src/message/incoming.ts'
import { parseInstant } from '../../src/office/day.ts'
import type { Person, PersonId } from '../../src/office/person.ts'
import { progressCommands } from '../../src/progress/index.ts'
import { remindCommands } from '../../src/remind/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { asker, documents, whole } from '../office.ts'
import { read, saidAs } from '../said.ts'

interface Message {
  readonly id: string
  readonly text: string
  readonly now: string
  readonly region: string
  readonly expect: 'ask' | 'report' | 'smalltalk' | 'progress' | 'remind' | 'either'
}

const messages = readFileSync(join(import.meta.dirname, '../eval/mixed.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Message => JSON.parse(line))
const { commands, fallback } = abilities({ office: whole, asker, documents, read })
const all = [fallback, ...commands]
const progress = progressCommands(whole).map(({ name }) => name)
const remind = remindCommands(whole).map(({ name }) => name)
const store = openSqlite(':memory:')

/** Where a county's contact's message goes; a message that fits two is asked about, which is right for either. */
function sliceOf({ text, now, region }: Message): string {
  const home = whole.regions.find(region)
  const at = parseInstant(now)
  if (!home || at === undefined) throw new Error(`bad case: ${text}`)
  const person: Person = { id: 'a' as PersonId, name: '甲', posts: [{ role: 'contact', region: home.key }] }
  const found = route(text, all, fallback, {
    message: {
      id: '1',
      channel: 'test',
      account: 'test:a' as Account,
      chat: { id: 'c', kind: 'private' },
      at,
      kind: 'text',
      text,
    },
    now: at,
    person,
    store,
    id: () => 'id',
    values: {},
    ...saidAs(text, person, at),
  })
  if (found.kind !== 'command') return found.kind
  if (found.command.name === fallback.name) return 'ask'
  if (remind.includes(found.command.name)) return 'remind'
  return progress.includes(found.command.name) ? 'progress' : 'report'
}

/** Small talk is ask's affair: it answers it. */
const WANTED: Readonly<Record<Message['expect'], readonly string[]>> = {
  ask: ['ask'],
  smalltalk: ['ask'],
  report: ['report', 'unclear'],
  progress: ['progress'],
  remind: ['remind'],
  either: ['unclear', 'ask', 'report'],
}

test.each(messages)('$expect: $text', (message) => {
  expect(WANTED[message.expect]).toContain(sliceOf(message))
})
