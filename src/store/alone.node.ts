/** Whether another process is at work on the same database: known to the system, also when one was killed. */
import Database from 'better-sqlite3'

export interface Claim {
  /** no other process holds it: what is half done in the database was begun by one that is gone */
  readonly alone: boolean
  readonly release: () => void
}

/** Or the lock would go with what nobody refers to. */
const held = new Set<Database.Database>()

/**
 * Holds a lock on a file beside the database for as long as the process lives; SQLite's own locks are the system's, and
 * end with it however it ends. Called once for a database.
 * @param path of the database
 */
export function claim(path: string): Claim {
  const db = new Database(`${path}.running`, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    held.add(db)
    return {
      alone: true,
      release() {
        held.delete(db)
        db.close()
      },
    }
  } catch {
    db.close()
    return { alone: false, release: () => {} }
  }
}
