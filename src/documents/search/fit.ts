/** What a question names or expects, and whether a passage can be what it means: place, year, kind of answer. */
import { plain } from './cut.ts'

/** The place and years that a document's title names. */
export interface TitleScope {
  /** 金华, from 金华市2018年…工作要点 */
  readonly place?: string
  readonly years: ReadonlySet<number>
}

const PLACE = /^(?:关于|中共)?([\p{Script=Han}]{2,7}?)(?:特别行政区|自治[区州县]|新区|[省市区县州盟旗])/u
const YEARS = /(?<!\d)((?:19|20)\d\d)(?!\d)(?:年?\s*[-—–~至到]+\s*((?:19|20)\d\d)(?!\d))?/g

/**
 * The years and the place that a document's title names; both empty where it names none. `suits` compares a question
 * with them.
 */
export function settingOf(title: string): TitleScope {
  const place = PLACE.exec(title.normalize('NFKC'))?.[1]
  return { years: yearsIn(plain(title)), ...(place && { place }) }
}

/** Years as written, both ends of a range and those between. */
function yearsIn(text: string): Set<number> {
  const years = new Set<number>()
  for (const [, from = '', to = from] of text.matchAll(YEARS)) {
    for (let year = Number(from); year <= Math.min(Number(to), Number(from) + 20); year++) years.add(year)
  }
  return years
}

/** Years in full, as people shorten those of their own century: 18年 → 2018年; not 10年内, which is a length of time. */
export const fullYears = (query: string): string =>
  query.replace(/(?<![\d.])([0-4]\d)年(?!内|以[上内下]|期|前|后)/g, '20$1年')

interface Expectation {
  readonly asks: RegExp
  readonly holds: RegExp
}

/** How a question asks for a kind of value, and how a passage looks that holds one. */
const EXPECTATIONS: readonly Expectation[] = [
  {
    asks: /多少钱|几块|多少元|几元|奖多少|补多少|补助多少|补贴多少|罚多少|交多少|收多少|卖多少|工资|奖金|租金|价/,
    holds: /\d[万亿]?元|免费|全额/,
  },
  {
    asks: /几成|百分之几|比例|占比|几个点|多大比|率(?:要|得|应|须)?(?:达到|到)/,
    holds: /\d(?:%|‰|个百分点|成)|\d[∶:]\d/,
  },
  {
    asks: /哪天|几号|几月|什么时候|何时|截止|最晚|最迟|之前|到期/,
    holds: /\d月|\d日前|年底前|\d{4}年/,
  },
  {
    asks: /多久|多长时间|几年|几个月|几天|几小时|多少天|期限|时限|多少年|隔多/,
    holds: /[\d一二三四五六七八九十两半](?:个?(?:工作日|月|小时|学期)|年|天|日|周|分钟|季度)|当[日场天]|每[年月季日]/,
  },
  { asks: /谁|哪个部门|哪个单位|找哪|归哪|哪家|哪里(?:管|办)|负责/, holds: /[委局办厅部院所会]|中心|公司|领导小组/ },
  { asks: /多少|几[个家项座台辆名人户条亩吨处所套]|多大/, holds: /\d/ },
]

const PLACE_FITS = 0.2
const PLACE_DIFFERS = -0.25
const YEAR_FITS = 0.12
const YEAR_DIFFERS = -0.2
const VALUE_THERE = 0.08

/** What a passage must fit to answer a question; an empty field asks nothing. */
export interface Sought {
  /** as titles name them */
  readonly places: readonly string[]
  /** in full: 2017 */
  readonly years: ReadonlySet<number>
  /** one of them has to match */
  readonly expects: readonly RegExp[]
}

/**
 * What a question names and expects: places, years, and what kind of words its answer has to hold.
 * @param places all that the titles of the collection name
 */
export function wanted(query: string, places: Iterable<string>): Sought {
  const text = plain(query)
  const first = EXPECTATIONS.find(({ asks }) => asks.test(text))
  return {
    places: [...places].filter((place) => text.includes(place)),
    years: yearsIn(text),
    expects: first ? [first.holds] : [],
  }
}

/**
 * How well a passage fits what is wanted, from −0.45 to 0.4, to be added to its score: one of another place or year is
 * not what is asked for, however much its words agree.
 */
export function suits({ places, years, expects }: Sought, setting: TitleScope, text: string, title = ''): number {
  let score = 0
  if (places.length > 0) {
    const named = places.some((place) => place === setting.place || title.includes(place) || text.includes(place))
    if (named) score += PLACE_FITS
    else if (setting.place) score += PLACE_DIFFERS
  }
  if (years.size > 0 && setting.years.size > 0)
    score += [...years].some((year) => setting.years.has(year)) ? YEAR_FITS : YEAR_DIFFERS
  if (expects.some((holds) => holds.test(text))) score += VALUE_THERE
  return score
}
