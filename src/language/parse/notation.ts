/** What is written in digits and signs: 2017-06-30, Q2, 15:30, telephone and document numbers. */
import { type Day, yearOf } from '../../office/day.ts'
import type { Moment } from '../moment.ts'
import type { Piece } from '../piece.ts'

interface Form {
  readonly pattern: RegExp
  readonly read: (groups: readonly string[], today: Day) => Moment | undefined
  /** also a figure: 6.30, 12/20 */
  readonly doubtful?: true
}

const NEAR_YEARS = 30
const near = (year: number, today: Day): boolean => Math.abs(year - yearOf(today)) <= NEAR_YEARS
const dayIn = (year: number | undefined, month: number, n: number): Moment | undefined =>
  month >= 1 && month <= 12 && n >= 1 && n <= 31
    ? { grain: 'day', month, n, ...(year !== undefined && { year }) }
    : undefined
const monthIn = (year: number, n: number): Moment | undefined =>
  n >= 1 && n <= 12 ? { grain: 'month', year, n } : undefined

const FORMS: readonly Form[] = [
  {
    pattern: /(20\d{2})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})(?!\d|\.\d)[日号]?/y,
    read: ([y, , m, d]) => dayIn(Number(y), Number(m), Number(d)),
  },
  {
    pattern: /(\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?![\d%.])/y,
    read: ([y, , m, d], today) =>
      Math.abs(2000 + Number(y) - yearOf(today)) <= 3 ? dayIn(2000 + Number(y), Number(m), Number(d)) : undefined,
  },
  {
    pattern: /(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?![\d.])/y,
    read: ([y, m, d], today) => (near(Number(y), today) ? dayIn(Number(y), Number(m), Number(d)) : undefined),
  },
  {
    pattern: /(20\d{2})[-/.](0?[1-9]|1[0-2])(?![-/.]?\d)月?份?/y,
    read: ([y, m], today) => (near(Number(y), today) ? monthIn(Number(y), Number(m)) : undefined),
  },
  {
    pattern: /(20\d{2})年? ?q([1-4])(?![\da-z])/y,
    read: ([y, q]) => ({ grain: 'quarter', year: Number(y), n: Number(q) }),
  },
  { pattern: /q([1-4])(?![\da-z])/y, read: ([q]) => ({ grain: 'quarter', n: Number(q) }) },
  { pattern: /([1-4])q(?![\da-z])/y, read: ([q]) => ({ grain: 'quarter', n: Number(q) }) },
  ...[
    /(0[1-9]|1[0-2])([0-2]\d|3[01])(?![\d.,])/y,
    /(\d{1,2})\/(\d{1,2})(?![\d/.])[日号]?/y,
    /(\d{1,2})[.-](\d{1,2})(?![\d/.])[日号]?/y,
  ].map((pattern): Form => ({ pattern, read: ([m, d]) => dayIn(undefined, Number(m), Number(d)), doubtful: true })),
]

/** 8:70 */
const NO_CLOCK = /\d{1,2}:[0-9]{2}(?![\d:])/y
const CLOCK = /([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?!\d)/y
/** Telephone numbers, addresses, mentions: read, and of no account. */
const NO_FIGURE = [
  /1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/y,
  /0\d{2,3}-\d{7,8}(?:-\d+)?(?!\d)/y,
  /https?:\/\/[^\s\u3400-\u9fff]+/y,
  /@[^\s@，。,：:]{1,16}(?=[\s，,：:]|$)/y,
  /@_user_\d+/y,
]
/** 12 . 5, .5, 12+3, 1000+: figures that are there and cannot be told. */
const BROKEN =
  /\d{1,16} \. ?\d+|\d{1,16}\. \d+(?=[^\d\s])|(?<!\d)\.\d+|\d{1,16}(?:\.\d{1,16})?(?:\+\d{1,16}(?:\.\d{1,16})?){1,16}|\d{1,16}(?:\.\d{1,16})?\+(?![\d+])/y
/** (2017)13号, with the agency before it */
const DOCUMENT = /\(((?:19|20)\d{2})\) ?第?(\d{1,4}) ?号(?:文件?)?/y
const AGENCY = 8

const hit = (pattern: RegExp, text: string, at: number): RegExpExecArray | undefined => {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'
const isHan = (char: string | undefined): boolean => char !== undefined && char >= '\u3400' && char <= '\u9fff'

/** What all of these begin with, but for an agency's code. */
const BEGINS: ReadonlySet<string> = new Set('0123456789.qh@')
const NOTHING: readonly Piece[] = []

/**
 * The date, time of day or document number (文号) written in signs at a position, read whole. None inside a number. A
 * form that looks like a figure and is none (a telephone number, a link) is a filler, a broken one an unread time or
 * amount.
 */
export function notationAt(text: string, at: number, today: Day): readonly Piece[] {
  const char = text.charAt(at)
  if (!BEGINS.has(char)) return documentAt(text, at)
  if (isDigit(char) && (isDigit(text[at - 1]) || text[at - 1] === '.')) return NOTHING
  for (const pattern of NO_FIGURE) {
    const found = hit(pattern, text, at)
    if (found) return [{ at, end: at + found[0].length, part: { kind: 'filler' }, doubt: -0.1 * found[0].length }]
  }
  const clock = hit(CLOCK, text, at)
  if (clock) {
    const said = `${(clock[1] ?? '').padStart(2, '0')}:${clock[2]}`
    return [{ at, end: at + clock[0].length, part: { kind: 'clock', at: said } }]
  }
  const none = hit(NO_CLOCK, text, at)
  if (none) return [{ at, end: at + none[0].length, part: { kind: 'unread', like: 'time' }, doubt: -0.2 }]
  const broken = hit(BROKEN, text, at)
  if (broken) return [{ at, end: at + broken[0].length, part: { kind: 'unread', like: 'amount' }, doubt: -1 }]
  return datesAt(text, at, today)
}

function datesAt(text: string, at: number, today: Day): Piece[] {
  for (const { pattern, read, doubtful } of FORMS) {
    const found = hit(pattern, text, at)
    const moment = found && read(found.slice(1), today)
    if (!found || !moment) continue
    const end = at + found[0].length
    if (!doubtful || isHead(text, at, end) || /[日号]$/.test(found[0]))
      return [{ at, end, part: { kind: 'moment', moment } }]
    return found[0].includes('/') ? fraction(at, end, moment) : weakDate(text, at, end, moment)
  }
  return []
}

/** 12/20 is a day, or twelve of twenty; the end of a month is hardly a fraction. */
function fraction(at: number, end: number, moment: Moment): Piece[] {
  const isEnd = (moment.n ?? 0) >= 28
  return [
    { at, end, part: { kind: 'moment', moment } },
    { at, end, part: { kind: 'unread', like: 'amount' }, doubt: isEnd ? 0.5 : 0 },
  ]
}

/** 6.30 is a day only where one is waited for, or where something says so. */
function weakDate(text: string, at: number, end: number, moment: Moment): Piece[] {
  const isSpelt = /[.-]\d{2}|^\d{4}$/.test(text.slice(at, end))
  return [{ at, end, part: { kind: 'moment', moment, weak: true }, doubt: isSpelt ? -0.05 : 0.1 }]
}

/** 5.31：… at a line's head is a date. */
const isHead = (text: string, at: number, end: number): boolean =>
  (at === 0 || text[at - 1] === '\n') && /^ ?:/.test(text.slice(end, end + 2))

/** The agency's code is what stands before the bracket, as far as Chinese characters go; shorter ones may be meant. */
function documentAt(text: string, at: number): readonly Piece[] {
  let open = at
  while (open < at + AGENCY && isHan(text[open])) open++
  const found = text[open] === '(' ? hit(DOCUMENT, text, open) : undefined
  if (!found) return NOTHING
  const number = `${text.slice(at, open)}(${found[1]})${found[2]}号`
  return [{ at, end: open + found[0].length, part: { kind: 'document', number }, doubt: open === at ? 1 : 0 }]
}
