/** Who is on duty where today: posts with their holders, leave, and who stands in. */
import type { Day } from '../office/day.ts'
import type { PersonId, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import type { HeldPost, Holder } from './posts.ts'

/** A post as it is held on a day. */
export interface OnPost extends Holder, HeldPost {
  /** on leave until this day, included */
  readonly away?: Day
  /** AB岗, or whoever was named for the leave; one who is away too is none */
  readonly standIn?: Holder
}

/**
 * The posts of these roles as they are held on a day, by region: the holder, until when they are away, who stands in.
 * @param today leave that lasts on it counts; a stand-in on leave, or who left, stands in for nobody
 */
export async function onPosts(store: Reader, roles: readonly Role[], today: Day): Promise<OnPost[]> {
  const rows = await store.all<PostRow>(
    `SELECT o.role, o.region, p.id, p.name, s.id AS stand_in, s.name AS stand_in_name, MAX(v.to_day) AS away
     FROM post o
     JOIN person p ON p.id = o.person AND p.left_at IS NULL
     LEFT JOIN leave v ON v.person = p.id AND ? BETWEEN v.from_day AND v.to_day
     LEFT JOIN person s ON s.id = coalesce(v.stand_in, o.stand_in) AND s.left_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM leave w WHERE w.person = s.id AND ? BETWEEN w.from_day AND w.to_day)
     WHERE o.role IN (SELECT value FROM json_each(?))
     GROUP BY o.person, o.role, o.region ORDER BY o.region, o.role, p.id`,
    today,
    today,
    JSON.stringify(roles),
  )
  return rows.map(postOf)
}

type PostRow = Holder & HeldPost & { away: Day | null; stand_in: PersonId | null; stand_in_name: string }

const postOf = ({ id, name, role, region, away, stand_in, stand_in_name }: PostRow): OnPost => ({
  id,
  name,
  role,
  region,
  ...(away !== null && { away }),
  ...(stand_in !== null && { standIn: { id: stand_in, name: stand_in_name } }),
})

/** Who acts on posts today: their holders; for one on leave the stand-in, if there is one. Each person once. */
export function acting(posts: readonly OnPost[]): Holder[] {
  const all = new Map<PersonId, Holder>()
  for (const { id, name, away, standIn } of posts) {
    const one = away === undefined ? { id, name } : standIn
    if (one && !all.has(one.id)) all.set(one.id, one)
  }
  return [...all.values()]
}

/**
 * The coordinators' posts nearest above a county, of those given: its city's, else the province's.
 * @param posts those of both coordinators' roles, see `onPosts`
 */
export function coordinatingPosts(posts: readonly OnPost[], county: RegionKey, regions: Regions): OnPost[] {
  const { parent } = regions.get(county)
  const ofCity = posts.filter(({ role, region }) => role === 'city-coordinator' && region === parent)
  return ofCity.length > 0 ? ofCity : posts.filter(({ role }) => role === 'provincial-coordinator')
}
