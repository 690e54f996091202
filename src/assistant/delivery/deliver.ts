/**
 * The outbox on its way out: leased, sent, settled.
 *
 * A row is leased before it is sent, so two processes do not send the same; a lease that runs out is taken up
 * again with the same key, by which the platform recognises a repeat. The platform forgets keys after an hour,
 * so a message whose fate has been uncertain for longer than 50 minutes is not sent again but told of. So that few
 * become uncertain when the platform falls silent, messages are begun a few at a time until one has been taken.
 */
import type { Channel, Delivery, Sent } from '../../channels/channel.ts'
import type { Card } from '../../message/card.ts'
import type { Account } from '../../message/incoming.ts'
import { attempted, dueOf, ended, leased, type OutboxRow, sentAs, tryAgain } from '../../message/outbox.ts'
import type { OutgoingFile } from '../../message/outgoing.ts'
import { backoffMs } from '../../message/retry.ts'
import { freed, hastened, putOff } from '../../message/unsent.ts'
import { type Instant, MINUTE_MS } from '../../office/day.ts'
import type { PersonId } from '../../office/person.ts'
import { accountsBehind } from '../../people/index.ts'
import { Conflict, type Query, type Reader, type Statement } from '../../store/index.ts'
import type { FrontParts } from '../parts.ts'
import { probe } from './back.ts'
import { type OnScreen, placeOf } from './place.ts'
import { tellCoordinator, tellUncertain } from './undelivered.ts'

/** Doubled each time that all goes well. */
const SLICE = { first: 5, most: 50 }
const MOST = 20_000
const LEASE_MS = MINUTE_MS
const UNCERTAIN_MS = 50 * MINUTE_MS
const MOST_ATTEMPTS = 12

/**
 * Answers before what is said unasked; group by group until nothing waits, or as many have gone out as one call may send.
 * @param ends whether the process is to end: what is being sent is then the last
 */
export async function deliver(now: Instant, parts: FrontParts, ends = () => false): Promise<void> {
  let size = SLICE.first
  for (let left = parts.perCall ?? MOST; left > 0 && !ends(); ) {
    // Thousands take minutes at the platform's pace: a lease counts from when it is taken.
    const at = Math.max(now, parts.clock()) as Instant
    const once = async (row: OutboxRow) => settleAll(await lease([row], at, parts), at, parts, ends)
    if (parts.silence?.holds && !(await probe(at, parts.store, parts.silence, once))) return
    const rows = await dueOf(parts.store, at, Math.min(left, size))
    if (rows.length === 0) return
    const own = await lease(rows, at, parts)
    // Each to its own recipient in order; recipients do not wait for one another.
    const { inTurn = (_, work) => work() } = parts
    await Promise.all(
      [...byRecipient(own)].map(([recipient, theirs]) => inTurn(recipient, () => settleAll(theirs, at, parts, ends))),
    )
    if (own.length === 0) return
    left -= rows.length
    size = Math.min(2 * size, SLICE.most)
  }
}

/**
 * What a process that died had leased, or had been refused, is due again at once; for a process that is alone. What was
 * refused often keeps its time: a process that dies again and again would else use up its attempts.
 */
export const takeOver = async (now: Instant, store: FrontParts['store']): Promise<void> => {
  await store.commit([freed(), hastened(now, MOST_ATTEMPTS / 2)])
}

function byRecipient(rows: readonly OutboxRow[]): Map<string, OutboxRow[]> {
  const groups = new Map<string, OutboxRow[]>()
  for (const row of rows) {
    const recipient = row.person ?? `${row.channel}:${row.chat}`
    groups.set(recipient, [...(groups.get(recipient) ?? []), row])
  }
  return groups
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
  const changed = await parts.store.commit(rows.map((row) => leased(row, now, LEASE_MS))).catch(noneOnConflict)
  return rows.filter((_, index) => changed[index] === 1)
}

/** One among them was not the program's own, and is gone now: the others go with the next round. */
const noneOnConflict = (error: unknown): number[] => {
  if (error instanceof Conflict) return []
  throw error
}

async function settle(row: OutboxRow, now: Instant, parts: FrontParts): Promise<void> {
  if (row.tried !== null && now - row.tried > UNCERTAIN_MS) {
    return write(parts, [
      ended(row.key, 'unknown', '超过 50 分钟仍不确定是否送达'),
      ...(await tellUncertain(row, now, parts, '不确定是否已送达')),
    ])
  }
  if (row.unless && !(await stillHolds(JSON.parse(row.unless) as Query, parts.store))) {
    return write(parts, [ended(row.key, 'dropped', '发送前已无必要')])
  }
  const place = row.replaces === null ? undefined : await placeOf(row.replaces, now, parts.store)
  if (place?.kind === 'wait') return write(parts, [putOff(row.key, place.until)])
  const aim = await aimOf(row, place, parts)
  if (!aim) {
    return write(parts, [
      ended(row.key, 'failed', '没有可用的账号'),
      ...(await tellCoordinator(row, now, parts, '没有可用的账号')),
    ])
  }
  const file = row.file === null ? undefined : await contentOf(JSON.parse(row.file) as OutgoingFile, now, parts)
  if (row.file !== null && !file)
    return write(parts, [
      ended(row.key, 'failed', '文件已无法生成'),
      ...(await tellCoordinator(row, now, parts, '文件已无法生成')),
    ])
  const unmade = file instanceof Error
  if (row.tried === null && !unmade) await write(parts, [attempted(row.key, now)])
  const { silence } = parts
  const probes = silence?.holds === true
  const sent: Sent = unmade
    ? { ok: false, retry: true, error: file.message }
    : await attempt(aim.channel, file ? { ...aim.delivery, file } : aim.delivery)
  if (!unmade) silence?.heard(sent)
  if (sent.ok) return write(parts, sentAs(row.key, sent.message, now))
  parts.log({ event: 'not-sent', key: row.key, error: sent.error, retry: sent.retry })
  // A refusal says nothing of an earlier attempt whose answer was lost.
  const tried = sent.unknown ? (row.tried ?? now) : row.tried
  // That nobody was there says nothing of the message: it is tried as long as it takes.
  if (probes && !sent.ok && sent.silent)
    return write(parts, [tryAgain(row.key, now, sent.error, tried, Math.max(1, row.attempts))])
  if (!sent.retry || row.attempts + 1 >= MOST_ATTEMPTS) {
    const told = tried === null ? tellCoordinator : tellUncertain
    const state = tried === null ? 'failed' : 'unknown'
    return write(parts, [ended(row.key, state, sent.error), ...(await told(row, now, parts, sent.error))])
  }
  const wait = sent.afterMs ?? backoffMs(row.key, row.attempts)
  return write(parts, [tryAgain(row.key, now + wait, sent.error, tried)])
}

const write = async (parts: FrontParts, statements: readonly Statement[]): Promise<void> => {
  await parts.store.commit(statements)
}

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

async function aimOf(row: OutboxRow, place: OnScreen | undefined, parts: FrontParts): Promise<Aim | undefined> {
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
  const accounts = await accountsBehind(parts.store, row.person as PersonId)
  for (const channel of parts.channels) {
    const account = accounts.find((one) => one.startsWith(`${channel.name}:`))
    if (account) return { channel, delivery: { ...common, account: account as Account } }
  }
  return undefined
}
