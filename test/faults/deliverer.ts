/** A process that delivers an outbox to a platform over HTTP until nothing waits; it is killed while it does. */
import { createAssistant } from '../../src/assistant/index.ts'
import type { Channel, Sent } from '../../src/channels/channel.ts'
import { instant } from '../../src/office/day.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { note, plan, regions } from '../assistant/small.ts'

const [path = '', platform = ''] = process.argv.slice(2)

/** The platform tells the time: it passes with what is done, not with the host's clock, however slow the host. */
let now = instant(0)
const clock = () => now
const hear = (told: string | null): void => {
  now = instant(Math.max(now, Number(told)))
}

const channel: Channel = {
  name: 'test',
  async send({ key, account }): Promise<Sent> {
    try {
      const response = await fetch(platform, {
        method: 'POST',
        body: JSON.stringify({ key, account }),
        signal: AbortSignal.timeout(400),
      })
      hear(response.headers.get('office-time'))
      if (response.ok) return { ok: true, message: await response.text() }
      const wait = Number(response.headers.get('retry-after') ?? 0) * 1_000
      return { ok: false, retry: true, error: `HTTP ${response.status}`, ...(wait && { afterMs: wait }) }
    } catch (error) {
      return { ok: false, retry: true, unknown: true, error: String(error) }
    }
  },
}

// A killed process loses nothing that it committed; waiting for the disk helps where the power fails.
const store = openSqlite(path, { demo: true })
const assistant = createAssistant({
  store,
  plan,
  regions,
  commands: [],
  fallback: note,
  jobs: [],
  channels: [channel],
  clock,
  id: () => 'id',
  log: () => {},
})

const waiting = async (): Promise<boolean> =>
  (await store.first(`SELECT 1 FROM outbox WHERE state IN ('queued', 'leased') LIMIT 1`)) !== undefined

while (await waiting()) {
  hear(await (await fetch(platform)).text())
  await assistant.deliver(clock())
  await new Promise((resolve) => setTimeout(resolve, 1))
}
