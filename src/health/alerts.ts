/** Administrators are told by message what is not well: once when it begins, each day that it lasts, once when it is over. */
import type { Card } from '../message/card.ts'
import { type Outgoing, postOnce, sentQuery } from '../message/outgoing.ts'
import { type Instant, instant, MINUTE_MS } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import { toldAdmins } from '../people/index.ts'
import {
  dropSetting,
  jsonOf,
  keepSetting,
  type Reader,
  type Statement,
  type Store,
  settingHas,
  settingsOf,
} from '../store/index.ts'
import type { Health, HealthPart, PartName } from './health.ts'
import { type Incident, incident, type Step, step } from './incident.ts'
import { keepFelt, lastTick } from './rows.ts'
import * as text from './text.ts'

/** The loop's pauses are for who reads the numbers; whoever set a message aside tells of it by itself, at once. */
/** A cause before what comes of it. */
const TOLD: readonly PartName[] = ['platform', 'disk', 'database', 'tick', 'outbox', 'audit', 'backup', 'aside']
const BEGINS_ELSEWHERE: readonly PartName[] = ['aside']
/** What comes of another's trouble is not told beside it, nor until the longest that a message waits to be tried again. */
const SETTLES_MS = 15 * MINUTE_MS
const CAUSES: Readonly<Partial<Record<PartName, PartName>>> = {
  tick: 'database',
  outbox: 'platform',
  audit: 'database',
  backup: 'database',
}
/** A restart takes seconds; after this long reminders came late. */
const AWAY_MS = 10 * MINUTE_MS

/** The incidents of which administrators were told, or are to be, by the part of the office that they are of. */
export type Incidents = ReadonlyMap<PartName, Incident>

/**
 * One look: tells what has begun and what is over since the last, and keeps it in one commit, with what only this
 * process feels.
 * @param last what the look before gave back; at a start what the database says, which somebody else can write, too
 * @throws StoreUnavailable where nothing can be written: nobody is told then but by /healthz
 */
export async function tellIncidents(
  store: Store,
  { parts }: Health,
  now: Instant,
  last?: Incidents,
): Promise<Incidents> {
  const told = await toldAdmins(store)
  const known = last ?? (await incidents(store))
  const next = new Map(known)
  const writes = keepFelt(parts, now)
  for (const name of TOLD) {
    const part = parts[name]
    if (!part) continue
    const cause = CAUSES[name]
    const begun = known.get(name)
    const isItsOwn = begun?.told || !cause || !next.has(cause)
    const before = isItsOwn ? begun : { since: now, told: false, ...begun, notBefore: instant(now + SETTLES_MS) }
    const after = step(name, before, part, now)
    if (after.incident) next.set(name, after.incident)
    else next.delete(name)
    writes.push(...kept(name, begun, after), ...(await said(store, { name, part, before, after, now }, told)))
  }
  if (writes.length > 0) await store.commit(writes)
  return next
}

/** With a trouble of the database that was told past the outbox, since nothing could be written: its end can be. */
export async function withCried(store: Reader, known: Incidents | undefined, now: Instant): Promise<Incidents> {
  const before = known ?? (await incidents(store).catch(() => new Map()))
  return new Map([['database', { since: now, told: true, saidAt: now, cried: true }], ...before])
}

/** Tells administrators at a start for how long nothing ran, where that was long. */
export async function tellAbsence(store: Store, now: Instant): Promise<void> {
  const { began } = await lastTick(store)
  if (began === undefined || now - began < AWAY_MS) return
  const card = text.wasAway(now - began)
  const told = await toldAdmins(store)
  const writes = told.map((to) => postOnce(message(`alert:away:${began}:${to}`, to, card, now), now))
  if (writes.length > 0) await store.commit(writes)
}

/** What a look at a part found. */
interface Found {
  readonly name: PartName
  readonly part: HealthPart
  readonly before: Incident | undefined
  readonly after: Step
  readonly now: Instant
}

async function said(store: Reader, found: Found, admins: readonly PersonId[]): Promise<Statement[]> {
  const { name, before, after, now } = found
  const since = (after.incident ?? before)?.since
  const isElsewhere = BEGINS_ELSEWHERE.includes(name)
  if (since === undefined || !after.say || (after.say === 'begins' && isElsewhere)) return []
  const all: Statement[] = []
  for (const to of admins) {
    const key = `alert:${name}:${since}:${to}`
    const begun = isElsewhere || before?.cried ? undefined : sentQuery(key)
    // What waits to be told for the first time is not told twice.
    if (after.say === 'lasts' && begun && !(await store.first(begun.sql, ...begun.params))) continue
    const { end, card } = alertOf(found, Math.max(0, now - since))
    // What could not be said while it lasted is not said when it is over.
    const unless = after.say === 'over' ? begun : settingHas(nameOf(name), 'since', since)
    all.push(postOnce({ ...message(`${key}${end}`, to, card, now), ...(unless && { unless }) }, now))
  }
  return all
}

/** The card, and what tells its key from others of the same incident. */
function alertOf({ name, part, after, now }: Found, lastedMs: number): { readonly end: string; readonly card: Card } {
  if (after.say === 'over') return { end: ':over', card: text.over(name, part, lastedMs) }
  if (after.say === 'lasts') return { end: `:${now}`, card: text.lasts(name, part, lastedMs) }
  return { end: '', card: text.begins(name, part) }
}

/** Whether administrators were told of this part, and not yet that it is over. */
export const isUnderWay = async (store: Reader, part: PartName): Promise<boolean> =>
  (await settingsOf(store, [nameOf(part)])).size > 0

const message = (key: string, person: PersonId, card: Card, due: Instant): Outgoing => ({
  key,
  to: { kind: 'person', person },
  card,
  due,
})

const nameOf = (part: PartName): string => `alert.${part}`

function kept(name: PartName, before: Incident | undefined, { incident }: Step): Statement[] {
  if (JSON.stringify(before) === JSON.stringify(incident)) return []
  return [incident ? keepSetting(nameOf(name), JSON.stringify(incident)) : dropSetting(nameOf(name))]
}

/** One that nobody can read somebody else wrote: it keeps no trouble from being told. */
async function incidents(store: Reader): Promise<Incidents> {
  const known = await settingsOf(store, TOLD.map(nameOf))
  return new Map(
    TOLD.flatMap((part) => {
      const read = jsonOf(incident, known.get(nameOf(part)))
      return read === undefined ? [] : [[part, read] as const]
    }),
  )
}
