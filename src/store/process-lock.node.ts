/** Whether another process is at work on the same database: known to the system, also when one was killed. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'

/** A lock held by this process, and how the one before ended. */
export interface ProcessLock {
  /** no other process holds it: what is half done in the database was begun by one that is gone */
  readonly alone: boolean
  /** who holds it, as that one wrote it down: its number and since when; undefined where it wrote nothing */
  readonly by?: string | undefined
  /** whoever held it before let go of it: none was killed, nor died of what it was at */
  readonly cleanly: boolean
  /** @param settled nothing that a dead one was at can come up any more; absent: as it was found */
  readonly release: (settled?: boolean) => void
}

/** Or the lock would go with what nobody refers to. */
const held = new Set<Database.Database>()

/**
 * Takes the lock of a database for as long as the process lives; the system lets go of it however the process ends.
 * To be called once for a database.
 *
 * @param path of the database
 * @param since told to others who come, beside the process's number: the instant, in words
 * @throws the causes of StoreUnavailable where no file can be made beside the database: full, read-only, no right
 */
export function claim(path: string, since = ''): ProcessLock {
  const db = new Database(`${path}.running`, { timeout: 0 })
  const note = `${path}.running-by`
  try {
    db.exec('BEGIN EXCLUSIVE')
    held.add(db)
    const cleanly = !existsSync(note)
    writeFileSync(note, `进程 ${process.pid}${since && `，${since} 起`}\n`)
    return {
      alone: true,
      cleanly,
      release(settled = cleanly) {
        if (settled) rmSync(note, { force: true })
        held.delete(db)
        db.close()
      },
    }
  } catch (error) {
    held.delete(db)
    db.close()
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))) throw error
    return { alone: false, cleanly: false, by: noteIn(note), release: () => {} }
  }
}

function noteIn(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
