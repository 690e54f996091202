/**
 * The demo: invented people and reports in a database of their own, and a clock that one can move.
 *
 * Nothing here bypasses the assistant: reports are said to it as their contacts would say them, reminders come
 * from its ticks, so that what the demo shows is what the office would see.
 */
import type { Front } from '../assistant/index.ts'
import type { Account, Incoming } from '../message/incoming.ts'
import type { Calendar } from '../office/calendar.ts'
import { at, type Day, dayOf, type Instant, instant, MINUTE_MS } from '../office/day.ts'
import type { Demo, DemoReport } from '../office/load/demo.ts'
import { countPeople, enrolled } from '../people/index.ts'
import { keepSetting, type Reader, type Statement, type Store, settingOf } from '../store/index.ts'

/**
 * The demo's clock looks around this often while it is moved: what is due at 08:50 is heard at nine, as by quarters, and a
 * month takes half as many looks, each of which asks the database even where nothing is due.
 */
const STEP_MS = 30 * MINUTE_MS

const CLOCK = 'demo.clock'
const OWN = 'office.made'

/** The demo's clock, and the past that it is seeded with. */
export interface DemoOffice {
  /** Loads people and past reports into a fresh database. @returns false on one that has them */
  seed(progress: (done: number, of: number) => void): Promise<boolean>
  now(): Instant
  move(to: Instant): Promise<void>
  describe(day: Day): string
  /** keeps where the clock stands: a demo that is started again goes on from there */
  remember(): Promise<void>
}

type Typed = Extract<Incoming, { kind: 'text' }>

interface Parts {
  readonly demo: Demo
  readonly store: Store
  readonly assistant: () => Pick<Front, 'tick'>
  /** has what somebody typed shown and handled, as when it is typed into the page */
  readonly say: (message: Typed) => Promise<unknown>
  /** whether somebody at the page acts for them: whoever is played speaks for themselves from then on */
  readonly isPlayed?: (account: Account) => Promise<boolean>
  readonly calendar: Calendar
  /** the host's clock: demo time passes as real time does, at a distance from it */
  readonly realTime: () => number
}

/** Whether a database was made for the demo; an office's own must never be mixed with it. */
export async function isDemo(store: Store): Promise<boolean> {
  return (await settingOf(store, CLOCK)) !== undefined
}

/** Whether it is an office's own: made on purpose, or with people in it that the demo did not bring. */
export async function isOwn(store: Store): Promise<boolean> {
  if (await isDemo(store)) return false
  return (await settingOf(store, OWN)) !== undefined || (await countPeople(store)) > 0
}

/**
 * Makes a database an office's own, never to be mixed with the demo, and tells it from any other.
 * @param now when it was made @param id unlike any other's
 */
export const markOwn = (now: Instant, id: string): Statement => keepSetting(OWN, `${now} ${id}`)

/** What tells an office's database from any other, copies of it not among them; undefined where none was given. */
export const identityOf = (store: Reader): Promise<string | undefined> => settingOf(store, OWN)

/**
 * The demo over a database of its own: its clock goes on from where it was kept, else from the demo's start. Nothing is
 * played in before `seed` is called.
 */
export async function openDemo({
  demo,
  store,
  assistant,
  say,
  isPlayed,
  calendar,
  realTime,
}: Parts): Promise<DemoOffice> {
  const kept = await settingOf(store, CLOCK)
  let offset = (kept ? Number(kept) : demo.start) - realTime()
  let frozen: Instant | undefined

  const now = (): Instant => frozen ?? instant(realTime() + offset)

  /** Ticks and reports on the way, in the order of time, the clock standing still at each. */
  const pass = async (
    from: Instant,
    to: Instant,
    progress: (done: number, of: number) => void = () => {},
  ): Promise<void> => {
    const events = eventsBetween(from, to, demo.reports)
    try {
      for (const [index, event] of events.entries()) {
        frozen = event.at
        if (!event.report) await assistant().tick(event.at)
        else if (!(await isPlayed?.(event.report.person.account as Account))) await say(saidBy(event.report))
        progress(index + 1, events.length)
        // The page is served by this same thread; let it breathe.
        if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      const reached = frozen ?? to
      offset = reached - realTime()
      frozen = undefined
    }
    await store.commit([keep(now())])
  }

  return {
    async seed(progress) {
      if (kept && Number(kept) >= demo.start) return false
      // The clock stands at the beginning until all of it has passed: a start that was broken off is made good by the next.
      const beginning = at(dayOf(demo.reports[0]?.at ?? demo.start))
      await store.commit([...enrolled(demo.people, demo.leave), keep(beginning)])
      await pass(beginning, demo.start, progress)
      return true
    },
    now,
    move: (to) => pass(now(), to),
    remember: async () => {
      await store.commit([keep(now())])
    },
    describe: (day) => calendar.nameOf(day) ?? (calendar.isWorkday(day) ? '工作日' : '休息日'),
  }
}

const keep = (time: Instant): Statement => keepSetting(CLOCK, String(time))

interface Event {
  readonly at: Instant
  readonly report?: DemoReport
}

/** Reports after `from` up to `to`, and a tick at each step of the office's waking hours, the last at `to`. */
function eventsBetween(from: Instant, to: Instant, reports: readonly DemoReport[]): Event[] {
  const events: Event[] = reports
    .filter((report) => report.at > from && report.at <= to)
    .map((report) => ({ at: report.at, report }))
  for (let time = Math.ceil((from + 1) / STEP_MS) * STEP_MS; time < to; time += STEP_MS) {
    const step = instant(time)
    if (step >= at(dayOf(step), '07:00') && step <= at(dayOf(step), '21:00')) events.push({ at: step })
  }
  return [...events.sort((a, b) => a.at - b.at), { at: to }]
}

/** How the id of a message begins that the demo says, and nobody at the page. */
export const SCRIPTED = 'demo:'

const saidBy = ({ at: when, person, region, text }: DemoReport): Typed => ({
  id: `${SCRIPTED}${region}:${when}`,
  channel: 'console',
  account: person.account as Account,
  chat: { id: person.account, kind: 'private' },
  at: when,
  kind: 'text',
  text,
})
