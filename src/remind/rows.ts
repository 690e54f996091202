/** The slice's own records, read and written: the roster as it hears, stages run, deadlines moved. */
import { type Day, dayOf, type Instant, instant } from '../office/day.ts'
import type { Move } from '../office/deadline.ts'
import type { Demo } from '../office/load/index.ts'
import type { Period } from '../office/period.ts'
import type { PersonId, Role } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import { onRoster } from '../people/index.ts'
import type { Reader, Statement } from '../store/index.ts'
import { firstSetting, settingOf, sql } from '../store/index.ts'
import type { Pass } from './planner/agenda.ts'
import { type Mailing, reasonFrom } from './planner/reminder.ts'
import type { LeaveDays, Roster, Seat, SeatRole } from './planner/roster.ts'
import { noted } from './text/note.ts'

const SEAT_ROLES: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator'] satisfies SeatRole[]
const isSeatRole = (role: Role): role is SeatRole => SEAT_ROLES.includes(role)

/** Everybody who may be reminded, with posts, quiet times, and leave that lasts on `from` or comes after it. */
export async function readRoster(store: Reader, from: Day): Promise<Roster> {
  const { posts, leaves, people } = await onRoster(store, SEAT_ROLES, from)
  return {
    seats: posts.flatMap((one): Seat[] => (isSeatRole(one.role) ? [{ ...one, role: one.role }] : [])),
    absences: leaves,
    quiet: new Map(people.flatMap(({ id, quiet }) => (quiet ? [[id, quiet] as const] : []))),
    names: new Map(people.map(({ id, name }) => [id, name])),
  }
}

/** The demo's people as `readRoster` would give them, with all their leave. */
export function demoRoster({ people, leave }: Demo): Roster {
  return {
    seats: people
      .flatMap(({ id, posts, standIn }) =>
        posts.flatMap(({ role, region }) => (isSeatRole(role) ? [seatOf(id, role, region, standIn ?? null)] : [])),
      )
      .sort((a, b) => (a.region < b.region ? -1 : 1)),
    absences: leave.map(({ person, from, to, standIn }) => absenceOf(person, from, to, standIn ?? null)),
    quiet: new Map(),
    names: new Map(people.map(({ id, name }) => [id, name])),
  }
}

const seatOf = (person: string, role: SeatRole, region: string, standIn: string | null): Seat => ({
  person: person as PersonId,
  role,
  region: region as RegionKey,
  ...(standIn !== null && { standIn: standIn as PersonId }),
})

const absenceOf = (person: string, from: string, to: string, standIn: string | null): LeaveDays => ({
  person: person as PersonId,
  from: from as Day,
  to: to as Day,
  ...(standIn !== null && { standIn: standIn as PersonId }),
})

/** All deadlines that were ever announced or granted, in that order. */
export async function readMoves(store: Reader): Promise<Move[]> {
  const rows = await store.all<{
    sequence: number
    rule: string
    period: string
    region: string | null
    due: string
    because: string
    at: number
  }>('SELECT sequence, rule, period, region, due, because, at FROM deadline_move ORDER BY sequence')
  return rows.map(({ sequence, rule, period, region, due, because, at }) => ({
    sequence,
    rule,
    period: period as Period,
    ...(region !== null && { region: region as RegionKey }),
    due: due as Day,
    because,
    at: at as Instant,
  }))
}

/** Ids of the passes laid down since an instant that have been run. */
export async function readRan(store: Reader, since: Instant): Promise<Set<string>> {
  const rows = await store.all<{ rule: string; period: string; revision: string; stage: string }>(
    'SELECT rule, period, revision, stage FROM remind_run WHERE due >= ?',
    since,
  )
  return new Set(rows.map(({ rule, period, revision, stage }) => `${rule}/${period}/${revision}/${stage}`))
}

/**
 * Records that a pass was run.
 * @throws Conflict at the commit where it was run already
 */
export const recordRun = ({ deadline, stage, at }: Pass, now: Instant): Statement =>
  sql(
    'INSERT INTO remind_run (rule, period, revision, stage, due, at) VALUES (?, ?, ?, ?, ?, ?)',
    deadline.rule.id,
    deadline.period,
    deadline.revision,
    stage.id,
    at,
    now,
  )

/** Number of the last announced move, 0 before the first: to see whether deadlines have changed. */
export async function newestMove(store: Reader): Promise<number> {
  const row = await store.first<{ newest: number | null }>('SELECT max(sequence) AS newest FROM deadline_move')
  return row?.newest ?? 0
}

/** How many people were reminded of these regions on a day, by the clock or by hand. */
export async function remindedOn(store: Reader, day: Day, regions: readonly RegionKey[]): Promise<number> {
  const row = await store.first<{ people: number }>(
    `SELECT count(DISTINCT person) AS people FROM reminder
     WHERE day = ? AND region IN (SELECT value FROM json_each(?))`,
    day,
    JSON.stringify(regions),
  )
  return row?.people ?? 0
}

/** Somebody who was reminded of a region; `times`: by how many messages, the last at `at`, which may be to come. */
export interface RemindedPerson {
  readonly region: RegionKey
  readonly person: PersonId
  readonly byHand: boolean
  readonly times: number
  readonly at: Instant
}

/** Who was reminded of which region from one day to another, by hand or by the clock, in the order in which they were. */
export async function remindersIn(store: Reader, from: Day, to: Day): Promise<RemindedPerson[]> {
  const rows = await store.all<{ region: string; person: string; hand: number; times: number; at: number }>(
    `SELECT region, person, max(stage = 'nudge') AS hand, count(DISTINCT message) AS times, max(at) AS at FROM reminder
     WHERE day BETWEEN ? AND ? GROUP BY region, person ORDER BY at`,
    from,
    to,
  )
  return rows.map(({ region, person, hand, times, at }) => ({
    region: region as RegionKey,
    person: person as PersonId,
    byHand: hand === 1,
    times,
    at: instant(at),
  }))
}

/** What reached a person on a day: how many messages, and when the last one by hand. */
export interface RemindedToday {
  readonly messages: number
  readonly byHand?: Instant
}

/** Who was reminded on a day: how many messages each got, and when a coordinator last reminded them by hand. */
export async function remindedToday(store: Reader, day: Day): Promise<Map<PersonId, RemindedToday>> {
  const rows = await store.all<{ person: string; messages: number; hand: number | null }>(
    `SELECT person, count(DISTINCT message) AS messages, max(CASE WHEN stage = 'nudge' THEN at END) AS hand
     FROM reminder WHERE day = ? GROUP BY person`,
    day,
  )
  return new Map(
    rows.map(({ person, messages, hand }) => [
      person as PersonId,
      { messages, ...(hand !== null && { byHand: instant(hand) }) },
    ]),
  )
}

/**
 * Records a moved deadline.
 * @throws Conflict at the commit where another was announced at the same moment
 */
export const recordMove = (move: Move, person: PersonId): Statement =>
  sql(
    'INSERT INTO deadline_move (sequence, rule, period, region, due, because, person, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    move.sequence,
    move.rule,
    move.period,
    move.region ?? null,
    move.due,
    move.because,
    person,
    move.at,
  )

/** A request for more time, with what was decided on it. */
export interface Extension {
  readonly id: string
  readonly rule: string
  readonly period: Period
  readonly region: RegionKey
  readonly due: Day
  readonly because: string
  readonly person: PersonId
  readonly granted?: boolean
}

/** Asked for, and not decided. @throws Conflict at the commit when it is there already */
export const recordExtension = (one: Extension, now: Instant): Statement =>
  sql(
    'INSERT INTO extension (id, rule, period, region, due, because, person, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    one.id,
    one.rule,
    one.period,
    one.region,
    one.due,
    one.because,
    one.person,
    now,
  )

/** An application for more time, with how it was decided. @returns undefined where none was made under that id */
export async function extensionById(store: Reader, id: string): Promise<Extension | undefined> {
  const row = await store.first<{
    id: string
    rule: string
    period: string
    region: string
    due: string
    because: string
    person: string
    granted: number | null
  }>(
    `SELECT e.id, e.rule, e.period, e.region, e.due, e.because, e.person, d.granted
     FROM extension e LEFT JOIN extension_decision d ON d.id = e.id WHERE e.id = ?`,
    id,
  )
  if (!row) return undefined
  return {
    id,
    rule: row.rule,
    period: row.period as Period,
    region: row.region as RegionKey,
    due: row.due as Day,
    because: row.because,
    person: row.person as PersonId,
    ...(row.granted !== null && { granted: row.granted === 1 }),
  }
}

/**
 * Records the decision on a request for more time.
 * @throws Conflict at the commit where it was decided already
 */
export const recordDecision = (id: string, granted: boolean, person: PersonId, now: Instant): Statement =>
  sql('INSERT INTO extension_decision (id, granted, person, at) VALUES (?, ?, ?, ?)', id, granted ? 1 : 0, person, now)

const SINCE = 'remind.since'

/** When this office began to remind, undefined before its first tick; stages laid down before are not caught up. */
export async function sinceWhen(store: Reader): Promise<Instant | undefined> {
  const since = await settingOf(store, SINCE)
  return since === undefined ? undefined : instant(Number(since))
}

/** Keeps since when the office reminds; only the first time counts. */
export const rememberSince = (now: Instant): Statement => firstSetting(SINCE, String(now))

// One statement takes many rows as JSON, so that a due day of thousands stays one commit within D1's limits.
const ROWS = 500

/** A row for each part of each message, so that no reminder is repeated. */
export function recordReminders(messages: readonly Mailing[]): Statement[] {
  const rows = messages.flatMap(({ key: message, person, at, parts, note }) =>
    parts.map(({ key, region, pass: { deadline, stage }, reason }) => [
      key,
      message,
      person,
      region,
      deadline.rule.id,
      deadline.period,
      stage.id,
      dayOf(at),
      at,
      // who it is from stands with the message that it came by: names stand in the roster alone
      reasonFrom(reason, note && noted({ ...note, by: '' })),
    ]),
  )
  const statements: Statement[] = []
  for (let from = 0; from < rows.length; from += ROWS) {
    statements.push(
      sql(
        `INSERT INTO reminder (key, message, person, region, rule, period, stage, day, at, reason)
         SELECT ${Array.from({ length: 10 }, (_, i) => `json_extract(value, '$[${i}]')`).join(', ')} FROM json_each(?)`,
        JSON.stringify(rows.slice(from, from + ROWS)),
      ),
    )
  }
  return statements
}
