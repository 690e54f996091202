/** The whole office behind messengers: the invented one's data, real commands, a real store; its clock can be set. */
import { randomUUID } from 'node:crypto'
import { openModelReader } from '../../src/ask/index.ts'
import { abilities, makeFile } from '../../src/assistant/commands.ts'
import { createAssistant } from '../../src/assistant/index.ts'
import type { Messenger, MessengerParts } from '../../src/channels/messenger.ts'
import { inboundOf } from '../../src/channels/messengers.ts'
import { openModel } from '../../src/model/index.ts'
import { type Instant, instant, parseInstant } from '../../src/office/day.ts'
import type { Role } from '../../src/office/person.ts'
import { type Store, sql } from '../../src/store/index.ts'
import * as invented from '../invented.ts'
import { saidIn } from '../said.ts'

const { asker, documents, files, classifyAct, questions, whole } = invented
const { read, guess } = saidIn(invented)

export interface ChannelOfficeOptions {
  /** where the office's clock stands at the start; it goes on as real time does */
  readonly start?: string
  /** an OpenAI-compatible endpoint that words answers */
  readonly modelUrl?: string
}

/** @param open makes the messengers that the office speaks through */
export function channelOffice(
  store: Store,
  open: (parts: MessengerParts) => readonly Messenger[],
  { start = '2017-07-03 09:00', modelUrl }: ChannelOfficeOptions = {},
) {
  const logged: Readonly<Record<string, unknown>>[] = []
  const log = (entry: Readonly<Record<string, unknown>>) => void logged.push(entry)
  const now = () => Date.now()
  let offset = (parseInstant(start) ?? 0) - now()
  const clock = (): Instant => instant(now() + offset)
  const messengers = open({ store, now, id: randomUUID, log })
  let ids = 0
  const running = new Set<Promise<void>>()
  const later = (work: Promise<void>) => {
    running.add(work)
    work.finally(() => running.delete(work)).catch((error: unknown) => log({ event: 'delivery-failed', error }))
  }
  // No test here waits for it, however slow the machine.
  const limitMs = 20_000
  const model =
    modelUrl === undefined ? undefined : openModel({ endpoint: { url: modelUrl, name: 'scripted' }, limitMs, now })
  const channels = messengers.map(({ channel }) => channel)
  const assistant = createAssistant({
    store,
    regions: whole.regions,
    ...abilities({
      office: whole,
      asker,
      questions,
      documents,
      read,
      guess,
      classifyAct,
      ...(model && { readingMs: limitMs }),
      attachments: {
        fetch: async ({ channel }, { key }) => channels.find(({ name }) => name === channel)?.fetch?.(key),
        keep: async () => {},
      },
    }),
    channels,
    clock,
    id: () => `id-${++ids}`,
    later,
    ...(model && { reading: openModelReader(model, files, now), afterwards: later }),
    files: (key, from) => makeFile(key, from, whole),
    log,
  })
  let heldMs = 0
  const handle: typeof assistant.handle = async (message) => {
    const ms = heldMs
    heldMs = 0
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
    return assistant.handle(message)
  }
  const ear = inboundOf({ handle, store, now, log })

  return {
    store,
    assistant,
    logged,
    log,
    clock,
    messengers: messengers.map((one) => ({ ...one, hear: ear(one) })),
    /** Somebody with a post, known by an account. */
    async enlist(name: string, account: string, role: Role, region: string): Promise<void> {
      await store.commit([
        sql('INSERT OR IGNORE INTO person (id, name) VALUES (?, ?)', name, name),
        sql('INSERT INTO account (account, person) VALUES (?, ?)', account, name),
        sql(
          'INSERT OR IGNORE INTO post (person, role, region) VALUES (?, ?, ?)',
          name,
          role,
          whole.regions.find(region)?.key ?? '',
        ),
      ])
    },
    /** Delivery goes on after a message is handled: waits until it has ended too. @returns whether any was under way */
    async delivered(): Promise<boolean> {
      if (running.size === 0) return false
      await Promise.all(running)
      return true
    },
    async tickAt(to: string): Promise<void> {
      offset = (parseInstant(to) ?? 0) - now()
      await assistant.tick(clock())
    },
    /** Sets the clock on, and ticks. */
    async pass(ms: number): Promise<void> {
      offset += ms
      await assistant.tick(clock())
    },
    /** The next message takes so much longer. */
    hold(ms: number): void {
      heldMs = ms
    },
    count: async (table: string, where = '1') =>
      (await store.first<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))?.n ?? -1,
  }
}

export type ChannelOffice = ReturnType<typeof channelOffice>
