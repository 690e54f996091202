/**
 * The log of changes: each commit leaves one row with a hash of every row that it wrote, chained to the commit before.
 *
 * Triggers of the program's own connection take notice, whatever statement writes; they are not in the file, so that
 * nobody else's change is logged. With a secret the hashes cannot be made by who has only the file.
 */
import type { DatabaseConnection } from '../driver.ts'
import { type ChangeHead, LOGGED, type Logged } from '../logged.ts'
import { appender, hashing, keyHash, type LoggedChange, linesOf, rowHash } from './line.node.ts'
import { Forged, forgedOf, type Noted, takeOut } from './taken-up.node.ts'
import { rowsOf, triggersOf } from './triggers.ts'

/** The log of changes of one connection, told where a transaction stands. */
export interface ChangeLog {
  /**
   * Writes down what the transaction under way has changed so far.
   * @throws Forged where it takes up what the program did not write: the transaction is not to be
   */
  readonly write: () => void
  /** The transaction has come to its end, one way or the other. */
  readonly ended: (how: 'committed' | 'dropped') => void
  /** Takes away what is not the program's own, and keeps it for administrators to be told. Within a transaction. */
  readonly remove: (forged: Forged) => void
  /** Every row that is there now: what was written before anything was logged of these tables. Within a transaction. */
  readonly begin: (tables: readonly string[]) => void
  /** A migration has run: tables that it made whole are logged from here on, with what is in them. Within its transaction. */
  readonly follow: () => void
  /** Every row anew, as it stands, by the next key. Within a transaction. */
  readonly renew: () => Resealed
}

/** Where the log stood before everything was logged anew, up to which nothing is compared any more, and where after it. */
export interface Resealed {
  readonly before: ChangeHead
  readonly after: ChangeHead
}

/**
 * Begins to log the changes of a connection, by triggers.
 *
 * @param secret none: hashes that everybody can make
 * @param reach `so far`: tables that a migration has yet to make are left out until `follow`
 * @returns a log whose `write` throws Forged
 * @throws SqliteError where a table is missing that is to be logged
 */
export function openChangeLog(
  db: DatabaseConnection,
  secret: string | undefined,
  reach: 'whole' | 'so far' = 'whole',
): ChangeLog {
  const hash = hashing(secret)
  const notes = notesOf(db)
  const { add, ended, renew, head } = appender(db, secret)
  const lines = linesOf(db, secret, TAKEN_UP)
  const watched = new Set<Logged>()
  const watch = (those: readonly Logged[]): void => {
    db.exec(those.map(triggersOf).join('\n'))
    for (const one of those) watched.add(one)
  }
  watch(reach === 'whole' ? LOGGED : LOGGED.filter((one) => isThere(db, one)))
  const write = (): void => {
    const all = notes.taken()
    const forged = forgedOf(lines, all)
    if (forged.length > 0) throw new Forged(forged)
    const hashed = (row: string | null) => (row === null ? null : rowHash(row, hash))
    const changes = all.flatMap(({ table, key, before, now, changed }): LoggedChange[] =>
      changed ? [[table, keyHash(table, key), hashed(now), hashed(before)]] : [],
    )
    if (changes.length > 0) add(changes)
  }
  const begin = (those: readonly Logged[]): void => {
    for (const one of those) {
      const rows = db.prepare<{ k: string; r: string }>(rowsOf(one)).all()
      for (let at = 0; at < rows.length; at += AT_ONCE)
        add(rows.slice(at, at + AT_ONCE).map(({ k, r }) => [one.table, keyHash(one.table, k), rowHash(r, hash)]))
    }
  }
  return {
    write,
    ended(how) {
      notes.forget()
      ended(how)
    },
    remove(forged) {
      takeOut(db, forged)
      // It is said in the log what was found, so that an audit tells of it, too.
      notes.believe()
      write()
    },
    begin: (tables) => begin([...watched].filter(({ table }) => tables.includes(table))),
    renew() {
      const before = head()
      renew()
      begin([...watched])
      return { before, after: head() }
    },
    follow() {
      const come = LOGGED.filter((one) => !watched.has(one) && isThere(db, one))
      watch(come)
      begin(come)
    },
  }
}

const AT_ONCE = 500

const TAKEN_UP: ReadonlySet<string> = new Set(LOGGED.flatMap(({ table, taken }) => (taken ? [table] : [])))

/** What the transaction under way does to the rows that are watched, as the triggers tell. */
function notesOf(db: DatabaseConnection) {
  const noted = new Map<string, Noted>()
  const note = (table: string, key: string, before: string | null): Noted => {
    const at = `${table} ${key}`
    const known = noted.get(at) ?? { table, key, before, now: before, changed: false, taken: false }
    noted.set(at, known)
    return known
  }
  const textOf = (value: unknown): string | null => (value === null ? null : String(value))
  db.function('note_change', { varargs: true }, (table, key, before, now) => {
    const one = note(String(table), String(key), textOf(before))
    one.now = textOf(now)
    one.changed = true
    return null
  })
  db.function('note_taken', { varargs: true }, (table, key, before) => {
    note(String(table), String(key), textOf(before)).taken = true
    return null
  })
  const forget = (): void => noted.clear()
  return {
    /** All of it, which is forgotten with that. */
    taken(): readonly Noted[] {
      const all = [...noted.values()]
      forget()
      return all
    },
    forget,
    /** Whatever is taken up is no question any more. */
    believe(): void {
      for (const one of noted.values()) one.taken = false
    },
  }
}

/** Whether a table has all its columns yet, and the one whose rows take its own up is there. */
function isThere(db: DatabaseConnection, { table, columns, taken }: Logged): boolean {
  const columnsOf = db.prepare<string>('SELECT name FROM pragma_table_info(?)').pluck()
  const there = new Set(columnsOf.all(table))
  return (
    columns.every((one) => there.has(one)) &&
    (!taken || !('forEach' in taken) || columnsOf.all(taken.forEach).length > 0)
  )
}
