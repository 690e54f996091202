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
  const named = placesIn(said, given)
  const parts = said.take('parts').map(({ found }) => found)
  said.use(...said.all('region'), ...said.all('own'))
  const wholes = [...new Set(parts.flatMap(({ whole }) => (whole === 'own' ? [] : [whole])))]
  const inner = named.filter((key) => !named.some((other) => other !== key && given.regions.within(other, key)))
  const places: SaidPlaces = { said, facts, given, named, inner, wholes, parts, versus: versusIn(said, given) }
  const where =
    (needs.isDistance ? apartIn(places) : undefined) ??
    (needs.isAmong ? (ownAmong(places) ?? someAmong(places)) : undefined) ??
    comparedIn(places) ??
    ({ versus: places.versus, ...(partsOf(places) ?? placed(inner, facts, given)) } satisfies Found)
  const { versus, among, ...rest } = where
  return { ...rest, isSaid: named.length + parts.length > 0, ...(among && { among }), ...(versus && { versus }) }
}

/** The places of a message, sorted by what they may be to each other. */
interface SaidPlaces {
  readonly said: Said
  readonly facts: Facts
  readonly given: Standpoint
  /** in the order said */
  readonly named: readonly RegionKey[]
  /** those named in which no other one lies */
  readonly inner: readonly RegionKey[]
  /** the wholes of named parts: 湖州各县 */
  readonly wholes: readonly RegionKey[]
  readonly parts: readonly Parts[]
  /** with which figures are compared */
  readonly versus: RegionKey | undefined
}

type Found = Omit<Where, 'isSaid' | 'among' | 'versus'> & {
  readonly among?: RegionKey | undefined
  readonly versus?: RegionKey | undefined
}

/** How far one place is from another, or from the whole that it lies in. */
function apartIn({ named, inner, parts }: SaidPlaces): Found | undefined {
  const [place, other, third] = inner
  if (parts.length > 0 || !place || third) return undefined
  if (other) return { whom: { places: [place] }, isMany: false, versus: other }
  const whole = named.find((key) => !inner.includes(key))
  return whole && { whom: { places: [place] }, isMany: false, versus: whole, isOfWhole: true }
}

/** A whole beside a rank says among whom one stands: 在全市排第几. */
function ownAmong({ said, given, inner, parts, versus }: SaidPlaces): Found | undefined {
  const [among, other] = inner
  if (!among || other || !parts.every(({ n }) => n !== undefined) || !isOwnWhole(said, among, given)) return undefined
  return { whom: { places: [given.own] }, isMany: false, among, versus }
}

function someAmong({ given, named, inner, wholes, parts, versus }: SaidPlaces): Found | undefined {
  // where parts are named they are asked about, and not their whole: 全省排名前五的市
  const isOfParts =
    parts.some(({ n }) => n === undefined) && inner.every((key) => parts.some((one) => isAbove(key, one, given)))
  const all = [...wholes, ...named]
  if (isOfParts || inner.length === 0 || !isSmaller(inner, all, given)) return undefined
  return { whom: { places: inner }, isMany: inner.length > 1, among: all.find((key) => !inner.includes(key)), versus }
}

/** Of two that are compared both are asked about: 安吉和长兴比，谁快. */
const comparedIn = ({ facts, inner, versus }: SaidPlaces): Found | undefined =>
  versus && inner.length > 0 && (facts.asks.place || facts.extreme)
    ? { whom: { places: [...inner, versus] }, isMany: true }
    : undefined

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
function partsOf({ facts, given, inner, wholes, parts }: SaidPlaces): Placed | undefined {
  const first = parts.find(({ but }) => but) ?? parts.find(({ n }) => n === undefined) ?? parts[0]
  if (!first) return undefined
  const above = inner.filter((key) => isAbove(key, first, given))
  const below = inner.filter((key) => !above.includes(key))
  // beside a level, those named are meant, and not all of it: 德清和长兴哪个县快
  if (below.length > 0 && !first.but) return { whom: { places: below }, isMany: below.length > 1 }
  const [root = wholeFor(first, given), ...others] = wholes.length > 0 ? wholes : above
  if (others.length > 0) return partsOfSeveral([root, ...others], facts, given)
  const but = (first.but ?? []).map((key) => (key === 'own' ? given.own : key))
  const whom = (level: 'city' | 'county'): Whom => ({ parts: root, level, ...(but.length > 0 && { but }) })
  // parts of parts are counted by the level between: 亮红灯的县按市数一数
  if (facts.isConditional && (['city', 'county'] as const).every((level) => parts.some((one) => one.level === level)))
    return { whom: whom('county'), isMany: true, byCity: true }
  if (parts.every(({ n }) => n !== undefined) && !facts.isListing) return { whom: { places: [root] }, isMany: false }
  return { whom: whom(levelOf(first)), isMany: true }
}

/** Of several wholes each is asked about; where something is said of their parts, these are counted by them. */
function partsOfSeveral(roots: readonly RegionKey[], facts: Facts, { regions, today }: Standpoint): Placed {
  if (!facts.isConditional) return { whom: { places: roots }, isMany: true }
  const places = roots.flatMap((key) => regions.under(key, today).map((one) => one.key))
  return { whom: { places }, isMany: true, byCity: true }
}

const levelOf = ({ level }: Parts): 'city' | 'county' => (level === 'city' ? 'city' : 'county')

const DEPTH = { province: 0, city: 1, county: 2 }
const isAbove = (key: RegionKey, { level }: Parts, { regions }: Standpoint): boolean =>
  DEPTH[regions.get(key).level] < DEPTH[level]

/** A county asks about the counties of its province, a city about its own; cities are the province's. */
function wholeFor({ level }: Parts, { own, regions }: Standpoint): RegionKey {
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
