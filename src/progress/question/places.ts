/** Which places a question is about: whose figure, among whom, and whether a list of cities or counties is wanted. */
import type { RegionKey, RegionLevel, Regions } from '../../office/region.ts'
import { misheardIn } from './misheard.ts'

/** A name that was understood though it was typed otherwise. */
export interface Taken {
  readonly said: string
  readonly meant: string
}

export interface Places {
  /** whose figure; empty where none is named */
  readonly subjects: readonly RegionKey[]
  /** the whole that is looked at: 全省, 全市, 湖州的县 */
  readonly pool?: RegionKey
  /** where parts of several wholes are listed: these, the first is the pool */
  readonly pools?: readonly RegionKey[]
  /** 哪些县, 各市: a list of these is wanted */
  readonly level?: 'city' | 'county'
  /** names typed by their sound */
  readonly taken: readonly Taken[]
  /** text with all this blanked out */
  readonly rest: string
}

const BLANK = '＠'
const PROVINCE = /全省|我省|省里|省级|本省|省本级|整个省/g
const CITY = /全市|市里|市内|整个市/g
const COUNTY = /(?<![个各些几])(?:全县|全区|县里|区里|县内)/g
const OWN = /(?<![帮给诉让请为替发])(?:我们|咱们|俺们|我|咱|本|俺)(?:们)?(县|区|市|这里|这边|这儿|地区|这|地)?(?!省)/g
const WHICH =
  '(?:各个?|哪些个?|哪几个|哪个|哪一个|有?多少个?|几个|每个|所有的?|全部|(?<!\\d)\\d+个|十一个|其他|其它|还有哪些|什么|前\\S{1,2}个?|后\\S{1,2}个?|有没有|是否有|还有没有|(?<![一二两三四五六七八九十])[一二两三四五六七八九十]+个)'
const COUNTIES = new RegExp(
  `${WHICH}(?:县市区|县区|区县|市县|县\\(市、?区\\)|县|区(?!间|别|域)|地方|地区|单位)|县市区|各地|区县|哪里|哪儿|(?<=的)(?:县|地方|地区)(?=有|是|都|$|[?？呢吗名＃·])`,
  'g',
)
const OF_CITY = /(?<=＠)的?(?:\d+|[一二两三四五六七八九十]+|这?几|各)个?县/g
const CITIES = new RegExp(`${WHICH}(?:设区的?)?地?市(?!场)|地市|设区市|(?<=的)市(?=有|是|都|$|[?？呢吗名])`, 'g')

/**
 * @param text in NFKC
 * @param own  the asker's own region: 我们县, 全市 …
 */
export function placesIn(text: string, regions: Regions, own: RegionKey): Places {
  const named: RegionKey[] = []
  let rest = text
  for (const { region, from, to } of regions.mentioned(text)) {
    if (!named.includes(region.key)) named.push(region.key)
    rest = rest.slice(0, from) + BLANK.repeat(to - from) + rest.slice(to)
  }
  const misheard = misheardIn(rest, regions)
  for (const { region, from, to } of misheard) {
    if (!named.includes(region.key)) named.push(region.key)
    rest = rest.slice(0, from) + BLANK.repeat(to - from) + rest.slice(to)
  }
  const isExcepted = /除了?＠+/.test(rest)
  const taken = misheard.map(({ said, region }): Taken => ({ said, meant: region.name }))
  const isOfCities = named.filter((key) => regions.get(key).level === 'city').length > 1
  // 湖州三个县和嘉兴三个县: the counties of a city are the city.
  if (isOfCities) rest = rest.replace(OF_CITY, (hit) => BLANK.repeat(hit.length))
  const take = (pattern: RegExp): string[] => {
    const hits = [...rest.matchAll(pattern)].map((match) => match[0])
    rest = rest.replace(pattern, (hit) => BLANK.repeat(hit.length))
    return hits
  }
  const city = cityOf(regions, own)
  const counties = take(COUNTIES).length > 0
  const cities = take(CITIES).length > 0
  const said: RegionKey[] = named.filter((key) => key === regions.province.key)
  if (take(PROVINCE).length > 0) said.push(regions.province.key)
  if (take(CITY).length > 0 && city) said.push(city)
  if (take(COUNTY).length > 0) named.push(own)
  for (const hit of take(OWN)) named.push(ownAs(hit, regions, own))
  const who = take(/谁/g).length > 0
  // 嘉兴和湖州谁多: one of the two cities, not one of their counties.
  const level = counties ? 'county' : cities ? 'city' : who && !isOfCities ? 'county' : undefined
  // 全省、湖州、长兴分别是多少, 湖州比全省高吗: each is asked for.
  const each = [...new Set([...named, ...said])]
  if (each.length > 1 && level === undefined && /分别|各自|比＠|[和跟与同]＠+相?比/.test(rest))
    return { subjects: each, taken, rest }
  // 除了海宁别的县: all the others, and the one named is known already.
  if (isExcepted && level !== 'city') {
    const pool = said[0] ?? (regions.get(own).level === 'city' ? own : regions.province.key)
    return { subjects: [], pool, level: 'county', taken, rest }
  }
  const whole = split([...new Set([...named, ...said])], new Set(said), level, regions)
  return { ...whole, ...(level && { level }), taken, rest }
}

/** 我们市 of a county's contact is its city, except where the county is a city itself (海宁市). */
function ownAs(said: string, regions: Regions, own: RegionKey): RegionKey {
  const { level, name } = regions.get(own)
  return level === 'county' && said.endsWith('市') && !name.endsWith('市') ? (cityOf(regions, own) ?? own) : own
}

function cityOf(regions: Regions, key: RegionKey): RegionKey | undefined {
  const region = regions.get(key)
  return region.level === 'city' ? key : region.level === 'county' ? region.parent : undefined
}

/** What is called whole (全省, 全市), holds another one named, or has its parts listed is the whole; the others are the subjects. */
function split(
  named: readonly RegionKey[],
  called: ReadonlySet<RegionKey>,
  level: RegionLevel | undefined,
  regions: Regions,
): Pick<Places, 'subjects' | 'pool' | 'pools'> {
  const depth = (key: RegionKey) => LEVELS.indexOf(regions.get(key).level)
  const wholes = named.filter(
    (key) =>
      called.has(key) ||
      (level === undefined
        ? named.some((other) => other !== key && regions.within(other, key))
        : depth(key) < LEVELS.indexOf(level)),
  )
  const subjects = named.filter((key) => !wholes.includes(key))
  const pool = [...wholes].sort((a, b) => depth(b) - depth(a))[0]
  const beside = wholes.filter((key) => pool && depth(key) === depth(pool))
  return { subjects, ...(pool && { pool }), ...(beside.length > 1 && { pools: beside }) }
}

const LEVELS: readonly RegionLevel[] = ['province', 'city', 'county']
