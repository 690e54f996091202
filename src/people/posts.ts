/** Who holds a post where: whom to ask, whom to tell. */
import type { PersonId, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { Reader } from '../store/index.ts'

export interface Holder {
  readonly id: PersonId
  readonly name: string
}

/** What somebody is called, also after leaving the office: the ledger remembers longer than the roster. */
export async function nameOf(store: Reader, id: PersonId): Promise<string> {
  return (await store.first<{ name: string }>('SELECT name FROM person WHERE id = ?', id))?.name ?? id
}

/** The people with a role in exactly one region. */
export async function holders(store: Reader, role: Role, region: RegionKey): Promise<Holder[]> {
  const rows = await store.all<{ id: string; name: string }>(
    `SELECT p.id, p.name FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL
     WHERE o.region = ? AND o.role = ? ORDER BY p.id`,
    region,
    role,
  )
  return rows.map((row) => ({ id: row.id as PersonId, name: row.name }))
}

/** The coordinators nearest above a region: its city's, else the province's. */
export async function coordinatorsOf(store: Reader, region: RegionKey, regions: Regions): Promise<Holder[]> {
  const { level, parent } = regions.get(region)
  const city = level === 'city' ? region : parent
  const ofCity = city ? await holders(store, 'city-coordinator', city) : []
  return ofCity.length > 0 ? ofCity : holders(store, 'provincial-coordinator', regions.province.key)
}
