/** What an office on one machine needs of its database: each engine declares one, `machine.node.ts` names the one in use. */
import type { Claim } from './alone.node.ts'
import type { ChangeFault } from './change-log/behind.node.ts'
import { type ChangeHead, InUse, NoDatabase, type Store } from './index.ts'
import type { Opening } from './sqlite.ts'

export interface Engine {
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
  /** The same of small tables that are only read, cheap enough for each minute: what the returned finds when it is called. */
  readonly watch: (path: string) => () => ChangeFault[]
  /** The engine's words on the first thing that is wrong in any page. @throws when it could not be looked at */
  readonly findDamage: (path: string) => Promise<string | undefined>
  /** Brings the log of what was written into the file and empties it: what was erased stands there, too. */
  readonly emptyLog: (path: string) => void
  /** One moment of it, in a file that is not there yet, while writers go on. @throws what the engine said */
  readonly copyDatabase: (path: string, into: string) => Promise<void>
}

/** An engine, and with it what is asked of a database that has to be there, or to be this process's alone. */
export function expectingMade(chosen: Engine) {
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
