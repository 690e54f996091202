/** A query without what is taken out of it, or of what is said alone: the ledger's side of a change. */
import type { ListChange } from '../language/index.ts'
import { periodOf } from '../office/period.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { LedgerQuery, Whom } from '../query/index.ts'
import { monthsBetween } from './slots/when.ts'

/**
 * A query with places, indicators or periods taken out, put in, or it restricted to them.
 * @returns undefined where nothing would be left, or the change is of something that the query does not have
 */
export function narrowedBy(
  query: LedgerQuery,
  { how, isState, places, indicators, times }: ListChange,
  regions: Regions,
): LedgerQuery | undefined {
  if (isState) return undefined
  const named = times.length > 0 ? narrowedWhen(query.when, how, times) : query.when
  // month by month a quarter is its months
  const when = query.as === 'series' && times.length > 0 && how === 'only' ? monthsIn(times) : named
  const whom = places.length > 0 ? narrowedWhom(query.whom, how, places, regions) : query.whom
  const of = indicators.length > 0 ? narrowedOf(query.of, how, indicators) : query.of
  return whom && of && when && { ...query, whom, of, when }
}

function narrowedWhom(
  whom: Whom,
  how: ListChange['how'],
  places: readonly RegionKey[],
  regions: Regions,
): Whom | undefined {
  const isNamed = (key: RegionKey): boolean => places.some((place) => regions.within(key, place))
  if (how === 'in') return widenedWhom(whom, places)
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

/** What is put in comes beside those that were named, or back into what it was taken out of: 把德清加上. */
function widenedWhom(whom: Whom, places: readonly RegionKey[]): Whom | undefined {
  if ('places' in whom) return { places: [...new Set([...whom.places, ...places])] }
  const but = (whom.but ?? []).filter((key) => !places.includes(key))
  return but.length < (whom.but ?? []).length ? { ...whom, but } : undefined
}

const monthsIn = (times: ListChange['times']): LedgerQuery['when'] => [
  ...new Set(times.flatMap(({ from, to }) => monthsBetween(from, to))),
]

/** Periods are named by months, quarters and years; a day is none. */
function narrowedWhen(
  when: LedgerQuery['when'],
  how: ListChange['how'],
  times: ListChange['times'],
): LedgerQuery['when'] | undefined {
  const named = times.flatMap(({ grain, to }) => {
    const kind = PERIODS.find((one) => one === grain)
    return kind ? [periodOf(kind, to)] : []
  })
  if (named.length < times.length) return undefined
  if (how === 'only') return named
  const before = typeof when === 'string' ? [] : when
  if (how === 'in') return before.length > 0 ? [...new Set([...before, ...named])] : undefined
  const left = before.filter((period) => !named.includes(period))
  return left.length > 0 && left.length < before.length ? left : undefined
}
const PERIODS = ['week', 'month', 'quarter', 'year'] as const

function narrowedOf(
  of: LedgerQuery['of'],
  how: ListChange['how'],
  ids: ListChange['indicators'],
): LedgerQuery['of'] | undefined {
  if (how === 'only') return ids
  if (how === 'in') return typeof of === 'string' ? undefined : [...new Set([...of, ...ids])]
  const left = typeof of === 'string' ? [] : of.filter((id) => !ids.includes(id))
  return left.length > 0 ? left : undefined
}
