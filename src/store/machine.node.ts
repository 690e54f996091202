/**
 * The database of an office on one machine. Another engine is its file, whose test calls `storeContract`, and its
 * line here: the program, its desks, the backup, the demo's maker and the command line open what this opens.
 */

import Database from 'better-sqlite3'
import { type Claim, claim } from './alone.node.ts'
import { copyDatabase, findDamage } from './aside.node.ts'
import { type ChangeFault, changedBehind, isKeyed } from './change-log.node.ts'
import { type ChangeHead, InUse, KeyMissing, NoDatabase, type Store, storeError } from './index.ts'
import { strangeSchema } from './schema.node.ts'
import { isMade, newSchema, type Opening, openSqlite } from './sqlite.ts'

export type { ChangeFault }

/** What a machine's office needs of its database, beside the store itself. */
interface Engine {
  /**
   * Opens a database, makes it where there is none, and brings its schema up to date.
   * @param path a file, or `:memory:`
   * @throws StoreUnavailable when it cannot be opened or migrated
   */
  readonly open: (path: string, options?: Opening) => Store
  /** Whether an office's tables are there, or were begun. @throws StoreUnavailable when it is something else */
  readonly isMade: (path: string) => boolean
  /** Held for as long as the process lives, and let go with it however it ends; called once for a database. */
  readonly claim: (path: string, since?: string) => Claim
  /** @throws KeyMissing where changes are logged with a secret, and none is set */
  readonly expectKey: (path: string) => void
  /** What the log of changes is hashed with from now on; undefined: hashes that everybody can make. */
  readonly useSecret: (secret: string | undefined) => void
  /**
   * What is not as the log of changes has it, nor the schema as the program makes it.
   * @param anchor a head of it that was written down earlier; `unlogged`: it is of D1, where none is written
   */
  readonly changedBehind: (path: string, anchor?: ChangeHead | 'unlogged') => ChangeFault[]
  /** The engine's words on the first thing that is wrong in any page. @throws when it could not be looked at */
  readonly findDamage: (path: string) => Promise<string | undefined>
  /** One moment of it, in a file that is not there yet, while writers go on. @throws what the engine said */
  readonly copyDatabase: (path: string, into: string) => Promise<void>
}

/** Set once, by the program's root: every database that is opened after it is logged with it. */
let secret: string | undefined

const sqlite: Engine = {
  open: (path, options) => openSqlite(path, { ...options, secret }),
  useSecret(given) {
    secret = given
  },
  changedBehind(path, anchor) {
    const own = newSchema()
    try {
      return reading(path, (db) => [
        ...strangeSchema(db, own),
        ...(anchor === 'unlogged' ? [] : changedBehind(db, secret, anchor)),
      ])
    } finally {
      own.close()
    }
  },
  expectKey(path) {
    if (secret === undefined && reading(path, isKeyed)) throw new KeyMissing(path)
  },
  isMade,
  findDamage,
  copyDatabase,
  claim(path, since) {
    try {
      return claim(path, since)
    } catch (error) {
      throw storeError(error)
    }
  },
}

/** @throws StoreUnavailable when the file cannot be read */
function reading<T>(path: string, work: (db: Database.Database) => T): T {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 2_000 })
    try {
      return work(db)
    } finally {
      db.close()
    }
  } catch (error) {
    throw storeError(error)
  }
}

/** Which of them this machine's databases are of. */
export const engine = openingMade(sqlite)

function openingMade(chosen: Engine) {
  function expectMade(path: string): void {
    if (!chosen.isMade(path)) throw new NoDatabase(path)
  }
  /**
   * Opens a database that is there.
   * @throws NoDatabase where there is none: nothing is made
   * @throws KeyMissing where its changes were logged with a secret that is not set
   * @throws StoreUnavailable as `open`
   */
  function openMade(path: string, options?: Opening): Store {
    expectMade(path)
    chosen.expectKey(path)
    return chosen.open(path, options)
  }
  /**
   * Takes a database that is there for this process alone, before anything is read or written of it.
   * @param since the instant, as others are told it
   * @throws NoDatabase as `openMade`
   * @throws InUse where another process has it
   */
  function take(path: string, since: string): Claim {
    expectMade(path)
    return alone(path, since)
  }
  /** As `take`, where a database need not be there yet; its folder must. @throws InUse */
  function alone(path: string, since: string): Claim {
    const claimed = chosen.claim(path, since)
    if (!claimed.alone) throw new InUse(path, claimed.by)
    return claimed
  }
  return { ...chosen, openMade, take, alone }
}
