/** data/regions/*.yaml: a province with its cities and counties, or a city with its counties, as Regions. */
import { z } from 'zod'
import { type Region, type RegionKey, type RegionLevel, Regions } from '../../region.ts'
import type { Fault } from '../fault.ts'
import { day, regionKey, text } from '../fields.ts'
import type { Files } from '../files.ts'
import { readYaml, type Sheet } from '../yaml.ts'

const codes = z
  .array(z.strictObject({ code: regionKey, from: day.exactOptional(), to: day.exactOptional() }))
  .min(1, { error: '至少一个代码' })

const details = z.strictObject({
  name: text,
  short: text.exactOptional(),
  formerNames: z.array(text).exactOptional(),
  codes: codes.exactOptional(),
  validFrom: day.exactOptional(),
  validTo: day.exactOptional(),
})

/** Most places have nothing but a name. */
const place = z.union([text.transform((name) => ({ name })), details], {
  error: '名称，或 name、short、formerNames、codes、validFrom、validTo',
})

const keyed = <T extends z.ZodType>(value: T) => z.record(z.string().regex(/^\d{6}$/, { error: '六位区划代码' }), value)

const file = z.strictObject({
  key: regionKey,
  name: text,
  cities: keyed(z.strictObject({ name: text, counties: keyed(place) })).default({}),
  /** that lie in the whole itself */
  counties: keyed(place).default({}),
})

type File = z.infer<typeof file>

/** The longest ending first: 自治县 before 县. */
const ENDINGS = ['自治区', '自治州', '自治县', '自治旗', '地区', '特区', '林区', '省', '市', '区', '县', '盟', '旗']

/**
 * 长兴县 → 长兴, 景宁畲族自治县 → 景宁, 广西壮族自治区 → 广西. What would shrink to one character loses a shorter ending
 * (榆林区 → 榆林), or stays whole.
 */
export function shortName(name: string): string {
  const bare = ENDINGS.filter((one) => name.endsWith(one)).map((one) =>
    name.slice(0, -one.length).replace(/(?<=..).族$/u, ''),
  )
  return bare.find(({ length }) => length > 1) ?? name
}

/**
 * An office's regions. @param path of its file, relative to data/
 * @returns undefined when there were faults, which are added to `faults`: a code or a short name that is another's too
 */
export function loadRegions(files: Files, path: string, faults: Fault[]): Regions | undefined {
  const sheet = readYaml(files, path, file, faults)
  if (!sheet) return undefined
  const all = regionsIn(sheet.value)
  const before = faults.length
  checkCodes(all, sheet)
  checkNames(all, sheet)
  return faults.length === before ? new Regions(all) : undefined
}

function regionsIn({ key, name, cities, counties: direct }: File): Region[] {
  return [
    region(key, 'province', { name }),
    ...Object.entries(cities).flatMap(([cityKey, { counties, ...city }]) => [
      region(cityKey, 'city', city, key),
      ...Object.entries(counties).map(([countyKey, county]) => region(countyKey, 'county', county, cityKey)),
    ]),
    ...Object.entries(direct).map(([countyKey, county]) => region(countyKey, 'county', county, key)),
  ]
}

function region(key: string, level: RegionLevel, place: z.infer<typeof details>, parent?: string): Region {
  return {
    ...place,
    key: key as RegionKey,
    level,
    short: place.short ?? shortName(place.name),
    codes: place.codes ?? [{ code: key }],
    ...(parent && { parent: parent as RegionKey }),
  }
}

function pathOf({ key, level, parent }: Region, whole: string): string[] {
  if (parent === undefined) return []
  if (level === 'city') return ['cities', key]
  return parent === whole ? ['counties', key] : ['cities', parent, 'counties', key]
}

function checkCodes(all: readonly Region[], sheet: Sheet<File>): void {
  const owners = new Map<string, Region>()
  for (const one of all) {
    for (const code of new Set([one.key, ...one.codes.map((held) => held.code)])) {
      const owner = owners.get(code)
      if (owner) sheet.fault(pathOf(one, sheet.value.key), `自己的代码（${code} 已是${owner.name}）`, code)
      owners.set(code, one)
    }
  }
}

/**
 * The chat finds places by their short names, so none may be another's, or stand inside another; but for a place that
 * is only ever called in full, or with its city before it (朝阳县 of 朝阳市): the longest name counts.
 */
function checkNames(all: readonly Region[], sheet: Sheet<File>): void {
  for (const one of all) {
    const clash = all.find(
      (other) => other !== one && (isFull(one) ? one.short === other.short : one.short.includes(other.short)),
    )
    if (clash) sheet.fault(pathOf(one, sheet.value.key), `不含别处简称的简称（已有${clash.short}）`, one.short)
  }
}

const isFull = ({ name, short }: Region): boolean => short.endsWith(name)
