/** Every border that takes text, as one call each: what a person types, what a file holds, what a card shows. */
import { readFileSync } from 'node:fs'
import { createAsker } from '../../src/ask/index.ts'
import { readReply } from '../../src/assistant/interpreter/model-reply.ts'
import { fitted } from '../../src/channels/feishu/cards/fit.ts'
import { askersWords, openAsker, openQuestions, planDocuments } from '../../src/composition/asker.ts'
import { readFile } from '../../src/documents/files/read-file.ts'
import { PassageIndex, readDocument } from '../../src/documents/index.ts'
import { featuresOf } from '../../src/intent/features.ts'
import { lazyReader } from '../../src/language/index.ts'
import type { Asked } from '../../src/message/command.ts'
import type { Account } from '../../src/message/incoming.ts'
import { dayOf } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { importPeople } from '../../src/people/index.ts'
import { readUpdate } from '../../src/report/grammar/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { console, feishuForm, feishuPost, feishuText } from './channels.ts'
import { openDesk, ROLES, whoMay } from './desk.ts'
import { files, now, office, region } from './office.ts'
import { pdfOf, wordOf, workbookOf } from './papers.ts'
import { api, feishu, webhook } from './posted.ts'
import { pressWith } from './presses.ts'
import { linesOf, replies } from './replies.ts'

/** Reads a text to its end; what it comes to is of no account here. */
export type Border = (text: string) => unknown

const { plan, regions } = office
const documents = planDocuments(office)
const asker = openAsker(office, files, documents)
const read = lazyReader(office, files)

const index = new PassageIndex(
  documents.flatMap(({ id, provisions, text }) =>
    provisions.map(({ label, span }) => ({ id: `${id} ${label}`, text: text.slice(span.from, span.to) })),
  ),
)
// Read once: parsing it costs more than the document does.
const words = askersWords(office.lexicon, files)
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
// Its figures are of a whole year (year.ts), the same for all that read.
const desk = await openDesk(readFileSync(process.argv[2] ?? ''))
/** What the desk took of its database so far. */
export const rowsTaken = desk.rows
const page = console()
const posted = { webhook: webhook(), feishu: feishu(), api: await api(desk, 'admin') }
const replied = replies(asker)

/** A paper of this text: its characters put together, then its provisions read. */
const paper = (name: string, made: (text: string) => Uint8Array) => async (text: string) => {
  const file = await readFile(name, made(text))
  return file.kind === 'text' ? readDocument(file.text, { id: 'bounds' }) : file
}

const named = (borders: readonly (readonly [string, Border])[]): Readonly<Record<string, Border>> =>
  Object.fromEntries(borders)

/** As whoever may: what is refused is not read. */
const commanded = desk.commands.map(
  ({ name, right }) => [`/${name}`, (text: string) => desk.says(whoMay(right), `/${name} ${text}`)] as const,
)
const pressed = desk.commands.flatMap((command) => {
  const values = pressWith(command)
  const who = whoMay(command.right)
  return values
    ? [[`a press of ${command.name}`, (text: string) => desk.presses(who, command.name, values(text))] as const]
    : []
})
const spoken = [...ROLES, 'stranger'].map(
  (who) => [`a message of a ${who}`, (text: string) => desk.says(who, text)] as const,
)

export const BORDERS: Readonly<Record<string, Border>> = {
  ask: (text) => asker.ask({ question: text }),
  'ask, after other turns': (text) => asker.ask({ question: '那湖州呢？', history: [text, '僵尸企业要处置多少家？'] }),
  parse: (text) => readUpdate(text, { now, region, indicators: plan.indicators, regions, read }),
  progress: (text) => questions.heard(asked(text)),
  intent: (text) => featuresOf(read(text, { today: dayOf(now), own: region })),
  'a wish': (text) => read(text, { today: dayOf(now), own: region, ahead: true }),
  'a wish, said': (text) => desk.says('contact', `提醒我${text}`),
  'ask, of a document': (text) =>
    createAsker({
      documents: [readDocument(`工作要点\n一、总体要求\n到2020年，高新技术企业${text}500家。\n`, { id: 'bounds' })],
      lexicon: words,
      regions,
    }).ask({ question: '到2020年高新技术企业要达到多少家？' }),
  document: (text) => readDocument(text, { id: 'bounds' }),
  'a paper of Word': paper('要点.docx', wordOf),
  'a paper in PDF': paper('要点.pdf', pdfOf),
  'a workbook': paper('要点.xlsx', workbookOf),
  'a paper brought in': (text) => desk.sends('admin', '要点.docx', wordOf(text)),
  'the name of a file': (text) => desk.sends('contact', text, new Uint8Array([1])),
  // Of whatever a message says no more of a table is made than its key names; made apart, see desk.ts.
  'a file that is asked for': (text) => desk.makes(text),
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
  'a text in Feishu': feishuText,
  'a post in Feishu': feishuPost,
  'a form in Feishu': feishuForm,
  'a text in the console': page.says,
  'a form in the console': page.presses,
  'a text of the webhook': posted.webhook.text,
  'a press of the webhook': posted.webhook.press,
  'a body of the webhook': posted.webhook.raw,
  'a text of the webhook of Feishu': posted.feishu.text,
  'a body of the webhook of Feishu': posted.feishu.raw,
  'a question of a program': posted.api.ask,
  'a question on figures of a program': posted.api.progress,
  'a query of a program': posted.api.query,
  'a period of a program': posted.api.deadlines,
  'a body of a program': posted.api.raw,
  'a call of a tool': posted.api.tool,
  'a call of MCP': posted.api.rpc,
  'a reply of a model': replied.whole,
  'a reply of a model, as far as it has come': replied.soFar,
  'a reply of a model that finds nothing': replied.declined,
  'a reply of a model that is none': replied.raw,
  'lines of an interpreter': (text) => desk.hears('contact', linesOf(text)),
  'lines of an interpreter that are none': (text) => desk.hears('contact', readReply(text)),
  // So that one sees hanging texts cut off.
  'a pattern that hangs': (text) => /^(?:谢谢|谢)+$/.test(text.repeat(2).concat('！')),
  ...named([...spoken, ...commanded, ...pressed]),
}
