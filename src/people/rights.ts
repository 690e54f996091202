/** What a person may do where. */
import type { Person, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'

/** Whether a person holds one of the roles in the region or in one around it. False for nobody. */
export function may(person: Person | undefined, roles: readonly Role[], region: RegionKey, regions: Regions): boolean {
  return person?.posts.some((post) => roles.includes(post.role) && regions.within(region, post.region)) ?? false
}
