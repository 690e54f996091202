/** The pieces of a message with their positions: names, numbers with units, dates, words, breaks. */
import type { Amount } from '../../../office/amount.ts'
import { type DateMention, datesIn } from '../../../office/dates.ts'
import { dayOf, type Instant, monthOf } from '../../../office/day.ts'
import { numeralAt } from '../../../office/numeral.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { Region, Regions } from '../../../office/region.ts'
import { NIL, NIL_ALONE, type Word, wordAt } from './lexicon.ts'
import type { Names } from './names.ts'
import { unitAt } from './units.ts'

interface At {
  readonly from: number
  readonly to: number
}

/** `value` absent: not exact, or not readable. */
export type NumberToken = At & {
  readonly kind: 'number'
  readonly value?: Amount
  readonly unit?: string
  /** a plus stands before it: more, or merely not less? */
  readonly plus: boolean
  readonly numeral: At
}
export type NameToken = At & { readonly kind: 'name'; readonly id: IndicatorId }
type DateToken = At & { readonly kind: 'date'; readonly date: DateMention }

export type Token =
  | NumberToken
  | NameToken
  | DateToken
  | (At & { readonly kind: 'word'; readonly word: Word })
  /** `strong`: ; 。 newline; else a comma */
  | (At & { readonly kind: 'break'; readonly strong: boolean; readonly line: boolean })
  | (At & { readonly kind: 'bracket'; readonly opens: boolean })
  | (At & { readonly kind: 'blank' })
  | (At & { readonly kind: 'colon' })
  | (At & { readonly kind: 'unit'; readonly unit: string })
  | (At & { readonly kind: 'region'; readonly region: Region })
  /** telephone and document numbers, times of day: read, and of no account */
  | (At & { readonly kind: 'other' })
  | (At & { readonly kind: 'unread' })

export interface Vocabulary {
  readonly names: Names
  readonly units: readonly string[]
  readonly regions: Regions
}

/** Numbers that measure nothing. */
const OTHER =
  /(?:(?<!\d)20\d{2}年度?|(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?:-\d+)?(?!\d)|(?:[\u4e00-\u9fff]{1,6})?\((?:19|20)\d{2}\) ?(?:第)?\d{1,8} ?号(?:文件?)?|第?\d{1,8}号(?:文件?|令|公告)|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?:上午|下午|晚上)?(?:24|\d{1,2})(?:时|点)(?!\d*[家户个%])(?:\d{1,2}分|整|半)?|https?:\/\/\S+|@\S+)/y
/** 1. 2、 (3) 一、 一是: the number of an entry, at the head of a line or after a break. */
const SERIAL =
  /(?:\(?\d{1,2}(?:[.、)](?!\d)|:(?=[^\d]))|\(?[一二三四五六七八九十]{1,2}(?:[、)]|\.|是(?![\d]))|第[一二三四五六七八九十][,，、:]|[-•·●○◆■▪](?=[^\d]))/y
const TRAILING = /(?:左右|上下|以上|以下|以内|以外|出头|开外|有余|余|多|之间|不到)/y
const CJK = /[\u3400-\u9fff]/

function hit(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  return found && found[0] !== '' ? at + found[0].length : undefined
}

/** @param now undefined: no dates, as in a table's cell that holds a value (2.4 is no day of February there) */
export function tokensOf(text: string, now: Instant | undefined, vocabulary: Vocabulary): Token[] {
  const dates = new Map((now === undefined ? [] : datesIn(text, now)).map((date) => [date.from, date]))
  const regions = new Map(vocabulary.regions.mentioned(text).map((one) => [one.from, one]))
  const tokens: Token[] = []
  let from = 0
  while (from < text.length) {
    const token = tokenAt(text, from, tokens, dates, regions, vocabulary, now)
    const last = tokens.at(-1)
    if (token.kind === 'unread' && last?.kind === 'unread' && last.to === from)
      tokens[tokens.length - 1] = { ...last, to: token.to }
    else tokens.push(token)
    from = token.to
  }
  return healed(tokens)
}

function tokenAt(
  text: string,
  from: number,
  before: readonly Token[],
  dates: ReadonlyMap<number, DateMention>,
  regions: ReadonlyMap<number, { readonly region: Region; readonly to: number }>,
  { names, units }: Vocabulary,
  now: Instant | undefined,
): Token {
  const mark = markAt(text, from)
  const serial = beginsEntry(text, from, before)
    ? (hit(SERIAL, text, from) ?? bareSerial(text, from, before, names))
    : undefined
  if (serial !== undefined && !dates.has(from)) return { kind: 'break', from, to: serial, strong: true, line: false }
  if (mark) return mark
  const date = dates.get(from)
  // 去年全年15家 is last year's figure, and only in January what is reported now
  if (date && isLastYears(date, now))
    return { kind: 'word', from, to: date.to, word: { is: 'role', role: 'last-year' } }
  if (date) return { kind: 'date', from, to: date.to, date }
  // 比9月多35家, 较上半年提高0.3个点: a difference, and that date is not the figure's
  const than = /[比较]/.test(text[from] ?? '') ? dates.get(from + 1) : undefined
  if (than && !wordAt(text, from)) return { kind: 'word', from, to: than.to, word: { is: 'role', role: 'change' } }
  const other = hit(OTHER, text, from)
  if (other !== undefined) return { kind: 'other', from, to: other }
  const nil = hit(NIL, text, from) ?? (before.at(-1)?.kind === 'unread' ? undefined : hit(NIL_ALONE, text, from))
  if (nil !== undefined) return { kind: 'word', from, to: nil, word: { is: 'nil' } }
  const name = names.at(text, from)
  const word = wordAt(text, from)
  const region = regions.get(from)
  if (region && region.to >= (name?.to ?? 0)) return { kind: 'region', from, to: region.to, region: region.region }
  if (name && name.to >= from + (word?.text.length ?? 0)) return { kind: 'name', from, to: name.to, id: name.id }
  const number = numberAt(beforeDate(text, from, dates), from, units, before)
  // 一共 and 一下 are words, 一家 is a figure
  if (number && from + (word?.text.length ?? 0) <= number.to) return number
  if (word && isMeant(word.word, text, from + word.text.length)) {
    return { kind: 'word', from, to: from + word.text.length, word: word.word }
  }
  const unit = isFree(before.at(-1)) ? unitAt(text, from, units) : undefined
  if (unit && isBoundary(text, unit.to)) return { kind: 'unit', from, to: unit.to, unit: unit.unit }
  return { kind: 'unread', from, to: from + 1 }
}

/** 180,10月底: what follows the comma is the date's, not the number's. */
function beforeDate(text: string, from: number, dates: ReadonlyMap<number, DateMention>): string {
  const comma = /^[\d.]+,(?=\d)/.exec(text.slice(from, from + 12))?.[0]
  return comma && dates.has(from + comma.length) ? text.slice(0, from + comma.length - 1) : text
}

const isLastYears = ({ text }: DateMention, now: Instant | undefined): boolean =>
  /^(?:去年|上年|前年|\d{4}年度?$)/.test(text) && now !== undefined && monthOf(dayOf(now)) > 1

function markAt(text: string, from: number): Token | undefined {
  const char = text[from] ?? ''
  const to = from + 1
  if (char === '\n') return { kind: 'break', from, to, strong: true, line: true }
  if (/[;。!|]/.test(char)) return { kind: 'break', from, to, strong: true, line: false }
  if (/[,，]/.test(char)) return { kind: 'break', from, to, strong: false, line: false }
  if (/[()]/.test(char)) return { kind: 'bracket', from, to, opens: char === '(' }
  if (/[ \t]/.test(char)) return { kind: 'blank', from, to }
  if (/[:=]/.test(char)) return { kind: 'colon', from, to }
  // — right before a number and apart from what is before it is a minus too
  if (char === '—' && /\d/.test(text[to] ?? '') && text[from - 1] === ' ') return undefined
  // A dash is punctuation, unless a number follows without a blank: then it is a minus.
  if (/[—~_…?.^→>#]/.test(char) || (char === '-' && !/[\d.]/.test(text[to] ?? ''))) return { kind: 'colon', from, to }
  return undefined
}

const isFree = (token: Token | undefined): boolean => token?.kind !== 'unread'

/** At the head of the text or after a break; after a unit too (…12家2.低小散…). */
function beginsEntry(text: string, from: number, before: readonly Token[]): boolean {
  const last = before.findLast((one) => one.kind !== 'blank')
  if (!last || (last.kind === 'break' && (last.strong || /[，,]/.test(text[last.from] ?? '')))) return true
  if (last.kind === 'colon' || (last.kind === 'word' && last.word.is === 'glue')) return /[\d(]/.test(text[from] ?? '')
  return (
    last.kind === 'number' &&
    (last.unit !== undefined || before.at(-1)?.kind === 'blank') &&
    /^\(?\d{1,2}[.、)]\s*\D/.test(text.slice(from))
  )
}

/** 1 僵尸企业 9家: a number before a name at a line's head counts the lines, where the line has another one. */
function bareSerial(text: string, from: number, before: readonly Token[], names: Names): number | undefined {
  const last = before.at(-1)
  const to = last && !(last.kind === 'break' && last.line) ? undefined : hit(/\d{1,2}[ \t]+/y, text, from)
  const name = to === undefined ? undefined : names.at(text, to)
  return name && /^[^\n]*[\d零一二三四五六七八九十]/.test(text.slice(name.to)) ? to : undefined
}

function numberAt(
  text: string,
  from: number,
  units: readonly string[],
  before: readonly Token[],
): NumberToken | undefined {
  const share = hit(/百分之/y, text, from)
  const start = share ?? from
  const vague = share === undefined ? vagueAt(text, from, units) : undefined
  if (vague) return vague
  const numeral = numeralAt(text, start)
  if (!numeral) return undefined
  const unit = share === undefined ? measureAt(text, numeral.to, units) : { unit: '%', to: numeral.to }
  const to = unit?.to ?? numeral.to
  const isChinese = !/\d/.test(text.slice(start, numeral.to))
  if (isChinese && share === undefined && !unit && !(isBoundary(text, to) && isFree(before.at(-1)))) return undefined
  const trailing = hit(TRAILING, text, text[to] === ' ' ? to + 1 : to)
  const last = before.at(-1)
  const isInexact = trailing !== undefined || (last?.kind === 'word' && last.word.is === 'inexact')
  // 12ab, 3x: digits that run on into letters are no figure that could be read
  const isMisspelt = last?.kind === 'unread' && last.to === from && /[a-z]/.test(text[from - 1] ?? '')
  const garbled = !unit && hit(/[a-z*#][a-z0-9*#]*|\?(?=[家户个亩%])/y, text, to)
  const end = trailing ?? (garbled || to)
  const { value } = numeral
  return {
    kind: 'number',
    from,
    to: end,
    plus: text[start] === '+',
    numeral: { from: start, to: numeral.to },
    ...(value !== undefined && !isInexact && !isMisspelt && !garbled && { value }),
    ...(unit && { unit: unit.unit }),
  }
}

/** 78亿 is money, though nobody says so: nothing here is counted by hundreds of millions. */
const measureAt = (text: string, from: number, units: readonly string[]): { unit: string; to: number } | undefined =>
  unitAt(text, from, units) ?? (text[from - 1] === '亿' ? { unit: '亿元', to: from } : undefined)

/** 几家, 数十家, 若干家, xx家, 上百家: a figure is meant, but none is said. */
function vagueAt(text: string, from: number, units: readonly string[]): NumberToken | undefined {
  const to = hit(
    /(?:好几|几|数|若干|许多|不少|上|成|近|多)(?:十|百|千|万)+(?:余|多)?|(?:好几|几|若干|许多|不少|多|[nx×?○□]{1,3})(?=[家户个亩公平吨万%])|(?<![总计户家个目成指])数(?=[家户个])|若干|(?:一些|很多|不少|许多|大量|半数|过半|大部分|一半|两位数|个位数|三分之[一二])(?=\s|[,，。;增上下]|$)|待定|待统计|待上报|待核实|待核|不详|不清楚|暂缺|未知|暂未统计|尚未统计|统计中|n\/a/y,
    text,
    from,
  )
  if (to === undefined) return undefined
  const unit = unitAt(text, to, units)
  return {
    kind: 'number',
    from,
    to: unit?.to ?? to,
    plus: false,
    numeral: { from, to },
    ...(unit && { unit: unit.unit }),
  }
}

/** 约 and 近 tell of a number only right before it; 上 in 上报 is another word. */
function isMeant(word: Word, text: string, to: number): boolean {
  return (
    word.is !== 'inexact' || /^(?:有|为|在)? ?(?:[\d一二三四五六七八九十百千两几]|百分之)/.test(text.slice(to, to + 5))
  )
}

/** Where a word ends for sure: at no Chinese character, or at one that begins a word we know. */
function isBoundary(text: string, at: number): boolean {
  const char = text[at]
  if (char === undefined || !CJK.test(char)) return true
  return wordAt(text, at) !== undefined || hit(TRAILING, text, at) !== undefined
}

/** A single known character between unknown ones belongs to their word (有 in 国有资产), 企业 to any it touches. */
function healed(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (const [index, token] of tokens.entries()) {
    const last = out.at(-1)
    const next = tokens[index + 1]
    const isKind = token.kind === 'word' && token.word.is === 'role' && token.word.role === 'kind-of'
    const isSoft = token.kind === 'word' && token.word.is === 'soft'
    const isLoose =
      token.kind === 'word' && token.to - token.from === 1 && token.word.is !== 'and' && token.word.is !== 'nil'
    if (last?.kind === 'unread' && last.to === token.from) {
      if (
        token.kind === 'unread' ||
        isSoft ||
        isKind ||
        (isLoose && next?.kind === 'unread' && next.from === token.to)
      ) {
        out[out.length - 1] = { ...last, to: token.to }
        continue
      }
    }
    if (
      (token.kind === 'unread' || isKind) &&
      last?.kind === 'word' &&
      last.word.is === 'soft' &&
      last.to === token.from
    ) {
      out[out.length - 1] = { kind: 'unread', from: last.from, to: token.to }
      continue
    }
    out.push(token)
  }
  return out
}
