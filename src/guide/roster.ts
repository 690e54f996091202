/** Which names of the roster a person may see: a table of posts over posts, whoever asks and however. */
import type { Day } from '../office/day.ts'
import type { Person, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import { coordinatingPosts, type OnPost } from '../people/index.ts'

/** The roles that answer for a place. */
export const ROSTER_ROLES: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator']

/** Whether somebody holds a post; officials and visitors hold none. */
export const isOnRoster = ({ posts }: Person): boolean =>
  posts.some(({ role }) => role === 'admin' || ROSTER_ROLES.includes(role))

/** The posts of a place that somebody may see. */
export interface VisiblePosts {
  /** the place's own posts */
  readonly here: readonly OnPost[]
  /** for a county its coordinators */
  readonly above: readonly OnPost[]
  /** for a city the contacts of its counties, for the province the coordinators of its cities, by place */
  readonly below: readonly { readonly region: RegionKey; readonly posts: readonly OnPost[] }[]
}

/**
 * What a person may see of who answers for a place.
 *
 * A county's contact sees the county and whoever coordinates it; a city's coordinator the counties of the city, its
 * coordinators and the province's; the province everybody; officials and visitors nobody.
 *
 * @param posts all posts of `ROSTER_ROLES`, as of today
 * @returns undefined where nothing of the place is theirs to see
 */
export function seenAt(
  person: Person | undefined,
  place: RegionKey,
  posts: readonly OnPost[],
  regions: Regions,
  today: Day,
): VisiblePosts | undefined {
  const sees = (post: Pick<OnPost, 'role' | 'region'>): boolean => maySee(person, post, posts, regions)
  const { level } = regions.get(place)
  const role = HERE[level]
  if (!sees({ role, region: place })) return undefined
  const beneath = level === 'province' && regions.isWhole('city') ? 'contact' : BELOW[level]
  return {
    here: posts.filter((post) => post.role === role && post.region === place),
    above: level === 'county' ? coordinatingPosts(posts, place, regions).filter(sees) : [],
    below: beneath
      ? regions
          .under(place, today)
          .filter(({ key }) => sees({ role: beneath, region: key }))
          .map(({ key }) => ({
            region: key,
            posts: posts.filter((post) => post.role === beneath && post.region === key),
          }))
      : [],
  }
}

const HERE = { county: 'contact', city: 'city-coordinator', province: 'provincial-coordinator' } as const
const BELOW = { county: undefined, city: 'contact', province: 'city-coordinator' } as const

/** Whether one of a person's posts lets them see who holds another. */
export function maySee(
  person: Person | undefined,
  { role, region }: Pick<OnPost, 'role' | 'region'>,
  posts: readonly OnPost[],
  regions: Regions,
): boolean {
  const shows = (own: Person['posts'][number]): boolean => {
    switch (own.role) {
      case 'provincial-coordinator':
      case 'admin':
        return true
      case 'city-coordinator':
        return role === 'provincial-coordinator' || regions.within(region, own.region)
      case 'contact':
        return role === 'contact'
          ? region === own.region
          : coordinatingPosts(posts, own.region, regions).some((one) => one.role === role && one.region === region)
      case 'official':
        return false
    }
  }
  return person?.posts.some(shows) ?? false
}
