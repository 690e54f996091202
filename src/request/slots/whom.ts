/** Of whom a message asks: places named, the parts of a whole, or one's own; and what they are ranked among. */
import type { RegionKey } from '../../office/region.ts'
import type { Whom } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Of, Said } from '../facts/said.ts'
import { placesIn, type Standpoint, selfOf } from '../facts/standpoint.ts'

/** The places that a question is about, and what they are compared with. */
export interface Where {
  readonly whom: Whom
  /** one line for each of several places */
  readonly isMany: boolean
  readonly among?: RegionKey
  readonly versus?: RegionKey
  /** held against the whole that it lies in */
  readonly isOfWhole?: true
  /** counted by the cities that are named */
  readonly byCity?: true
  readonly isSaid: boolean
}

interface Needs {
  /** held against others: rank and share */
  readonly isAmong: boolean
  /** how far one is from another: 跟德清差多少 */
  readonly isDistance: boolean
}

/**
 * Of which places a question is, and against which it is held; uses up the spans of places that it reads.
 * @param needs what the measures asked for make of two places: a place among others, or a distance
 * @returns `isSaid` false where no place was said, and one had to be supposed
 */
export function whomOf(said: Said, facts: Facts, needs: Needs, given: Standpoint): Where {
  const { regions } = given
  const named = placesIn(said, given)
  const parts = said.take('parts').map(({ found }) => found)
  said.use(...said.all('region'), ...said.all('own'))
  const versus = versusIn(said, given)
  const wholes = [...new Set(parts.flatMap(({ whole }) => (whole === 'own' ? [] : [whole])))]
  const inner = named.filter((key) => !named.some((other) => other !== key && regions.within(other, key)))
  const isSaid = named.length + parts.length > 0
  if (needs.isDistance && inner.length === 2 && parts.length === 0)
    return { whom: { places: inner.slice(0, 1) }, isMany: false, isSaid, ...(inner[1] && { versus: inner[1] }) }
  const whole = named.find((key) => !inner.includes(key))
  if (needs.isDistance && inner.length === 1 && whole && parts.length === 0)
    return { whom: { places: inner }, isMany: false, isSaid, versus: whole, isOfWhole: true }
  // a whole beside a rank says among whom: 在全市排第几
  const isCounted = parts.every(({ n }) => n !== undefined)
  if (needs.isAmong && isCounted && inner.length === 1 && inner[0] && isOwnWhole(said, inner[0], given))
    return { whom: { places: [given.own] }, isMany: false, isSaid, among: inner[0], ...(versus && { versus }) }
  // where parts are named they are asked about, and not their whole: 全省排名前五的市
  const isOfParts =
    parts.some(({ n }) => n === undefined) && inner.every((key) => parts.some((one) => isAbove(key, one, given)))
  if (needs.isAmong && !isOfParts && inner.length > 0 && isSmaller(inner, [...wholes, ...named], given)) {
    const among = [...wholes, ...named].find((key) => !inner.includes(key))
    return {
      whom: { places: inner },
      isMany: inner.length > 1,
      isSaid,
      ...(among && { among }),
      ...(versus && { versus }),
    }
  }
  // of two that are compared both are asked about: 安吉和长兴比，谁快
  if (versus && inner.length > 0 && (facts.asks.place || facts.extreme))
    return { whom: { places: [...inner, versus] }, isMany: true, isSaid }
  const one = partsOf(parts, wholes, inner, facts, given) ?? placed(inner, facts, given)
  return { ...one, isSaid, ...(versus && { versus }) }
}

/** A whole named by its level alone, by one of its parts: 全市, 全省. */
const isOwnWhole = (said: Said, key: RegionKey, { own, regions }: Standpoint): boolean =>
  key !== own &&
  regions.within(own, key) &&
  (key === regions.province.key || said.all('own').some(({ found }) => found.whole === true))

/** Whether those named lie in something that is named too, which they are then held against. */
const isSmaller = (inner: readonly RegionKey[], all: readonly RegionKey[], { regions }: Standpoint): boolean =>
  all.every((key) => inner.includes(key) || inner.every((one) => regions.within(one, key)))

function versusIn(said: Said, given: Standpoint): RegionKey | undefined {
  const region = said.all('region').find(({ found }) => found.versus)
  const own = said.all('own').find(({ found }) => found.versus)
  return region?.found.key ?? (own && selfOf(own.found, given))
}

type Parts = Of<'parts'>
type Placed = Pick<Where, 'whom' | 'isMany' | 'byCity'>

/** Where parts are named: each of them, or where they are only counted their whole. */
function partsOf(
  parts: readonly Parts[],
  wholes: readonly RegionKey[],
  named: readonly RegionKey[],
  facts: Facts,
  given: Standpoint,
): Placed | undefined {
  const first = parts.find(({ but }) => but) ?? parts.find(({ n }) => n === undefined) ?? parts[0]
  if (!first) return undefined
  const { regions } = given
  const above = named.filter((key) => isAbove(key, first, given))
  const below = named.filter((key) => !above.includes(key))
  // beside a level, those named are meant, and not all of it: 德清和长兴哪个县快
  if (below.length > 0 && !first.but) return { whom: { places: below }, isMany: below.length > 1 }
  const roots = wholes.length > 0 ? wholes : above.length > 0 ? above : [wholeFor(facts, first, given)]
  if (roots.length > 1) {
    if (!facts.isConditional) return { whom: { places: roots }, isMany: true }
    const places = roots.flatMap((key) => regions.under(key, given.today).map((one) => one.key))
    return { whom: { places }, isMany: true, byCity: true }
  }
  const root = roots[0] ?? given.own
  const but = (first.but ?? []).map((key) => (key === 'own' ? given.own : key))
  // parts of parts are counted by the level between: 亮红灯的县按市数一数
  if (
    facts.isConditional &&
    parts.some(({ level }) => level === 'city') &&
    parts.some(({ level }) => level === 'county')
  )
    return { whom: { parts: root, level: 'county', ...(but.length > 0 && { but }) }, isMany: true, byCity: true }
  if (parts.every(({ n }) => n !== undefined) && !facts.isListing) return { whom: { places: [root] }, isMany: false }
  return {
    whom: { parts: root, level: levelOf(first), ...(but.length > 0 && { but }) },
    isMany: true,
  }
}

const levelOf = ({ level }: Parts): 'city' | 'county' => (level === 'city' ? 'city' : 'county')

const DEPTH = { province: 0, city: 1, county: 2 }
const isAbove = (key: RegionKey, { level }: Parts, { regions }: Standpoint): boolean =>
  DEPTH[regions.get(key).level] < DEPTH[level]

/** A county asks about the counties of its province, a city about its own; cities are the province's. */
function wholeFor(_: Facts, { level }: Parts, { own, regions }: Standpoint): RegionKey {
  return DEPTH[regions.get(own).level] < DEPTH[level] ? own : regions.province.key
}

/** Where no parts are named: the places, or one's own; where several are asked for, the counties in it. */
function placed(named: readonly RegionKey[], facts: Facts, given: Standpoint): Placed {
  const { regions, own } = given
  if (named.length > 1) return { whom: { places: named }, isMany: true }
  const only = named[0] ?? own
  const isCounty = regions.get(only).level === 'county'
  if (!facts.isListing || (isCounty && named.length > 0)) return { whom: { places: [only] }, isMany: false }
  return { whom: { parts: isCounty ? regions.province.key : only, level: 'county' }, isMany: true }
}
