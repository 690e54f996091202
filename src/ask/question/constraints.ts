/** What a question pins down: years, places, attributes. Each must be met by the evidence, or the answer is no. */

import type { Document } from '../../documents/index.ts'
import { numeralAt } from '../../office/numeral.ts'
import type { Regions } from '../../office/region.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import { figuresIn } from '../words/figures.ts'
import { intervalsIn, isRange, liesIn } from '../words/interval.ts'
import { keptOf } from '../words/kept.ts'
import type { Attribute, OutsidePlace, QuestionLexicon } from '../words/lexicon.ts'
import { flat, placesOf } from '../words/normalise.ts'

export interface TextSpan {
  readonly text: string
  readonly from: number
  readonly to: number
}

export interface YearRef extends TextSpan {
  readonly year: number
  /** said as 去年, 明年: never meant as a part of a title */
  readonly relative?: true
}

/** 明年 and the like, counted from the year in which one asks. */
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/大后年/g, 3],
  [/后年/g, 2],
  [/明年|来年|次年|下一?年度?|下一年/g, 1],
  [/今年|本年度?|当年/g, 0],
  [/去年|上年度?|上一年度?/g, -1],
  [/前年/g, -2],
]

/** Said from the day on which one asks, whatever a paper counts from. */
const FROM_NOW: ReadonlySet<string> = new Set(['明年', '来年', '后年', '大后年'])

/** 17年 is a year near the one in which one asks; 有效期10年 is a length of time. */
const NEARBY = 6
const LASTING = /期限|有效期|年限|满|连续|最长|延长|多久|工龄|教龄|以上|寿命|保修|质保/

/**
 * @param base  the year that 今年 means; undefined: unknown, relative years then constrain nothing
 * @param holds whether the documents have a word: where they say 上一年度 themselves, it is theirs
 */
export function yearsIn(
  question: string,
  base: number | undefined,
  holds: (word: string) => boolean = () => false,
): YearRef[] {
  const found: YearRef[] = []
  for (const match of question.matchAll(
    /(?<!\d)(?:(20\d\d|19\d\d)(?![\d万亿千百家户亩吨%个元平公名人次项所件台套座.])年?(?:度|底)?|[‘']?(\d\d)年(?:度)?(?!内|期|以))/g,
  )) {
    const before = question.slice(Math.max(0, match.index - 1), match.index)
    const after = question.slice(match.index + match[0].length)
    // (2017)13号 is a document's number, not a year that is asked about
    if (/[(]/.test(before) && /^\)\d/.test(after)) continue
    const year = match[1] ? Number(match[1]) : 2000 + Number(match[2])
    if (!match[1] && (Math.abs(year - (base ?? year)) > NEARBY || LASTING.test(question))) continue
    found.push({ text: match[0], from: match.index, to: match.index + match[0].length, year })
  }
  for (const [pattern, offset] of RELATIVE) {
    for (const match of question.matchAll(pattern)) {
      if (base === undefined || found.some((one) => match.index >= one.from && match.index < one.to)) continue
      // 比去年 asks for a comparison with what is known, not about last year.
      const after = question.slice(match.index + match[0].length)
      if (
        offset < 0 &&
        (/[比较]$/.test(question.slice(0, match.index)) || /^(?:的)?(?:相)?比/.test(after) || isTheirs(match[0], holds))
      )
        continue
      // 下年度的计划几号前下达, of a rule for every year that says 下一年度 itself
      if (offset > 0 && !FROM_NOW.has(match[0]) && ['下一年度', '下年度', '次年', '下一年'].some(holds)) continue
      found.push({
        text: match[0],
        from: match.index,
        to: match.index + match[0].length,
        year: base + offset,
        ...(offset && { relative: true as const }),
      })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** The documents say 上一年度 of a rule for every year; 比上年 only compares. */
const isTheirs = (word: string, holds: (word: string) => boolean): boolean =>
  holds(word) && !['比', '较'].some((before) => holds(before + word))

/** Years that a text names, ranges filled in: 2017-2019年 → 2017, 2018, 2019. Document numbers and titles do not count. */
export function yearsStated(text: string): Set<number> {
  const years = new Set<number>()
  // 从2017年的45家, 比2016年: what is counted from, not what is spoken of
  const bare = text
    .replace(/《[^》]{0,120}》/g, '')
    .replace(/(?:从|比|较|以)20\d\d年/g, '')
    .replace(/\(\d{4}\)\d+号/g, '')
  for (const match of bare.matchAll(/(?<!\d)(20\d\d|19\d\d)年?(?:[-—–~至到]+(20\d\d))?(?=年|\D)/g)) {
    const first = Number(match[1])
    const last = match[2] ? Number(match[2]) : first
    for (let year = first; year <= last && year - first < 30; year++) years.add(year)
  }
  return years
}

/** Every statement of a passage asks for them. */
const yearsOf = keptOf(({ flat: text }: EvidencePassage): ReadonlySet<number> => yearsStated(text))

/** Whether the passage may speak for a year: it says so itself, or its document is that year's and it names no other. */
export function speaksFor(passage: EvidencePassage, { year, relative }: YearRef): boolean {
  if ((!relative && passage.flat.includes(String(year))) || yearsOf(passage).has(year)) return true
  if (passage.past !== undefined) return passage.past === year
  // 三、2024年工作打算 of a report on 2023
  const above = yearsStated(`${passage.heading}/${passage.path}`)
  if (above.size > 0) return above.has(year)
  const { document } = passage
  if (document.year !== undefined) return document.year === year
  return document.issued !== undefined && Number(document.issued.slice(0, 4)) === year
}

/** Days and months of a question, without a year: 9月底, 10月31日. */
export const datesIn = (question: string): TextSpan[] =>
  [...question.matchAll(/(?<!\d)\d{1,2}月(?:\d{1,2}[日号]|底|末|初|[上中下]旬)?(?!个|\d)/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))

export interface DayRef extends TextSpan {
  /** in digits: 9月底 of 九月底 */
  readonly day: string
}

/** Days and months, in Chinese numerals too; `text` is as the question has it. */
export function daysIn(question: string): DayRef[] {
  let digits = ''
  const places: number[] = []
  for (let at = 0; at < question.length; ) {
    const read = numeralAt(question, at)
    const isOfDay = read?.value !== undefined && '月日号'.includes(question.charAt(read.to) || '/')
    const said = isOfDay ? String(read.value) : question.charAt(at)
    const to = isOfDay ? read.to : at + 1
    places.push(...Array.from(said, () => at))
    digits += said
    at = to
  }
  places.push(question.length)
  return datesIn(digits).map(({ text: day, from, to }) => {
    const [start = 0, end = 0] = [places[from], places[to]]
    return { text: question.slice(start, end), from: start, to: end, day: day.replace('号', '日') }
  })
}

/** Which of several of a kind is asked about; what names no such part speaks of another. */
export interface WhichOne extends TextSpan {
  readonly isIn: (evidence: string) => boolean
}

/** By its order, its stretch of time, its grade, or an age within its range: 第二批, 一季度, 二级, 3a, 85岁. */
export const partsIn = (question: string): WhichOne[] => [...named(question), ...ages(question)]

const ages = (question: string): WhichOne[] =>
  figuresIn(question)
    .filter((figure) => figure.dimension === 'age')
    .map((age) => ({
      ...age,
      // 满60周岁 is from there on.
      isIn: (evidence) =>
        intervalsIn(evidence).some((one) =>
          liesIn(age, isRange(one) || !one.least ? one : { unit: one.unit, least: one.least }),
        ),
    }))

const named = (question: string): WhichOne[] =>
  [
    ...question.matchAll(
      /第[二三四五六七八九十](?:[批次期轮档]|季度|阶段)|[一二三四]季度|[上下]半年|\d{1,2}[-~—至到]\d{1,2}月|十[一二三四五]五|第?[一二三四五六七八九十]级|(?<![a-z\d.])(?:\d[a-z]|[a-z][\d类])(?![a-z\d])/g,
    ),
  ].map(({ 0: text, index }) => ({
    text,
    from: index,
    to: index + text.length,
    isIn: (evidence) => evidence.includes(text),
  }))

export interface PlaceRef extends TextSpan {
  readonly place: OutsidePlace
}

/** 澜州市, 江原省, 柳河镇: a place that no list has, at the head of a clause. */
const UNKNOWN = /(?:^|[,，。;；:：、/在和给对印发])([\u3400-\u9fff]{2}(?:[省市县镇乡]|街道))(?![场级里长民区委值面])/g
const NO_NAME = /[我咱们本全各每哪几个该这那其某地分]|[城超上都门股夜集省][市县]|[城乡集市]镇/

const ENDING = /^(?:自治区|地区|新区|省|市|县|区|州)/

/** Places that a question names, the longest first; a county of the office's own province counts as well. */
export function placesIn(question: string, lexicon: QuestionLexicon, regions: Regions | undefined): PlaceRef[] {
  const found: PlaceRef[] = []
  const add = (name: string, from: number, to: number, parent: string | undefined): void => {
    if (found.some((one) => from < one.to && to > one.from)) return
    found.push({ text: question.slice(from, to), from, to, place: { name, ...(parent !== undefined && { parent }) } })
  }
  for (const { region, from, to } of regions?.mentioned(question) ?? []) {
    const province = regions?.province.short
    add(region.short, from, to, region.short === province ? undefined : province)
  }
  for (const place of lexicon.places) {
    for (const from of placesOf(place.name, question)) {
      const ending = ENDING.exec(question.slice(from + place.name.length))?.[0] ?? ''
      add(place.name, from, from + place.name.length + ending.length, place.parent)
    }
  }
  for (const match of question.matchAll(
    /全国|国家层面|全球|世界|[邻外](?:省|市|县|区)|外地|(?:其他|其它|别的|兄弟|周边)(?:省份?|市|县|城市|地区)/g,
  ))
    add(match[0], match.index, match.index + match[0].length, undefined)
  for (const match of question.matchAll(UNKNOWN)) {
    const [, name = ''] = match
    if (!NO_NAME.test(name) && !lexicon.frames.has(name.slice(0, -1)))
      add(name, match.index + match[0].length - name.length, match.index + match[0].length, undefined)
  }
  for (const match of question.matchAll(/(?<=我们?|咱们?|本|我们这|我们那)(?:市|县|区|镇|乡|街道)(?!委|政府|级)/g)) {
    add(match[0], match.index, match.index + match[0].length, '')
  }
  return found
}

/** Where a document holds: the place that its issuer, number or title names. */
export function homeOf(
  document: Document,
  lexicon: QuestionLexicon,
  regions: Regions | undefined,
): OutsidePlace | undefined {
  const named = placesIn(flat(`${document.issuer ?? ''}/${document.title}`), lexicon, regions)
  return named[0]?.place
}

/** Whether the evidence is about the place: it names it, or the whole document is about it. */
export function coversPlace(
  ref: PlaceRef,
  evidence: string,
  passage: EvidencePassage,
  home: OutsidePlace | undefined,
): boolean {
  const { name, parent } = ref.place
  if (parent === '') return evidence.includes(`全${name}`) || flat(passage.document.issuer ?? '').includes(name)
  if (evidence.includes(name)) return true
  return home !== undefined && (home.name === name || home.parent === name)
}

export interface AttributeRef extends TextSpan {
  readonly attribute: Attribute
}

/** The longest first. */
const attributeWords = keptOf(({ attributes }: QuestionLexicon) =>
  attributes
    .flatMap((attribute) => attribute.asked.map((word) => ({ attribute, word })))
    .sort((a, b) => b.word.length - a.word.length),
)

export function attributesIn(question: string, lexicon: QuestionLexicon): AttributeRef[] {
  const found: AttributeRef[] = []
  for (const { attribute, word } of attributeWords(lexicon)) {
    const from = question.indexOf(word)
    if (from < 0 || attribute.unless.some((other) => question.includes(other))) continue
    const to = from + word.length
    if (found.some((one) => from < one.to && to > one.from)) continue
    found.push({ attribute, text: word, from, to })
  }
  return found
}

export const states = ({ attribute, text: asked }: AttributeRef, text: string): boolean =>
  attribute.same ? text.includes(asked) : attribute.stated.some((word) => text.includes(word))

/** Numbers of documents in a question: 浙并购办(2016)4号. */
export function documentNumbersIn(question: string): TextSpan[] {
  return [...question.matchAll(/[\u3400-\u9fff]{1,12}\(\d{4}\)第?\d+号|[\u3400-\u9fff]{0,8}\d{4}年第?\d+号令?/g)].map(
    (match) => {
      // An agency's code is short: what stands before 是, 的 and the like is the question.
      const text = match[0].replace(
        /^.*(?:是|为|的|据|和|与|及|叫|由|按|照|看|问|查|请|布|贯彻|落实|执行)(?=[\u3400-\u9fff]{0,20}\()/,
        '',
      )
      return { text, from: match.index + match[0].length - text.length, to: match.index + match[0].length }
    },
  )
}

/** The year that 今年 means when nobody says when one asks: that of the newest document. */
export function baseYear(documents: readonly Document[]): number | undefined {
  const years = documents.flatMap((one) => one.year ?? (one.issued ? [Number(one.issued.slice(0, 4))] : []))
  return years.length ? Math.max(...years) : undefined
}
