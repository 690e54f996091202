/** 文件库: what is answered from and what no longer is, who brought it; documents are taken out and put back here. */
import {
  type Document,
  keepDocument,
  type Shelved,
  shelvedDocument,
  shelvedDocuments,
  withdrawDocument,
} from '../documents/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { dayOf } from '../office/day.ts'
import { nameOf } from '../people/index.ts'
import { LIBRARIANS } from './ingest.ts'
import { takeOutInput } from './presses.ts'
import * as text from './text.ts'

/**
 * /文件库: the plan's documents and those brought in, each with its state.
 * @param documents those in force, the plan's own among them
 */
export const catalogueCommand = (documents: readonly Document[]): Command => ({
  name: '文件库',
  words: ['文件清单', 'library'],
  right: { kind: 'listed' },
  summary: '看入库的文件：有效、被取代、到期、移出的',
  help: { group: 'papers', rank: 6 },
  effect: 'reads',
  example: () => '/文件库',
  run: async (asked) => answer('answered', await list(asked, documents)),
})

async function list({ store, now, person }: Asked, documents: readonly Document[]) {
  const shelved = await shelvedDocuments(store, dayOf(now))
  const rows = await Promise.all(
    shelved.map(async (one) => ({
      ...one,
      by: one.person ? await nameOf(store, one.person) : text.COMMAND_LINE,
      citedBy: citing(one, documents),
    })),
  )
  const own = documents.filter((document) => !shelved.some(({ id }) => id.startsWith(document.id)))
  const mayChange = person?.posts.some(({ role }) => LIBRARIANS.includes(role)) ?? false
  return text.catalogue(own, rows, mayChange)
}

/** Titles of the documents in force that refer to one. */
const citing = ({ title, number }: Shelved, documents: readonly Document[]): string[] =>
  documents
    .filter((document) =>
      document.facts.some(
        (fact) =>
          fact.kind === 'cited' &&
          (fact.title === title || (number !== undefined && fact.number === number)) &&
          document.title !== title,
      ),
    )
    .map((document) => document.title)

/** 移出文件: takes a document out of force with a reason, or puts it back. By the buttons of /文件库 alone. */
export const takeOutCommand = command({
  name: '移出文件',
  words: [],
  right: { kind: 'role', roles: LIBRARIANS },
  summary: '把文件移出或放回文件库',
  input: takeOutInput,
  async run({ store, now, person }, { id = '', because, do: how }) {
    const one = (await shelvedDocuments(store, dayOf(now))).find((shelved) => shelved.id === id)
    if (!one || !person) return stale()
    if (how === 'back') {
      const document = await shelvedDocument(store, id)
      if (!document || one.state === 'in-force') return stale()
      return {
        status: 'restored',
        writes: keepDocument(document, one.file, now, person.id),
        reply: text.restored(one),
        replaceCard: true,
      }
    }
    if (one.state !== 'in-force') return stale()
    if (!because) return answer('form', text.whyTakeOut(one))
    return {
      status: 'withdrawn',
      writes: [withdrawDocument(id, because, person.id)],
      reply: text.takenOut(one, because),
      replaceCard: true,
    }
  },
})

const stale = (): Outcome => answer('stale', text.catalogueMoved())
