/** The number at the start of a paragraph that may make it a heading. */
import { readOrdinal, readRoman } from './numerals.ts'

/**
 * What numbers a provision, from the outermost to the innermost: the order of GB/T 9704 below,
 * of statutes above.
 */
export const KINDS = [
  'annex',
  'book',
  'part',
  'chapter',
  'section',
  'article',
  'point',
  'item',
  'number',
  'decimal2',
  'decimal3',
  'decimal4',
  'subnumber',
  'circle',
  'lead',
] as const

/**
 * Kinds of numbers that no standard ranks (①, a), 1、). Each paper uses them at a level of its own, so the first
 * place where one stands decides its rank.
 */
export const LOOSE = [
  'legal',
  'stem',
  'roman',
  'capital',
  'letter',
  '(stem)',
  '(roman)',
  '(capital)',
  '(letter)',
] as const

type Loose = (typeof LOOSE)[number]

/** A kind of number that may open a provision. */
export type Kind = (typeof KINDS)[number] | Loose

/** Whether a kind of number has no rank by GB/T 9704 or by the form of statutes. */
export const isLoose = (kind: string): kind is Loose => (LOOSE as readonly string[]).includes(kind)

/** The number that a provision begins with, read. */
export interface Marker {
  readonly kind: Kind
  readonly ordinal: number
  /** 三、 （三） 3. 第三条 */
  readonly printed: string
  /** characters before the heading's first, spaces included */
  readonly length: number
  /** 2.2.1 as 2, 2, 1; also a number that only a space parts from its heading: they open where they go on, nowhere else */
  readonly path?: readonly number[]
}

const CN = '[一二三四五六七八九十百零〇]{1,7}'
const STATUTE: Readonly<Record<string, Kind>> = {
  编: 'book',
  部分: 'part',
  章: 'chapter',
  节: 'section',
  条: 'article',
}

const FORMS: readonly (readonly [Kind | 'statute', RegExp])[] = [
  ['statute', new RegExp(`^第\\s?(${CN}|\\d{1,3})\\s?(编|部分|章|节|条)`)],
  // 一、二、三产业 is no heading.
  ['point', new RegExp(`^(${CN})\\s?[、．.](?!\\s?[一二三四五六七八九十]、)`)],
  ['item', new RegExp(`^[（(]\\s?(${CN})\\s?[）)]、?`)],
  // 1.5 is a figure; 3．60至79周岁 and 1.2020年 are numbers before one.
  ['number', /^(\d{1,3})\s?(?:[.．](?!\d)|．(?=\d{2})|\.(?=(?:19|20)\d\d年)|、(?!\s?\d))/],
  ['subnumber', /^[（(]\s?(\d{1,3})\s?[）)]、?/],
  ['subnumber', /^(\d{1,3})[）)]/],
  ['lead', new RegExp(`^(${CN})是(?=[^否指的])`)],
  ['legal', /^([壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3})[、．.]/],
  ['stem', /^([甲乙丙丁戊己庚辛壬癸])[、．.](?![甲乙丙丁戊己庚辛壬癸])/],
  ['(stem)', /^[（(]([甲乙丙丁戊己庚辛壬癸])[）)]/],
  ['roman', /^([IVX]{1,5}|[Ⅰ-Ⅻ])[、．.](?![A-Za-z\d])/],
  ['(roman)', /^[（(]([IVXivx]{1,5}|[Ⅰ-Ⅻⅰ-ⅻ])[）)]/],
  ['capital', /^([A-Z])[、．.](?![A-Za-z\d])/],
  ['(capital)', /^[（(]([A-Z])[）)]/],
  ['letter', /^([a-z])[、．.)）](?![A-Za-z\d])/],
  ['(letter)', /^[（(]([a-z])[）)]/],
]

/** 2.1 2.2.1, before a blank or Chinese text. */
const DECIMAL = /^(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．]?(?=[\s　]|[\u4e00-\u9fa5（《“])/
/** 1 总体要求: a heading that nothing but a blank parts from its number. */
const SPACED = /^(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fa5《“])/
const DECIMALS = ['number', 'decimal2', 'decimal3', 'decimal4'] as const

/** Numbers in one character: ㈠ ⑴ ⒈ ①. */
const SINGLE: readonly (readonly [Kind, string, number])[] = [
  ['circle', '①', 20],
  ['circle', '㊀', 10],
  ['item', '㈠', 10],
  ['subnumber', '⑴', 20],
  ['number', '⒈', 20],
]

// 第五条规定的, 第三章所称, 第七条第二款 speak of a provision; they do not open it.
const CITED = '(?:款|项)(?:所|的|规定|中|之|第|、|和|及|与|或|至|，|情形)'
const REFERENCE = new RegExp(
  `^(?:规定|所|的|第|、|和|及|与|或|至|到|中|之|，|,|（[一二三四五六七八九十]+）项|${CITED})`,
)

// 按照二、（一）的方向, （三）项所列: the same for numbered points.
const POINTED = new RegExp(`^(?:[（(][一二三四五六七八九十]+[）)])?(?:的|所列|所述|规定的|中的|${CITED})`)

/**
 * @param spaced a line of its own: `1 总体要求` may be a heading
 * @returns the marker that `text` begins with, undefined without one; whether it opens a provision depends on its place too
 */
export function markerOf(text: string, spaced = false): Marker | undefined {
  const dressed = /^(?:#{1,6}\s+)?(?:\*\*|__)?/.exec(text)?.[0].length ?? 0
  const bare = text
    .slice(dressed, dressed + 24)
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  const begins = (kind: Kind, count: number, printed: string): Marker => {
    const gap = /^[\s　]*/.exec(text.slice(dressed + printed.length))?.[0].length ?? 0
    return { kind, ordinal: count, printed, length: dressed + printed.length + gap }
  }
  for (const [kind, first, many] of SINGLE) {
    const at = bare.charCodeAt(0) - first.charCodeAt(0)
    if (at >= 0 && at < many) return { kind, ordinal: at + 1, printed: bare.slice(0, 1), length: dressed + 1 }
  }
  for (const [form, pattern] of FORMS) {
    const match = pattern.exec(bare)
    const count = match?.[1] === undefined ? undefined : countOf(form, match[1])
    if (!match || !count) continue
    const rest = bare.slice(match[0].length)
    if ((form === 'statute' ? REFERENCE : POINTED).test(rest)) return undefined
    return begins(form === 'statute' ? (STATUTE[match[2] ?? ''] ?? 'article') : form, count, match[0])
  }
  const decimal = DECIMAL.exec(bare) ?? (spaced && isTitle(text) ? SPACED.exec(bare) : undefined)
  const path = decimal?.[1]?.split(/[.．]/).map(Number)
  const kind = path && DECIMALS[path.length - 1]
  if (!decimal || !path || !kind || path.includes(0)) return undefined
  return { ...begins(kind, path.at(-1) ?? 0, decimal[0].trimEnd()), path }
}

const isTitle = (text: string): boolean => text.length <= 40 && !/[。；，：、]/.test(text)

function countOf(form: Kind | 'statute', number: string): number | undefined {
  switch (form) {
    case 'legal':
      return readOrdinal([...number].map((digit) => LEGAL.get(digit) ?? digit).join(''))
    case 'stem':
    case '(stem)':
      return '甲乙丙丁戊己庚辛壬癸'.indexOf(number) + 1
    case 'roman':
    case '(roman)':
      return readRoman(number)
    case 'capital':
    case '(capital)':
    case 'letter':
    case '(letter)':
      return number.toUpperCase().charCodeAt(0) - 64
    default:
      return readOrdinal(number)
  }
}

const LEGAL = new Map(
  [...'壹贰貳叁參肆伍陆陸柒捌玖拾'].map((digit, at) => [digit, '一二二三三四五六六七八九十'.charAt(at)]),
)

/** Whether a path goes on where the last one stood: 2.1 after 2, 2.2 after 2.1 and 2.1.3, 3 after 2.2. */
export function goesOn(last: readonly number[], path: readonly number[]): boolean {
  const same = path.findIndex((n, at) => n !== last[at])
  return same === path.length - 1 && path[same] === (last[same] ?? 0) + 1
}

/** The line that opens an annex: 附件, 附件1, 附件 2：…; `rest` is what follows on the line. */
export interface AnnexMark {
  readonly number: string
  readonly rest: string
}

const ANNEX = new RegExp(`^(?:#{1,6}\\s+)?(?:附\\s?件|附\\s?录)\\s?(\\d{1,3}|${CN})?\\s*(?:[:：]\\s*)?`)

/** The mark of an annex that a line begins with; undefined of any other line. */
export function annexMarkOf(text: string): AnnexMark | undefined {
  const match = ANNEX.exec(text)
  if (!match) return undefined
  return { number: match[1] ?? '', rest: text.slice(match[0].length).trim() }
}

/** The mark of an appended table (附表, 附表2) that a line begins with; undefined of any other line. */
export function sheetMarkOf(text: string): AnnexMark | undefined {
  const match = SHEET.exec(text)
  return match ? { number: match[1] ?? '', rest: text.slice(match[0].length).trim() } : undefined
}
const SHEET = new RegExp(`^附\\s?表\\s?(\\d{1,2}(?!\\d)|${CN})?\\s*[:：]?`)
