/** Who took people's data out of the office, or gave rights in it at the command line: written down in the same commit, never changed. */
import type { Instant } from '../office/day.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'

/**
 * `export` and `erase` of a person, a `file` handed out in the chat or at the command line, a `backup`, a `restore`; a
 * `roster` that was taken in, an `admin` or a `token` made or taken away; `reseal` where a lost key was followed by another.
 */
export type Access = 'export' | 'erase' | 'file' | 'backup' | 'restore' | 'roster' | 'admin' | 'token' | 'reseal'

export interface Accessed {
  readonly at: Instant
  /** a person's id; at the command line the machine's user, as `cli:root`; the `night` makes backups */
  readonly who: string
  readonly what: Access
  /** the person, the file's name, the folder, the account, the program */
  readonly whom: string
}

/** Writes down that somebody saw what was not their own. See `Accessed` for who, what and whom. */
export const accessed = ({ at, who, what, whom }: Accessed): Statement =>
  sql('INSERT INTO access (at, who, what, whom) VALUES (?, ?, ?, ?)', at, who, what, whom)

/** The last of its kind; undefined where there was none. */
export const lastAccess = (store: Reader, what: Access): Promise<Accessed | undefined> =>
  store.first<Row & Accessed>('SELECT at, who, what, whom FROM access WHERE what = ? ORDER BY sequence DESC', what)

/** All that `accessed` wrote down, the oldest first. */
export const accesses = (store: Reader): Promise<readonly Accessed[]> =>
  store.all<Row & Accessed>('SELECT at, who, what, whom FROM access ORDER BY sequence')
