/** Posts under a seal: a role that somebody gave themselves in the database has none that fits. */
import { type Sealed, type Statement, sealOf, sql } from '../store/index.ts'

const POST = ['person', 'role', 'region'] as const

interface NewPost {
  readonly person: string
  readonly role: string
  readonly region: string
  readonly standIn?: string | undefined
}

/** @param how `INSERT OR IGNORE` where the post may be held already */
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

/** What is sealed of a post: a right that was written into the database is found. */
export const SEALED_POSTS: Sealed = {
  table: 'post',
  key: `person || ' ' || role || ' ' || region`,
  columns: POST,
}
