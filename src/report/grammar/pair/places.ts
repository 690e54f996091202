/** For whom a figure is: the sender's own places, and those that are none of its own. */
import type { Day } from '../../../office/day.ts'
import type { Region, RegionKey, Regions } from '../../../office/region.ts'
import type { Said } from '../said/said.ts'

/** Who reports: for which region, and on which day. */
export interface Sender {
  readonly region: RegionKey
  readonly regions: Regions
  readonly today: Day
}

/** A region's name, or a level (全市), in a message. */
export type PlaceSpan = Extract<Said, { readonly is: 'place' }>

/** Whether a place is the city or province over the sender's region: 全市 or 湖州 from 长兴's contact. */
export function isAbove({ key, level, at, end }: PlaceSpan, text: string, { region, regions }: Sender): boolean {
  if (key !== undefined) return key !== region && regions.within(region, key)
  const own = regions.get(region)
  return level !== undefined && level !== own.level && own.level === 'county' && text.slice(at, end).startsWith('全')
}

/**
 * Whether a level word is one that the sender's region is not: 我市 from a county. Then whose figure it is has to be
 * asked.
 */
export function isOdd({ level, at, end }: PlaceSpan, text: string, { region, regions }: Sender): boolean {
  const own = regions.get(region)
  const isOwn = level === undefined || level === own.level || (level === 'city' && own.name.endsWith('市'))
  return !isOwn && /^[我本咱]/.test(text.slice(at, end))
}

/**
 * Of the regions that are named those for which the sender does not report. The city or province above is left out
 * where the own region is named beside it.
 */
export function foreign(named: readonly Region[], { region, regions }: Pick<Sender, 'region' | 'regions'>): Region[] {
  const isOwnNamed = named.some(({ key }) => key === region)
  const others = named.filter(
    ({ key, level }) => key !== region && (!regions.within(region, key) || (!isOwnNamed && level !== 'province')),
  )
  return [...new Set(others)]
}
