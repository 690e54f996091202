/** Who took people's data out of the office, or gave rights in it at the command line: written down in the same commit, never changed. */
import type { Instant } from '../office/day.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'

/** What was done with what is held of people, or with the roster: kinds of the access log. */
export type Access = 'export' | 'erase' | 'file' | 'backup' | 'restore' | 'roster' | 'admin' | 'token' | 'reseal'

/** An entry of the access log. */
export interface Accessed {
  readonly at: Instant
  /** a person's id; at the command line the machine's user, as `cli:root`; the `night` makes backups */
  readonly who: string
  readonly what: Access
  /** the person, the file's name, the folder, the account, the program */
  readonly whom: string
}

/** Records an entry of the access log. */
export const accessed = ({ at, who, what, whom }: Accessed): Statement =>
  sql('INSERT INTO access (at, who, what, whom) VALUES (?, ?, ?, ?)', at, who, what, whom)

/** The last entry of a kind; undefined where there was none. */
export const lastAccess = (store: Reader, what: Access): Promise<Accessed | undefined> =>
  store.first<Row & Accessed>('SELECT at, who, what, whom FROM access WHERE what = ? ORDER BY sequence DESC', what)

/** All entries of the access log, the oldest first. */
export const accesses = (store: Reader): Promise<readonly Accessed[]> =>
  store.all<Row & Accessed>('SELECT at, who, what, whom FROM access ORDER BY sequence')
