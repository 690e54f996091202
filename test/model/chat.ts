/** A private chat with an assistant that has a model: real commands, a real store, a platform that can be told to fail. */

import { freshStore } from '#fresh-store'
import type { Asker } from '../../src/ask/index.ts'
import { openModelReader } from '../../src/ask/index.ts'
import { abilities } from '../../src/assistant/commands.ts'
import { createAssistant, type Parts } from '../../src/assistant/index.ts'
import type { Channel, Delivery, Sent } from '../../src/channels/channel.ts'
import type { Document } from '../../src/documents/index.ts'
import { type Card, plainText } from '../../src/message/card.ts'
import type { Account, Incoming } from '../../src/message/incoming.ts'
import { openModel } from '../../src/model/index.ts'
import { type Instant, instant, parseInstant } from '../../src/office/day.ts'
import type { Store } from '../../src/store/index.ts'
import { files } from '../data.ts'
import { asker as ownAsker, documents as ownDocuments, questions, whole } from '../office.ts'
import { guess, read } from '../said.ts'

interface Options {
  /** of the scripted endpoint; without one there is no model */
  readonly url?: string
  readonly limitMs?: number
  readonly store?: Store
  readonly asker?: Asker
  readonly documents?: readonly Document[]
  readonly parts?: Partial<Parts>
}

export async function chat({ url, limitMs = 3_000, asker = ownAsker, documents = ownDocuments, ...given }: Options) {
  const store = given.store ?? (await freshStore())
  let now: Instant = parseInstant('2017-07-03T09:00') ?? instant(0)
  let messages = 0
  /** messages on the screen, oldest first */
  const shown: { id: string; card: Card }[] = []
  /** everything that ever stood on the screen, in order */
  const seen: string[] = []
  const log: Record<string, unknown>[] = []
  const platform = {
    next: (_: Delivery): Sent => ({ ok: true, message: '' }),
    grow: async (): Promise<void> => {},
  }
  const channel: Channel = {
    name: 'test',
    async send(delivery) {
      const said = platform.next(delivery)
      if (!said.ok) return said
      const earlier = shown.find(({ id }) => id === delivery.replaces)
      if (earlier) earlier.card = delivery.card
      else shown.push({ id: `m-${delivery.key}`, card: delivery.card })
      seen.push(plainText(delivery.card))
      return { ok: true, message: earlier?.id ?? `m-${delivery.key}` }
    },
    async grow(message, text, step) {
      await platform.grow()
      seen.push(`${message} ${step}: ${text}`)
    },
  }
  const model =
    url === undefined ? undefined : openModel({ endpoint: { url, name: 'scripted' }, limitMs, now: () => now })
  const assistant = createAssistant({
    store,
    regions: whole.regions,
    ...abilities({ office: whole, asker, questions, documents, read, guess, ...(model && { readingMs: limitMs }) }),
    channels: [channel],
    clock: () => now,
    id: () => crypto.randomUUID(),
    log: (entry) => log.push(entry),
    ...(model && { reading: openModelReader(model, files, () => performance.now()) }),
    ...given.parts,
  })
  const incoming = (text: string, id = `in-${++messages}`): Incoming => ({
    id,
    channel: 'test',
    account: 'test:wang' as Account,
    chat: { id: 'chat-wang', kind: 'private' },
    at: now,
    kind: 'text',
    text,
  })
  return {
    store,
    assistant,
    platform,
    seen,
    log,
    shown: () => shown.map(({ card }) => plainText(card)),
    cards: () => shown.map(({ card }) => card),
    asks: (text: string, id?: string) => assistant.handle(incoming(text, id)),
    skip(ms: number): void {
      now = instant(now + ms)
    },
    /** Lets time pass, with a tick at its end. */
    async later(ms: number): Promise<void> {
      now = instant(now + ms)
      await assistant.tick(now)
    },
  }
}
