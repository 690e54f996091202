/** What was changed behind the program: all that is there, compared with what was logged of it. */
import type { DatabaseConnection } from '../driver.ts'
import { type ChangeHead, LOGGED, type Logged } from '../logged.ts'
import * as text from '../text.ts'
import {
  hashingOf,
  isLine,
  isPlaced,
  keyHash,
  keyState,
  type LoggedChange,
  type LogLine,
  type LogRow,
  linkOf,
  PLACED,
  rowHash,
} from './line.node.ts'
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
  const check = lineCheck(db, secret)
  if ('fault' in check) return [check.fault]
  const logged = new Map<string, Known>()
  let lines = 0
  for (const row of db.prepare<LogLine>('SELECT * FROM change_log ORDER BY sequence').iterate()) {
    lines++
    if (row.sequence === anchor?.sequence && row.hash !== anchor.hash)
      fault('log', String(row.sequence), `改动记录第 ${row.sequence} 条与留存的校验值不符`)
    const { amiss, isOwn } = check.look(row)
    for (const message of amiss) fault('log', String(row.sequence), message)
    if (!isOwn) continue
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
  const { sequence } = check.place()
  for (const message of check.later()) fault('log', String(sequence), message)
  if (anchor && anchor.sequence > sequence)
    fault('log', String(anchor.sequence), `改动记录在第 ${anchor.sequence} 条之前被截断`)
  // Each row there is would be told as one that nobody wrote.
  if (lines === 0 && LOGGED.some((one) => db.prepare(`${rowsOf(one)} LIMIT 1`).get()))
    return [...faults, { what: 'log', id: '0', message: NO_LOG }]
  return [...faults, ...rowFaults(db, secret, logged, LOGGED)]
}

/**
 * The place of the first line by a key that took another's place. What was there before was taken as it stood, and all
 * of it logged anew.
 */
const sealedSince = (db: DatabaseConnection, key: number): number =>
  (key > 1 &&
    db.prepare<number>(`SELECT min(sequence) FROM change_log WHERE keyed = ? AND ${PLACED}`).pluck().get(key)) ||
  0

/** Where a look at the log stands: at its last line so far. */
interface Place {
  readonly sequence: number
  readonly hash: string
  /** the latest key by then */
  readonly keyed: number
}

/** Looks at one line after the other; or says why that cannot be: without the key each line and each row would be accused. */
function lineCheck(db: DatabaseConnection, secret: string | undefined) {
  const { state, key } = keyState(db, secret, 'any')
  if (state === 'missing' || state === 'other') return { fault: { what: 'key', id: '0', message: text.key[state] } }
  const since = sealedSince(db, key)
  let place: Place = { sequence: 0, hash: '', keyed: 0 }
  let foreign: { readonly first: number; readonly count: number } | undefined
  const pass = ({ sequence, hash, keyed }: LogLine): void => {
    place = { sequence, hash, keyed: keyed > place.keyed && keyed <= key ? keyed : place.keyed }
  }
  return {
    /** as `sealedSince`: at what is before it nothing is looked */
    since,
    place: () => place,
    /** One at which nothing is looked. */
    pass,
    /** @returns what is wrong with it, in Chinese, and whether what it says may be believed */
    look(row: LogLine): { readonly amiss: readonly string[]; readonly isOwn: boolean } {
      const { sequence, hash, keyed } = place
      const nth = `改动记录第 ${row.sequence} 条`
      if (row.sequence >= 1 && row.sequence < since) {
        pass(row)
        return { amiss: [], isOwn: false }
      }
      if (!isPlaced(row)) return { amiss: [`${nth}不是要点写的`], isOwn: false }
      const amiss = row.sequence === sequence + 1 ? [] : [`改动记录第 ${sequence + 1} 条缺失`]
      pass(row)
      if (!isLine(row)) return { amiss: [...amiss, `${nth}不是要点写的`], isOwn: false }
      if (row.keyed > key) {
        foreign = { first: foreign?.first ?? row.sequence, count: (foreign?.count ?? 0) + 1 }
        return { amiss, isOwn: false }
      }
      if (row.keyed < keyed) return { amiss: [...amiss, `${nth}没有用单位的密钥，不是要点写的`], isOwn: false }
      // One after a line that was changed is the program's own for all that.
      const isLinked = linkOf(hash, row, hashingOf(row, secret)) === row.hash
      return { amiss: isLinked ? amiss : [...amiss, `${nth}与校验值不符`], isOwn: true }
    },
    /** Lines in the name of a later key, in one sentence: after a key that was changed all are. */
    later: (): readonly string[] => (foreign ? [text.laterKey(foreign.first, foreign.count)] : []),
  }
}

type Check = Exclude<ReturnType<typeof lineCheck>, { readonly fault: ChangeFault }>

/** So many of the last lines are looked at first; the rest is the night's. */
const LATELY = 1_000

/**
 * What of a few tables is not as the log has it, and what was added to the log by somebody else, asked again and again: of
 * the log only what was added since is read.
 * @returns what compares a database that is always the same one
 */
export function watcher(
  secret: string | undefined,
  tables: readonly string[],
): (db: DatabaseConnection) => ChangeFault[] {
  const logged = new Map<string, Known>()
  const those = LOGGED.filter(({ table }) => tables.includes(table))
  const naming = tables.map((table) => `changes LIKE '%"${table}"%'`).join(' OR ')
  const found = new Set<string>()
  let check: Check | undefined
  let upTo = 0
  return (db) =>
    db.transaction(() => {
      if (!check) {
        const begun = lineCheck(db, secret)
        if ('fault' in begun) return [begun.fault]
        check = begun
        upTo = check.since - 1
        const first = lineAt(db).get((lastOf(db).get() ?? 0) - LATELY)
        if (first) check.pass(first)
      }
      const since = db.prepare<LogRow>(
        `SELECT * FROM change_log WHERE sequence > ? AND ${PLACED} AND (${naming}) ORDER BY sequence`,
      )
      for (const row of since.iterate(upTo))
        for (const [table, key, of] of changesIn(row.changes))
          if (tables.includes(table)) remember(logged, `${table} ${key}`, of, row)
      upTo = lastOf(db).get() ?? 0
      return [...addedBehind(db, check, found), ...rowFaults(db, secret, new Map(logged), those)]
    })()
}

const lastOf = (db: DatabaseConnection) =>
  db.prepare<number | null>(`SELECT max(sequence) FROM change_log WHERE ${PLACED}`).pluck()

const lineAt = (db: DatabaseConnection) => db.prepare<LogLine>('SELECT * FROM change_log WHERE sequence = ?')

/** What is wrong with lines that were added since the last look, besides what is `found` already. */
function addedBehind(db: DatabaseConnection, check: Check, found: Set<string>): ChangeFault[] {
  const { sequence, hash } = check.place()
  if (sequence > 0 && lineAt(db).get(sequence)?.hash !== hash) found.add(`改动记录第 ${sequence} 条不在了，或被改动过`)
  const added = db.prepare<LogLine>('SELECT * FROM change_log WHERE sequence > ? OR sequence < 1 ORDER BY sequence')
  for (const row of added.iterate(sequence)) for (const message of check.look(row).amiss) found.add(message)
  return [...found, ...check.later()].map((message) => ({ what: 'log', id: '0', message }))
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
      else if (rowHash(r, hashingOf(known, secret)) !== known.row) fault(id, '写入以后被改动过')
      logged.delete(at)
    }
    for (const [key, { at }] of logged)
      if (key.startsWith(`${one.table} `)) fault(new Date(at).toISOString(), '写入的一条，现在不在了')
  }
  return faults
}
