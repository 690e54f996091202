/** A province out of the places of a list: what lies in what, what is wrong, and `regions/*.yaml` of it. */
import { stringify } from 'yaml'
import type { RegionLevel } from '../../region.ts'
import { type ListedPlace, type PlaceFault, placesIn } from './places.ts'
import { shortName } from './regions.ts'

export interface ReadPlaces {
  /** `regions/*.yaml`; absent where there are faults */
  readonly text?: string
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
 * A province's regions from a list as an office has it.
 * @param lines the list, see `placesIn`
 * @param province its name, where the list has none
 * @returns with faults by line (0: the list as a whole), in Chinese; regions only where there are none
 */
export function readPlaces(lines: readonly string[], province?: string): ReadPlaces {
  const faults: PlaceFault[] = []
  const placed = withParents(placesIn(lines, faults))
  const top = topOf(placed, province)
  if (!top) faults.push({ line: 0, message: '没有写省的名称：请加一行省（如代码、名称），或另外输入' })
  if (placed.length === 0) faults.push({ line: 0, message: '没有读到地名：每行写一个地方，或“市：县、县”' })
  const coded = placed.some(({ code }) => code !== undefined)
  if (coded) faults.push(...uncodedIn(placed, top))
  const tree = treeOf(placed, top?.name ?? '', faults)
  faults.push(...repeatedIn(tree))
  const counties = tree.reduce((sum, city) => sum + city.counties.length, 0)
  const found = { province: top?.name ?? '', cities: tree.length, counties, coded, faults }
  return faults.length > 0 || !top ? found : { ...found, text: regionsText(top, tree) }
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

/** The province: the code that ends in 0000, else what cities lie in, else the name given. */
function topOf(places: readonly ListedPlace[], given: string | undefined): Top | undefined {
  const coded = places.find(({ code }) => code?.endsWith('0000'))
  if (coded) return coded
  const first = places.find(({ code }) => code !== undefined)?.code
  const code = first && `${first.slice(0, 2)}0000`
  const holders = new Set(places.flatMap(({ parent }) => parent ?? []))
  const above = places.find(
    ({ name, parent }) => !parent && places.some((one) => one.parent === name && holders.has(one.name)),
  )
  const name = given ?? above?.name
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

function treeOf(places: readonly ListedPlace[], province: string, faults: PlaceFault[]): City[] {
  const below = places.filter(({ name }) => name !== province)
  const isCity = ({ code, parent }: ListedPlace): boolean =>
    code ? code.endsWith('00') : parent === undefined || parent === province
  const cities = new Map<string, ListedPlace>()
  for (const one of below) if (isCity(one) && !cities.has(one.name)) cities.set(one.name, one)
  // A city that has no line of its own stands beside its counties.
  const counties = below.filter((one) => !isCity(one))
  for (const { parent, line, code } of counties) {
    if (parent === undefined) faults.push({ line, message: `代码 ${code?.slice(0, 4)}00 的市没有写，请补一行` })
    else if (!cities.has(parent)) {
      const upper = code && `${code.slice(0, 4)}00`
      cities.set(parent, { line, name: parent, ...(upper && { code: upper }) })
    }
  }
  return [...cities.values()].map((city) => ({
    ...city,
    counties: counties.filter(({ parent }) => parent === city.name),
  }))
}

function repeatedIn(tree: readonly City[]): PlaceFault[] {
  const faults: PlaceFault[] = []
  const codes = new Map<string, ListedPlace>()
  for (const one of tree.flatMap((city) => [city, ...city.counties])) {
    const before = one.code && codes.get(one.code)
    if (before) faults.push({ line: one.line, message: `${one.name}与${before.name}的代码都是 ${one.code}` })
    if (one.code) codes.set(one.code, one)
  }
  for (const { counties, name } of tree) {
    const seen = new Set<string>()
    for (const county of counties) {
      if (seen.has(county.name)) faults.push({ line: county.line, message: `${name}的${county.name}写了两次` })
      seen.add(county.name)
    }
  }
  return faults
}

const two = (count: number): string => String(count).padStart(2, '0')

function regionsText(province: Top, tree: readonly City[]): string {
  const whole = province.code?.slice(0, 2) ?? String(MADE_UP)
  const names = namesOf(tree)
  const cities = tree.map((city, at): [string, unknown] => {
    const key = city.code ?? `${whole}${two(at + 1)}00`
    const counties = city.counties.map((county, n): [string, unknown] => [
      county.code ?? `${key.slice(0, 4)}${two(n + 1)}`,
      detailsOf(county, names.get(county)),
    ])
    return [key, { name: city.name, counties: Object.fromEntries(counties) }]
  })
  const made = tree.some(({ code }) => code === undefined)
  const head = made ? `# 名单没有区划代码，这里的代码是编的（${whole} 开头），只作内部的键。\n` : ''
  return `${head}${stringify({ key: `${whole}0000`, name: province.name, cities: Object.fromEntries(cities) })}`
}

/** The short names that the chat would take for another's: such a county is called in full, or with its city before it. */
function namesOf(tree: readonly City[]): Map<ListedPlace, string> {
  const levels = tree.flatMap((city): [ListedPlace, RegionLevel, City][] => [
    [city, 'city', city],
    ...city.counties.map((one): [ListedPlace, RegionLevel, City] => [one, 'county', city]),
  ])
  const shorts = levels.map(([one]) => one.short ?? shortName(one.name))
  const names = new Map<ListedPlace, string>()
  for (const [at, [one, level, city]] of levels.entries()) {
    const own = shorts[at] ?? ''
    const isClash = shorts.some((other, n) => n !== at && own.includes(other))
    if (level === 'city' || !isClash) continue
    const isShared = levels.some(([other]) => other !== one && other.name === one.name)
    names.set(one, isShared ? shortName(city.name) + one.name : one.name)
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
