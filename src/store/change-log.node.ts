/**
 * The log of changes: each commit leaves one row with a hash of every row that it wrote, chained to the commit before.
 *
 * Triggers of the program's own connection take notice, whatever statement writes; they are not in the file, so that
 * nobody else's change is logged. With a secret the hashes cannot be made by who has only the file.
 */
import { createHash, createHmac } from 'node:crypto'
import type { DatabaseConnection } from './driver.ts'
import { FORGED, type ForgedRow } from './forged.ts'
import { Conflict, keepSetting, type Value } from './index.ts'
import { type ChangeHead, LOGGED, type Logged } from './logged.ts'

/**
 * table, hash of the key, hash of the row, and of the row that the program found there: null where it found none, left
 * out where that was not noted
 */
type Change = readonly [table: string, key: string, row: string | null, before?: string | null]

/** What a transaction did to a row, whose columns are JSON. */
interface Noted {
  readonly table: string
  readonly key: string
  /** as it was when the transaction began; null: it was not */
  readonly before: string | null
  /** null: it went */
  now: string | null
  /** whether anything that is logged of it changed */
  changed: boolean
  /** it leads to an act, and may only where the program wrote it */
  taken: boolean
}

export interface ChangeLog {
  /**
   * Writes down what the transaction under way has changed so far.
   * @throws Forged where it takes up what the program did not write: the transaction is not to be
   */
  readonly write: () => void
  /** Forgets it: the transaction is not to be. */
  readonly drop: () => void
  /** Takes away what is not the program's own, and keeps it for administrators to be told. Within a transaction. */
  readonly remove: (forged: Forged) => void
  /** Every row that is there now: what was written before anything was logged of these tables. Within a transaction. */
  readonly begin: (tables: readonly string[]) => void
  /** A migration has run: tables that it made whole are logged from here on, with what is in them. Within its transaction. */
  readonly follow: () => void
}

/** With its key as a JSON array. */
type ForgedKey = ForgedRow & { readonly key: string }

/** Rows that lead to an act, and are not as the program wrote them. Without them it is decided anew, as after a `Conflict`. */
export class Forged extends Conflict {
  readonly rows: readonly ForgedKey[]

  constructor(rows: readonly ForgedKey[]) {
    super(`not written by the program: ${rows.map(({ table, id }) => `${table} ${id}`).join(', ')}`)
    this.rows = rows
  }
}

/**
 * @param secret none: hashes that everybody can make
 * @param reach `so far`: tables that a migration has yet to make are left out until `follow`
 * @throws SqliteError where a table is missing that is to be logged
 */
export function openChangeLog(
  db: DatabaseConnection,
  secret: string | undefined,
  reach: 'whole' | 'so far' = 'whole',
): ChangeLog {
  const hash = hashing(secret)
  let noted = new Map<string, Noted>()
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
  const watched = new Set<Logged>()
  const watch = (those: readonly Logged[]): void => {
    db.exec(those.map(triggersOf).join('\n'))
    for (const one of those) watched.add(one)
  }
  watch(reach === 'whole' ? LOGGED : LOGGED.filter((one) => isThere(db, one)))
  const last = db.prepare<ChangeHead & { at: number }>(
    'SELECT sequence, hash, at FROM change_log ORDER BY sequence DESC LIMIT 1',
  )
  const insert = db.prepare('INSERT INTO change_log (sequence, at, changes, keyed, hash) VALUES (?, ?, ?, ?, ?)')
  const clock = db.prepare("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)").pluck()
  const lines = linesOf(db)
  const keep = keepSetting('', '').sql
  const add = (changes: readonly Change[]): void => {
    const before = last.get()
    const row = {
      sequence: (before?.sequence ?? 0) + 1,
      at: Math.max(before?.at ?? 0, Number(clock.get())),
      changes: JSON.stringify(changes),
      keyed: secret === undefined ? 0 : 1,
    }
    insert.run(row.sequence, row.at, row.changes, row.keyed, linkOf(before?.hash ?? '', row, hash))
  }
  const write = (): void => {
    if (noted.size === 0) return
    const all = [...noted.values()]
    noted = new Map()
    const forged = forgedOf(lines, secret, all)
    if (forged.length > 0) throw new Forged(forged)
    const changes = all.flatMap(({ table, key, before, now, changed }): Change[] => {
      const hashed = (row: string | null) => (row === null ? null : rowHash(row, hash))
      return changed ? [[table, keyHash(table, key), hashed(now), hashed(before)]] : []
    })
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
    drop() {
      noted = new Map()
    },
    remove({ rows }) {
      for (const { key, ...row } of rows) {
        const one = LOGGED.find(({ table }) => table === row.table)
        if (!one) continue
        const where = one.key.map((column) => `${column} = ?`).join(' AND ')
        const stays = row.isStrange ? undefined : one.taken?.else
        const goes = stays === undefined ? `DELETE FROM ${one.table}` : `UPDATE ${one.table} SET ${stays}`
        db.prepare(`${goes} WHERE ${where}`).run(...(JSON.parse(key) as Value[]))
        db.prepare(keep).run(`${FORGED}${row.table} ${row.id}`, JSON.stringify(row))
      }
      // It is said in the log what was found, so that an audit tells of it, too.
      for (const one of noted.values()) one.taken = false
      write()
    },
    begin: (tables) => begin([...watched].filter(({ table }) => tables.includes(table))),
    follow() {
      const come = LOGGED.filter((one) => !watched.has(one) && isThere(db, one))
      watch(come)
      begin(come)
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

/** So much of a forged row is kept to be told. */
const MOST_TOLD = 1_000

/**
 * Of what is taken up, the rows that are not as the log has them. One pass over the log from its end, no further than
 * to the oldest of them: what is taken up was written lately, and only what nobody wrote is looked for to the beginning.
 */
function forgedOf(lines: Lines, secret: string | undefined, all: readonly Noted[]): ForgedKey[] {
  // What was born in this transaction is the program's own.
  const taken = all.flatMap((one) => (one.taken && one.before !== null ? [{ ...one, before: one.before }] : []))
  if (taken.length === 0) return []
  const wanted = new Map(taken.map((one) => [keyHash(one.table, one.key), one]))
  const found = new Map<string, 'own' | 'changed'>()
  for (const { text, hash, isGenuine } of lines.newest(secret)) {
    for (const [key, one] of wanted) {
      if (!text.includes(key)) continue
      // Whatever a line says that somebody else wrote: nothing further back holds any more.
      const of = isGenuine() ? (JSON.parse(text) as Change[]).find(([, at]) => at === key)?.[2] : undefined
      wanted.delete(key)
      if (of !== null) found.set(key, of === rowHash(one.before, hash) ? 'own' : 'changed')
    }
    if (wanted.size === 0) break
  }
  return taken.flatMap(({ table, key, before }) => {
    const how = found.get(keyHash(table, key))
    const id = (JSON.parse(key) as unknown[]).join(' ')
    return how === 'own' ? [] : [{ table, id, isStrange: how === undefined, row: before.slice(0, MOST_TOLD), key }]
  })
}

interface Line {
  /** its changes as JSON */
  readonly text: string
  /** by which its rows were hashed */
  readonly hash: Hash
  /** whether it was written by who had the secret */
  readonly isGenuine: () => boolean
}

/** Pages of the log that are read at once: what is looked for mostly stands in its last lines. */
const PAGE = { first: 4, most: 1_000 }

type Lines = ReturnType<typeof linesOf>

function linesOf(db: DatabaseConnection) {
  const page = db.prepare<LogRow & { hash: string }>(
    'SELECT * FROM change_log WHERE sequence <= ? ORDER BY sequence DESC LIMIT ?',
  )
  const keyedBefore = db.prepare('SELECT 1 FROM change_log WHERE keyed = 1 AND sequence < ? LIMIT 1')
  return {
    /** The lines of the log, the newest first. */
    *newest(secret: string | undefined): Generator<Line> {
      for (let from = Number.MAX_SAFE_INTEGER, size = PAGE.first; ; size = Math.min(2 * size, PAGE.most)) {
        // One more, whose hash the last is chained to.
        const rows = page.all(from, size + 1)
        for (const [index, row] of rows.slice(0, size).entries()) {
          const hash = hashing(row.keyed === 1 ? secret : undefined)
          // What bears no key is of before one was set: nothing with a key stands further back.
          const isLate = () => row.keyed === 0 && secret !== undefined && keyedBefore.get(row.sequence) !== undefined
          const isGenuine = () => linkOf(rows[index + 1]?.hash ?? '', row, hash) === row.hash && !isLate()
          yield { text: row.changes, hash, isGenuine }
        }
        const next = rows[size]
        if (!next) return
        from = next.sequence
      }
    },
  }
}

const AT_ONCE = 500

type Hash = (text: string) => string

const hashing =
  (secret: string | undefined): Hash =>
  (text) =>
    (secret === undefined ? createHash('sha256') : createHmac('sha256', secret)).update(text).digest('base64url')

/** 132 bits; with a secret where there is one. */
const rowHash = (row: string, hash: Hash): string => hash(row).slice(0, 22)

/**
 * 96 bits, without: the same row is found again after a secret was set.
 * @param key the columns of the key as a JSON array
 */
export const keyHash = (table: string, key: string): string => hashing(undefined)(`${table} ${key}`).slice(0, 16)

interface LogRow {
  readonly sequence: number
  readonly at: number
  readonly changes: string
  readonly keyed: number
}

const linkOf = (before: string, { sequence, at, changes, keyed }: LogRow, hash: Hash): string =>
  hash(JSON.stringify([before, sequence, at, changes, keyed]))

/** A JSON array of what stands in a row, `_` in a query, `OLD` or `NEW` in a trigger. */
const json = (columns: readonly string[], row: string, also?: string): string =>
  `json_array(${[...columns.map((one) => `${row}."${one}"`), ...(also ? [of(row, also)] : [])].join(', ')})`

const of = (row: string, text: string): string => text.replaceAll('_.', `${row}.`)

const contentOf = ({ columns, also }: Logged, row: string): string => json(columns, row, also)

const rowsOf = (one: Logged): string =>
  `SELECT ${json(one.key, '_')} AS k, ${contentOf(one, '_')} AS r FROM ${one.table} _ WHERE ${one.where ?? '1'}`

function triggersOf(one: Logged): string {
  const { table, key, where = '1' } = one
  const note = (row: 'OLD' | 'NEW', before: string, now: string): string =>
    `SELECT note_change('${table}', ${json(key, row)}, ${before}, ${now}) WHERE ${of(row, where)};`
  const there = note('NEW', 'NULL', contentOf(one, 'NEW'))
  const gone = note('OLD', contentOf(one, 'OLD'), 'NULL')
  return `
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_in AFTER INSERT ON main.${table} BEGIN ${there} END;
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_on AFTER UPDATE ON main.${table}
      WHEN ${contentOf(one, 'OLD')} <> ${contentOf(one, 'NEW')} BEGIN ${gone} ${there} END;
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_out AFTER DELETE ON main.${table} BEGIN ${gone} END;
    ${takenTriggers(one)}`
}

function takenTriggers(one: Logged): string {
  const { table, key, taken } = one
  if (!taken) return ''
  const note = (row: string): string => `SELECT note_taken('${table}', ${json(key, row)}, ${contentOf(one, row)})`
  if ('forEach' in taken)
    return `CREATE TEMP TRIGGER IF NOT EXISTS taken_${table} AFTER INSERT ON main.${taken.forEach}
      BEGIN ${note('_')} FROM ${table} _ WHERE ${taken.rows}; END;`
  const gone = `CREATE TEMP TRIGGER IF NOT EXISTS taken_${table}_out AFTER DELETE ON main.${table} BEGIN ${note('OLD')}; END;`
  return `CREATE TEMP TRIGGER IF NOT EXISTS taken_${table} AFTER UPDATE ON main.${table} WHEN ${taken.when}
    BEGIN ${note('OLD')}; END; ${taken.orGoes ? gone : ''}`
}

/** Whether the last change was logged with a secret; a database of before the log has none. */
export function isKeyed(db: DatabaseConnection): boolean {
  const isLogged = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'change_log'").get() !== undefined
  return (
    isLogged && db.prepare<number>('SELECT keyed FROM change_log ORDER BY sequence DESC LIMIT 1').pluck().get() === 1
  )
}

export interface ChangeFault {
  /** the table, `log` for the log itself */
  readonly what: string
  readonly id: string
  /** for an administrator, in Chinese */
  readonly message: string
}

interface Known {
  readonly row: string
  readonly at: number
  readonly keyed: boolean
}

/**
 * Compares what is there with what was logged. Reads everything: for the command line; some 200 bytes of memory a row.
 * @param secret as the office has it; where rows were hashed with one and it is not given, that is said
 * @param anchor a head that was written down earlier
 */
export function changedBehind(db: DatabaseConnection, secret: string | undefined, anchor?: ChangeHead): ChangeFault[] {
  const faults: ChangeFault[] = []
  const fault = (what: string, id: string, message: string): void => void faults.push({ what, id, message })
  const logged = new Map<string, Known>()
  let before = ''
  let sequence = 0
  let keyed = 0
  for (const row of db.prepare<LogRow & { hash: string }>('SELECT * FROM change_log ORDER BY sequence').iterate()) {
    sequence++
    if (row.sequence !== sequence) {
      fault('log', String(sequence), `改动记录第 ${sequence} 条缺失`)
      sequence = row.sequence
    }
    if (row.keyed < keyed) fault('log', String(sequence), `改动记录第 ${sequence} 条没有用单位的密钥，不是要点写的`)
    keyed = Math.max(keyed, row.keyed)
    if (row.keyed === 1 && secret === undefined)
      return [
        ...faults,
        { what: 'log', id: String(sequence), message: '改动记录用了密钥：设好 YAODIAN_SEAL_KEY 再核对' },
      ]
    const hash = hashing(row.keyed === 1 ? secret : undefined)
    if (linkOf(before, row, hash) !== row.hash)
      fault(
        'log',
        String(sequence),
        `改动记录第 ${sequence} 条与校验值不符${row.keyed === 1 ? '，或密钥不是当时的' : ''}`,
      )
    if (row.sequence === anchor?.sequence && row.hash !== anchor.hash)
      fault('log', String(sequence), `改动记录第 ${sequence} 条与留存的校验值不符`)
    before = row.hash
    for (const [table, key, of, found] of JSON.parse(row.changes) as Change[]) {
      const at = `${table} ${key}`
      const amiss = found === undefined ? undefined : foundAmiss(logged.get(at), found, row.keyed === 1)
      if (amiss !== undefined) {
        const iso = new Date(row.at).toISOString()
        fault(table, iso, `${nameOf(table)} 要点在 ${iso} 动到的一条，${amiss}`)
      }
      if (of === null) logged.delete(at)
      else logged.set(at, { row: of, at: row.at, keyed: row.keyed === 1 })
    }
  }
  if (anchor && anchor.sequence > sequence)
    fault('log', String(anchor.sequence), `改动记录在第 ${anchor.sequence} 条之前被截断`)
  // Each row there is would be told as one that nobody wrote.
  if (sequence === 0 && LOGGED.some((one) => db.prepare(`${rowsOf(one)} LIMIT 1`).get()))
    return [...faults, { what: 'log', id: '0', message: NO_LOG }]
  return [...faults, ...rowFaults(db, secret, logged)]
}

const nameOf = (table: string): string => LOGGED.find((one) => one.table === table)?.name ?? table

/** What somebody had done to a row before the program wrote over it, or took it up; what a key hides is not compared. */
function foundAmiss(known: Known | undefined, found: string | null, keyed: boolean): string | undefined {
  if (!known) return found === null ? undefined : '那时不是要点写进去的'
  if (found === null) return '此前被删过'
  return known.keyed === keyed && known.row !== found ? '此前被改动过' : undefined
}

const NO_LOG = '改动记录一条也没有：被删光了；或者数据库来自 Workers，那里不写（加 --workers 再核对）'

function rowFaults(db: DatabaseConnection, secret: string | undefined, logged: Map<string, Known>): ChangeFault[] {
  const faults: ChangeFault[] = []
  for (const one of LOGGED) {
    const fault = (id: string, what: string): void =>
      void faults.push({ what: one.table, id, message: `${one.name} ${id} ${what}` })
    for (const { k, r } of db.prepare<{ k: string; r: string }>(rowsOf(one)).iterate()) {
      const at = `${one.table} ${keyHash(one.table, k)}`
      const known = logged.get(at)
      const id = (JSON.parse(k) as unknown[]).join(' ')
      if (!known) fault(id, '不是要点写进去的')
      else if (rowHash(r, hashing(known.keyed ? secret : undefined)) !== known.row) fault(id, '写入以后被改动过')
      logged.delete(at)
    }
    for (const [key, { at }] of logged)
      if (key.startsWith(`${one.table} `)) fault(new Date(at).toISOString(), '写入的一条，现在不在了')
  }
  return faults
}
