/** A small assistant with three commands of its own: what `handle`, `tick` and `deliver` do whatever the slices. */
import { freshStore } from '#fresh-store'
import { createAssistant, type Parts } from '../../src/assistant/index.ts'
import type { Channel, Delivery, Sent } from '../../src/channels/channel.ts'
import { plainText, say } from '../../src/message/card.ts'
import type { Command } from '../../src/message/command.ts'
import type { Account, Incoming, Said } from '../../src/message/incoming.ts'
import { type Day, type Instant, instant, parseInstant } from '../../src/office/day.ts'
import type { Plan } from '../../src/office/plan.ts'
import { type RegionKey, Regions } from '../../src/office/region.ts'
import { type Store, sql } from '../../src/store/index.ts'

const key = (text: string) => text as RegionKey
const region = (code: string, level: 'province' | 'city' | 'county', name: string, parent?: string) => ({
  key: key(code),
  level,
  name,
  short: name.slice(0, -1),
  codes: [{ code }],
  ...(parent && { parent: key(parent) }),
})

export const regions = new Regions([
  region('330000', 'province', '浙江省'),
  region('330500', 'city', '湖州市', '330000'),
  region('330522', 'county', '长兴县', '330500'),
])

export const plan: Plan = {
  year: 2017,
  title: '要点',
  documentNumber: '',
  issuer: '',
  issued: '2017-04-18' as Day,
  provenance: '',
  text: '',
  indicators: [],
  rules: [],
  allocation: { source: '', demo: false, goals: new Map() },
}

export const note: Command = {
  name: '记',
  words: ['note'],
  right: { kind: 'role', roles: ['contact'] },
  summary: '记下一句话',
  example: (county) => `/记 ${county}今天开会`,
  claims: ({ text }) => text.includes('记住'),
  run: async ({ text, message }) => ({
    status: 'noted',
    writes: [sql('INSERT INTO setting (name, value) VALUES (?, ?)', `note:${message.id}`, text)],
    reply: say('已记下', text),
  }),
}

/** Adds one, from what it read: two at once must not lose one. */
export const count: Command = {
  name: '加一',
  words: [],
  right: { kind: 'anyone' },
  summary: '加一',
  claims: ({ text }) => text.includes('记住'),
  run: async ({ store }) => {
    const row = await store.first<{ n: number }>(`SELECT count(*) AS n FROM setting WHERE name LIKE 'count:%'`)
    const next = (row?.n ?? 0) + 1
    return {
      status: 'checked',
      writes: [sql('INSERT INTO setting (name, value) VALUES (?, ?)', `count:${next}`, 'x')],
      reply: say(`第 ${next} 次`),
    }
  },
}

const echo: Command = {
  name: '问',
  words: [],
  right: { kind: 'anyone' },
  summary: '提问',
  run: async ({ text, history }) => ({ status: 'answered', writes: [], reply: say(`您问：${text}`, ...history) }),
}

export interface Fake extends Channel {
  readonly shown: Delivery[]
  /** what the platform answers next; shown unless it says otherwise */
  next: (delivery: Delivery) => Sent
}

/** The platform at the outer border: keeps what it showed, knows a repeat by its key. */
export function fakeChannel(): Fake {
  const shown: Delivery[] = []
  return {
    name: 'test',
    shown,
    next: () => ({ ok: true, message: '' }),
    async send(delivery) {
      const said = this.next(delivery)
      if (!said.ok && !said.unknown) return said
      if (!shown.some((one) => one.key === delivery.key)) shown.push(delivery)
      return said.ok ? { ok: true, message: `m-${delivery.key}` } : said
    },
  }
}

export async function small(options: { store?: Store; now?: string; parts?: Partial<Parts> } = {}) {
  const store = options.store ?? (await freshStore())
  const channel = fakeChannel()
  let now: Instant = parseInstant(options.now ?? '2017-06-30T09:00') ?? instant(0)
  let ids = 0
  const log: Record<string, unknown>[] = []
  const parts: Parts = {
    store,
    plan,
    regions,
    commands: [note, count],
    fallback: echo,
    jobs: [],
    channels: [channel],
    clock: () => now,
    id: () => `id-${++ids}`,
    log: (entry) => log.push(entry),
    ...options.parts,
  }
  const assistant = createAssistant(parts)
  const people: readonly (readonly [string, string, string, string])[] = [
    ['chen', '陈晓', 'contact', '330522'],
    ['wu', '吴敏', 'city-coordinator', '330500'],
  ]
  if (!options.store) {
    await store.commit(
      people.flatMap(([id, name, role, where]) => [
        sql('INSERT INTO person (id, name) VALUES (?, ?)', id, name),
        sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${id}`, id),
        sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', id, role, where),
      ]),
    )
  }
  let messages = 0
  const incoming = (who: string, said: Said, id = `in-${++messages}`): Incoming => ({
    id,
    channel: 'test',
    account: `test:${who}` as Account,
    chat: { id: `chat-${who}`, kind: 'private' },
    at: now,
    ...said,
  })
  return {
    store,
    channel,
    assistant,
    parts,
    log,
    incoming,
    says: (who: string, text: string, id?: string) => assistant.handle(incoming(who, { kind: 'text', text }, id)),
    /** everything shown to somebody, as plain text */
    hears: (who: string) =>
      channel.shown
        .filter((one) => one.chat === `chat-${who}` || one.account === `test:${who}`)
        .map((one) => plainText(one.card)),
    later: (ms: number) => {
      now = instant(now + ms)
    },
    now: () => now,
  }
}
