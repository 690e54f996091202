/** Questions handed over to a person, and their answers: rows of this slice. */
import { z } from 'zod'
import type { Account } from '../message/incoming.ts'
import type { Recipient } from '../message/outgoing.ts'
import type { Instant } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'

/** A question that was handed over. */
export interface Handover {
  readonly id: string
  readonly account: Account
  /** undefined: not on the roster */
  readonly person: PersonId | undefined
  /** as shown to whoever answers: 葛工（长兴县 县联系人） */
  readonly asker: string
  /** the asker's place: its coordinators answer */
  readonly region: RegionKey
  /** where the answer goes */
  readonly back: Recipient
  readonly question: string
  /** what the program had answered, in one line */
  readonly answered?: string | undefined
  readonly recipients: readonly PersonId[]
  readonly at: Instant
}

/** The one answer to a question that was handed over: its words, who gave it and when. */
export interface HandoverAnswer {
  readonly answer: string
  readonly person: PersonId
  readonly at: Instant
}

/** A question that is handed over, with whom it was put to. @throws Conflict at the commit when it is kept already */
export const keepHandover = (one: Handover): Statement =>
  sql(
    `INSERT INTO handover (id, account, person, asker, region, channel, chat, reply_to, question, answered, recipients, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.id,
    one.account,
    one.person ?? null,
    one.asker,
    one.region,
    one.back.kind === 'chat' ? one.back.channel : null,
    one.back.kind === 'chat' ? one.back.chat : null,
    one.back.kind === 'chat' ? (one.back.replyTo ?? null) : null,
    one.question,
    one.answered ?? null,
    JSON.stringify(one.recipients),
    one.at,
  )

/** The one answer to a question that was handed over. @throws Conflict at the commit when somebody else answered */
export const keepAnswer = (handover: string, { answer, person, at }: HandoverAnswer): Statement =>
  sql('INSERT INTO handover_answer (handover, answer, person, at) VALUES (?, ?, ?, ?)', handover, answer, person, at)

/** A question that was handed over, answered or not. @param id its own, as buttons bear it @returns undefined where none is kept */
export async function handoverById(store: Reader, id: string): Promise<Handover | undefined> {
  const row = await store.first('SELECT * FROM handover WHERE id = ?', id)
  return row && handoverOf(row)
}

const persons = z.array(z.string().transform((id) => id as PersonId))

function handoverOf(row: Row): Handover {
  const person = (row['person'] ?? undefined) as PersonId | undefined
  return {
    id: String(row['id']),
    account: row['account'] as Account,
    person,
    asker: String(row['asker']),
    region: row['region'] as RegionKey,
    back: backOf(row, person),
    question: String(row['question']),
    ...(row['answered'] !== null && { answered: String(row['answered']) }),
    recipients: persons.parse(JSON.parse(String(row['recipients']))),
    at: row['at'] as Instant,
  }
}

function backOf(row: Row, person: PersonId | undefined): Recipient {
  if (person !== undefined && row['chat'] === null) return { kind: 'person', person }
  return {
    kind: 'chat',
    channel: String(row['channel']),
    chat: String(row['chat']),
    ...(row['reply_to'] !== null && { replyTo: String(row['reply_to']) }),
  }
}

/** What was answered. @param handover the question's id @returns undefined where nobody answered yet */
export async function answerOf(store: Reader, handover: string): Promise<HandoverAnswer | undefined> {
  const row = await store.first('SELECT answer, person, at FROM handover_answer WHERE handover = ?', handover)
  return row && { answer: String(row['answer']), person: row['person'] as PersonId, at: row['at'] as Instant }
}

/** What nobody answered yet, handed over since an instant, the oldest first. */
export async function openHandovers(store: Reader, since: Instant): Promise<Handover[]> {
  const rows = await store.all(
    `SELECT h.* FROM handover h LEFT JOIN handover_answer a ON a.handover = h.id
     WHERE h.at > ? AND a.handover IS NULL ORDER BY h.at LIMIT ${MOST_OPEN_READ}`,
    since,
  )
  return rows.map(handoverOf)
}

/** A province hands over a few a day. */
const MOST_OPEN_READ = 300

/** What an account handed over since an instant, the newest first. */
export async function handoversSince(
  store: Reader,
  account: Account,
  since: Instant,
): Promise<{ readonly question: string; readonly at: Instant; readonly isOpen: boolean }[]> {
  const rows = await store.all<{ question: string; at: number; answer: string | null }>(
    `SELECT h.question, h.at, a.handover AS answer FROM handover h LEFT JOIN handover_answer a ON a.handover = h.id
     WHERE h.account = ? AND h.at > ? ORDER BY h.at DESC`,
    account,
    since,
  )
  return rows.map(({ question, at, answer }) => ({ question, at: at as Instant, isOpen: answer === null }))
}
