/** Who answers a question that is handed over: whoever coordinates the asker's place and is there today. */
import type { Person, PersonId, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import { acting, type Holder, may, type OnPost } from '../people/index.ts'
import type { Handover } from './rows.ts'

/** The roles that a question may come to. */
export const ANSWERERS: readonly Role[] = ['city-coordinator', 'provincial-coordinator', 'admin']

/** Who is on duty for a question, and as what. */
export interface OnDuty {
  readonly role: Role
  readonly region: RegionKey
  readonly people: readonly Holder[]
}

/**
 * The first rung on which somebody is on duty: for a county its city's coordinators, then the province's, then the
 * admins. Nobody is asked their own question.
 *
 * @param county undefined where the asker is no county's contact
 * @param posts  all posts of `ANSWERERS`, as of today
 * @returns undefined where nobody is on duty on any of them
 */
export function onDutyFor(
  asker: PersonId | undefined,
  county: RegionKey | undefined,
  posts: readonly OnPost[],
  regions: Regions,
): OnDuty | undefined {
  const city = county && regions.get(county).parent
  const province = regions.province.key
  const rungs: readonly (readonly [Role, RegionKey])[] = [
    ...(city ? [['city-coordinator', city] as const] : []),
    ['provincial-coordinator', province],
    ['admin', province],
  ]
  for (const [role, region] of rungs) {
    const there = posts.filter((post) => post.role === role && post.region === region)
    const people = acting(there).filter(({ id }) => id !== asker)
    if (people.length > 0) return { role, region, people }
  }
  return undefined
}

/** The county for which somebody asks: the first of which they are the contact; undefined for who is none. */
export const countyOf = (person: Person | undefined): RegionKey | undefined =>
  person?.posts.find(({ role }) => role === 'contact')?.region

/** Whether a person may answer a question: they were asked, or coordinate the asker's place; never the asker. */
export const mayAnswer = (person: Person, { person: asker, region, recipients }: Handover, regions: Regions): boolean =>
  person.id !== asker && (recipients.includes(person.id) || may(person, ANSWERERS, region, regions))
