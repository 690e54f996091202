/** A small office that reminds: the invented office's plan, five people, a platform that keeps what it showed. */
import { freshStore } from '#fresh-store'
import { makeFile } from '../../src/assistant/commands.ts'
import { createAssistant, type Parts } from '../../src/assistant/index.ts'
import { bulletinCommand } from '../../src/bulletin/index.ts'
import type { Channel, Delivery } from '../../src/channels/channel.ts'
import { lazyReader } from '../../src/language/index.ts'
import { type Button, plainText } from '../../src/message/card.ts'
import type { Account, Incoming, Said } from '../../src/message/incoming.ts'
import { type Instant, parseInstant } from '../../src/office/day.ts'
import type { Plan } from '../../src/office/plan.ts'
import { remindCommands, remindJob } from '../../src/remind/index.ts'
import { reportCommands } from '../../src/report/index.ts'
import { sql } from '../../src/store/index.ts'
import { whole as data, files } from '../invented.ts'
import { pass, watched } from '../passing.ts'
import { unreadPresses } from '../presses.ts'
import { arrive } from './world.ts'

const PEOPLE: readonly (readonly [string, string, string, string, string | null])[] = [
  ['chen', '陈晓', 'contact', '980522', 'li'],
  ['an', '安平', 'contact', '980523', null],
  ['hu', '胡敏', 'city-coordinator', '980500', null],
  ['sheng', '盛强', 'provincial-coordinator', '980000', null],
  ['wen', '温宁', 'contact', '980302', null],
]

const read = lazyReader(data, files)

export async function town(start: string, options: { plan?: Plan } = {}) {
  const store = watched(await freshStore())
  let now: Instant = instantOf(start)
  let count = 0
  const shown: { to: string; at: Instant; delivery: Delivery }[] = []
  const channel: Channel = {
    name: 'test',
    async send(delivery) {
      unread.push(...unreadPresses(delivery.card, [...assistant.commands, ...elsewhere]))
      shown.push({ to: (delivery.account ?? delivery.chat ?? '').replace('test:', ''), at: now, delivery })
      return { ok: true, message: delivery.replaces ?? `m-${delivery.key}` }
    },
  }
  const unread: string[] = []
  const log: Readonly<Record<string, unknown>>[] = []
  const office = { plans: [options.plan ?? data.plan], regions: data.regions, calendar: data.calendar }
  // Whose buttons are shown here too, and pressed by nobody.
  const plan = options.plan ?? data.plan
  const elsewhere = [
    ...reportCommands({
      plan,
      regions: data.regions,
      read: () => {
        throw new Error('nothing is read')
      },
    }),
    bulletinCommand({ ...office, plan }),
  ]
  const parts: Parts = {
    store,
    plan: data.plan,
    regions: data.regions,
    files: (key, from) => makeFile(key, from, { ...office, plan: office.plans[0] ?? data.plan }),
    commands: remindCommands(office),
    fallback: {
      name: '问',
      words: [],
      right: { kind: 'anyone' },
      summary: '',
      run: async () => ({ status: 'asked', writes: [] }),
    },
    read,
    jobs: [remindJob(office)],
    channels: [channel],
    clock: () => now,
    id: () => `id-${++count}`,
    log: (entry) => log.push(entry),
  }
  const assistant = createAssistant(parts)
  await store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', 'li', '李四'),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', 'test:li', 'li'),
    ...PEOPLE.flatMap(([id, name, role, region, standIn]) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', id, name),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${id}`, id),
      sql('INSERT INTO post (person, role, region, stand_in) VALUES (?, ?, ?, ?)', id, role, region, standIn),
    ]),
  ])
  await assistant.tick(now)

  const tick = async (at: Instant): Promise<void> => {
    now = at
    await assistant.tick(at)
  }
  const incoming = (person: string, said: Said): Incoming => ({
    id: `in-${++count}`,
    channel: 'test',
    account: `test:${person}` as Account,
    chat: { id: `test:${person}`, kind: 'private' },
    at: now,
    ...said,
  })
  const heard = (person: string) => {
    if (unread.length > 0) throw new Error(`shown, and cannot be pressed: ${unread[0]}`)
    return shown.filter(({ to }) => to === person)
  }
  const buttons = (person: string): Button[] =>
    heard(person).flatMap(({ delivery }) =>
      delivery.card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])),
    )

  return {
    store,
    shown,
    log,
    at: (text: string) => {
      now = instantOf(text)
    },
    tick: (text: string) => tick(instantOf(text)),
    /** ticks every ten minutes at which it can matter, up to and including an instant */
    pass: (until: string) => pass({ from: now, to: instantOf(until), stepMs: 600_000, office, store, tick }),
    /** what the person is answered */
    says: async (person: string, text: string): Promise<string> => {
      const before = shown.length
      const { status } = await assistant.handle(incoming(person, { kind: 'text', text }))
      const answer = shown.slice(before).filter(({ to }) => to === person)
      return [status, ...answer.map(({ delivery }) => plainText(delivery.card))].join('\n')
    },
    /** presses the newest button of that label */
    press: async (person: string, label: string): Promise<string> => {
      const button = buttons(person).findLast((one) => one.label.startsWith(label))
      if (!button) throw new Error(`${person} sees no button ${label}`)
      const before = shown.length
      const { status } = await assistant.handle(
        incoming(person, { kind: 'action', command: button.command, values: button.values ?? {} }),
      )
      const answer = shown.slice(before).filter(({ to }) => to === person)
      return [status, ...answer.map(({ delivery }) => plainText(delivery.card))].join('\n')
    },
    /** submits a form command */
    submit: (person: string, command: string, values: Record<string, string>) =>
      assistant.handle(incoming(person, { kind: 'action', command, values })),
    hears: (person: string): string[] => heard(person).map(({ delivery }) => plainText(delivery.card)),
    heard,
    buttons,
    /** the region's figures for a period stand, all that it owes or the first few */
    reports: (region: string, period: string, count?: number) => {
      const every = period.includes('Q') ? 'quarter' : 'month'
      const ids = office.plans[0]?.indicators.filter((one) => one.every === every).map(({ id }) => id as string) ?? []
      return arrive(store, { at: now, region, period, indicators: ids.slice(0, count) })
    },
  }
}

function instantOf(text: string): Instant {
  const at = parseInstant(text)
  if (at === undefined) throw new Error(`not an instant: ${text}`)
  return at
}
