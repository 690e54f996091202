/** While a model is asked nothing is committed: a crash loses nothing, and what the same person says next waits its turn. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { abilities } from '../../../src/assistant/commands.ts'
import { createAssistant } from '../../../src/assistant/index.ts'
import type { Interpreter } from '../../../src/assistant/interpreter/interpreter.ts'
import type { ModelGuess } from '../../../src/assistant/interpreter/model-reply.ts'
import { plainText } from '../../../src/message/card.ts'
import type { Account, Incoming } from '../../../src/message/incoming.ts'
import { instant, MINUTE_MS, parseInstant } from '../../../src/office/day.ts'
import { type Store, sql } from '../../../src/store/index.ts'
import { asker, documents, questions, whole } from '../../office.ts'
import { guess, read } from '../../said.ts'

const SHAME = '才3家，丢人'
const at = parseInstant('2017-07-03 09:00') ?? instant(0)

const PATIENCE = { keepMs: 5, answerMs: 40 }
const POLL = { timeout: 10_000, interval: 5 }

/** One process of an office on one machine. */
function process(store: Store, interpreter: Interpreter, now = at) {
  const shown: string[] = []
  const failed: unknown[] = []
  const assistant = createAssistant({
    store,
    regions: whole.regions,
    ...abilities({ office: whole, asker, questions, documents, read, guess }),
    channels: [
      {
        name: 'test',
        async send({ key, card }) {
          shown.push(plainText(card))
          return { ok: true, message: `m-${key}` }
        },
      },
    ],
    clock: () => now,
    id: () => crypto.randomUUID(),
    log: (entry) => {
      if (/fail/.test(String(entry['event']))) failed.push(entry)
    },
    patience: PATIENCE,
    interpreter,
  })
  const says = (text: string, id: string) => {
    const message: Incoming = {
      id,
      channel: 'test',
      account: 'test:wang' as Account,
      chat: { id: 'chat-wang', kind: 'private' },
      at,
      kind: 'text',
      text,
    }
    return assistant.handle(message)
  }
  return { assistant, shown, failed, says }
}

async function listed(): Promise<Store> {
  const store = await freshStore()
  await store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', 'wang', '王'),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', 'test:wang', 'wang'),
    sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', 'wang', 'contact', '330522'),
  ])
  return store
}

const inbox = (store: Store) => store.all<{ id: string; status: string }>('SELECT id, status FROM inbox ORDER BY id')

/** Asked, and silent until it is let go. */
function held() {
  let release: (heard: ModelGuess | undefined) => void = () => {}
  const asked: string[] = []
  const interpreter: Interpreter = {
    ask: ({ message }) =>
      new Promise((resolve) => {
        asked.push(message)
        release = resolve
      }),
  }
  return { interpreter, asked, release: (heard?: ModelGuess) => release(heard) }
}

const NONE: ModelGuess = { lines: [], either: false }

test('a process that dies while the model is asked has committed nothing, and the next one handles the message anew', async () => {
  const store = await listed()
  const dying = held()
  const first = process(store, dying.interpreter)
  expect(await first.says(SHAME, 'one')).toEqual({ status: 'underway' })
  expect(dying.asked).toEqual([SHAME])
  expect(await inbox(store)).toEqual([])
  expect(first.shown).toEqual([])
  expect(await store.all('SELECT state FROM pending')).toEqual([{ state: 'received' }])

  const second = process(store, { ask: async () => NONE }, instant(at + MINUTE_MS))
  await second.assistant.resume()
  expect(await inbox(store)).toEqual([{ id: 'test:one', status: 'talk' }])
  expect(second.shown).toHaveLength(1)
  expect(await store.all('SELECT * FROM pending')).toEqual([])

  // The first one was only slow, and wakes up.
  dying.release(NONE)
  await expect.poll(() => inbox(store), POLL).toHaveLength(1)
  expect(first.failed).toEqual([])
})

test('what the same person says meanwhile is handled after it', async () => {
  const store = await listed()
  const { interpreter, asked, release } = held()
  const { says, shown } = process(store, interpreter)
  const both = [says(SHAME, 'first'), says('/我的', 'second')]
  await expect.poll(() => asked, POLL).toEqual([SHAME])
  expect(await Promise.all(both)).toEqual([{ status: 'underway' }, { status: 'underway' }])
  expect(await inbox(store)).toEqual([])
  release(NONE)
  await expect.poll(() => shown.length, POLL).toBe(2)
  expect(shown[0]).toMatch(/^我在/)
  expect(shown[1]).toMatch(/^长兴县/)
})

test('a fault of ours while asking costs nobody the answer', async () => {
  const store = await listed()
  const { says, shown, failed } = process(store, { ask: () => Promise.reject(new Error('bug')) })
  expect(await says(SHAME, 'one')).toEqual({ status: 'unread' })
  expect(shown).toHaveLength(1)
  expect(failed).toMatchObject([{ event: 'interpreting-failed' }])
})
