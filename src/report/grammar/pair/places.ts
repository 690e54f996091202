/** For whom a figure is: the sender's own places, and those that are none of its own. */
import type { Day } from '../../../office/day.ts'
import type { Region, RegionKey, Regions } from '../../../office/region.ts'
import type { Said } from '../said/said.ts'

export interface Sender {
  readonly region: RegionKey
  readonly regions: Regions
  readonly today: Day
}

export type PlaceSpan = Extract<Said, { readonly is: 'place' }>

/** 全市 of a county's sender, 湖州 of 长兴's. */
export function isAbove({ key, level, at, end }: PlaceSpan, text: string, { region, regions }: Sender): boolean {
  if (key !== undefined) return key !== region && regions.within(region, key)
  const own = regions.get(region)
  return level !== undefined && level !== own.level && own.level === 'county' && text.slice(at, end).startsWith('全')
}

/** 我市 of a county that is none: whose? */
export function isOdd({ level, at, end }: PlaceSpan, text: string, { region, regions }: Sender): boolean {
  const own = regions.get(region)
  const isOwn = level === undefined || level === own.level || (level === 'city' && own.name.endsWith('市'))
  return !isOwn && /^[我本咱]/.test(text.slice(at, end))
}

/** Regions that are neither the sender's own nor above it; the one above, where the own is not named beside it. */
export function foreign(named: readonly Region[], { region, regions }: Pick<Sender, 'region' | 'regions'>): Region[] {
  const isOwnNamed = named.some(({ key }) => key === region)
  const others = named.filter(
    ({ key, level }) => key !== region && (!regions.within(region, key) || (!isOwnNamed && level !== 'province')),
  )
  return [...new Set(others)]
}
