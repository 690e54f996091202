/** One line of the log of changes: what stands in it, by which hashes, and how it is chained to the one before. */
import { createHash, createHmac } from 'node:crypto'
import type { DatabaseConnection } from '../driver.ts'
import type { ChangeHead } from '../logged.ts'

/**
 * One change: table, hash of the key, hash of the row (null: it went), and of the row before (null: there was none;
 * absent: not noted).
 */
export type LoggedChange = readonly [table: string, key: string, row: string | null, before?: string | null]

/** A hash of a text, as base64url. */
export type Hash = (text: string) => string

/** The hash function of a log: SHA-256, with a secret HMAC. */
export const hashing =
  (secret: string | undefined): Hash =>
  (text) =>
    (secret === undefined ? createHash('sha256') : createHmac('sha256', secret)).update(text).digest('base64url')

/** Hash of a row, cut to 132 bits. */
export const rowHash = (row: string, hash: Hash): string => hash(row).slice(0, 22)

/**
 * Hash of a row's key, cut to 96 bits. It never uses the secret, so that a row is found again after one was set.
 *
 * @param key the columns of the key as a JSON array
 */
export const keyHash = (table: string, key: string): string => hashing(undefined)(`${table} ${key}`).slice(0, 16)

/** A line of the log of changes. */
export interface LogRow {
  readonly sequence: number
  readonly at: number
  readonly changes: string
  /** which of the office's keys in turn it was hashed with, from 1; 0: none. From 2 on nothing of before it counts */
  readonly keyed: number
}

/** How the secret that is set stands to the last line: `unused` where that bears none. */
export type KeyState = 'unused' | 'own' | 'missing' | 'other'

/**
 * Whether a log was written with this secret: the newest line that bears it tells, over lines that somebody spoilt;
 * none that says it is of a later key.
 * @param by the last line alone, at an opening; or the last that bears a key, for which a log without one is read whole
 * @returns with it, which of the office's keys in turn it is
 */
export function keyState(
  db: DatabaseConnection,
  secret: string | undefined,
  by: 'last' | 'any',
): { state: KeyState; key: number } {
  const some = by === 'any' ? 'WHERE keyed > 0' : ''
  const last = db.prepare<LogRow>(`SELECT * FROM change_log ${some} ORDER BY sequence DESC LIMIT 1`).get()
  if (!last?.keyed) return { state: 'unused', key: 0 }
  if (secret === undefined) return { state: 'missing', key: last.keyed }
  const hash = hashing(secret)
  const before = db.prepare<string>('SELECT hash FROM change_log WHERE sequence = ?').pluck()
  const lines = db.prepare<LogRow & { hash: string }>('SELECT * FROM change_log WHERE keyed > 0 ORDER BY sequence DESC')
  for (const line of lines.iterate()) {
    if (line.keyed < last.keyed) break
    if (linkOf(before.get(line.sequence - 1) ?? '', line, hash) === line.hash) return { state: 'own', key: line.keyed }
  }
  return { state: 'other', key: last.keyed }
}

/** The hash that chains a line to the one before. */
export const linkOf = (before: string, { sequence, at, changes, keyed }: LogRow, hash: Hash): string =>
  hash(JSON.stringify([before, sequence, at, changes, keyed]))

/**
 * Adds lines to the log, each chained to the last. A line that this process wrote and that is gone or changed breaks
 * the chain for good.
 *
 * @param secret none: hashes that everybody can make
 */
export function appender(db: DatabaseConnection, secret: string | undefined) {
  const hash = hashing(secret)
  let key = secret === undefined ? 0 : 1
  let left: ChangeHead | undefined
  let committed: ChangeHead | undefined
  const last = db.prepare<ChangeHead & { at: number; keyed: number }>(
    'SELECT sequence, hash, at, keyed FROM change_log ORDER BY sequence DESC LIMIT 1',
  )
  const insert = db.prepare('INSERT INTO change_log (sequence, at, changes, keyed, hash) VALUES (?, ?, ?, ?, ?)')
  const clock = db.prepare("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)").pluck()
  const hashAt = db.prepare<string>('SELECT hash FROM change_log WHERE sequence = ?').pluck()
  return {
    /** Within a transaction. */
    add(changes: readonly LoggedChange[]): void {
      const there = last.get()
      const isWhole = left === undefined || hashAt.get(left.sequence) === left.hash
      const row = {
        sequence: Math.max(there?.sequence ?? 0, left?.sequence ?? 0) + 1,
        at: Math.max(there?.at ?? 0, Number(clock.get())),
        changes: JSON.stringify(changes),
        keyed: secret === undefined ? 0 : Math.max(key, there?.keyed ?? 0),
      }
      const link = linkOf((isWhole ? there : left)?.hash ?? '', row, hash)
      insert.run(row.sequence, row.at, row.changes, row.keyed, link)
      left = { sequence: row.sequence, hash: link }
    },
    /** From now on lines are those of the next key. @returns the last line of before */
    renew(): number {
      const there = last.get()
      // The first one says nothing of what bears none.
      key = Math.max(1, there?.keyed ?? 0) + 1
      return there?.sequence ?? 0
    },
    /** The transaction has come to its end. @param how whether what was added is there */
    ended(how: 'committed' | 'dropped'): void {
      if (how === 'committed') committed = left
      else left = committed
    },
  }
}

interface Line {
  /** its changes as JSON */
  readonly text: string
  /** by which its rows were hashed */
  readonly hash: Hash
  /** whether it was written by who had the secret */
  readonly isGenuine: () => boolean
}

/** What the newest genuine line on a row says of it: the row's hash, null where it went. */
interface Newest {
  readonly row: string | null
  readonly hash: Hash
  readonly sequence: number
}

/** Pages of the log that are read at once: what is looked for mostly stands in its last lines. */
const PAGE = { first: 4, most: 1_000 }
/** Rows whose newest line is remembered: a message leaves two that may be taken up, and a talk is over in half an hour. */
const MOST_REMEMBERED = 5_000
/** The last lines, that are read to begin with; and so many of other connections at most before it is begun anew. */
const MOST_FOLLOWED = 1_000
const NOTHING: ChangeHead = { sequence: 0, hash: '' }

/** Reads lines of the log of changes. */
export type LogLines = ReturnType<typeof linesOf>

/** @param tables whose rows are looked for */
export function linesOf(db: DatabaseConnection, secret: string | undefined, tables: ReadonlySet<string>) {
  type Row = LogRow & { hash: string }
  const page = db.prepare<Row>('SELECT * FROM change_log WHERE sequence <= ? ORDER BY sequence DESC LIMIT ?')
  const since = db.prepare<Row>('SELECT * FROM change_log WHERE sequence > ? ORDER BY sequence LIMIT ?')
  const hashAt = db.prepare<string>('SELECT hash FROM change_log WHERE sequence = ?').pluck()
  const keyedBefore = db.prepare('SELECT 1 FROM change_log WHERE keyed > 0 AND sequence < ? LIMIT 1')
  const hashes = { plain: hashing(undefined), keyed: hashing(secret) }
  const hashOf = ({ keyed }: LogRow): Hash => (keyed > 0 ? hashes.keyed : hashes.plain)
  // What bears no key is of before one was set: nothing with a key stands further back.
  const isLate = ({ keyed, sequence }: Row) =>
    keyed === 0 && secret !== undefined && keyedBefore.get(sequence) !== undefined
  const isGenuine = (before: string, row: Row): boolean => linkOf(before, row, hashOf(row)) === row.hash && !isLate(row)

  /** by the hash of the key, of all lines from `from` on; the one whose line is the oldest first */
  const remembered = new Map<string, Newest>()
  let from = 0
  let head: ChangeHead | undefined

  function forgetUpTo({ sequence, hash }: ChangeHead): void {
    remembered.clear()
    from = sequence + 1
    head = { sequence, hash }
  }

  function lastLines(): Row[] {
    const rows = page.all(Number.MAX_SAFE_INTEGER, MOST_FOLLOWED + 1).reverse()
    // The one before them, whose hash the first is chained to.
    forgetUpTo((rows.length > MOST_FOLLOWED && rows.shift()) || NOTHING)
    return rows
  }

  function remember(row: Row): void {
    for (const [table, key, now] of JSON.parse(row.changes) as LoggedChange[]) {
      if (!tables.has(table)) continue
      remembered.delete(key)
      remembered.set(key, { row: now, hash: hashOf(row), sequence: row.sequence })
    }
    for (const [key, { sequence }] of remembered) {
      if (remembered.size <= MOST_REMEMBERED) break
      remembered.delete(key)
      from = sequence + 1
    }
  }

  return {
    /** Reads what was added since; the last lines anew where one that was read is gone or another now. */
    follow(): void {
      const isWhole = head && (hashAt.get(head.sequence) ?? '') === head.hash
      const added = head && isWhole ? since.all(head.sequence, MOST_FOLLOWED) : undefined
      for (const row of added && added.length < MOST_FOLLOWED ? added : lastLines()) {
        // What somebody else wrote may be no JSON, and is looked at where it is come upon.
        if (isGenuine(head?.hash ?? '', row)) remember(row)
        else forgetUpTo(row)
        head = { sequence: row.sequence, hash: row.hash }
      }
    },
    /** As far as the lines tell that were followed. @param key its hash */
    newestOf: (key: string): Newest | undefined => remembered.get(key),
    /** The lines before those that were followed, the newest first. */
    *older(): Generator<Line> {
      for (let at = from - 1, size = PAGE.first; ; size = Math.min(2 * size, PAGE.most)) {
        // One more, whose hash the last is chained to.
        const rows = page.all(at, size + 1)
        for (const [index, row] of rows.slice(0, size).entries())
          yield { text: row.changes, hash: hashOf(row), isGenuine: () => isGenuine(rows[index + 1]?.hash ?? '', row) }
        const next = rows[size]
        if (!next) return
        at = next.sequence
      }
    },
  }
}
