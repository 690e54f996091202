/** Posts and accounts under a seal: a role that somebody gave themselves in the database has none that fits, nor has another's account. */
import { type Sealed, type Statement, sealOf, sql } from '../store/index.ts'

const POST = ['person', 'role', 'region'] as const
const ACCOUNT = ['account', 'person'] as const

interface NewPost {
  readonly person: string
  readonly role: string
  readonly region: string
  readonly standIn?: string | undefined
}

/**
 * A statement that gives a person a post, under its seal.
 * @param how `INSERT OR IGNORE` where the post may be held already
 */
export const posting = (
  { person, role, region, standIn }: NewPost,
  how: 'INSERT' | 'INSERT OR IGNORE' = 'INSERT',
): Statement =>
  sql(
    `${how} INTO post (person, role, region, stand_in, seal) VALUES (?, ?, ?, ?, ?)`,
    person,
    role,
    region,
    standIn ?? null,
    sealOf([person, role, region]),
  )

/**
 * A statement that makes an account a person's, under its seal.
 * @param taken what becomes of an account that has a person
 */
export const owning = (account: string, person: string, taken: 'stays' | 'changes'): Statement =>
  sql(
    `INSERT INTO account (account, person, seal) VALUES (?, ?, ?) ON CONFLICT (account) DO
     ${taken === 'stays' ? 'NOTHING' : 'UPDATE SET person = excluded.person, seal = excluded.seal'}`,
    account,
    person,
    sealOf([account, person]),
  )

/** The columns of an account that are sealed: written over, messages would bear somebody else's rights. */
export const SEALED_ACCOUNTS: Sealed = { table: 'account', key: 'account', columns: ACCOUNT }

/** The columns of a post that are sealed: a right written into the database is found. */
export const SEALED_POSTS: Sealed = {
  table: 'post',
  key: `person || ' ' || role || ' ' || region`,
  columns: POST,
}
