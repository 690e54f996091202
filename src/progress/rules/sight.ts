/** Of whom somebody may be told figures: of everybody, unless the office narrowed it to one's own region. */
import type { Person, Role } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'
import type { LedgerQuery } from '../../query/index.ts'
import type { Ground } from './basis.ts'

/** They look after the whole. */
const ALL: readonly Role[] = ['official', 'provincial-coordinator', 'admin']

/**
 * @returns the counties' region that is out of sight; sums of cities and the province are in everybody's
 */
export function outOfSight(
  { whom }: Pick<LedgerQuery, 'whom'>,
  person: Person | undefined,
  { regions, sight = 'all' }: Pick<Ground, 'regions' | 'sight'>,
): RegionKey | undefined {
  if (sight === 'all' || person?.posts.some(({ role }) => ALL.includes(role))) return undefined
  const isOwn = (key: RegionKey): boolean => person?.posts.some(({ region }) => regions.within(key, region)) ?? false
  if ('parts' in whom) return whom.level === 'county' && !isOwn(whom.parts) ? whom.parts : undefined
  return whom.places.find((key) => regions.get(key).level === 'county' && !isOwn(key))
}
