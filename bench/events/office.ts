/** The whole office behind Feishu's webhook, in process, on a SQLite file as it is shipped; nothing is delivered. */

import type { Channel } from '../../src/channels/channel.ts'
import { feishuReceiver } from '../../src/channels/feishu/events/receive.ts'
import { Groups } from '../../src/channels/feishu/groups.ts'
import { feishuWebhook } from '../../src/channels/feishu/index.ts'
import { inboundOf } from '../../src/channels/messengers.ts'
import { readData } from '../../src/composition/data.node.ts'
import { liveAssistant } from '../../src/composition/live-assistant.ts'
import { openLiveOffice, shippedOffice } from '../../src/composition/live-office.ts'
import { type Instant, instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import type { Role } from '../../src/office/person.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { webApp } from '../../src/web/app.ts'
import { APP, requestOf } from './event.ts'
import type { Take } from './floor.ts'

const files = readData()
export const office = loadOffice(files)
const shipped = shippedOffice(office, files)

export const START = '2017-07-03 09:00'

export interface Opened {
  readonly store: Store
  readonly take: Take
  readonly clock: () => Instant
  /** lets time pass between two messages */
  readonly pass: (ms: number) => void
  /** an event that this person says now, or so many ms later */
  readonly saying: (who: string, text: string, laterMs?: number) => Request
  readonly enlist: (who: string, role: Role, region: string) => Promise<void>
  /** rounds of reads and commits so far, and since the last time it was asked */
  readonly counted: () => { readonly reads: number; readonly commits: number; readonly statements: number }
  readonly close: () => void
}

export function openOffice(path: string): Opened {
  const opened = openSqlite(path)
  let [reads, commits, statements] = [0, 0, 0]
  const store: Store = {
    ...opened,
    all: (text, ...values) => {
      reads++
      return opened.all(text, ...values)
    },
    first: (text, ...values) => {
      reads++
      return opened.first(text, ...values)
    },
    round: (queries) => {
      reads++
      return opened.round(queries)
    },
    commit: (all) => {
      commits++
      statements += all.length
      return opened.commit(all)
    },
    close: () => opened.close(),
  }
  let now = parseInstant(START) ?? 0
  const clock = () => instant(now)
  const log = (entry: Readonly<Record<string, unknown>>) => {
    if (/fail|refused/.test(String(entry['event']))) throw new Error(JSON.stringify(entry))
  }
  const channel: Channel & { readonly bot: () => Promise<string> } = {
    name: 'feishu',
    bot: async () => 'ou_bot',
    send: async ({ key }) => ({ ok: true, message: `om_${key}` }),
  }
  const assistant = liveAssistant(openLiveOffice({ shipped, files, store, clock }), {
    store,
    regions: office.regions,
    channels: [channel],
    clock,
    id: () => crypto.randomUUID(),
    log,
    perCall: 0,
  })
  const hear = inboundOf({ handle: assistant.handle, store, now: clock, log })({ channel })
  const receive = feishuReceiver(hear, channel, new Groups(store))
  const app = webApp({ mounts: [feishuWebhook({ ...APP, receive, now: clock, log })], log })
  return {
    store,
    take: (request) => app.request(request),
    clock,
    pass: (ms) => {
      now += ms
    },
    saying: (who, text, laterMs = 0) => requestOf({ who, text, at: now + laterMs }),
    async enlist(who, role, region) {
      await store.commit([
        sql('INSERT INTO person (id, name) VALUES (?, ?)', who, who),
        sql('INSERT INTO account (account, person) VALUES (?, ?)', `feishu:${who}`, who),
        sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', who, role, region),
      ])
    },
    counted: () => {
      const sum = { reads, commits, statements }
      ;[reads, commits, statements] = [0, 0, 0]
      return sum
    },
    close: () => store.close(),
  }
}
