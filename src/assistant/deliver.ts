/**
 * The outbox on its way out: leased, sent, settled.
 *
 * A row is leased before it is sent, so two processes do not send the same; a lease that runs out is taken up
 * again with the same key, by which the platform recognises a repeat. The platform forgets keys after an hour,
 * so a message whose fate has been uncertain for longer than 50 minutes is not sent again but told of.
 */
import type { Channel, Delivery, Sent } from '../channels/channel.ts'
import type { Card } from '../message/card.ts'
import type { Account } from '../message/incoming.ts'
import { type Outgoing, type OutgoingFile, post } from '../message/outgoing.ts'
import { backoffMs } from '../message/retry.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import { type Query, type Reader, type Row, type Statement, sql } from '../store/index.ts'
import type { FrontParts } from './parts.ts'
import { type Place, placeOf } from './place.ts'
import { undelivered } from './text.ts'

const SLICE = 50
const MOST = 20_000
const LEASE_MS = MINUTE_MS
const UNCERTAIN_MS = 50 * MINUTE_MS
const MOST_ATTEMPTS = 12

interface OutboxRow extends Row {
  key: string
  person: string | null
  channel: string | null
  chat: string | null
  reply_to: string | null
  card: string
  replaces: string | null
  urgent: number
  unless: string | null
  file: string | null
  grows: number
  attempts: number
  tried: number | null
}

/**
 * Answers before what is said unasked; group by group until nothing waits, or as many have gone out as one call may send.
 * @param ends whether the process is to end: what is being sent is then the last
 */
export async function deliver(now: Instant, parts: FrontParts, ends = () => false): Promise<void> {
  for (let left = parts.perCall ?? MOST; left > 0 && !ends(); left -= SLICE) {
    // Thousands take minutes at the platform's pace: a lease counts from when it is taken.
    const at = Math.max(now, parts.clock()) as Instant
    const rows = await parts.store.all<OutboxRow>(
      `SELECT key, person, channel, chat, reply_to, card, replaces, urgent, unless, file, grows, attempts, tried FROM outbox
       WHERE state IN ('queued', 'leased') AND due <= ? AND (lease IS NULL OR lease < ?) ORDER BY person IS NOT NULL, due, created, file IS NOT NULL LIMIT ${Math.min(left, SLICE)}`,
      at,
      at,
    )
    if (rows.length === 0) return
    const leased = await lease(rows, at, parts)
    // Each to its own recipient in order; recipients do not wait for one another.
    await Promise.all(byRecipient(leased).map((own) => settleAll(own, at, parts, ends)))
    if (leased.length === 0) return
  }
}

/**
 * What a process that died had leased, or had been refused, is due again at once; for a process that is alone. What was
 * refused often keeps its time: a process that dies again and again would else use up its attempts.
 */
export const takeOver = async (now: Instant, store: FrontParts['store']): Promise<void> => {
  await store.commit([
    sql(`UPDATE outbox SET lease = NULL WHERE state = 'leased'`),
    sql(
      `UPDATE outbox SET due = ? WHERE state = 'queued' AND due > ? AND attempts BETWEEN 1 AND ?`,
      now,
      now,
      MOST_ATTEMPTS / 2,
    ),
  ])
}

function byRecipient(rows: readonly OutboxRow[]): OutboxRow[][] {
  const groups = new Map<string, OutboxRow[]>()
  for (const row of rows) {
    const recipient = row.person ?? `${row.channel}:${row.chat}`
    groups.set(recipient, [...(groups.get(recipient) ?? []), row])
  }
  return [...groups.values()]
}

/** Stops where the lease has run out meanwhile: by then another process may have taken the rest up. */
async function settleAll(
  rows: readonly OutboxRow[],
  leased: Instant,
  parts: FrontParts,
  ends: () => boolean,
): Promise<void> {
  for (const row of rows) {
    const now = Math.max(leased, parts.clock()) as Instant
    if (now >= leased + LEASE_MS || ends()) return
    await settle(row, now, parts)
  }
}

async function lease(rows: readonly OutboxRow[], now: Instant, parts: FrontParts): Promise<OutboxRow[]> {
  const changed = await parts.store.commit(
    rows.map(({ key, attempts }) =>
      sql(
        // Tried by another process since it was read, it is another row than the one in hand.
        `UPDATE outbox SET state = 'leased', lease = ?, attempts = attempts + 1
         WHERE key = ? AND attempts = ? AND state IN ('queued', 'leased') AND (lease IS NULL OR lease < ?)`,
        now + LEASE_MS,
        key,
        attempts,
        now,
      ),
    ),
  )
  return rows.filter((_, index) => changed[index] === 1)
}

async function settle(row: OutboxRow, now: Instant, parts: FrontParts): Promise<void> {
  if (row.tried !== null && now - row.tried > UNCERTAIN_MS) {
    return write(parts, [
      ended(row, 'unknown', '超过 50 分钟仍不确定是否送达'),
      ...(await tellCoordinator(row, now, parts, '不确定是否已送达')),
    ])
  }
  if (row.unless && !(await stillHolds(JSON.parse(row.unless) as Query, parts.store))) {
    return write(parts, [ended(row, 'dropped', '发送前已无必要')])
  }
  const place = row.replaces === null ? undefined : await placeOf(row.replaces, now, parts.store)
  if (place?.kind === 'wait') return write(parts, [putOff(row, place.until)])
  const aim = await aimOf(row, place, parts)
  if (!aim) {
    return write(parts, [
      ended(row, 'failed', '没有可用的账号'),
      ...(await tellCoordinator(row, now, parts, '没有可用的账号')),
    ])
  }
  const file = row.file === null ? undefined : await contentOf(JSON.parse(row.file) as OutgoingFile, now, parts)
  if (row.file !== null && !file)
    return write(parts, [
      ended(row, 'failed', '文件已无法生成'),
      ...(await tellCoordinator(row, now, parts, '文件已无法生成')),
    ])
  const unmade = file instanceof Error
  if (row.tried === null && !unmade)
    await write(parts, [sql('UPDATE outbox SET tried = ? WHERE key = ?', now, row.key)])
  const sent: Sent = unmade
    ? { ok: false, retry: true, error: file.message }
    : await attempt(aim.channel, file ? { ...aim.delivery, file } : aim.delivery)
  if (sent.ok)
    return write(parts, [
      sql(
        `UPDATE outbox SET state = 'sent', sent = ?, message = ?, lease = NULL WHERE key = ?`,
        now,
        sent.message,
        row.key,
      ),
      sql(`UPDATE outbox SET due = ? WHERE replaces = ? AND state = 'queued' AND due > ?`, now, row.key, now),
    ])
  parts.log({ event: 'not-sent', key: row.key, error: sent.error, retry: sent.retry })
  // A refusal says nothing of an earlier attempt whose answer was lost.
  const tried = sent.unknown ? (row.tried ?? now) : row.tried
  if (!sent.retry || row.attempts + 1 >= MOST_ATTEMPTS) {
    const state = tried === null ? 'failed' : 'unknown'
    return write(parts, [ended(row, state, sent.error), ...(await tellCoordinator(row, now, parts, sent.error))])
  }
  const wait = sent.afterMs ?? backoffMs(row.key, row.attempts)
  return write(parts, [
    sql(
      `UPDATE outbox SET state = 'queued', lease = NULL, due = ?, error = ?, tried = ? WHERE key = ?`,
      now + wait,
      sent.error,
      tried,
      row.key,
    ),
  ])
}

const write = async (parts: FrontParts, statements: readonly Statement[]): Promise<void> => {
  await parts.store.commit(statements)
}

const ended = (row: OutboxRow, state: 'failed' | 'dropped' | 'unknown', why: string): Statement =>
  sql('UPDATE outbox SET state = ?, error = ?, lease = NULL WHERE key = ?', state, why, row.key)

/** Its turn has not come: no attempt of its own. What it waits for may have been confirmed since. */
const putOff = (row: OutboxRow, until: Instant): Statement =>
  sql(
    `UPDATE outbox SET state = 'queued', lease = NULL, attempts = attempts - 1,
       due = CASE WHEN EXISTS (SELECT 1 FROM outbox earlier WHERE earlier.key = outbox.replaces AND earlier.message IS NOT NULL)
                  THEN due ELSE ? END
     WHERE key = ?`,
    until,
    row.key,
  )

const stillHolds = async (query: Query, store: Reader): Promise<boolean> =>
  (await store.first(query.sql, ...query.params)) !== undefined

/** An error where it could not be made this time: it must not hold up what others wait for. */
async function contentOf(file: OutgoingFile, now: Instant, parts: FrontParts): Promise<Delivery['file'] | Error> {
  try {
    const content = await parts.desk.file(file.key, now)
    return content && { name: file.name, mime: file.mime, content }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function attempt(channel: Channel, delivery: Delivery): Promise<Sent> {
  try {
    return await channel.send(delivery)
  } catch (error) {
    return { ok: false, retry: true, unknown: true, error: error instanceof Error ? error.message : String(error) }
  }
}

interface Aim {
  readonly channel: Channel
  readonly delivery: Delivery
}

async function aimOf(row: OutboxRow, place: Place | undefined, parts: FrontParts): Promise<Aim | undefined> {
  const common = {
    key: row.key,
    attempt: row.attempts + 1,
    card: JSON.parse(row.card) as Card,
    urgent: row.urgent === 1,
    ...(row.grows === 1 && { grows: true }),
    ...(place?.kind === 'there' && { replaces: place.message }),
  }
  if (row.person === null) {
    const channel = parts.channels.find(({ name }) => name === row.channel)
    return channel && row.chat
      ? { channel, delivery: { ...common, chat: row.chat, ...(row.reply_to && { replyTo: row.reply_to }) } }
      : undefined
  }
  const accounts = await parts.store.all<{ account: string }>(
    'SELECT account FROM account WHERE person = ?',
    row.person,
  )
  for (const channel of parts.channels) {
    const account = accounts.find((one) => one.account.startsWith(`${channel.name}:`))?.account
    if (account) return { channel, delivery: { ...common, account: account as Account } }
  }
  return undefined
}

/** A reminder that could not reach its person is told to who coordinates the person's region, once. */
async function tellCoordinator(row: OutboxRow, now: Instant, parts: FrontParts, why: string): Promise<Statement[]> {
  if (row.person === null || row.key.startsWith('undelivered:')) return []
  const person = await parts.store.first<{ name: string; region: RegionKey | null }>(
    `SELECT p.name, o.region FROM person p LEFT JOIN post o ON o.person = p.id WHERE p.id = ? ORDER BY o.role LIMIT 1`,
    row.person,
  )
  const region = person?.region ?? parts.regions.province.key
  const coordinators = await coordinatorsOf(region, row.person, parts)
  const card = undelivered(
    person?.name ?? row.person,
    parts.regions.fullName(region),
    (JSON.parse(row.card) as Card).title,
    why,
  )
  return coordinators.map((to) => {
    const message: Outgoing = {
      key: `undelivered:${row.key}:${to}`,
      to: { kind: 'person', person: to },
      card,
      due: now,
    }
    const statement = post(message, now)
    return { ...statement, sql: statement.sql.replace('INSERT', 'INSERT OR IGNORE') }
  })
}

async function coordinatorsOf(region: RegionKey, but: string, parts: FrontParts): Promise<PersonId[]> {
  const { parent } = parts.regions.get(region)
  const rows = await parts.store.all<{ person: PersonId }>(
    `SELECT DISTINCT o.person FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL
     WHERE ((o.role = 'city-coordinator' AND o.region IN (?, ?)) OR (? = 1 AND o.role = 'provincial-coordinator')) AND o.person <> ?`,
    region,
    parent ?? region,
    parts.regions.get(region).level === 'county' ? 0 : 1,
    but,
  )
  return rows.map(({ person }) => person)
}
