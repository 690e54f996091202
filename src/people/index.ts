/** The roster: who is behind an account, and what they may do. */
import type { Person, PersonId, Post, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { Reader } from '../store/index.ts'

interface PostRow extends Record<string, string | null> {
  id: string
  name: string
  role: string | null
  region: string | null
}

const gather = (rows: readonly PostRow[]): Person | undefined => {
  const first = rows[0]
  if (!first) return undefined
  const posts = rows.flatMap((row): Post[] =>
    row.role && row.region ? [{ role: row.role as Role, region: row.region as RegionKey }] : [],
  )
  return { id: first.id as PersonId, name: first.name, posts }
}

/** The person behind an account; undefined when unlisted or gone. */
export async function personOf(store: Reader, account: string): Promise<Person | undefined> {
  const rows = await store.all<PostRow>(
    `SELECT p.id, p.name, o.role, o.region FROM account a
     JOIN person p ON p.id = a.person LEFT JOIN post o ON o.person = p.id
     WHERE a.account = ? AND p.left_at IS NULL ORDER BY o.role, o.region`,
    account,
  )
  return gather(rows)
}

export async function personById(store: Reader, id: PersonId): Promise<Person | undefined> {
  const rows = await store.all<PostRow>(
    `SELECT p.id, p.name, o.role, o.region FROM person p LEFT JOIN post o ON o.person = p.id
     WHERE p.id = ? AND p.left_at IS NULL ORDER BY o.role, o.region`,
    id,
  )
  return gather(rows)
}

/** Whether the person holds one of the roles for the region, or for one that it lies in. */
export function may(person: Person | undefined, roles: readonly Role[], region: RegionKey, regions: Regions): boolean {
  return person?.posts.some((post) => roles.includes(post.role) && regions.within(region, post.region)) ?? false
}
