/** Answers being worded, kept so that the person gets one whatever happens to the process. */
import { type Incoming, inboxId } from '../../message/incoming.ts'
import { type Instant, MINUTE_MS } from '../../office/day.ts'
import { type Reader, type Row, type Statement, sql } from '../../store/index.ts'
import type { Answer } from '../index.ts'

export interface Pending {
  /** inbox id of the question */
  readonly question: string
  readonly channel: string
  readonly chat: string
  readonly replyTo: string
  readonly asked: string
  readonly answer: Answer
}

interface PendingRow extends Row {
  question: string
  channel: string
  chat: string
  reply_to: string
  asked: string
  answer: string
}

export const keepPending = (message: Incoming, asked: string, answer: Answer, deadline: number): Statement =>
  sql(
    'INSERT INTO wording (question, channel, chat, reply_to, asked, answer, deadline) VALUES (?, ?, ?, ?, ?, ?, ?)',
    inboxId(message),
    message.channel,
    message.chat.id,
    message.id,
    asked,
    JSON.stringify(answer),
    deadline,
  )

export async function pendingOf(store: Reader, question: string): Promise<Pending | undefined> {
  const row = await store.first<PendingRow>('SELECT * FROM wording WHERE question = ? AND settled IS NULL', question)
  return row && read(row)
}

const MOST = 100
/** No wording has so long: such a deadline is of a clock that was set back since. */
const FARTHEST_MS = 10 * MINUTE_MS

export async function overdue(store: Reader, now: Instant): Promise<Pending[]> {
  const rows = await store.all<PendingRow>(
    `SELECT * FROM wording WHERE settled IS NULL AND (deadline <= ? OR deadline > ?) ORDER BY deadline LIMIT ${MOST}`,
    now,
    now + FARTHEST_MS,
  )
  return rows.map(read)
}

/** @param said what was turned down */
export const settle = (question: string, now: Instant, outcome: string, said?: string): Statement =>
  sql('UPDATE wording SET settled = ?, outcome = ?, said = ? WHERE question = ?', now, outcome, said ?? null, question)

const read = (row: PendingRow): Pending => ({
  question: row.question,
  channel: row.channel,
  chat: row.chat,
  replyTo: row.reply_to,
  asked: row.asked,
  answer: JSON.parse(row.answer) as Answer,
})
