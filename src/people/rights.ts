/** What a person may do where. */
import type { Person, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'

/** Whether the person holds one of the roles for the region, or for one that it lies in. */
export function may(person: Person | undefined, roles: readonly Role[], region: RegionKey, regions: Regions): boolean {
  return person?.posts.some((post) => roles.includes(post.role) && regions.within(region, post.region)) ?? false
}
