/** The number at the start of a paragraph that may make it a heading. */
import { readOrdinal } from './numerals.ts'

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
  'subnumber',
  'circle',
  'lead',
] as const

export type Kind = (typeof KINDS)[number]

export interface Marker {
  readonly kind: Kind
  readonly ordinal: number
  /** 三、 （三） 3. 第三条 */
  readonly printed: string
  /** characters before the heading's first, spaces included */
  readonly length: number
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
]

// 第五条规定的, 第三章所称, 第七条第二款 speak of a provision; they do not open it.
const CITED = '(?:款|项)(?:所|的|规定|中|之|第|、|和|及|与|或|至|，|情形)'
const REFERENCE = new RegExp(
  `^(?:规定|所|的|第|、|和|及|与|或|至|到|中|之|，|,|（[一二三四五六七八九十]+）项|${CITED})`,
)

// 按照二、（一）的方向, （三）项所列: the same for numbered points.
const POINTED = new RegExp(`^(?:[（(][一二三四五六七八九十]+[）)])?(?:的|所列|所述|规定的|中的|${CITED})`)

/** @returns the marker that `text` begins with; whether it opens a provision depends on its place too */
export function markerOf(text: string): Marker | undefined {
  const dressed = /^(?:#{1,6}\s+)?(?:\*\*|__)?/.exec(text)?.[0].length ?? 0
  const bare = text.slice(dressed, dressed + 24)
  const circle = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'.indexOf(bare.slice(0, 1)) + 1
  if (bare && circle) return { kind: 'circle', ordinal: circle, printed: bare.slice(0, 1), length: dressed + 1 }
  for (const [form, pattern] of FORMS) {
    const match = pattern.exec(bare)
    const count = match?.[1] === undefined ? undefined : readOrdinal(match[1])
    if (!match || !count) continue
    const rest = bare.slice(match[0].length)
    if ((form === 'statute' ? REFERENCE : POINTED).test(rest)) return undefined
    const kind = form === 'statute' ? (STATUTE[match[2] ?? ''] ?? 'article') : form
    const gap = /^[\s　]*/.exec(text.slice(dressed + match[0].length))?.[0].length ?? 0
    return { kind, ordinal: count, printed: match[0], length: dressed + match[0].length + gap }
  }
  return undefined
}

/** 附件, 附件1, 附件 2：…; `rest` is what follows on the line. */
export interface AnnexMark {
  readonly number: string
  readonly rest: string
}

const ANNEX = new RegExp(`^(?:#{1,6}\\s+)?(?:附\\s?件|附\\s?录)\\s?(\\d{1,3}|${CN})?\\s*(?:[:：]\\s*)?`)

export function annexMarkOf(text: string): AnnexMark | undefined {
  const match = ANNEX.exec(text)
  if (!match) return undefined
  return { number: match[1] ?? '', rest: text.slice(match[0].length).trim() }
}
