import { z } from 'zod'
import { freshStore } from '#fresh-store'
import { consoleApp, consoleChannel, Transcript, UploadedFiles } from '../../../src/channels/console/app.ts'
import type { Toast } from '../../../src/channels/inbound/index.ts'
import { plainText } from '../../../src/message/card.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { instant } from '../../../src/office/day.ts'
import { type Store, StoreUnavailable } from '../../../src/store/index.ts'
import { channelContract, type Member, type Rig } from '../../contracts/channel.ts'
import { buttonsOf, formsOf } from '../../presses.ts'
import { channelOffice } from '../office.ts'

const PEOPLE = ['张敏', '李强', '李科', '访客']
const accountOf = (name: string): Account => `console:${name}` as Account
const Answered = z.object({
  notice: z.object({ tone: z.enum(['success', 'warning', 'error']), text: z.string() }).optional(),
})

async function consoleRig(): Promise<Rig> {
  const store = await freshStore()
  let refused = 0
  /** What the assistant says cannot be written down for the moment; all else can. */
  const refusing: Store = {
    all: (sql, ...params) => store.all(sql, ...params),
    first: (sql, ...params) => store.first(sql, ...params),
    round: (queries) => store.round(queries),
    commit: async (statements) => {
      if (statements.some(({ sql }) => sql.includes('reply_to')) && refused-- > 0)
        throw new StoreUnavailable('database is locked')
      return store.commit(statements)
    },
    close: () => store.close(),
  }
  const transcript = new Transcript(refusing)
  const attachments = new UploadedFiles()
  const now = () => instant(Date.now())
  const office = channelOffice(store, () => [
    { channel: consoleChannel({ transcript, attachments, now }), showsReply: true },
  ])
  const [messenger] = office.messengers
  if (!messenger) throw new Error('no messenger')
  const { channel } = messenger
  const app = consoleApp({
    hear: messenger.hear,
    people: PEOPLE.map((name) => ({ account: accountOf(name), label: name, role: '', region: '' })),
    clock: { now, move: async () => {}, nextDeadline: async () => undefined, describe: () => '工作日' },
    transcript,
    attachments,
    documents: async () => [],
    suggestions: async () => [],
    page: new Map(),
    log: office.log,
  })

  let ids = 0
  const newId = () => `message-${++ids}`
  const post = async (path: string, body: string | Uint8Array): Promise<Toast | undefined> => {
    const content = typeof body === 'string' ? body : body.slice()
    const response = await app.request(`http://localhost/console/api${path}`, {
      method: 'POST',
      headers: { 'content-type': typeof body === 'string' ? 'application/json' : 'application/pdf' },
      body: content,
    })
    await office.delivered()
    return Answered.parse(await response.json()).notice
  }
  const does = ({ account }: Member, what: Readonly<Record<string, unknown>>, id = newId()) =>
    post('/messages', JSON.stringify({ account, id, ...what }))
  const shownTo = async ({ account }: Member) =>
    (await transcript.page(account, 100)).flatMap(({ id, body }) => (body.kind === 'card' ? [{ id, body }] : []))

  return {
    office,
    channel,
    member: async (name) => ({ account: accountOf(name) }),
    async says(who, text, twice = false) {
      const id = newId()
      await Promise.all((twice ? [1, 2] : [1]).map(() => does(who, { kind: 'text', text }, id)))
      return id
    },
    sees: async (who) => (await shownTo(who)).map(({ body }) => (body.growing ? body.growing : plainText(body.card))),
    async button(who, label) {
      const found = (await shownTo(who))
        .reverse()
        .flatMap(({ id, body }) => buttonsOf(body.card).map((button) => ({ id, button })))
        .find(({ button }) => label.test(button.label))
      if (!found) throw new Error(`no button ${label}`)
      const { command, values = {}, label: words } = found.button
      return () => does(who, { kind: 'action', command, values, card: found.id, label: words })
    },
    async submits(who, label, value) {
      const found = (await shownTo(who))
        .reverse()
        .flatMap(({ id, body }) => formsOf(body.card).map((form) => ({ id, form })))
        .find(({ form }) => form.inputs.some((input) => input.label.startsWith(label)))
      if (!found) throw new Error(`no form with ${label}`)
      const { command, values, inputs, submit } = found.form
      const entered = inputs.map((input) => [input.name, input.label.startsWith(label) ? value : (input.value ?? '')])
      const all = { ...values, ...Object.fromEntries(entered) }
      return does(who, { kind: 'action', command, values: all, card: found.id, label: submit })
    },
    async sendsFile({ account }, name, content) {
      await post(`/files?${new URLSearchParams({ id: newId(), account, name })}`, content)
    },
    recalls: async (who, message) => void (await does(who, { kind: 'recall', message })),
    async recallsUnheard(who, text) {
      const id = newId()
      await does(who, { kind: 'recall', message: id })
      await does(who, { kind: 'text', text }, id)
    },
    refuses: (times) => {
      refused = times
    },
    close: () => {},
  }
}

channelContract('console', consoleRig, { tellWhoLeft: false })
