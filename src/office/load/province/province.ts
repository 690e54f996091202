/** A province, or a city, out of the places of a list: what lies in what, what is wrong, and `regions/*.yaml` of it. */
import { stringify } from 'yaml'
import type { RegionLevel } from '../../region.ts'
import { type ListedPlace, type PlaceFault, placesIn } from './places.ts'
import { shortName } from './regions.ts'

/** What was made of an office's list of places. */
export interface ReadPlaces {
  /** `regions/*.yaml`; absent where there are faults */
  readonly text?: string
  /** the whole: a province's name, or a city's */
  readonly province: string
  readonly cities: number
  readonly counties: number
  /** codes were not in the list and are made up */
  readonly coded: boolean
  readonly faults: readonly PlaceFault[]
}

/** Without codes of their own places get these, which no real place bears. */
const MADE_UP = 99

/**
 * An office's regions from a list as it has it. Where the whole is a city, all below are its counties: a list of one
 * city with its counties is one of that city.
 * @param lines the list, see `placesIn`
 * @param whole its name, where the list has none
 * @returns with faults by line (0: the list as a whole), in Chinese; regions only where there are none
 */
export function readPlaces(lines: readonly string[], whole?: string): ReadPlaces {
  const faults: PlaceFault[] = []
  const placed = withParents(placesIn(lines, faults))
  const listed = topOf(placed, whole)
  const tree = treeOf(placed, listed, faults)
  const [only, another] = tree.cities
  const isOfCity = only !== undefined && another === undefined && only.counties.length > 0 && tree.direct.length === 0
  const top = isOfCity ? only : listed
  const { cities, direct } = isOfCity ? { cities: [], direct: only.counties } : tree
  if (!top) faults.push({ line: 0, message: '没有写省（或市）的名称：请加一行（如代码、名称），或另外输入' })
  if (placed.length === 0) faults.push({ line: 0, message: '没有读到地名：每行写一个地方，或“市：县、县”' })
  const coded = placed.some(({ code }) => code !== undefined)
  if (coded) faults.push(...uncodedIn(placed, top))
  faults.push(...looseIn(placed, top), ...repeatedIn(tree))
  const counties = cities.reduce((sum, city) => sum + city.counties.length, direct.length)
  const found = { province: top?.name ?? '', cities: cities.length, counties, coded, faults }
  return faults.length > 0 || !top ? found : { ...found, text: regionsText(top, { cities, direct }) }
}

/** With codes 980102 lies in 980100, whatever the list says beside. */
function withParents(places: readonly ListedPlace[]): ListedPlace[] {
  const byCode = new Map(places.flatMap((one) => (one.code ? [[one.code, one] as const] : [])))
  return places.map((one) => {
    if (!one.code) return one
    const upper = one.code.endsWith('00') ? `${one.code.slice(0, 2)}0000` : `${one.code.slice(0, 4)}00`
    const parent = upper === one.code ? undefined : (byCode.get(upper)?.name ?? one.parent)
    return { ...one, parent }
  })
}

interface Top {
  readonly name: string
  readonly code?: string | undefined
}

/** By its name a province: lists that say no level anywhere begin with it. */
const isProvince = (name: string): boolean => ['省', '自治区'].some((end) => name.endsWith(end))

/** By its name never a city: 大兴安岭地区 is one. */
const isCounty = (name: string): boolean =>
  ['县', '旗', '区'].some((end) => name.endsWith(end)) && !name.endsWith('地区') && !isProvince(name)

/** Counties of a province of which nothing says where they lie: they would pass for cities, and a 市 among them may be either. */
function looseIn(places: readonly ListedPlace[], top: Top | undefined): PlaceFault[] {
  if (!top || !isProvince(top.name)) return []
  const [first, ...more] = places.filter(
    ({ name, code, parent }) => code === undefined && parent === undefined && isCounty(name),
  )
  if (!first) return []
  const which = more.length > 0 ? `${first.name}等${more.length + 1}个` : first.name
  const message = `${which}没有写属于哪个市：写成“某市：某县、某区”，或加一列所属市，或加六位代码`
  return [{ line: first.line, message }]
}

/** The province: the code that ends in 0000, else the name given, else what cities lie in, else what is called one. */
function topOf(places: readonly ListedPlace[], given: string | undefined): Top | undefined {
  const coded = places.find(({ code }) => code?.endsWith('0000'))
  if (coded) return coded
  const first = places.find(({ code }) => code !== undefined)?.code
  const code = first && `${first.slice(0, 2)}0000`
  const holders = new Set(places.flatMap(({ parent }) => parent ?? []))
  const above = places.find(
    ({ name, parent }) => !parent && places.some((one) => one.parent === name && holders.has(one.name)),
  )
  const name = given ?? above?.name ?? places.find((one) => isProvince(one.name))?.name
  return name === undefined ? undefined : { name, code }
}

/** A list with codes has one for everybody, but for cities that only stand beside their counties. */
const uncodedIn = (places: readonly ListedPlace[], top: Top | undefined): PlaceFault[] =>
  places.flatMap(({ name, code, line }) =>
    code || name === top?.name || places.some(({ parent }) => parent === name)
      ? []
      : [{ line, message: `${name}没有区划代码，请补上六位代码` }],
  )

interface City extends ListedPlace {
  readonly counties: readonly ListedPlace[]
}

interface Tree {
  readonly cities: readonly City[]
  /** counties that lie in the whole itself */
  readonly direct: readonly ListedPlace[]
}

/** By GB/T 2260 the counties that a province administers itself: 429004 仙桃市. */
const DIRECT = /^\d\d90/

function treeOf(places: readonly ListedPlace[], top: Top | undefined, faults: PlaceFault[]): Tree {
  const below = places.filter(({ name }) => name !== top?.name)
  if (top?.name.endsWith('市')) return { cities: [], direct: below }
  const isDirect = ({ code, parent }: ListedPlace): boolean =>
    code !== undefined && DIRECT.test(code) && !code.endsWith('00') && parent === undefined
  const isCity = ({ code, parent }: ListedPlace): boolean =>
    code ? code.endsWith('00') : parent === undefined || parent === top?.name
  const cities = new Map<string, ListedPlace>()
  for (const one of below) if (isCity(one) && !cities.has(one.name)) cities.set(one.name, one)
  const direct = below.filter(isDirect)
  // A city that has no line of its own stands beside its counties.
  const counties = below.filter((one) => !isCity(one) && !isDirect(one))
  for (const { parent, line, code } of counties) {
    if (parent === undefined) faults.push({ line, message: `代码 ${code?.slice(0, 4)}00 的市没有写，请补一行` })
    else if (!cities.has(parent)) {
      const upper = code && `${code.slice(0, 4)}00`
      cities.set(parent, { line, name: parent, ...(upper && { code: upper }) })
    }
  }
  return {
    direct,
    cities: [...cities.values()].map((city) => ({
      ...city,
      counties: counties.filter(({ parent }) => parent === city.name),
    })),
  }
}

function repeatedIn({ cities, direct }: Tree): PlaceFault[] {
  const faults: PlaceFault[] = []
  const codes = new Map<string, ListedPlace>()
  for (const one of [...cities.flatMap((city) => [city, ...city.counties]), ...direct]) {
    const before = one.code && codes.get(one.code)
    if (before) faults.push({ line: one.line, message: `${one.name}与${before.name}的代码都是 ${one.code}` })
    if (one.code) codes.set(one.code, one)
  }
  for (const [within, counties] of [
    ...cities.map((city) => [`${city.name}的`, city.counties] as const),
    ['', direct] as const,
  ]) {
    const seen = new Set<string>()
    for (const county of counties) {
      if (seen.has(county.name)) faults.push({ line: county.line, message: `${within}${county.name}写了两次` })
      seen.add(county.name)
    }
  }
  return faults
}

const two = (count: number): string => String(count).padStart(2, '0')

/** Of counties without a code that lie in the whole itself. */
const MADE_UP_DIRECT = 90

function regionsText(whole: Top, { cities, direct }: Tree): string {
  const key = whole.code ?? `${MADE_UP}0000`
  const first = key.slice(0, 2)
  const names = namesOf(cities, direct)
  const countiesOf = (counties: readonly ListedPlace[], upper: string) =>
    Object.fromEntries(
      counties.map((county, n): [string, unknown] => [
        county.code ?? `${upper}${two(n + 1)}`,
        detailsOf(county, names.get(county)),
      ]),
    )
  const below = cities.map((city, at): [string, unknown] => {
    const own = city.code ?? `${first}${two(at + 1)}00`
    return [own, { name: city.name, counties: countiesOf(city.counties, own.slice(0, 4)) }]
  })
  const made = [...cities, ...direct].some(({ code }) => code === undefined)
  const head = made ? `# 名单没有区划代码，这里的代码是编的（${first} 开头），只作内部的键。\n` : ''
  return `${head}${stringify({
    key,
    name: whole.name,
    ...(below.length > 0 && { cities: Object.fromEntries(below) }),
    ...(direct.length > 0 && { counties: countiesOf(direct, `${first}${MADE_UP_DIRECT}`) }),
  })}`
}

/** The short names that the chat would take for another's: such a county is called in full, or with its city before it. */
function namesOf(cities: readonly City[], direct: readonly ListedPlace[]): Map<ListedPlace, string> {
  const levels = [
    ...cities.flatMap((city): [ListedPlace, RegionLevel, string][] => [
      [city, 'city', ''],
      ...city.counties.map((one): [ListedPlace, RegionLevel, string] => [one, 'county', shortName(city.name)]),
    ]),
    ...direct.map((one): [ListedPlace, RegionLevel, string] => [one, 'county', '']),
  ]
  const shorts = levels.map(([one]) => one.short ?? shortName(one.name))
  const names = new Map<ListedPlace, string>()
  for (const [at, [one, level, city]] of levels.entries()) {
    const own = shorts[at] ?? ''
    const isClash = shorts.some((other, n) => n !== at && own.includes(other))
    if (level === 'city' || !isClash) continue
    const isShared = levels.some(([other]) => other !== one && other.name === one.name)
    names.set(one, isShared ? city + one.name : one.name)
  }
  return names
}

function detailsOf({ name, short, formerNames, from, to }: ListedPlace, called: string | undefined): unknown {
  const own = called ?? short
  const details = {
    ...(own && { short: own }),
    ...(formerNames && { formerNames }),
    ...(from && { validFrom: from }),
    ...(to && { validTo: to }),
  }
  return Object.keys(details).length > 0 ? { name, ...details } : name
}
