/** Where a question is asked, and which places it names. */
import type { Found, Span, Utterance } from '../../language/index.ts'
import type { Day } from '../../office/day.ts'
import type { Plan } from '../../office/plan.ts'
import type { Region, RegionKey, RegionLevel, Regions } from '../../office/region.ts'
import type { LedgerQuery } from '../../query/index.ts'
import type { Of, Said } from './said.ts'

/** Where a question is asked: what is not said comes from here. */
export interface Standpoint {
  readonly plan: Plan
  readonly regions: Regions
  readonly today: Day
  /** the region that the asker stands for */
  readonly own: RegionKey
}

/** Whether a question is about a single county: the only one named, or the asker's own where none is. */
export function isOfCounty(said: Said, given: Standpoint): boolean {
  const places = placesIn(said, given)
  const levels = (places.length > 0 ? places : [given.own]).map((key) => given.regions.get(key).level)
  return levels.length === 1 && levels[0] === 'county'
}

/**
 * The regions that a message asks about, the asker's own among them, in the order said and each once. A region that
 * figures are only compared with is left out.
 */
export function placesIn(said: Said, given: Standpoint): RegionKey[] {
  const spans = [...said.all('region'), ...said.all('own')].filter(({ found }) => !found.versus)
  spans.sort((a, b) => a.at - b.at)
  return [...new Set(spans.map(({ found }) => (found.kind === 'region' ? found.key : selfOf(found, given))))]
}

const DEPTH: Readonly<Record<RegionLevel, number>> = { province: 0, city: 1, county: 2 }

/** One's own city is the one that one's county lies in; of a county that is a city itself it is that county. */
export function selfOf({ level, whole }: Of<'own'>, { own, regions }: Standpoint): RegionKey {
  if (level === 'city' && !whole && regions.get(own).name.endsWith('市')) return own
  return level ? holding(own, level, regions).key : own
}

/** What a place lies in at a level; the place itself where that lies below it. */
function holding(key: RegionKey, level: RegionLevel, regions: Regions): Region {
  let region = regions.get(key)
  while (region.parent && DEPTH[region.level] > DEPTH[level]) region = regions.get(region.parent)
  return region
}

/**
 * A place named by its level alone (全市, 我县) of which nobody can tell which it is: the asker stands above all of
 * that level, and none was spoken of.
 */
export interface Unplaced {
  readonly words: string
  readonly level: RegionLevel
  /** those right below the asker; of what lies deeper there are too many to choose from */
  readonly options: readonly RegionKey[]
}

/**
 * A message in which 全市 or 我县 stands for the region that is meant, where the asker has none of that level: the
 * city of the places named beside it, else of those spoken of before.
 *
 * @param last what was asked before
 * @returns `unplaced` where no such region can be told
 */
export function placed(
  said: Utterance,
  given: Standpoint,
  last?: LedgerQuery,
): { readonly said: Utterance; readonly unplaced?: Unplaced } {
  const spans = said.readings[0]?.spans.filter(({ latent }) => !latent) ?? []
  const scope = spans.find(({ found }) => levelOf(found) && (found.kind === 'parts' || isBelow(levelOf(found), given)))
  const level = scope && levelOf(scope.found)
  if (!level) return { said }
  const named = spans.flatMap(({ found }) => (found.kind === 'region' ? [found.key] : []))
  const around = isBelow(level, given) ? [named, placesOf(last)] : [[given.own]]
  const key = around.map((keys) => oneOf(keys, level, given.regions)).find((one) => one !== undefined)
  if (key) return { said: placedAt(said, level, key) }
  if (scope.found.kind === 'own' && scope.found.inner) return { said }
  const options = given.regions.under(given.own, given.today).filter((one) => one.level === level)
  const words = said.raw.slice(scope.at, scope.end)
  return { said, unplaced: { words, level, options: options.map((one) => one.key) } }
}

/** A message with one region in the place of the words that name a level (全市, 我县). */
export function placedAt(said: Utterance, level: RegionLevel, key: RegionKey): Utterance {
  const at = (one: Span): Span => (levelOf(one.found) === level ? { ...one, found: named(one.found, key) } : one)
  return { ...said, readings: said.readings.map((one) => ({ ...one, spans: one.spans.map(at) })) }
}

function named(found: Found, key: RegionKey): Found {
  if (found.kind === 'parts') return { ...found, whole: key }
  if (found.kind !== 'own') return found
  const { versus, op } = found
  return { kind: 'region', key, ...(versus && { versus }), ...(op && { op }) }
}

const levelOf = (found: Found): RegionLevel | undefined =>
  found.kind === 'own' ? found.level : found.kind === 'parts' ? found.within : undefined

const isBelow = (level: RegionLevel | undefined, { own, regions }: Standpoint): boolean =>
  level !== undefined && DEPTH[level] > DEPTH[regions.get(own).level]

const placesOf = (last: LedgerQuery | undefined): readonly RegionKey[] =>
  last === undefined ? [] : 'places' in last.whom ? last.whom.places : [last.whom.parts]

/** The one place of a level in which all lie that lie in any. */
function oneOf(keys: readonly RegionKey[], level: RegionLevel, regions: Regions): RegionKey | undefined {
  const all = keys.map((key) => holding(key, level, regions)).filter((one) => one.level === level)
  const [only, another] = new Set(all.map(({ key }) => key))
  return another ? undefined : only
}
