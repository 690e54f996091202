/** What was changed behind the program: all that is there, compared with what was logged of it. */
import type { DatabaseConnection } from '../driver.ts'
import { type ChangeHead, LOGGED, type Logged } from '../logged.ts'
import * as text from '../text.ts'
import { hashing, keyHash, keyState, type LoggedChange, type LogRow, linkOf, rowHash } from './line.node.ts'
import { rowsOf } from './triggers.ts'

/** A difference between a table and the log of changes. */
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
  readonly keyed: number
}

/**
 * Compares what is there with what was logged. Reads everything: for the command line; some 200 bytes of memory a row.
 * @param secret as the office has it; where rows were hashed with one and it is not given, that is said
 * @param anchor a head that was written down earlier
 */
export function changedBehind(db: DatabaseConnection, secret: string | undefined, anchor?: ChangeHead): ChangeFault[] {
  const faults: ChangeFault[] = []
  const fault = (what: string, id: string, message: string): void => void faults.push({ what, id, message })
  // Without the key each line and each row would be accused.
  const { state, key } = keyState(db, secret, 'any')
  if (state === 'missing' || state === 'other') return [{ what: 'key', id: '0', message: text.key[state] }]
  const logged = new Map<string, Known>()
  let before = ''
  let sequence = 0
  let keyed = 0
  for (const row of db.prepare<LogRow & { hash: string }>('SELECT * FROM change_log ORDER BY sequence').iterate()) {
    // What was there was taken as it stood, and all of it logged anew.
    const isPast = key > 1 && row.keyed < key
    if (isPast) logged.clear()
    sequence++
    if (row.sequence !== sequence) {
      if (!isPast) fault('log', String(sequence), `改动记录第 ${sequence} 条缺失`)
      sequence = row.sequence
    }
    if (row.keyed < keyed) fault('log', String(sequence), `改动记录第 ${sequence} 条没有用单位的密钥，不是要点写的`)
    keyed = Math.max(keyed, row.keyed)
    const hash = hashing(row.keyed > 0 ? secret : undefined)
    if (!isPast && linkOf(before, row, hash) !== row.hash)
      fault('log', String(sequence), `改动记录第 ${sequence} 条与校验值不符`)
    if (row.sequence === anchor?.sequence && row.hash !== anchor.hash)
      fault('log', String(sequence), `改动记录第 ${sequence} 条与留存的校验值不符`)
    before = row.hash
    if (isPast) continue
    for (const [table, key, of, found] of changesIn(row.changes)) {
      const at = `${table} ${key}`
      const amiss = found === undefined ? undefined : foundAmiss(logged.get(at), found, row.keyed)
      if (amiss !== undefined) {
        const iso = new Date(row.at).toISOString()
        fault(table, iso, `${nameOf(table)} 要点在 ${iso} 动到的一条，${amiss}`)
      }
      remember(logged, at, of, row)
    }
  }
  if (anchor && anchor.sequence > sequence)
    fault('log', String(anchor.sequence), `改动记录在第 ${anchor.sequence} 条之前被截断`)
  // Each row there is would be told as one that nobody wrote.
  if (sequence === 0 && LOGGED.some((one) => db.prepare(`${rowsOf(one)} LIMIT 1`).get()))
    return [...faults, { what: 'log', id: '0', message: NO_LOG }]
  return [...faults, ...rowFaults(db, secret, logged, LOGGED)]
}

/**
 * A watch over a few tables: it compares them with the log each time it is called, and reads of the log only what was
 * added since. Whether the log itself is whole is not looked at.
 *
 * @returns compares a database, which must be the same one each time
 */
export function watcher(
  secret: string | undefined,
  tables: readonly string[],
): (db: DatabaseConnection) => ChangeFault[] {
  const logged = new Map<string, Known>()
  const those = LOGGED.filter(({ table }) => tables.includes(table))
  const naming = tables.map((table) => `changes LIKE '%"${table}"%'`).join(' OR ')
  let upTo = 0
  return (db) =>
    db.transaction(() => {
      const since = db.prepare<LogRow>(`SELECT * FROM change_log WHERE sequence > ? AND (${naming}) ORDER BY sequence`)
      for (const row of since.iterate(upTo))
        for (const [table, key, of] of changesIn(row.changes))
          if (tables.includes(table)) remember(logged, `${table} ${key}`, of, row)
      upTo = Number(db.prepare('SELECT max(sequence) FROM change_log').pluck().get() ?? 0)
      return rowFaults(db, secret, new Map(logged), those)
    })()
}

function remember(logged: Map<string, Known>, key: string, row: string | null, { at, keyed }: LogRow): void {
  if (row === null) logged.delete(key)
  else logged.set(key, { row, at, keyed })
}

/** None where somebody made it unreadable: its hash tells that, and its rows are told as nobody's. */
function changesIn(text: string): readonly LoggedChange[] {
  try {
    const all = JSON.parse(text) as unknown
    return Array.isArray(all) ? all.filter((one): one is LoggedChange => Array.isArray(one)) : []
  } catch {
    return []
  }
}

const nameOf = (table: string): string => LOGGED.find((one) => one.table === table)?.name ?? table

/** What somebody had done to a row before the program wrote over it, or took it up; what a key hides is not compared. */
function foundAmiss(known: Known | undefined, found: string | null, keyed: number): string | undefined {
  if (!known) return found === null ? undefined : '那时不是要点写进去的'
  if (found === null) return '此前被删过'
  return known.keyed === keyed && known.row !== found ? '此前被改动过' : undefined
}

const NO_LOG = '改动记录一条也没有：被删光了；或者数据库来自 Workers，那里不写（加 --workers 再核对）'

function rowFaults(
  db: DatabaseConnection,
  secret: string | undefined,
  logged: Map<string, Known>,
  those: readonly Logged[],
): ChangeFault[] {
  const faults: ChangeFault[] = []
  for (const one of those) {
    const fault = (id: string, what: string): void =>
      void faults.push({ what: one.table, id, message: `${one.name} ${id} ${what}` })
    for (const { k, r } of db.prepare<{ k: string; r: string }>(rowsOf(one)).iterate()) {
      const at = `${one.table} ${keyHash(one.table, k)}`
      const known = logged.get(at)
      const id = (JSON.parse(k) as unknown[]).join(' ')
      if (!known) fault(id, '不是要点写进去的')
      else if (rowHash(r, hashing(known.keyed > 0 ? secret : undefined)) !== known.row) fault(id, '写入以后被改动过')
      logged.delete(at)
    }
    for (const [key, { at }] of logged)
      if (key.startsWith(`${one.table} `)) fault(new Date(at).toISOString(), '写入的一条，现在不在了')
  }
  return faults
}
