/** Who is on the roster, read from the store. */
import type { Reader } from '../store/index.ts'
import type { HeldPost } from './posts.ts'
import type { KnownPerson } from './roster-rows.ts'

/** Everybody who ever was on the roster, by id; `key` is the account, without one `tel:` and the number, else the id. */
export async function rosterOf(store: Reader): Promise<KnownPerson[]> {
  const people = await store.all<{ id: string; name: string; phone: string | null; left_at: number | null }>(
    'SELECT id, name, phone, left_at FROM person ORDER BY id',
  )
  const accounts = await store.all<{ account: string; person: string }>(
    'SELECT account, person FROM account ORDER BY account',
  )
  const posts = await store.all<HeldPost & { person: string; stand_in: string | null }>(
    'SELECT person, role, region, stand_in FROM post ORDER BY role, region',
  )
  const accountOf = new Map(accounts.map((one) => [one.person, one.account]))
  const phones = new Map(people.map((one) => [one.id, one.phone]))
  const keyOf = (id: string): string => accountOf.get(id) ?? (phones.get(id) ? `tel:${phones.get(id)}` : id)
  return people.map((one) => ({
    id: one.id,
    key: keyOf(one.id),
    name: one.name,
    phone: one.phone ?? undefined,
    gone: one.left_at !== null,
    posts: posts
      .filter((post) => post.person === one.id)
      .map((post) => ({
        role: post.role,
        region: post.region,
        standIn: post.stand_in === null ? undefined : keyOf(post.stand_in),
      })),
  }))
}
