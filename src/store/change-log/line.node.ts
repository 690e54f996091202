/** One line of the log of changes: what stands in it, by which hashes, and how it is chained to the one before. */
import { createHash, createHmac } from 'node:crypto'
import type { DatabaseConnection } from '../driver.ts'
import type { ChangeHead } from '../logged.ts'

/**
 * table, hash of the key, hash of the row, and of the row that the program found there: null where it found none, left
 * out where that was not noted
 */
export type LoggedChange = readonly [table: string, key: string, row: string | null, before?: string | null]

/** A hash of a text, as base64url. */
export type Hash = (text: string) => string

/** HMAC-SHA256 with the secret; SHA-256, which everybody can make, without. */
export const hashing =
  (secret: string | undefined): Hash =>
  (text) =>
    (secret === undefined ? createHash('sha256') : createHmac('sha256', secret)).update(text).digest('base64url')

/** 132 bits; with a secret where there is one. */
export const rowHash = (row: string, hash: Hash): string => hash(row).slice(0, 22)

/**
 * 96 bits, without: the same row is found again after a secret was set.
 * @param key the columns of the key as a JSON array
 */
export const keyHash = (table: string, key: string): string => hashing(undefined)(`${table} ${key}`).slice(0, 16)

/** A line of the log of changes, without its hash. `at`: ms; `changes`: `LoggedChange`s as a JSON array. */
export interface LogRow {
  readonly sequence: number
  readonly at: number
  readonly changes: string
  /** which of the office's keys in turn it was hashed with, from 1; 0: none. From 2 on nothing of before it counts */
  readonly keyed: number
}

/** A line of the log, with the hash that chains it to the one before. */
export type LogLine = LogRow & { readonly hash: string }

/** Beyond it no place is left for a line after it, and the driver's numbers are not exact: the program wrote none there. */
const LAST_PLACE = Number.MAX_SAFE_INTEGER - 2
/** Where the program puts lines, as a condition of SQL. */
export const PLACED = `sequence BETWEEN 1 AND ${LAST_PLACE}`
/** Whether a line stands where the program puts one. */
export const isPlaced = ({ sequence }: LogLine): boolean => sequence >= 1 && sequence <= LAST_PLACE
const LAST_INSTANT = 8.64e15

/**
 * Whether a line has the form of the program's own. SQLite keeps words in a column of numbers, which are neither more nor
 * less than any: whoever writes `keyed` as a word would have a line that needs no key.
 */
export const isLine = ({ sequence, at, changes, keyed, hash }: LogLine): boolean =>
  [sequence, at, keyed].every(Number.isSafeInteger) &&
  keyed >= 0 &&
  Math.abs(at) <= LAST_INSTANT &&
  typeof changes === 'string' &&
  changes.startsWith('[') &&
  typeof hash === 'string'

/** What a line is hashed with: but for one that says it bears no key, the secret. */
export const hashingOf = ({ keyed }: Pick<LogRow, 'keyed'>, secret: string | undefined): Hash =>
  hashing(keyed === 0 ? undefined : secret)

/** How the secret that is set stands to the log: `unused` where it bears none, `other` where no line was written with it. */
export type KeyState = 'unused' | 'own' | 'missing' | 'other'

const KEYED = `typeof(keyed) = 'integer' AND keyed BETWEEN 1 AND ${LAST_PLACE} AND ${PLACED}`

/**
 * Whether a log was written with this secret: the newest line that bears it tells, whatever stands above that. A line in
 * the name of a later key is anybody's who can write the file: it is a fault of that line, and hinders no start.
 * @param by without a secret: the last line alone, at an opening; or any, for which a log without one is read whole
 * @returns with it, which of the office's keys in turn it is
 */
export function keyState(
  db: DatabaseConnection,
  secret: string | undefined,
  by: 'last' | 'any',
): { state: KeyState; key: number } {
  const keyed = db.prepare<LogLine>(`SELECT * FROM change_log WHERE ${KEYED} ORDER BY sequence DESC`)
  if (secret === undefined) {
    const last = db.prepare<LogLine>(`SELECT * FROM change_log WHERE ${PLACED} ORDER BY sequence DESC LIMIT 1`)
    const key = by === 'any' ? keyed.get()?.keyed : last.get()?.keyed
    return typeof key === 'number' && key > 0 ? { state: 'missing', key } : { state: 'unused', key: 0 }
  }
  const hash = hashing(secret)
  const before = db.prepare<string>('SELECT hash FROM change_log WHERE sequence = ?').pluck()
  let latest = 0
  for (const line of keyed.iterate()) {
    if (linkOf(before.get(line.sequence - 1) ?? '', line, hash) === line.hash) return { state: 'own', key: line.keyed }
    latest = Math.max(latest, line.keyed)
  }
  return latest > 0 ? { state: 'other', key: latest } : { state: 'unused', key: 0 }
}

/** The hash of a line. @param before hash of the line before it; empty for the first */
export const linkOf = (before: string, { sequence, at, changes, keyed }: LogRow, hash: Hash): string =>
  hash(JSON.stringify([before, sequence, at, changes, keyed]))

const DAY_MS = 86_400_000

/**
 * Adds lines, each chained to the last: one that this process left and that is gone, or another now, breaks the chain for
 * ever, so that nobody takes back what was done since a head went out. Whatever somebody else put there, it goes on.
 * @param secret none: hashes that everybody can make
 */
export function appender(db: DatabaseConnection, secret: string | undefined) {
  const hash = hashing(secret)
  /** which key it is, as the log tells once there is one */
  let key: number | undefined
  let left: ChangeHead | undefined
  let committed: ChangeHead | undefined
  const last = db.prepare<ChangeHead & { at: unknown }>(
    `SELECT sequence, hash, at FROM change_log WHERE ${PLACED} ORDER BY sequence DESC LIMIT 1`,
  )
  const insert = db.prepare('INSERT INTO change_log (sequence, at, changes, keyed, hash) VALUES (?, ?, ?, ?, ?)')
  const clock = db.prepare("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)").pluck()
  const hashAt = db.prepare<string>('SELECT hash FROM change_log WHERE sequence = ?').pluck()
  const latestKey = db.prepare<number | null>(`SELECT max(keyed) FROM change_log WHERE ${KEYED}`).pluck()
  const head = (): ChangeHead => {
    const { sequence, hash: of } = last.get() ?? { sequence: 0, hash: '' }
    return { sequence, hash: of }
  }
  return {
    head,
    /** Within a transaction. */
    add(changes: readonly LoggedChange[]): void {
      key ??= secret === undefined ? 0 : Math.max(1, keyState(db, secret, 'last').key)
      const there = last.get()
      const isWhole = left === undefined || hashAt.get(left.sequence) === left.hash
      const row = {
        sequence: Math.max(there?.sequence ?? 0, left?.sequence ?? 0) + 1,
        at: notBefore(there?.at, Number(clock.get())),
        changes: JSON.stringify(changes),
        keyed: key,
      }
      const link = linkOf((isWhole ? there : left)?.hash ?? '', row, hash)
      insert.run(row.sequence, row.at, row.changes, row.keyed, link)
      left = { sequence: row.sequence, hash: link }
    },
    /** From now on lines are those of the next key. */
    renew(): void {
      // A line where none can follow is of no use to anybody, and its chain ends here.
      db.prepare(`DELETE FROM change_log WHERE NOT (${PLACED})`).run()
      // The first one says nothing of what bears none.
      key = Math.max(1, latestKey.get() ?? 0) + 1
    },
    /** The transaction has come to its end. @param how whether what was added is there */
    ended(how: 'committed' | 'dropped'): void {
      if (how === 'committed') committed = left
      else left = committed
    },
  }
}

/** Time does not fall from line to line where a clock was set back; what is further ahead is no time that ever was. */
const notBefore = (last: unknown, now: number): number =>
  typeof last === 'number' && last > now && last < now + DAY_MS ? Math.floor(last) : now

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

/** The lines of a log, looked up by row. */
export type LogLines = ReturnType<typeof linesOf>

/** @param tables whose rows are looked for */
export function linesOf(db: DatabaseConnection, secret: string | undefined, tables: ReadonlySet<string>) {
  const page = db.prepare<LogLine>('SELECT * FROM change_log WHERE sequence <= ? ORDER BY sequence DESC LIMIT ?')
  const since = db.prepare<LogLine>('SELECT * FROM change_log WHERE sequence > ? ORDER BY sequence LIMIT ?')
  const hashAt = db.prepare<string>('SELECT hash FROM change_log WHERE sequence = ?').pluck()
  const keyedBefore = db.prepare('SELECT 1 FROM change_log WHERE keyed > 0 AND sequence < ? LIMIT 1')
  const hashOf = (row: LogLine): Hash => hashingOf(row, secret)
  // What bears no key is of before one was set: nothing with a key stands further back.
  const isLate = ({ keyed, sequence }: LogLine) =>
    keyed === 0 && secret !== undefined && keyedBefore.get(sequence) !== undefined
  const isGenuine = (before: string, row: LogLine): boolean =>
    isLine(row) && linkOf(before, row, hashOf(row)) === row.hash && !isLate(row)

  /** by the hash of the key, of all lines from `from` on; the one whose line is the oldest first */
  const remembered = new Map<string, Newest>()
  let from = 0
  let head: ChangeHead | undefined

  function forgetUpTo({ sequence, hash }: ChangeHead): void {
    remembered.clear()
    from = sequence + 1
    head = { sequence, hash }
  }

  function lastLines(): LogLine[] {
    const rows = page.all(Number.MAX_SAFE_INTEGER, MOST_FOLLOWED + 1).reverse()
    // The one before them, whose hash the first is chained to.
    forgetUpTo((rows.length > MOST_FOLLOWED && rows.shift()) || NOTHING)
    return rows
  }

  function remember(row: LogLine): void {
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
          yield {
            text: String(row.changes),
            hash: hashOf(row),
            isGenuine: () => isGenuine(rows[index + 1]?.hash ?? '', row),
          }
        const next = rows[size]
        if (!next) return
        at = next.sequence
      }
    },
  }
}
