/**
 * What the levels of an office are called. Texts are written once for all offices: where one says a level's name it holds
 * a mark of `LEVEL`, and `levelled` puts the office's own word there as the text leaves the program.
 */
import type { Region, RegionLevel } from './region.ts'

/**
 * Marks for the words of an office's levels, to be put into texts: `请联系${LEVEL.whole}协调员`. They are
 * noncharacters of Unicode, which no text from outside has.
 */
export const LEVEL = {
  /** 省 of a province, 市 of a city, 县 of a county: 省协调员, 省级, 省里 */
  whole: '\uFDD0',
  /** 全省 */
  all: '\uFDD1',
  /** who looks after counties: 市 of a province, 县 of a city with towns; where no level lies between, the whole */
  city: '\uFDD2',
  /** 各市; where no level lies between, the whole: 市里 */
  cities: '\uFDD3',
  /** 市、省: whoever coordinates */
  above: '\uFDD4',
  /** who reports: 县, 镇 */
  county: '\uFDD5',
  /** the same in full: 县（市、区）, 乡镇（街道） */
  counties: '\uFDD6',
} as const

type Mark = keyof typeof LEVEL

/** An office's own words for its levels, by mark. */
export type LevelNames = Readonly<Record<Mark, string>>

/** The words of a province's office. Texts and files may use them in any office: a roster's roles are named so. */
export const OF_PROVINCE: LevelNames = levels({
  whole: '省',
  all: '全省',
  city: '市',
  county: '县',
  counties: '县（市、区）',
})

const MARKS: ReadonlyMap<string, Mark> = new Map(
  Object.entries(LEVEL).map(([name, mark]): [string, Mark] => [mark, name as Mark]),
)
const ANY = new RegExp(`[${Object.values(LEVEL).join('')}]`, 'gu')
/** 市协调员或省协调员, where they are one. */
const TWICE = new RegExp(`${LEVEL.city}协调员”?[、或]“?(?=${LEVEL.whole}协调员)`, 'gu')

/** A text with the office's words in place of the marks. */
export const levelled = (text: string, own: LevelNames): string =>
  (own.city === own.whole ? text.replace(TWICE, '') : text).replace(ANY, (mark) => own[MARKS.get(mark) ?? 'whole'])

/** As `levelled`, for every text within a plain JSON value, such as a card. */
export const allLevelled = <Plain>(plain: Plain, own: LevelNames): Plain => {
  const json = JSON.stringify(plain)
  return json !== undefined && json.search(ANY) >= 0 ? (JSON.parse(levelled(json, own)) as Plain) : plain
}

/** As `levelled`, for values that are written into a row, since their texts also leave by exports and SQL. */
export const valuesLevelled = <Value>(values: readonly Value[], own: LevelNames): Value[] =>
  values.map((one) => (typeof one === 'string' ? (levelled(one, own) as Value & string) : one))

/**
 * An office's words for its levels, from what the names of its regions end in.
 * @param all the name of the whole: 全省
 */
export function levelsOf(regions: readonly Region[], all: string): LevelNames {
  const endings = (level: RegionLevel) => [
    ...new Set(regions.filter((one) => one.level === level).map(({ name }) => endingOf(name))),
  ]
  const [whole = ''] = endings('province')
  const [first, ...more] = endings('city')
  const cities = endings('county')
  return levels({
    whole,
    all,
    city: first === undefined ? undefined : more.length > 0 ? general([first, ...more]).word : first,
    county: general(cities).word,
    counties: general(cities).inFull,
  })
}

interface Given {
  readonly whole: string
  readonly all: string
  readonly city?: string | undefined
  readonly county: string
  readonly counties: string
}

/** Without a level between, what is said of it is of the whole. */
function levels({ city, whole, ...more }: Given): LevelNames {
  return city === undefined
    ? { ...more, whole, city: whole, cities: `${whole}里`, above: whole }
    : { ...more, whole, city, cities: `各${city}`, above: `${city}、${whole}` }
}

const ENDINGS = ['自治区', '地区', '街道', '乡镇', '省', '市', '区', '县', '旗', '盟', '州', '镇', '乡']
const LIKE_COUNTIES = ['县', '市', '区', '旗']
const LIKE_TOWNS = ['镇', '乡', '街道', '乡镇']

/** 长兴县, 雁回自治县 → 县; what ends otherwise (a zone, a yard) is a place. */
const endingOf = (name: string): string => ENDINGS.find((one) => name.endsWith(one)) ?? '地区'

/** Several endings under the name that the field has for them all. */
function general(endings: readonly string[]): { readonly word: string; readonly inFull: string } {
  const [only = '地区', ...more] = endings
  const isEvery = (of: readonly string[]) => endings.every((one) => of.includes(one))
  if (more.length === 0) return only === '县' ? { word: '县', inFull: '县（市、区）' } : { word: only, inFull: only }
  if (isEvery(LIKE_COUNTIES)) return { word: '县', inFull: '县（市、区）' }
  if (isEvery(LIKE_TOWNS)) return { word: '乡镇', inFull: endings.includes('街道') ? '乡镇（街道）' : '乡镇' }
  if (endings.includes('市')) return { word: '市', inFull: '市（州）' }
  return { word: '地区', inFull: '地区' }
}
