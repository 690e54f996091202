/** Questions on their way to a model, kept so that the person gets one whatever happens to the process. */
import { type Incoming, inboxId } from '../../message/incoming.ts'
import { type Instant, MINUTE_MS } from '../../office/day.ts'
import { type Reader, type Row, type Statement, sql } from '../../store/index.ts'
import type { Answer } from '../index.ts'
import type { Evidence } from '../verify/evidence.ts'
import type { ModelQuestion } from './read.ts'

export interface PendingAnswer {
  /** inbox id of the question */
  readonly question: string
  readonly channel: string
  readonly chat: string
  readonly replyTo: string
  /** found without a model */
  readonly answer: Answer
  /** undefined where it can no longer be put to a model */
  readonly asking: ModelQuestion | undefined
}

interface PendingRow extends Row {
  question: string
  channel: string
  chat: string
  reply_to: string
  asked: string
  answer: string
  history: string | null
  evidence: string | null
}

/**
 * Keeps a question while a model reads, so that it is answered though the process ends.
 * @param deadline ms since 1970: then the answer without a model is said by whoever comes first
 */
export const keepPending = (
  message: Incoming,
  { question: asked, history, answer, evidence }: ModelQuestion,
  deadline: number,
): Statement =>
  sql(
    `INSERT INTO wording (question, channel, chat, reply_to, asked, history, answer, evidence, deadline)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    inboxId(message),
    message.channel,
    message.chat.id,
    message.id,
    asked,
    JSON.stringify(history),
    JSON.stringify(answer),
    JSON.stringify(evidence),
    deadline,
  )

/** An answer that is still with a model, with its evidence. @returns undefined where none is, or it was settled */
export async function pendingOf(store: Reader, question: string): Promise<PendingAnswer | undefined> {
  const row = await store.first<PendingRow>('SELECT * FROM wording WHERE question = ? AND settled IS NULL', question)
  return row && read(row)
}

const MOST = 100
/** No answer has so long: such a deadline is of a clock that was set back since. */
const FARTHEST_MS = 10 * MINUTE_MS

export async function overdue(store: Reader, now: Instant): Promise<PendingAnswer[]> {
  const rows = await store.all<PendingRow>(
    `SELECT * FROM wording WHERE settled IS NULL AND (deadline <= ? OR deadline > ?) ORDER BY deadline LIMIT ${MOST}`,
    now,
    now + FARTHEST_MS,
  )
  return rows.map(read)
}

/**
 * The papers as they stood are not kept beyond the answer.
 * @param said what was turned down
 */
export const settle = (question: string, now: Instant, outcome: string, said?: string): Statement =>
  sql(
    'UPDATE wording SET settled = ?, outcome = ?, said = ?, evidence = NULL WHERE question = ?',
    now,
    outcome,
    said ?? null,
    question,
  )

function read(row: PendingRow): PendingAnswer {
  const answer = JSON.parse(row.answer) as Answer
  const history = row.history === null ? [] : (JSON.parse(row.history) as string[])
  return {
    question: row.question,
    channel: row.channel,
    chat: row.chat,
    replyTo: row.reply_to,
    answer,
    asking:
      row.evidence === null
        ? undefined
        : { question: row.asked, history, answer, evidence: JSON.parse(row.evidence) as Evidence },
  }
}
