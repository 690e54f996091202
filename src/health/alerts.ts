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
  type Query,
  type Reader,
  type Statement,
  type Store,
  settingHas,
  settingsOf,
} from '../store/index.ts'
import type { Health, Part, PartName } from './health.ts'
import { type Incident, incident, type Step, step } from './incident.ts'
import { keepFelt, lastTick } from './rows.ts'
import * as text from './text.ts'

/** The loop's pauses are for who reads the numbers; whoever set a message aside tells of it by itself, at once. */
const TOLD: readonly PartName[] = ['tick', 'platform', 'outbox', 'disk', 'database', 'audit', 'backup', 'aside']
const BEGINS_ELSEWHERE: readonly PartName[] = ['aside']
/** What comes of another's trouble is not told beside it, nor until the longest that a message waits to be tried again. */
const SETTLES_MS = 15 * MINUTE_MS
const CAUSES: Readonly<Partial<Record<PartName, PartName>>> = {
  outbox: 'platform',
  audit: 'database',
  backup: 'database',
}
/** A restart takes seconds; after this long reminders came late. */
const AWAY_MS = 10 * MINUTE_MS

/** What was told, or is to be, by its part. */
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
    writes.push(...kept(name, begun, after), ...(await said(store, name, part, { before, after }, told, now)))
  }
  if (writes.length > 0) await store.commit(writes)
  return next
}

/** At a start: for how long nobody was there, where that was long. */
export async function tellAbsence(store: Store, now: Instant): Promise<void> {
  const { began } = await lastTick(store)
  if (began === undefined || now - began < AWAY_MS) return
  const card = text.wasAway(now - began)
  const told = await toldAdmins(store)
  const writes = told.map((to) => postOnce(message(`alert:away:${began}:${to}`, to, card, now), now))
  if (writes.length > 0) await store.commit(writes)
}

async function said(
  store: Reader,
  name: PartName,
  part: Part,
  { before, after }: { readonly before: Incident | undefined; readonly after: Step },
  admins: readonly PersonId[],
  now: Instant,
): Promise<Statement[]> {
  const since = (after.incident ?? before)?.since
  if (since === undefined || !after.say) return []
  if (after.say === 'begins' && BEGINS_ELSEWHERE.includes(name)) return []
  const key = (to: PersonId, end: string): string => `alert:${name}:${since}:${to}${end}`
  const isElsewhere = BEGINS_ELSEWHERE.includes(name)
  const lastedMs = Math.max(0, now - since)
  const all: Statement[] = []
  for (const to of admins) {
    const begun = sentQuery(key(to, ''))
    // What waits to be told for the first time is not told twice.
    if (after.say === 'lasts' && !isElsewhere && !(await store.first(begun.sql, ...begun.params))) continue
    const [end, card, unless] =
      after.say === 'over'
        ? [':over', text.over(name, part, lastedMs), isElsewhere ? undefined : begun]
        : after.say === 'lasts'
          ? [`:${now}`, text.lasts(name, part, lastedMs), goesOn(name, since)]
          : ['', text.begins(name, part), goesOn(name, since)]
    all.push(postOnce({ ...message(key(to, end), to, card, now), ...(unless && { unless }) }, now))
  }
  return all
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

/** What could not be said while it lasted is not said when it is over. */
const goesOn = (part: PartName, since: Instant): Query => settingHas(nameOf(part), 'since', since)

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
