/** Documents that the office brought in: kept with their text, replaced by newer versions, read again for the asker. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Day, Instant } from '../../office/day.ts'
import type { PersonId } from '../../office/person.ts'
import { type Reader, type Row, type Statement, sql } from '../../store/index.ts'
import { readDocument } from '../read.ts'
import type { Document } from '../structure/document.ts'

/** Titles are seldom typed twice alike. */
const titleKey = (title: string): string => title.replace(/[\s“”"'《》〈〉（）()]/g, '')

/** The identity of a text, SHA-256 in hex: the same file sent twice is one document. */
export const documentId = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** Whether `newer` stands in the place of `older`: the same number, or the same title, or repealed by name. */
export function replaces(newer: Document, older: Document): boolean {
  const repealed = newer.repeals?.some((title) => titleKey(title) === titleKey(older.title)) ?? false
  const sameNumber = newer.number !== undefined && newer.number === older.number
  return repealed || sameNumber || (newer.title !== '' && titleKey(newer.title) === titleKey(older.title))
}

/**
 * Takes a document in, or back in. Versions in force with its number or title, and titles that it repeals, are
 * superseded by it.
 *
 * @param file as its sender called it
 * @param by absent from the command line
 * @returns statements to be committed together
 */
export function keepDocument(document: Document, file: string, at: Instant, by?: PersonId): Statement[] {
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
      `INSERT INTO document (id, title, title_key, number, expires, file, text, state, added, person)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'in-force', ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = 'in-force', superseded_by = NULL, because = NULL,
         added = excluded.added, person = excluded.person`,
      id,
      document.title,
      titleKey(document.title),
      document.number ?? null,
      document.expires ?? null,
      file,
      document.text,
      at,
      by ?? null,
    ),
  ]
}

/**
 * Takes a document out: it is kept, but no longer answered from. Changes no row where it is not in force.
 * @param because in Chinese, shown in the list
 */
export const withdrawDocument = (id: string, because: string, by: PersonId): Statement =>
  sql(
    `UPDATE document SET state = 'withdrawn', because = ?, person = ? WHERE id = ? AND state = 'in-force'`,
    because,
    by,
    id,
  )

/** A document that was brought into the library, without its text, whatever became of it. */
export interface Shelved {
  readonly id: string
  readonly title: string
  readonly number?: string
  readonly file: string
  readonly state: 'in-force' | 'expired' | 'superseded' | 'withdrawn'
  readonly expires?: Day
  readonly supersededBy?: string
  readonly because?: string
  readonly person?: PersonId
  readonly added: Instant
}

const MOST_SHELVED = 200

/**
 * The library as it is listed: those in force first, then the newest, at most `MOST_SHELVED`.
 * @param today documents that ran out before it are expired
 */
export async function shelvedDocuments(store: Reader, today: Day): Promise<Shelved[]> {
  const rows = await store.all(
    `SELECT d.id, d.title, d.number, d.file, d.state, d.expires, d.because, d.person, d.added, n.title AS newer
     FROM document d LEFT JOIN document n ON n.id = d.superseded_by ORDER BY d.state = 'in-force' DESC, d.added DESC, d.id LIMIT ${MOST_SHELVED}`,
  )
  return rows.map((row): Shelved => {
    const said = (name: string): string | undefined => (row[name] === null ? undefined : String(row[name]))
    const [number, expires, because, person, newer] = ['number', 'expires', 'because', 'person', 'newer'].map(said)
    const isOver = row['state'] === 'in-force' && expires !== undefined && expires < today
    return {
      id: String(row['id']),
      title: String(row['title']),
      file: String(row['file']),
      state: isOver ? 'expired' : (String(row['state']) as Shelved['state']),
      added: Number(row['added']) as Instant,
      ...(number !== undefined && { number }),
      ...(expires !== undefined && { expires: expires as Day }),
      ...(because !== undefined && { because }),
      ...(person !== undefined && { person: person as PersonId }),
      ...(newer !== undefined && { supersededBy: newer }),
    }
  })
}

type DocumentRow = { id: string; text: string }

/** A document as it goes by the beginning of its id in answers. */
const documentOf = ({ id, text }: DocumentRow): Document => readDocument(text, { id: id.slice(0, 16) })

/** A shelved document read anew from its text, whatever its state; undefined where none has the id. */
export async function shelvedDocument(store: Reader, id: string): Promise<Document | undefined> {
  const row = await store.first<DocumentRow>('SELECT id, text FROM document WHERE id = ?', id)
  return row && documentOf(row)
}

interface Kept extends Row {
  readonly id: string
  readonly title: string
  readonly number: string | null
}

/** Titles of the versions in force that keeping `document` would supersede, in any order. */
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
 * @param today documents that expired before it are left out
 */
export async function storedDocuments(store: Reader, today: Day): Promise<Document[]> {
  const rows = await store.all<DocumentRow>(
    `SELECT id, text FROM document WHERE state = 'in-force' AND (expires IS NULL OR expires >= ?) ORDER BY added, id`,
    today,
  )
  return rows.map(documentOf)
}

/**
 * The plan's own documents, each in its newest version, then those brought in; what was replaced is not found any more.
 * The first are as many as `plan`, in its order: what is meant where no document is named.
 */
export function inForce(plan: readonly Document[], stored: readonly Document[]): Document[] {
  const current = plan.map((own) => stored.findLast((one) => replaces(one, own)) ?? own)
  return [...current, ...stored.filter((one) => !current.includes(one))]
}
