/** The reporting slice behind the real assistant and a real database, spoken to in chat. */
import { freshStore } from '#fresh-store'
import { type Assistant, createAssistant } from '../../src/assistant/index.ts'
import type { Delivery } from '../../src/channels/channel.ts'
import { lazyReader } from '../../src/language/index.ts'
import { type Card, plainText, say } from '../../src/message/card.ts'
import type { Command } from '../../src/message/command.ts'
import type { Account, Incoming, Said } from '../../src/message/incoming.ts'
import { amount, multiply } from '../../src/office/amount.ts'
import { type Instant, instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { bindingCommands } from '../../src/people/index.ts'
import { type Attachments, type Ground, openItems, reportCommands } from '../../src/report/index.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { files } from '../invented.ts'
import { buttonsOf, formsOf, unreadPresses } from '../presses.ts'

const whole = loadOffice(files)
const read = lazyReader(whole, files)

/** One goal a county, whatever the shipped split says, so that the tests can count on it. */
const GOALS: Readonly<Record<string, string>> = {
  'old-kilns': '20',
  'stray-saws': '180',
  'idle-mills': '20',
  'forest-parks': '3',
  'seedling-sheds': '15',
  'forest-leaders': '30',
  'timber-smes': '90',
  'poor-woodland': '0.09',
  'fuelwood-space': '1',
}

/** Counties with a goal in a region: itself, or those that lie in it. */
const countiesIn = (region: RegionKey): number =>
  [...whole.plan.allocation.goals.keys()].filter(
    (one) => whole.regions.get(one).level === 'county' && whole.regions.within(one, region),
  ).length

const goals = new Map(
  [...whole.plan.allocation.goals].map(([region, of]) => [
    region,
    whole.regions.get(region).level === 'province'
      ? of
      : new Map(
          [...of].map(([id, goal]) => {
            const each = GOALS[id]
            return [id, each === undefined ? goal : multiply(amount(each), amount(countiesIn(region)))]
          }),
        ),
  ]),
)

export const ground: Ground = {
  plan: { ...whole.plan, allocation: { ...whole.plan.allocation, goals } },
  regions: whole.regions,
  read,
}

/** Everybody whom the tests speak as: name → role and region. */
const CAST = {
  柳泉: ['contact', '980522'],
  柳泉二: ['contact', '980522'],
  苇渡: ['contact', '980521'],
  鸥浦: ['contact', '980282'],
  澄州: ['city-coordinator', '980500'],
  鹭州: ['city-coordinator', '980200'],
  省办: ['provincial-coordinator', '980000'],
  官员: ['official', '980000'],
  管理员: ['admin', '980000'],
} as const

export type Who = keyof typeof CAST | '路人'

const ask: Command = {
  name: '问',
  words: [],
  right: { kind: 'anyone' },
  summary: '提问',
  run: async ({ text }) => ({ status: 'answered', writes: [], reply: say(`您问：${text}`) }),
}

/** Files that the platform holds, and where the office keeps them. */
function shelves(): Attachments & {
  readonly sent: Map<string, Uint8Array>
  readonly kept: Map<string, Uint8Array>
} {
  const sent = new Map<string, Uint8Array>()
  const kept = new Map<string, Uint8Array>()
  return {
    sent,
    kept,
    fetch: async (_, file) => sent.get(file.key),
    keep: async (sha256, content) => void kept.set(sha256, content),
  }
}

/** @param options.name of the process, so that two on one database have ids of their own */
export async function chat(options: { now?: string; store?: Store; ground?: Ground; name?: string } = {}) {
  const store = options.store ?? (await freshStore())
  const base = options.ground ?? ground
  const files = shelves()
  const shown: Delivery[] = []
  const faults: unknown[] = []
  let now: Instant = parseInstant(options.now ?? '2017-07-03T09:00') ?? instant(0)
  const name = options.name ?? ''
  let count = 0
  const assistant: Assistant = createAssistant({
    store,
    plan: base.plan,
    regions: base.regions,
    commands: [...reportCommands(base, files), ...bindingCommands(base, openItems(base))],
    fallback: ask,
    jobs: [],
    channels: [
      {
        name: 'test',
        send: async (delivery) => {
          faults.push(...unreadPresses(delivery.card, assistant.commands))
          shown.push(delivery)
          return { ok: true, message: `m-${delivery.key}` }
        },
      },
    ],
    clock: () => now,
    id: () => `id-${name}${++count}`,
    log: (entry) => void (entry['event'] === 'failed' && faults.push(entry['error'])),
  })
  if (!options.store) await seat(store)

  const send = async (who: Who, said: Said, replyTo?: string, sent?: Instant): Promise<Heard> => {
    const id = `in-${name}${++count}`
    const from = shown.length
    const message: Incoming = {
      id,
      channel: 'test',
      account: `test:${who}` as Account,
      chat: { id: `chat-${who}`, kind: 'private' },
      at: sent ?? now,
      ...(replyTo !== undefined && { replyTo }),
      ...said,
    }
    const { status } = await assistant.handle(message)
    if (faults.length > 0) throw new Error(String(faults[0]))
    const answer = shown.slice(from).find((one) => one.chat === `chat-${who}`)
    return { status, id, card: answer?.card ?? say(''), text: answer ? plainText(answer.card) : '' }
  }

  return {
    store,
    files,
    assistant,
    says: (who: Who, text: string) => send(who, { kind: 'text', text }),
    /** says something that reaches the office only now */
    saidAt: (who: Who, sent: string, text: string) => send(who, { kind: 'text', text }, undefined, parseInstant(sent)),
    /** presses a button of a card that was shown */
    presses: (who: Who, { card }: Heard, label: string) => {
      const button = buttonsOf(card).find((one) => one.label === label)
      if (!button) throw new Error(`no button ${label} among ${buttonsOf(card).map((one) => one.label)}`)
      return send(who, { kind: 'action', command: button.command, values: button.values ?? {} })
    },
    /** fills a form that was shown; fields left out keep the values they show */
    fills: (who: Who, { card }: Heard, values: Readonly<Record<string, string>>, which = 0) => {
      const form = formsOf(card)[which]
      if (!form) throw new Error('no form')
      const shownValues = Object.fromEntries(form.inputs.map((input) => [input.name, input.value ?? '']))
      return send(who, { kind: 'action', command: form.command, values: { ...form.values, ...shownValues, ...values } })
    },
    sends: (who: Who, name: string, content: Uint8Array, replyTo?: string) => {
      const key = `key-${++count}`
      files.sent.set(key, content)
      return send(who, { kind: 'file', file: { name, bytes: content.length, key, mime: '' } }, replyTo)
    },
    recalls: (who: Who, message: string) => send(who, { kind: 'recall', message }),
    send,
    /** all that was shown to somebody, the answers left out or not */
    hears: (who: Who) =>
      shown
        .filter((one) => one.chat === `chat-${who}` || one.account === `test:${who}`)
        .map((one) => plainText(one.card)),
    shown,
    at: (time: string) => {
      now = parseInstant(time) ?? now
    },
  }
}

export interface Heard {
  readonly status: string
  readonly id: string
  readonly card: Card
  readonly text: string
}

export { buttonsOf, formsOf }

export async function seat(store: Store): Promise<void> {
  await store.commit(
    Object.entries(CAST).flatMap(([name, [role, region]]) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', name, name),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${name}`, name),
      sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', name, role, region),
    ]),
  )
}
