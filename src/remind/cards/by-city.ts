/** Places as coordinators read them: in the office's order, by city. */
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Group } from '../text/nudge.ts'

/** These regions each once, in the order of the office's list. */
export const inOrder = (regions: Regions, some: readonly RegionKey[]): RegionKey[] =>
  regions.all.flatMap(({ key }) => (some.includes(key) ? [key] : []))

/** Names of regions grouped under their city, in the office's order; a city stands under its own name. */
export function byCity(regions: Regions, some: readonly RegionKey[]): Group[] {
  const groups = new Map<string, string[]>()
  for (const key of inOrder(regions, some)) {
    const { name, parent, level } = regions.get(key)
    const city = parent && level === 'county' ? regions.get(parent).name : name
    groups.set(city, [...(groups.get(city) ?? []), name])
  }
  return [...groups].map(([city, names]) => ({ city, names }))
}
