/** People as the office knows them, and what they may do. */
import { LEVEL } from './levels.ts'
import type { RegionKey } from './region.ts'

/** A person's id in the roster. */
export type PersonId = string & { readonly __brand: 'PersonId' }

/** The roles of a roster: 官员, 县联系人, 市协调员, 省协调员, 管理员. */
export type Role = 'official' | 'contact' | 'city-coordinator' | 'provincial-coordinator' | 'admin'

/** The roles as people are told. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  official: '官员',
  contact: `${LEVEL.county}联系人`,
  'city-coordinator': `${LEVEL.city}协调员`,
  'provincial-coordinator': `${LEVEL.whole}协调员`,
  admin: '管理员',
}

/** A role and where it holds; officials and admins hold it for the province. */
export interface Post {
  readonly role: Role
  readonly region: RegionKey
  /** held for somebody else: as AB岗, or for the days of a leave */
  readonly standsIn?: boolean
}

/** A person of the roster with the posts held. */
export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly posts: readonly Post[]
}

/** Who is asked for what a person's own post may not do: whoever is one level above, and at the top the administrator. */
export function whomToAsk({ posts }: Person): string {
  const holds = (role: Role): boolean => posts.some((post) => post.role === role)
  const isTop = holds('provincial-coordinator') || holds('admin')
  if (!isTop && holds('city-coordinator')) return ROLE_NAMES['provincial-coordinator']
  return !isTop && holds('contact') ? `所在${LEVEL.city}的${ROLE_NAMES['city-coordinator']}` : ROLE_NAMES.admin
}
