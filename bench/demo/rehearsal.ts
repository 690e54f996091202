/** The lines of a demo said to an assistant in the order of time, without what goes out on its own. */
import { liveAssistant } from '../../src/composition/live-assistant.ts'
import { openLiveOffice, shippedOffice } from '../../src/composition/live-office.ts'
import type { Account } from '../../src/message/incoming.ts'
import { type Instant, instant, MINUTE_MS } from '../../src/office/day.ts'
import { type Demo, type Files, loadDemo, type Office } from '../../src/office/load/index.ts'
import { enrolled } from '../../src/people/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { Line } from './year.ts'

/** What a contact answers when a check asks: the figure stands, and why. */
const BECAUSE = '确认 已与部门台账核对'
const ASKS = '"name":"reason"'
const DONE = ['recorded', 'accepted', 'received', 'returned']

interface Rehearsed {
  /** with the reasons that were asked for, without reviews of what nothing waits in */
  readonly said: readonly Line[]
  /** what came to no figure on record nor to its review */
  readonly undone: readonly string[]
}

/** @param lines those to be tried behind the demo's own */
export async function rehearsal(files: Files, office: Office, lines: readonly Line[]): Promise<Rehearsed> {
  const demo = loadDemo(files, office.regions)
  const say = await opened(files, office, demo)
  for (const line of demo.reports) await say(line)
  const said: Line[] = []
  const undone: string[] = []
  for (const line of lines) {
    const { status, asks } = await say(line)
    if (status === 'stale') continue
    said.push(line)
    const why: Line = { ...line, at: instant(line.at + MINUTE_MS), text: BECAUSE }
    const answered = asks ? (await say(why)).status : status
    if (asks) said.push(why)
    if (!DONE.includes(answered)) undone.push(`${line.region} ${line.text} → ${status}, ${answered}`)
  }
  return { said, undone }
}

interface Answered {
  readonly status: string
  /** whether a figure of it waits for a reason */
  readonly asks: boolean
}

/** @returns says a line for whoever speaks for its region */
async function opened(files: Files, office: Office, demo: Demo): Promise<(line: Line) => Promise<Answered>> {
  const store = openSqlite(':memory:', { demo: true })
  await store.commit([...enrolled(demo.people, demo.leave)])
  let now: Instant = demo.start
  let ids = 0
  let last = ''
  const clock = (): Instant => now
  const assistant = liveAssistant(openLiveOffice({ shipped: shippedOffice(office, files), files, store, clock }), {
    store,
    regions: office.regions,
    channels: [
      {
        name: 'console',
        send: async (delivery) => {
          last = JSON.stringify(delivery)
          return { ok: true, message: delivery.key }
        },
      },
    ],
    clock,
    id: () => `id-${++ids}`,
    log: () => {},
  })
  return async ({ at, region, text }) => {
    now = at
    const account = demo.reports.find((one) => one.region === region)?.person.account as Account
    const chat = { id: account, kind: 'private' } as const
    const message = { id: `line-${++ids}`, channel: 'console', account, chat, at, kind: 'text', text } as const
    const { status } = await assistant.handle(message)
    return { status, asks: text.startsWith('/') && last.includes(ASKS) }
  }
}
