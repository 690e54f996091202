/** Documents that the office brought in: kept with their text, replaced by newer versions, read again for the asker. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Day, Instant } from '../office/day.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'
import type { Document } from './document.ts'
import { readDocument } from './read.ts'

/** Titles are seldom typed twice alike. */
const titleKey = (title: string): string => title.replace(/[\s“”"'《》〈〉（）()]/g, '')

/** The identity of a text: the same file sent twice is one document. */
export const documentId = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** Whether `newer` stands in the place of `older`: the same number, or the same title, or repealed by name. */
export function replaces(newer: Document, older: Document): boolean {
  const repealed = newer.repeals?.some((title) => titleKey(title) === titleKey(older.title)) ?? false
  const sameNumber = newer.number !== undefined && newer.number === older.number
  return repealed || sameNumber || (newer.title !== '' && titleKey(newer.title) === titleKey(older.title))
}

/**
 * Takes a document in. Versions in force with its number or title, and titles that it repeals, are superseded by it.
 *
 * @param file as its sender called it
 */
export function keepDocument(document: Document, file: string, at: Instant): Statement[] {
  const id = documentId(document.text)
  const supersede = (column: 'number' | 'title_key', value: string): Statement =>
    sql(
      `UPDATE document SET state = 'superseded', superseded_by = ? WHERE ${column} = ? AND state = 'in-force' AND id <> ?`,
      id,
      value,
      id,
    )
  const titles = [document.title, ...(document.repeals ?? [])].map(titleKey).filter(Boolean)
  return [
    ...(document.number === undefined ? [] : [supersede('number', document.number)]),
    ...[...new Set(titles)].map((title) => supersede('title_key', title)),
    sql(
      `INSERT INTO document (id, title, title_key, number, expires, file, text, state, added)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'in-force', ?)
       ON CONFLICT (id) DO UPDATE SET state = 'in-force', superseded_by = NULL, added = excluded.added`,
      id,
      document.title,
      titleKey(document.title),
      document.number ?? null,
      document.expires ?? null,
      file,
      document.text,
      at,
    ),
  ]
}

interface Kept extends Row {
  readonly id: string
  readonly title: string
  readonly number: string | null
}

/** Titles of the versions in force that keeping `document` would supersede. */
export async function supersededBy(store: Reader, document: Document): Promise<string[]> {
  const titles = [document.title, ...(document.repeals ?? [])].map(titleKey).filter(Boolean).slice(0, 50)
  const rows = await store.all<Kept>(
    `SELECT id, title, number FROM document
     WHERE state = 'in-force' AND id <> ? AND (number = ? OR title_key IN (${titles.map(() => '?').join(', ')}))`,
    documentId(document.text),
    document.number ?? '',
    ...titles,
  )
  return rows.map(({ title, number }) => `《${title}》${number ?? ''}`)
}

/**
 * Every document in force that was brought in, the oldest first, read anew from its text.
 *
 * @param today documents that expired before it are left out
 */
export async function storedDocuments(store: Reader, today: Day): Promise<Document[]> {
  const rows = await store.all<Row & { id: string; text: string }>(
    `SELECT id, text FROM document WHERE state = 'in-force' AND (expires IS NULL OR expires >= ?) ORDER BY added, id`,
    today,
  )
  return rows.map(({ id, text }) => readDocument(text, { id: id.slice(0, 16) }))
}

/**
 * Changes whenever what `storedDocuments` reads may have: something was brought in, replaced, or ran out.
 * `0` while there is nothing.
 */
export async function libraryStamp(store: Reader, today: Day): Promise<string> {
  const row = await store.first<Row & { held: number; newest: number | null }>(
    `SELECT count(*) AS held, max(added) AS newest FROM document
     WHERE state = 'in-force' AND (expires IS NULL OR expires >= ?)`,
    today,
  )
  return row?.held ? `${row.held}/${row.newest ?? 0}` : '0'
}

/** The plan's own documents and those brought in; what was replaced is not found any more. */
export const inForce = (plan: readonly Document[], stored: readonly Document[]): Document[] => [
  ...plan.filter((own) => !stored.some((one) => replaces(one, own))),
  ...stored,
]
