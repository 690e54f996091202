/**
 * The whole office for tests: the program's own commands, a store of SQL, people who speak and hear in chat. By itself it
 * stands on the frozen copy of a province's data (test/fixtures/offices/zhejiang), not on what ships; invented.ts has the other.
 *
 * Runs on Node and in workerd alike, so the copy and the shipped language come through the bundler (data.ts).
 */

import type { Means } from '../src/assistant/commands.ts'
import type { FrontParts } from '../src/assistant/index.ts'
import type { Channel, Delivery } from '../src/channels/channel.ts'
import { liveAssistant } from '../src/composition/live-assistant.ts'
import { type OfficeNow, openLiveOffice, shippedOffice } from '../src/composition/live-office.ts'
import { readFile } from '../src/documents/files/read-file.ts'
import { plainText } from '../src/message/card.ts'
import type { Account, Incoming, IncomingFile, Said } from '../src/message/incoming.ts'
import { type Instant, instant, isoInstant, MINUTE_MS, parseInstant } from '../src/office/day.ts'
import { levelled } from '../src/office/levels.ts'
import { type Files, loadOffice } from '../src/office/load/index.ts'
import type { Role } from '../src/office/person.ts'
import { type Store, sql } from '../src/store/index.ts'
import { files } from './data.ts'
import { pass, watched } from './passing.ts'
import { buttonsOf, unreadPresses } from './presses.ts'

export { files }
export const whole = loadOffice(files)
const shipped = shippedOffice(whole, files)
export const { asker, documents, questions } = shipped

/** Who speaks, by the name that they go by in a test: their role and region. */
export type Cast = Readonly<Record<string, readonly [Role, string]>>

const CAST: Cast = {
  长兴: ['contact', '长兴县'],
  安吉: ['contact', '安吉县'],
  慈溪: ['contact', '慈溪市'],
  湖州: ['city-coordinator', '湖州市'],
  省办: ['provincial-coordinator', '浙江省'],
  官员: ['official', '浙江省'],
}

export type Who = string

const QUARTER_MS = 15 * MINUTE_MS

const instantOf = (text: string): Instant => {
  const at = parseInstant(text)
  if (at === undefined) throw new Error(`no instant: ${text}`)
  return at
}

/**
 * @param parts what else the assistant is made of
 * @param means how the office narrowed what is told
 */
export const office = (
  opened: Store,
  start = '2017-07-03 09:00',
  parts: Partial<FrontParts> = {},
  means: Pick<Means, 'sight'> = {},
) => officeOf({ shipped, files, cast: CAST }, opened, start, parts, means)

interface Played {
  readonly shipped: OfficeNow
  readonly files: Files
  readonly cast: Cast
}

/** Any office, of the data that is given. */
export async function officeOf(
  { shipped, files, cast }: Played,
  opened: Store,
  start: string,
  parts: Partial<FrontParts> = {},
  means: Pick<Means, 'sight'> = {},
) {
  const whole = shipped.office
  const store = watched(opened)
  let now = instantOf(start)
  let ids = 0
  const shown: Delivery[] = []
  const sendings: string[] = []
  /** cards that were shown and could not be pressed */
  const unread: string[] = []
  const channel: Channel = {
    name: 'test',
    async send(delivery) {
      const { key, chat, account, card } = delivery
      unread.push(...unreadPresses(card, assistant.commands))
      if (plainText(card) !== levelled(plainText(card), whole.regions.levels)) throw new Error(`a level's mark: ${key}`)
      sendings.push(`${isoInstant(now)} ${chat ?? account} ${key} ${plainText(card)}`)
      const index = delivery.replaces ? shown.findIndex(({ key }) => `m-${key}` === delivery.replaces) : -1
      const earlier = shown[index]
      if (earlier && delivery.replaces) {
        shown[index] = { ...delivery, key: earlier.key }
        return { ok: true, message: delivery.replaces }
      }
      if (!shown.some(({ key }) => key === delivery.key)) shown.push(delivery)
      return { ok: true, message: `m-${delivery.key}` }
    },
  }
  const clock = () => now
  const sent = new Map<string, Uint8Array>()
  const attachments = {
    fetch: async (_: Incoming, { key }: IncomingFile) => sent.get(key),
    keep: async () => {},
  }
  const assistant = liveAssistant(
    openLiveOffice({ shipped, files, store, clock }),
    {
      store,
      regions: whole.regions,
      channels: [channel],
      clock,
      id: () => `id-${++ids}`,
      log: (entry) => {
        if (/fail/.test(String(entry['event']))) throw new Error(JSON.stringify(entry))
      },
      ...parts,
    },
    { attachments, readFile, ...means },
  )
  await store.commit(
    Object.entries(cast).flatMap(([name, [role, region]]) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', name, `${name}联系人`),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${name}`, name),
      sql(
        'INSERT INTO post (person, role, region) VALUES (?, ?, ?)',
        name,
        role,
        whole.regions.find(region)?.key ?? '',
      ),
    ]),
  )

  const tick = async (at: Instant): Promise<void> => {
    now = at
    await assistant.tick(at)
  }
  const isFor = (who: Who) => (one: Delivery) => one.chat === `chat-${who}` || one.account === `test:${who}`
  const message = (who: Who, said: Said, id = `in-${String(++ids).padStart(6, '0')}`): Incoming => ({
    id,
    channel: 'test',
    account: `test:${who}` as Account,
    chat: { id: `chat-${who}`, kind: 'private' },
    at: now,
    ...said,
  })
  const hears = (who: Who): string[] => {
    if (unread.length > 0) throw new Error(`shown, and cannot be pressed: ${unread[0]}`)
    return shown.filter(isFor(who)).map(({ card }) => plainText(card))
  }

  return {
    store,
    commands: assistant.commands,
    /** Says something and returns the last thing that is then shown to the speaker. */
    async says(who: Who, text: string, id?: string): Promise<string> {
      await assistant.handle(message(who, { kind: 'text', text }, id))
      return hears(who).at(-1) ?? ''
    },
    /** Says something in a group, where others read along. @returns the last thing that is then shown there */
    async saysInGroup(who: Who, text: string): Promise<string> {
      const chat = { id: 'chat-group', kind: 'group' } as const
      await assistant.handle({ ...message(who, { kind: 'text', text }), chat })
      return hears('group').at(-1) ?? ''
    },
    /** Presses the newest button of that name that is shown to a person. */
    async presses(who: Who, label: string): Promise<string> {
      const cards = shown.filter(isFor(who)).reverse()
      for (const { card, key } of cards) {
        const button = buttonsOf(card).find((one) => one.label === label)
        if (!button) continue
        const { command, values = {} } = button
        await assistant.handle(message(who, { kind: 'action', command, values, card: `m-${key}` }))
        return hears(who).join('\n---\n')
      }
      throw new Error(`${who} is shown no button ${label}`)
    },
    /** Sends a file. @returns the last thing that is then shown to the sender */
    async sends(who: Who, name: string, content: string | Uint8Array): Promise<string> {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      const key = `file-${++ids}`
      sent.set(key, bytes)
      const file = { name, bytes: bytes.length, key, mime: 'application/octet-stream' }
      await assistant.handle(message(who, { kind: 'file', file }))
      return hears(who).at(-1) ?? ''
    },
    /** Presses a button that somebody else was shown, or that is long gone. */
    async acts(who: Who, command: string, values: Readonly<Record<string, string>>): Promise<string> {
      await assistant.handle(message(who, { kind: 'action', command, values }))
      return hears(who).at(-1) ?? ''
    },
    /** Fills in and submits the newest form that is shown to a person. */
    async fills(who: Who, typed: Readonly<Record<string, string>>): Promise<string> {
      const cards = shown.filter(isFor(who)).reverse()
      for (const { card, key } of cards) {
        const form = card.blocks.flatMap((block) => (block.kind === 'form' ? [block.form] : []))[0]
        if (!form) continue
        const filled = Object.fromEntries(form.inputs.map(({ name, value = '' }) => [name, value]))
        const values = { ...form.values, ...filled, ...typed }
        await assistant.handle(message(who, { kind: 'action', command: form.command, values, card: `m-${key}` }))
        return hears(who).at(-1) ?? ''
      }
      throw new Error(`${who} is shown no form`)
    },
    /** The files that a person was handed, in their order. */
    files: (who: Who) => shown.filter(isFor(who)).flatMap(({ file }) => (file ? [file] : [])),
    hears,
    /** Every call to the platform so far, in order, with its instant. */
    sendings: (): readonly string[] => sendings,
    /** Lets time pass to an instant, the assistant's minute coming every quarter of an hour at which it can matter. */
    until: (to: string): Promise<void> =>
      pass({ from: now, to: instantOf(to), stepMs: QUARTER_MS, office: whole, store, tick }),
    /** The same, without leaving out a single quarter. */
    async untilByQuarters(to: string): Promise<void> {
      for (const end = instantOf(to); now < end; ) await tick(instant(Math.min(now + QUARTER_MS, end)))
    },
    redeliver: (who: Who, text: string, id: string) => assistant.handle(message(who, { kind: 'text', text }, id)),
  }
}
