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

/** A person's post, under its seal. @param how `INSERT OR IGNORE` where the post may be held already */
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
 * Makes an account a person's.
 * @param taken what becomes of one that has its person already
 */
export const owning = (account: string, person: string, taken: 'stays' | 'changes'): Statement =>
  sql(
    `INSERT INTO account (account, person, seal) VALUES (?, ?, ?) ON CONFLICT (account) DO
     ${taken === 'stays' ? 'NOTHING' : 'UPDATE SET person = excluded.person, seal = excluded.seal'}`,
    account,
    person,
    sealOf([account, person]),
  )

/** What is sealed of an account: messages under somebody else's name would bear that one's rights. */
export const SEALED_ACCOUNTS: Sealed = { table: 'account', key: 'account', columns: ACCOUNT }

/** What is sealed of a post: a right that was written into the database is found. */
export const SEALED_POSTS: Sealed = {
  table: 'post',
  key: `person || ' ' || role || ' ' || region`,
  columns: POST,
}
