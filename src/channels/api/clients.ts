/** Programs that may ask, each with the rights of a person: known by the hash of a token that is shown once. */
import type { Account } from '../../message/incoming.ts'
import type { Instant } from '../../office/day.ts'
import { accountsOf } from '../../people/index.ts'
import { type Reader, type Row, type Statement, sql } from '../../store/index.ts'
import { sha256 } from '../hash.ts'

/** A program that asks, and the person in whose name it does. */
export interface Client {
  readonly name: string
  /** by which the person is known in the office: whose rights it has */
  readonly account: Account
}

/**
 * The program behind a token; undefined for a token that nobody was given, that was revoked, or whose person has
 * left.
 */
export async function clientOf(store: Reader, token: string): Promise<Client | undefined> {
  // A token is random and long, so that one hash is enough.
  const row = await store.first<{ name: string; person: string }>(
    'SELECT name, person FROM client WHERE hash = ?',
    await sha256(token),
  )
  const [account] = row ? await accountsOf(store, row.person) : []
  return row && account !== undefined ? { name: row.name, account: account as Account } : undefined
}

type NewClient = Pick<ClientRow, 'name' | 'person' | 'created'> & { readonly token: string }

/**
 * Lets a program ask in a person's name. @param token kept as its hash alone
 * @throws Conflict at the commit when there is one of that name
 */
export const addClient = async ({ name, person, token, created }: NewClient): Promise<Statement> =>
  sql(
    'INSERT INTO client (hash, name, person, created) VALUES (?, ?, ?, ?)',
    await sha256(token),
    name,
    person,
    created,
  )

/** Revokes a program's token. Changes no row where no program has the name. */
export const dropClient = (name: string): Statement => sql('DELETE FROM client WHERE name = ?', name)

interface ClientRow extends Row {
  readonly name: string
  readonly person: string
  readonly created: Instant
}

/** The programs that may ask, by name. Their tokens are kept as hashes, and are not among it. */
export const clients = (store: Reader): Promise<readonly ClientRow[]> =>
  store.all<ClientRow>('SELECT name, person, created FROM client ORDER BY name')
