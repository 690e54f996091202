/**
 * The regions of an office: what they are called, which code they bear when, and to whom they belong. A province has
 * cities, and these counties; a county may lie in the whole itself (省直管县), and where a city is the whole all do.
 */
import type { Day } from './day.ts'
import { type LevelNames, levelsOf } from './levels.ts'

/** A region's stable key: the six-digit code it bore in October 2017 (province `330000`, city `330500`, county `330522`). */
export type RegionKey = string & { readonly __brand: 'RegionKey' }

/** `province` is the whole that the office answers for: a province, or a city whose counties lie in it directly. */
export type RegionLevel = 'province' | 'city' | 'county'

/** A region of the office, with its names and codes. */
export interface Region {
  readonly key: RegionKey
  readonly level: RegionLevel
  /** official name: 长兴县 */
  readonly name: string
  /** without its ending: 长兴; unique within the province, none contains another unless it is the name in full */
  readonly short: string
  /** official names it bore before: 临安市 for 临安区 */
  readonly formerNames?: readonly string[]
  readonly parent?: RegionKey
  /** codes of GB/T 2260 with the days on which they held; the newest last */
  readonly codes: readonly { readonly code: string; readonly from?: Day; readonly to?: Day }[]
  /** existence, both days included; absent means always */
  readonly validFrom?: Day
  readonly validTo?: Day
}

/** All regions of an office, with the look-ups that everybody needs. @throws Error where no province is among them */
export class Regions {
  readonly all: readonly Region[]
  /** the whole */
  readonly province: Region
  private readonly hasCities: boolean
  private called: LevelNames | undefined
  private readonly byKey = new Map<string, Region>()
  private readonly byCode = new Map<string, Region>()
  private readonly byName = new Map<string, Region>()
  /** the first characters of all names: most places of a text begin none */
  private readonly firsts: ReadonlySet<string>
  private readonly children = new Map<string, Region[]>()

  constructor(all: readonly Region[]) {
    this.all = all
    const province = all.find((region) => region.level === 'province')
    if (!province) throw new Error('regions: no province')
    this.province = province
    this.hasCities = all.some(({ level }) => level === 'city')
    for (const region of all) {
      this.byKey.set(region.key, region)
      for (const { code } of region.codes) this.byCode.set(code, region)
      for (const name of [region.name, region.short, ...(region.formerNames ?? [])])
        if (!this.isShared(name, region)) this.byName.set(name, region)
      if (region.parent) this.children.set(region.parent, [...(this.children.get(region.parent) ?? []), region])
    }
    this.nameInFull()
    this.firsts = new Set([...this.byName.keys()].map((name) => name.charAt(0)))
  }

  /** An official name that two cities' districts share means neither; it is found with its city before it: 鼓楼区. */
  private isShared(name: string, region: Region): boolean {
    return name === region.name && name !== region.short && this.all.some((one) => one !== region && one.name === name)
  }

  /** A county with its city before it is one name, not two: 湖州市长兴县, 湖州长兴. */
  private nameInFull(): void {
    for (const county of this.all.filter(({ level }) => level === 'county')) {
      const city = county.parent && this.byKey.get(county.parent)
      for (const before of city ? [city.name, city.short] : [])
        for (const name of [county.name, county.short]) this.byName.set(before + name, county)
    }
  }

  /** @throws Error when there is none: keys come from our own data */
  get(key: RegionKey): Region {
    const region = this.byKey.get(key)
    if (!region) throw new Error(`no region ${key}`)
    return region
  }

  /** By key, any code it ever bore, official, former or short name, with its city before it or without. */
  find(text: string): Region | undefined {
    const word = text.normalize('NFKC').trim()
    return this.byKey.get(word) ?? this.byCode.get(word) ?? this.byName.get(word)
  }

  /** The longest region names in a text, in order, without overlaps; a short name counts too. */
  mentioned(text: string): { readonly region: Region; readonly from: number; readonly to: number }[] {
    const found: { region: Region; from: number; to: number }[] = []
    for (let from = 0; from < text.length; from++) {
      if (!this.firsts.has(text.charAt(from))) continue
      for (const length of [10, 9, 8, 7, 6, 5, 4, 3, 2]) {
        const region = from + length <= text.length ? this.byName.get(text.slice(from, from + length)) : undefined
        if (!region) continue
        found.push({ region, from, to: from + length })
        from += length - 1
        break
      }
    }
    return found
  }

  /** None where the whole is a city. */
  cities(on: Day): Region[] {
    return this.under(this.province.key, on).filter(({ level }) => level === 'city')
  }

  /** Of a city, or all of them. */
  counties(on: Day, within = this.province.key): Region[] {
    return this.under(within, on).flatMap((one) => (one.level === 'county' ? [one] : this.under(one.key, on)))
  }

  /** Direct children that exist on a day. */
  under(key: RegionKey, on: Day): Region[] {
    return (this.children.get(key) ?? []).filter((region) => existsOn(region, on))
  }

  /** Whether `inner` is `outer` or lies in it. */
  within(inner: RegionKey, outer: RegionKey): boolean {
    for (let at: RegionKey | undefined = inner; at; at = this.byKey.get(at)?.parent) if (at === outer) return true
    return false
  }

  /** 湖州市长兴县 for a county of a city, the bare name for others. */
  fullName(key: RegionKey): string {
    const { level, parent, name } = this.get(key)
    return level === 'county' && parent && parent !== this.province.key ? this.get(parent).name + name : name
  }

  /** Whether a level's place is the whole: 全省; where there are no cities 全市, too. */
  isWhole(level: RegionLevel): boolean {
    return level === 'province' || (level === 'city' && !this.hasCities)
  }

  /** What the levels are called here, for texts that people read. */
  get levels(): LevelNames {
    this.called ??= levelsOf(this.all, this.wholeName)
    return this.called
  }

  /** 全省, 全区, 全市: the whole as it is spoken of. */
  get wholeName(): string {
    return `全${this.province.name.at(-1)}`
  }
}

/** Whether a region existed on a day; the days of its founding and of its end count. */
export const existsOn = (region: Region, on: Day): boolean =>
  (region.validFrom === undefined || region.validFrom <= on) && (region.validTo === undefined || on <= region.validTo)
