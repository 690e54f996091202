/**
 * What is kept for how long, by kind, and the nightly job that takes out what is over. Rows stay, with the keys by which
 * nothing is handled or said twice, and the ledger stays whole: only words, cards and files go.
 */
import { say } from '../message/card.ts'
import type { Job } from '../message/command.ts'
import { clockOf, DAY_MS, dayOf, type Instant } from '../office/day.ts'
import { keepSetting, type Reader, type Statement, settingOf, sql } from '../store/index.ts'
import * as text from './text.ts'

/**
 * Kinds of data by how long they are kept: what people said, cards they were shown, what a language model was given
 * and gave, and files that bear figures out.
 */
export type DataKind = 'texts' | 'cards' | 'transcripts' | 'evidence'

/** Days for which each kind is kept; undefined is for ever. */
export type Retention = Readonly<Record<DataKind, number | undefined>>

/**
 * Days for which each kind is kept where the office sets nothing else: messages for the plan's year and the next,
 * files for as long as an audit may ask.
 */
export const RETENTION: Readonly<Record<DataKind, number>> = { texts: 730, cards: 365, transcripts: 90, evidence: 1095 }

/** In the hour after two, before pages are checked and backups made; a minute takes so many of each kind. */
const HOUR = '02:'
const AT_ONCE = 1_000
const DONE = 'privacy.pruned'

/**
 * A job that deletes, once a day after two at night, what is older than its kind may be kept; a share of the rows
 * each tick until none is left.
 *
 * @param keep days by kind; a kind without days is kept for ever
 */
export const retentionJob = (keep: Retention): Job => ({
  name: 'retention',
  async run(now, store) {
    if (!clockOf(now).startsWith(HOUR) || (await settingOf(store, DONE)) === dayOf(now)) return NOTHING
    const due = await Promise.all(
      (Object.keys(WORK) as DataKind[]).map(async (kind) => {
        const days = keep[kind]
        if (days === undefined) return { rows: 0, writes: [] }
        const [until, { over, writes }] = [before(now, days), WORK[kind]]
        const rows = await store.all<{ id: string }>(`${over} LIMIT ${AT_ONCE}`, until)
        const ids = JSON.stringify(rows.map(({ id }) => id))
        return { rows: rows.length, writes: writes(ids, now, until) }
      }),
    )
    const isDone = due.every(({ rows }) => rows < AT_ONCE)
    const writes = due.flatMap((one) => one.writes)
    return { writes: isDone ? [...writes, keepSetting(DONE, dayOf(now))] : writes, says: [] }
  },
})

const NOTHING = { writes: [], says: [] }
const before = (now: Instant, days: number): Instant => (now - days * DAY_MS) as Instant

interface Work {
  /** rows that are older than an instant, the oldest first, each by an `id` */
  readonly over: string
  /** @param ids of the rows found, as JSON @param until the instant that they are older than */
  readonly writes: (ids: string, now: Instant, until: Instant) => readonly Statement[]
}

const AMONG = 'IN (SELECT value FROM json_each(?))'

const WORK: Readonly<Record<DataKind, Work>> = {
  texts: {
    over: 'SELECT id FROM inbox WHERE pruned IS NULL AND at < ? ORDER BY at',
    writes: (ids, now) => [
      sql(`UPDATE inbox SET text = NULL, kept = NULL, pruned = ? WHERE id ${AMONG}`, now, ids),
      sql(`UPDATE handover SET question = '', answered = NULL WHERE id ${AMONG}`, ids),
      sql(`UPDATE verdict SET why = NULL WHERE question ${AMONG}`, ids),
      sql(`DELETE FROM waiting_document WHERE id ${AMONG}`, ids),
      sql(`DELETE FROM pending WHERE state = 'set-aside' AND id ${AMONG}`, ids),
    ],
  },
  cards: {
    over: `SELECT key AS id FROM outbox WHERE pruned IS NULL AND created < ? AND state NOT IN ('queued', 'leased') ORDER BY created`,
    writes: (keys, now) => [
      sql(
        `UPDATE outbox SET card = ?, unless = NULL, file = NULL, pruned = ? WHERE key ${AMONG}`,
        ...[JSON.stringify(say(text.GONE)), now, keys],
      ),
    ],
  },
  transcripts: {
    over: 'SELECT question AS id FROM wording WHERE settled IS NOT NULL AND deadline < ? ORDER BY deadline',
    writes: (questions) => [sql(`DELETE FROM wording WHERE question ${AMONG}`, questions)],
  },
  /** The files themselves go afterwards (`prunedEvidence`): a file whose row is not written yet is never missed. */
  evidence: {
    over: 'SELECT message AS id FROM evidence WHERE at < ? AND pruned IS NULL ORDER BY at',
    writes: (_, now, until) => [sql('UPDATE evidence SET pruned = ? WHERE pruned IS NULL AND at < ?', now, until)],
  },
}

/** How many rows of each kind have lost their words because their time was over, for the audit. */
export async function prunedCounts(store: Reader): Promise<Readonly<Record<'texts' | 'cards' | 'evidence', number>>> {
  const row = await store.first<{ texts: number; cards: number; evidence: number }>(
    `SELECT (SELECT count(*) FROM inbox WHERE pruned IS NOT NULL) AS texts,
            (SELECT count(*) FROM outbox WHERE pruned IS NOT NULL) AS cards,
            (SELECT count(*) FROM evidence WHERE pruned IS NOT NULL) AS evidence`,
  )
  return row ?? { texts: 0, cards: 0, evidence: 0 }
}

/** SHA-256 hashes of the files that no figure needs any more, since their time is over. */
export const prunedEvidence = async (store: Reader): Promise<string[]> =>
  (
    await store.all<{ sha256: string }>(
      'SELECT sha256 FROM evidence GROUP BY sha256 HAVING count(*) = count(pruned) ORDER BY sha256',
    )
  ).map(({ sha256 }) => sha256)
