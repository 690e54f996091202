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

/** Opens a copy of what a killed process left, its log cut off or overwritten anywhere. @returns undefined where no log was left */
export async function cut(path: string, chance: Chance): Promise<Cut | undefined> {
  const log = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : Buffer.alloc(0)
  if (log.length === 0) return undefined
  const before = await commitsIn(path)
  const copy = `${path}.cut`
  copyFileSync(path, copy)
  const at = chance.below(log.length)
  if (chance.hits(0.5)) writeFileSync(`${copy}-wal`, log.subarray(0, at))
  else writeFileSync(`${copy}-wal`, Buffer.from(log).fill(0xa5, at, at + OVERWRITTEN))
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
