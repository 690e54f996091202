/** Every border that takes text, as one call each: what a person types, what a file holds, what a card shows. */

import { createAsker, readLexicon } from '../../src/ask/index.ts'
import { openAsker, openQuestions, planDocuments } from '../../src/asker.ts'
import { fitted } from '../../src/channels/feishu/fit.ts'
import { readData } from '../../src/data.node.ts'
import { PassageIndex, readDocument } from '../../src/documents/index.ts'
import { featuresOf } from '../../src/intent/features.ts'
import { lazyReader } from '../../src/language/index.ts'
import { livingAssistant } from '../../src/living.ts'
import type { Asked } from '../../src/message/command.ts'
import type { Account } from '../../src/message/incoming.ts'
import { dayOf, parseInstant } from '../../src/office/day.ts'
import { loadOffice, yamlIn } from '../../src/office/load/index.ts'
import type { PersonId } from '../../src/office/person.ts'
import { importPeople } from '../../src/people/index.ts'
import { readUpdate } from '../../src/report/grammar/index.ts'
import { shippedOffice, standing } from '../../src/standing.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

/** Reads a text to its end; what it comes to is of no account here. */
export type Border = (text: string) => unknown

const NOW = parseInstant('2017-07-03 09:00')
if (NOW === undefined) throw new Error('no instant')
const now = NOW

const files = readData()
const office = loadOffice(files)
const { plan, regions } = office
const documents = planDocuments(office)
const asker = openAsker(office, files, documents)
const read = lazyReader(office, files)
const own = regions.find('长兴县')?.key
if (!own) throw new Error('no region')
const region = own

const index = new PassageIndex(
  documents.flatMap(({ id, provisions, text }) =>
    provisions.map(({ label, span }) => ({ id: `${id} ${label}`, text: text.slice(span.from, span.to) })),
  ),
)
// Read once: parsing it costs more than the document does.
const words = readLexicon(
  ...[...files].filter(([path]) => /^lexicon.*\.yaml$/.test(path)).map(([, yaml]) => yamlIn(yaml)),
)
const said = ['僵尸企业', '湖州呢']

const questions = openQuestions(office, read, files)
const asked = (text: string): Asked => ({
  message: {
    id: 'm',
    channel: 'test',
    account: 'test:a' as Account,
    chat: { id: 'c', kind: 'private' },
    at: now,
    kind: 'text',
    text,
  },
  now,
  person: { id: 'a' as PersonId, name: '甲', posts: [{ role: 'contact', region }] },
  store: rosterStore,
  id: () => 'id',
  text,
  said: () => read(text, { today: dayOf(now), own: region }),
  history: said,
  turns: said.map((one) => ({ text: one, command: null })),
})

const rosterStore = openSqlite(':memory:')
const handle = await assistant()

export const BORDERS: Readonly<Record<string, Border>> = {
  ask: (text) => asker.ask({ question: text }),
  'ask, after other turns': (text) => asker.ask({ question: '那湖州呢？', history: [text, '僵尸企业要处置多少家？'] }),
  parse: (text) => readUpdate(text, { now, region, indicators: plan.indicators, regions, read }),
  progress: (text) => questions.heard(asked(text)),
  intent: (text) => featuresOf(read(text, { today: dayOf(now), own: region })),
  'ask, of a document': (text) =>
    createAsker({
      documents: [readDocument(`工作要点\n一、总体要求\n到2020年，高新技术企业${text}500家。\n`, { id: 'bounds' })],
      lexicon: words,
      regions,
    }).ask({ question: '到2020年高新技术企业要达到多少家？' }),
  document: (text) => readDocument(text, { id: 'bounds' }),
  search: (text) => index.search(text, 10),
  people: (text) => importPeople(rosterStore, new TextEncoder().encode(`姓名,手机,角色,区域\n${text}`), regions, now),
  card: (text) =>
    fitted({
      title: text,
      blocks: [
        { kind: 'text', text, strong: true },
        { kind: 'quote', text, source: text },
        { kind: 'fields', fields: [{ name: text, value: text }] },
      ],
    }),
  // So that one sees hanging texts cut off.
  'a pattern that hangs': (text) => /^(?:谢谢|谢)+$/.test(text.repeat(2).concat('！')),
  'a message of a contact': (text) => handle('contact', text),
  'a message of a stranger': (text) => handle('stranger', text),
}

/** The whole way of a message, over a database of its own: routing asks every slice. */
async function assistant(): Promise<(who: string, text: string) => Promise<unknown>> {
  const store = openSqlite(':memory:')
  let ids = 0
  const { handle } = livingAssistant(
    standing({ shipped: shippedOffice(office, files), files, store, clock: () => now }),
    {
      store,
      regions,
      channels: [{ name: 'test', send: async ({ key }) => ({ ok: true, message: key }) }],
      clock: () => now,
      id: () => `id-${++ids}`,
      log: () => {},
    },
  )
  await store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', 'contact', '长兴联系人'),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', 'test:contact', 'contact'),
    sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', 'contact', 'contact', region),
  ])
  // A chat of its own each: nobody floods, and nothing was said before.
  return (who, text) =>
    handle({
      id: `in-${++ids}`,
      channel: 'test',
      account: `test:${who}` as Account,
      chat: { id: `chat-${ids}`, kind: 'private' },
      at: now,
      kind: 'text',
      text,
    })
}
