/**
 * The log of changes: each commit leaves one row with a hash of every row that it wrote, chained to the commit before.
 *
 * Triggers of the program's own connection take notice, whatever statement writes; they are not in the file, so that
 * nobody else's change is logged. With a secret the hashes cannot be made by who has only the file.
 */
import { createHash, createHmac } from 'node:crypto'
import type Database from 'better-sqlite3'
import { type ChangeHead, LOGGED, type Logged } from './logged.ts'

/** table, hash of the key, hash of the row */
type Change = readonly [table: string, key: string, row: string | null]

export interface ChangeLog {
  /** Writes down what the transaction under way has changed so far. */
  readonly write: () => void
  /** Forgets it: the transaction is not to be. */
  readonly drop: () => void
  /** Every row that is there now: what was written before anything was logged. Within a transaction. */
  readonly begin: () => void
}

/** @param secret none: hashes that everybody can make */
export function openChangeLog(db: Database.Database, secret: string | undefined): ChangeLog {
  const hash = hashing(secret)
  let noted = new Map<string, Change>()
  db.function('note_change', { varargs: true }, (table, key, row) => {
    const at = keyHash(String(table), String(key))
    noted.set(`${table} ${at}`, [String(table), at, row === null ? null : rowHash(String(row), hash)])
    return null
  })
  db.exec(LOGGED.map(triggersOf).join('\n'))
  const last = db.prepare<[], ChangeHead & { at: number }>(
    'SELECT sequence, hash, at FROM change_log ORDER BY sequence DESC LIMIT 1',
  )
  const insert = db.prepare('INSERT INTO change_log (sequence, at, changes, keyed, hash) VALUES (?, ?, ?, ?, ?)')
  const clock = db.prepare("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)").pluck()
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
  return {
    write() {
      if (noted.size === 0) return
      const changes = [...noted.values()]
      noted = new Map()
      add(changes)
    },
    drop() {
      noted = new Map()
    },
    begin() {
      for (const one of LOGGED) {
        const rows = db.prepare<[], { k: string; r: string }>(rowsOf(one)).all()
        for (let at = 0; at < rows.length; at += AT_ONCE)
          add(rows.slice(at, at + AT_ONCE).map(({ k, r }) => [one.table, keyHash(one.table, k), rowHash(r, hash)]))
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

const json = (columns: readonly string[], row: string): string =>
  `json_array(${columns.map((one) => `${row}.${one}`).join(', ')})`

const rowsOf = ({ table, key, columns, where = '1' }: Logged): string =>
  `SELECT ${json(key, '_')} AS k, ${json(columns, '_')} AS r FROM ${table} _ WHERE ${where}`

function triggersOf(one: Logged): string {
  const { table, key, columns, where = '1' } = one
  const note = (row: 'OLD' | 'NEW', what: string): string =>
    `SELECT note_change('${table}', ${json(key, row)}, ${what}) WHERE ${where.replaceAll('_.', `${row}.`)};`
  const there = note('NEW', json(columns, 'NEW'))
  const gone = note('OLD', 'NULL')
  const differs = columns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')
  return `
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_in AFTER INSERT ON main.${table} BEGIN ${there} END;
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_on AFTER UPDATE OF ${columns.join(', ')} ON main.${table} WHEN ${differs} BEGIN ${gone} ${there} END;
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_out AFTER DELETE ON main.${table} BEGIN ${gone} END;`
}

/** Whether the last change was logged with a secret; a database of before the log has none. */
export function isKeyed(db: Database.Database): boolean {
  const isLogged = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'change_log'").get() !== undefined
  return isLogged && db.prepare('SELECT keyed FROM change_log ORDER BY sequence DESC LIMIT 1').pluck().get() === 1
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
export function changedBehind(db: Database.Database, secret: string | undefined, anchor?: ChangeHead): ChangeFault[] {
  const faults: ChangeFault[] = []
  const fault = (what: string, id: string, message: string): void => void faults.push({ what, id, message })
  const logged = new Map<string, Known>()
  let before = ''
  let sequence = 0
  let keyed = 0
  for (const row of db.prepare<[], LogRow & { hash: string }>('SELECT * FROM change_log ORDER BY sequence').iterate()) {
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
    for (const [table, key, of] of JSON.parse(row.changes) as Change[]) {
      if (of === null) logged.delete(`${table} ${key}`)
      else logged.set(`${table} ${key}`, { row: of, at: row.at, keyed: row.keyed === 1 })
    }
  }
  if (anchor && anchor.sequence > sequence)
    fault('log', String(anchor.sequence), `改动记录在第 ${anchor.sequence} 条之前被截断`)
  // Each row there is would be told as one that nobody wrote.
  if (sequence === 0 && LOGGED.some((one) => db.prepare(`${rowsOf(one)} LIMIT 1`).get()))
    return [...faults, { what: 'log', id: '0', message: NO_LOG }]
  return [...faults, ...rowFaults(db, secret, logged)]
}

const NO_LOG = '改动记录一条也没有：被删光了；或者数据库来自 Workers，那里不写（加 --workers 再核对）'

function rowFaults(db: Database.Database, secret: string | undefined, logged: Map<string, Known>): ChangeFault[] {
  const faults: ChangeFault[] = []
  for (const one of LOGGED) {
    const fault = (id: string, what: string): void =>
      void faults.push({ what: one.table, id, message: `${one.name} ${id} ${what}` })
    for (const { k, r } of db.prepare<[], { k: string; r: string }>(rowsOf(one)).iterate()) {
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
