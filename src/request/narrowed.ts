/** A query without what is taken out of it, or of what is said alone: the ledger's side of a change. */
import type { Change } from '../language/index.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { LedgerQuery, Whom } from '../query/index.ts'

/** @returns undefined where nothing would be left, or the change is of something that the query does not have */
export function narrowedBy(
  query: LedgerQuery,
  { how, places, indicators, times }: Change,
  regions: Regions,
): LedgerQuery | undefined {
  if (times.length > 0) return undefined
  const whom = places.length > 0 ? narrowedWhom(query.whom, how, places, regions) : query.whom
  const of = indicators.length > 0 ? narrowedOf(query.of, how, indicators) : query.of
  return whom && of && { ...query, whom, of }
}

function narrowedWhom(
  whom: Whom,
  how: Change['how'],
  places: readonly RegionKey[],
  regions: Regions,
): Whom | undefined {
  const isNamed = (key: RegionKey): boolean => places.some((place) => regions.within(key, place))
  if ('places' in whom) {
    const left = whom.places.filter((key) => isNamed(key) === (how === 'only'))
    return left.length > 0 && left.length < whom.places.length ? { places: left } : undefined
  }
  const isPart = places.every((key) => key !== whom.parts && regions.within(key, whom.parts))
  if (!isPart) return undefined
  if (how === 'out') return { ...whom, but: [...new Set([...(whom.but ?? []), ...places])] }
  const [only, another] = places
  const isWhole = only && !another && regions.get(only).level === 'city' && whom.level === 'county'
  return isWhole ? { ...whom, parts: only } : { places: [...places] }
}

function narrowedOf(
  of: LedgerQuery['of'],
  how: Change['how'],
  ids: Change['indicators'],
): LedgerQuery['of'] | undefined {
  if (how === 'only') return ids
  const left = typeof of === 'string' ? [] : of.filter((id) => !ids.includes(id))
  return left.length > 0 ? left : undefined
}
