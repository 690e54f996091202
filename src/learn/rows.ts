/** What people thought of answers, which questions wait, and the answers that were reviewed: rows of this slice. */

import { endingsOf } from '../message/ending.ts'
import { endedSo, messagesOf } from '../message/inbox.ts'
import type { Account } from '../message/incoming.ts'
import type { Instant } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'

/** The question's row in the inbox, as buttons name it. */
export type QuestionId = string & { readonly __brand: 'QuestionId' }

/** What somebody thinks of an answer. */
export interface AnswerVerdict {
  readonly question: QuestionId
  readonly account: Account
  readonly good: boolean
  readonly why?: string | undefined
  readonly at: Instant
}

/**
 * Records what a person thinks of an answer. A second verdict replaces their first; without a reason it keeps that
 * one's.
 */
export const keepVerdict = ({ question, account, good, why, at }: AnswerVerdict): Statement =>
  sql(
    `INSERT INTO verdict (question, account, good, why, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (question, account) DO UPDATE SET good = excluded.good, why = coalesce(excluded.why, why), at = excluded.at`,
    question,
    account,
    good ? 1 : 0,
    why ?? null,
    at,
  )

/** A question that was not answered, or whose answer somebody found wrong. */
export interface OpenQuestion {
  readonly id: QuestionId
  readonly question: string
  readonly at: Instant
  readonly status: string
  readonly why?: string
}

/** Refusals that an answer could mend; 离题, 注入 and the like could not. */
const UNANSWERED = endingsOf('unanswered')
const MOST_ROWS = 300

/**
 * Questions since then that had no answer, or one that was found bad; settled ones are among them, see `settledSince`.
 * @returns the newest first, each question as often as it was asked, at most `MOST_ROWS`
 */
export async function waitingQuestions(store: Reader, since: Instant): Promise<OpenQuestion[]> {
  const [unanswered, bad] = await Promise.all([
    endedSo(store, '问', UNANSWERED, since, MOST_ROWS),
    store.all<{ question: string; why: string | null }>(
      `SELECT question, why FROM verdict WHERE good = 0 AND at > ? ORDER BY at DESC LIMIT ${MOST_ROWS}`,
      since,
    ),
  ])
  const said = new Map(
    (
      await messagesOf(
        store,
        bad.map(({ question }) => question),
      )
    ).map((one) => [one.id, one]),
  )
  const found = bad.flatMap(({ question, why }) => {
    const one = said.get(question)
    return one ? [{ ...one, status: 'bad', ...(why !== null && { why }) }] : []
  })
  return [...unanswered, ...found]
    .sort((one, other) => other.at - one.at)
    .slice(0, MOST_ROWS)
    .map(({ id, kind, text, ...rest }) => ({ ...rest, id: id as QuestionId, question: wordsOf(kind, text) }))
}

/** What was asked under an id; undefined where it was no question. */
export async function questionById(store: Reader, id: QuestionId): Promise<string | undefined> {
  const [one] = await messagesOf(store, [id])
  return one && wordsOf(one.kind, one.text)
}

/** A pressed choice is kept as its values. */
const wordsOf = (kind: string, text: string): string =>
  kind === 'action' ? ((JSON.parse(text) as { text?: string }).text ?? '') : text

/** A question is dealt with as of `at`: what is asked after it waits again. @param key of `Asker.key` */
export const settleQuestion = (key: string, person: PersonId, at: Instant): Statement =>
  sql(
    'INSERT INTO settled_question (key, person, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at',
    key,
    person,
    at,
  )

/** Keys of settled questions and when: what is asked again later waits again. */
export async function settledSince(store: Reader, keys: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  const rows = await store.all<{ key: string; at: number }>(
    'SELECT s.key, s.at FROM json_each(?) k JOIN settled_question s ON s.key = k.value',
    JSON.stringify(keys),
  )
  return new Map(rows.map(({ key, at }) => [key, at as Instant]))
}

/** A reviewed answer: a coordinator's words, resting on a provision. */
export interface Vouched {
  readonly id: string
  readonly key: string
  readonly question: string
  readonly answer: string
  /** SHA-256 of the document's text */
  readonly document: string
  readonly title: string
  readonly section: string
  readonly person: PersonId
  readonly at: Instant
}

const vouchedOf = (row: Row): Vouched => ({
  id: String(row['id']),
  key: String(row['key']),
  question: String(row['question']),
  answer: String(row['answer']),
  document: String(row['document']),
  title: String(row['title']),
  section: String(row['section']),
  person: row['person'] as PersonId,
  at: Number(row['at']) as Instant,
})

/** Records a reviewed answer. An earlier one to the same question stays on record, and is given no more. */
export const keepVouched = (one: Vouched): Statement =>
  sql(
    `INSERT INTO vouched (id, key, question, answer, document, title, section, person, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.id,
    one.key,
    one.question,
    one.answer,
    one.document,
    one.title,
    one.section,
    one.person,
    one.at,
  )

/**
 * The newest reviewed answer to a question that was not withdrawn, whether or not its document is in force; undefined
 * without one.
 */
export async function vouchedFor(store: Reader, key: string): Promise<Vouched | undefined> {
  const row = await store.first(
    'SELECT * FROM vouched WHERE key = ? AND withdrawn IS NULL ORDER BY at DESC LIMIT 1',
    key,
  )
  return row && vouchedOf(row)
}

const MOST_LISTED = 50

/** The reviewed answers that were not withdrawn, the newest first, 50 at most. */
export async function allVouched(store: Reader): Promise<Vouched[]> {
  const rows = await store.all(`SELECT * FROM vouched WHERE withdrawn IS NULL ORDER BY at DESC LIMIT ${MOST_LISTED}`)
  return rows.map(vouchedOf)
}

/** Withdraws a reviewed answer, which stays on record. Changes no row where it was withdrawn before. */
export const withdraw = (id: string, at: Instant): Statement =>
  sql('UPDATE vouched SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL', at, id)
