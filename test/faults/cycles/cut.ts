/** What a failing disk leaves of the log that a killed office wrote last: whole commits, whatever rows they are of. */
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { audit } from '../../../src/ledger/index.ts'
import { findDamage } from '../../../src/store/aside.node.ts'
import type { Store } from '../../../src/store/index.ts'
import { engine } from '../../../src/store/machine.node.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import type { Chance } from '../../channels/feishu/sim/chance.ts'
import { torn } from './torn.ts'

export interface Cut {
  /** commits that were lost with the end of the log */
  readonly lost: number
  /** what is wrong with what is left, one sentence each */
  readonly faults: readonly string[]
}

const OVERWRITTEN = 500

/** Of the log: its head, and the head of each page in it (SQLite's file format, 4.1 and 4.2). */
const HEAD = { log: 32, page: 24 }

/**
 * Where in the log begins what the database's own file holds nothing of. What was brought into it has been on the disk
 * before (`synchronous = FULL`): no crash takes that away, and what the file is without it is none that SQLite ever wrote.
 * @param log its bytes 8 to 12 are the size of a page
 */
function notBroughtIn(path: string, log: Buffer): number {
  // Pages that a checkpoint began to bring in, by the index of the log (WalCkptInfo).
  const begun = existsSync(`${path}-shm`) ? readFileSync(`${path}-shm`).readUInt32LE(128) : 0
  return begun === 0 ? 0 : HEAD.log + begun * (HEAD.page + log.readUInt32BE(8))
}

/**
 * Opens a copy of what a killed process left, its log cut off or overwritten wherever a crash may have it.
 * @returns undefined where no such log was left
 */
export async function cut(path: string, chance: Chance): Promise<Cut | undefined> {
  const log = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0)
  const from = log.length === 0 ? 0 : notBroughtIn(path, log)
  if (log.length <= from) return undefined
  const before = await commitsIn(path)
  const copy = `${path}.cut`
  copyFileSync(path, copy)
  const at = from + chance.below(log.length - from)
  if (chance.hits(0.5)) writeFileSync(`${copy}-wal`, log.subarray(0, at))
  else writeFileSync(`${copy}-wal`, Buffer.from(log).fill(0xa5, at, Math.min(at + OVERWRITTEN, log.length)))
  const store = openSqlite(copy)
  try {
    const ids = (await store.all<{ id: string }>('SELECT id FROM inbox')).map(({ id }) => id)
    const [damage, ledger] = [await findDamage(copy), await audit(store)]
    return {
      lost: before - (await commits(store)),
      faults: [
        ...(damage === undefined ? [] : [`cut: ${damage}`]),
        ...ledger.faults.map(({ region, what, message }) => `cut: ledger: ${region} ${what} ${message}`),
        ...engine.changedBehind(copy).map(({ what, id, message }) => `cut: ${what} ${id} ${message}`),
        ...(ids.length === 0 ? [] : await torn(store, ids)).map((id) => `cut: ${id} is there without its answer`),
      ],
    }
  } finally {
    store.close()
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  }
}

/** Read of a copy: a connection to the database itself would bring its log into it. */
async function commitsIn(path: string): Promise<number> {
  const copy = `${path}.whole`
  for (const end of ['', '-wal']) copyFileSync(path + end, copy + end)
  const store = openSqlite(copy)
  try {
    return await commits(store)
  } finally {
    store.close()
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  }
}

const commits = async (store: Store): Promise<number> =>
  (await store.first<{ n: number }>('SELECT count(*) AS n FROM change_log'))?.n ?? 0
