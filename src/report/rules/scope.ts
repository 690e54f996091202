/** For which region a person speaks, and in which right. */
import type { Person, Role } from '../../office/person.ts'
import type { Region, RegionKey, Regions } from '../../office/region.ts'
import { may } from '../../people/index.ts'

/** Who reviews and reports for others. */
export const COORDINATORS: readonly Role[] = ['city-coordinator', 'provincial-coordinator']

/** Who receives, locks and issues. */
export const PROVINCE: readonly Role[] = ['provincial-coordinator']

/** Who reports: contacts for their county, coordinators for those below. */
export const REPORTERS: readonly Role[] = ['contact', 'city-coordinator', 'provincial-coordinator']

/**
 * How a person may report for a region: as its own contact (or the city for itself), or for it as a coordinator (代报);
 * undefined for who may not.
 */
export function standingFor(
  person: Person | undefined,
  region: RegionKey,
  regions: Regions,
): 'own' | 'proxy' | undefined {
  const isOwn = person?.posts.some(
    (post) => post.region === region && (post.role === 'contact' || post.role === 'city-coordinator'),
  )
  if (isOwn) return 'own'
  return may(person, COORDINATORS, region, regions) ? 'proxy' : undefined
}

/**
 * The regions that a person reports for without naming one: the own counties of a contact, else those in which they
 * stand in, else the city of a coordinator.
 */
export function ownRegions(person: Person | undefined): RegionKey[] {
  const held = (role: Role, standsIn: boolean) =>
    person?.posts.filter((post) => post.role === role && (post.standsIn ?? false) === standsIn) ?? []
  const found = [held('contact', false), held('contact', true), held('city-coordinator', false)]
  return (found.find((posts) => posts.length > 0) ?? []).map((post) => post.region)
}

/** Whether a person reviews a region's figures: a county's its city or the province, a city's own the province only. */
export function reviews(person: Person | undefined, region: RegionKey, regions: Regions): boolean {
  return may(person, regions.get(region).level === 'county' ? COORDINATORS : PROVINCE, region, regions)
}

/** The regions whose reports a coordinator looks after, and everything below them. */
export function overseen(person: Person | undefined, regions: Regions): RegionKey[] {
  const tops = person?.posts.filter((post) => COORDINATORS.includes(post.role)).map((post) => post.region) ?? []
  return regions.all.filter((region) => tops.some((top) => regions.within(region.key, top))).map((region) => region.key)
}

/** The region that a text begins with, and the words behind it; undefined where it begins otherwise. */
export function leadingRegion(
  text: string,
  regions: Regions,
): { readonly region: Region; readonly rest: string } | undefined {
  const trimmed = text.replace(/^[\s:：，,@]+/, '')
  const first = regions.mentioned(trimmed)[0]
  if (first?.from !== 0) return undefined
  return { region: first.region, rest: trimmed.slice(first.to).replace(/^[\s:：，,]+/, '') }
}
