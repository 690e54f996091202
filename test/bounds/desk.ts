/** The whole way of a message, a press and a file over an office of its own: routing asks every slice. */

import { createFront } from '../../src/assistant/index.ts'
import type { Interpreter } from '../../src/assistant/interpreter/interpreter.ts'
import type { ModelGuess } from '../../src/assistant/interpreter/model-reply.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { liveDesk } from '../../src/composition/live-assistant.ts'
import { openLiveOffice, shippedOffice } from '../../src/composition/live-office.ts'
import { readFile } from '../../src/documents/files/read-file.ts'
import type { Command, Right } from '../../src/message/command.ts'
import type { Account, Incoming, Said } from '../../src/message/incoming.ts'
import type { Wire } from '../../src/message/input.ts'

import type { Role } from '../../src/office/person.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { files, now, office, region } from './office.ts'
import { countingRows } from './rows.ts'

/** Who holds which role where; whoever is in no row is a stranger. */
const PEOPLE: readonly (readonly [Role, string])[] = [
  ['contact', region],
  ['city-coordinator', office.regions.get(region).parent ?? region],
  ['provincial-coordinator', office.regions.province.key],
  ['official', office.regions.province.key],
  ['admin', office.regions.province.key],
]
export const ROLES: readonly Role[] = PEOPLE.map(([role]) => role)

/** What the reader is unsure of, so that a model is asked. */
const UNCLEAR = '才3家，丢人'

const CHANNEL: Channel = { name: 'test', send: async ({ key }) => ({ ok: true, message: key }) }

export interface Deskful {
  readonly store: Store
  readonly commands: readonly Command[]
  /** what was taken of the database so far, see rows.ts */
  readonly rows: () => number
  readonly says: (who: string, text: string) => Promise<unknown>
  /** as it comes from a channel of its own */
  readonly takes: (message: Incoming) => Promise<unknown>
  /** what is said is unclear, and a model that is asked says that it means these lines */
  readonly hears: (who: string, lines: ModelGuess | undefined) => Promise<unknown>
  readonly presses: (who: string, command: string, values: Wire) => Promise<unknown>
  /** what the front asks the back office for when a message that has a file is sent */
  readonly makes: (key: string) => Promise<Uint8Array | undefined>
  /** @param content what the platform holds of it */
  readonly sends: (who: string, name: string, content: Uint8Array) => Promise<unknown>
}

/** @param made the bytes of a database that is gone on from; without it nothing was ever said */
export async function openDesk(made?: Buffer): Promise<Deskful> {
  const { store, taken } = countingRows(openSqlite(made ?? ':memory:'))
  let ids = 0
  let content = new Uint8Array()
  let lines: ModelGuess | undefined
  const deskFor = (interpreter?: Interpreter) => {
    const parts = {
      ...(interpreter && { interpreter }),
      store,
      regions: office.regions,
      channels: [CHANNEL],
      clock: () => now,
      id: () => `id-${++ids}`,
      log: () => {},
    }
    const live = openLiveOffice({ shipped: shippedOffice(office, files), files, store, clock: () => now })
    const attachments = { fetch: async () => content, keep: async () => {} }
    const desk = liveDesk(live, parts, { attachments, readFile })
    // A file is made by the back office when it is sent, beside the messages: it is no part of what one takes.
    return { desk, front: createFront({ ...parts, desk: { ...desk, file: async () => new Uint8Array([1]) } }) }
  }
  const { desk, front: assistant } = deskFor()
  const { front: hearing } = deskFor({ ask: async () => lines })
  await store.commit(
    PEOPLE.flatMap(([role, place]) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', role, role),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${role}`, role),
      sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', role, role, place),
    ]),
  )
  // A chat of its own each: nobody floods, and nothing was said before.
  const handle = (who: string, said: Said, by = assistant) =>
    by.handle({
      ...said,
      id: `in-${++ids}`,
      channel: 'test',
      account: `test:${who}` as Account,
      chat: { id: `chat-${ids}`, kind: 'private' },
      at: now,
    })
  // What a person is told went wrong was thrown, and no text may make a border throw.
  const unfailing = async (handled: ReturnType<typeof handle>) => {
    const done = await handled
    if (done.status === 'failed') throw new Error('the message failed')
    return done
  }
  return {
    store,
    commands: desk.commands,
    makes: (key) => desk.file(key, now),
    rows: taken,
    takes: (message) => unfailing(assistant.handle(message)),
    async hears(who, heard) {
      lines = heard
      return unfailing(handle(who, { kind: 'text', text: UNCLEAR }, hearing))
    },
    says: (who, text) => unfailing(handle(who, { kind: 'text', text })),
    presses: (who, command, values) => unfailing(handle(who, { kind: 'action', command, values })),
    async sends(who, name, bytes) {
      content = new Uint8Array(bytes)
      await unfailing(
        handle(who, { kind: 'file', file: { name, bytes: bytes.length, key: name, mime: 'application/pdf' } }),
      )
    },
  }
}

/** The first of the roles that may: what is refused is not read. */
export const whoMay = (right: Right): string =>
  ROLES.find((role) => right.kind !== 'role' || right.roles.includes(role)) ?? 'stranger'
