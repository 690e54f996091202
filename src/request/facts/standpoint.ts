/** Where a question is asked, and which places it names. */
import type { Day } from '../../office/day.ts'
import type { Plan } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Of, Said } from './said.ts'

/** Where a question is asked: what is not said comes from here. */
export interface Standpoint {
  readonly plan: Plan
  readonly regions: Regions
  readonly today: Day
  /** the region that the asker stands for */
  readonly own: RegionKey
}

export function isOfCounty(said: Said, given: Standpoint): boolean {
  const places = placesIn(said, given)
  const levels = (places.length > 0 ? places : [given.own]).map((key) => given.regions.get(key).level)
  return levels.length === 1 && levels[0] === 'county'
}

/** Regions that are asked about in the order said, one's own among them; each once. */
export function placesIn(said: Said, given: Standpoint): RegionKey[] {
  const spans = [...said.all('region'), ...said.all('own')].filter(({ found }) => !found.versus)
  spans.sort((a, b) => a.at - b.at)
  return [...new Set(spans.map(({ found }) => (found.kind === 'region' ? found.key : selfOf(found, given))))]
}

const DEPTH = { province: 0, city: 1, county: 2 }

/** One's own city is the one that one's county lies in; of a county that is a city itself it is that county. */
export function selfOf({ level, whole }: Of<'own'>, { own, regions }: Standpoint): RegionKey {
  let region = regions.get(own)
  if (level === 'city' && !whole && region.name.endsWith('市')) return own
  while (level && region.parent && DEPTH[region.level] > DEPTH[level]) region = regions.get(region.parent)
  return region.key
}
