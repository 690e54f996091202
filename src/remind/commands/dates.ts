/** Days as people name them when they look ahead: 7月10日, 10号, 明天, 下周一, 3天, 7月5日至7日. */
import type { Calendar } from '../../office/calendar.ts'
import { addDays, type Day, day, daysBetween, monthOf, parseDay, weekdayOf, yearOf } from '../../office/day.ts'

export interface Span {
  readonly from: Day
  /** included */
  readonly to: Day
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九](?=[天日号月周点])/g, numeral)
    .replace(/\s+/g, ' ')

const DIGITS = '零一二三四五六七八九'

function numeral(word: string): string {
  const digit = (char: string | undefined): number => (char === '两' ? 2 : DIGITS.indexOf(char ?? '零'))
  if (!word.includes('十')) return String(digit(word))
  const [tens, ones] = word.split('十')
  return String((tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0))
}

interface Found {
  readonly day: Day
  readonly from: number
  readonly to: number
}

const WORDS: readonly (readonly [string, number])[] = [
  ['大后天', 3],
  ['后天', 2],
  ['明天', 1],
  ['今天', 0],
  ['即日', 0],
]

const PATTERN =
  /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{1,2})月(\d{1,2})[日号]?|(\d{1,2})\/(\d{1,2})|(\d{1,2})[日号]|(下|本|这)?(?:周|星期|礼拜)([一二三四五六日天])|大后天|后天|明天|今天|即日/g

function daysIn(text: string, today: Day): Found[] {
  return [...text.matchAll(PATTERN)].flatMap((match): Found[] => {
    const found = dayOfMatch(match, today)
    return found ? [{ day: found, from: match.index, to: match.index + match[0].length }] : []
  })
}

function dayOfMatch(match: RegExpMatchArray, today: Day): Day | undefined {
  const [word, year, month, date, month2, date2, month3, date3, dateOnly, week, weekday] = match
  if (year) return day(Number(year), Number(month), Number(date))
  const monthSaid = month2 ?? month3
  if (monthSaid) return ahead(today, Number(monthSaid), Number(date2 ?? date3))
  if (dateOnly) return dateAhead(today, Number(dateOnly))
  if (weekday) return weekdayAhead(today, week, DIGITS.indexOf(weekday) > 0 ? DIGITS.indexOf(weekday) : 7)
  const named = WORDS.find(([name]) => name === word)
  return named && addDays(today, named[1])
}

/** A month and date without a year: this year's, or next year's when this year's is long past. */
function ahead(today: Day, month: number, date: number): Day | undefined {
  const thisYear = day(yearOf(today), month, date)
  return thisYear && daysBetween(thisYear, today) > 90 ? day(yearOf(today) + 1, month, date) : thisYear
}

function dateAhead(today: Day, date: number): Day | undefined {
  const here = day(yearOf(today), monthOf(today), date)
  if (here && here >= today) return here
  const months = yearOf(today) * 12 + monthOf(today)
  return day(Math.floor(months / 12), (months % 12) + 1, date)
}

function weekdayAhead(today: Day, week: string | undefined, weekday: number): Day {
  const monday = addDays(today, 1 - weekdayOf(today))
  const here = addDays(monday, weekday - 1)
  if (week === '下') return addDays(here, 7)
  return week || here >= today ? here : addDays(here, 7)
}

/** The first day that a text names, and the text around it. */
export function readDay(text: string, today: Day): { readonly day: Day; readonly rest: string } | undefined {
  const said = plain(text)
  const exact = parseDay(said.trim())
  if (exact) return { day: exact, rest: '' }
  const found = daysIn(said, today)[0]
  return found && { day: found.day, rest: `${said.slice(0, found.from)} ${said.slice(found.to)}`.trim() }
}

const HALF_DAYS: Readonly<Record<string, string>> = { 上午: '09:00', 早上: '09:00', 中午: '12:00', 下午: '15:00' }

/** The time of day that a text names as `15:00`: 下午3点, 3点半, 15:30, 下午; undefined where it names none. */
export function readClock(text: string): string | undefined {
  const match = /(上午|早上|中午|下午|晚上|傍晚)?\s{0,4}(\d{1,2})(?:(点半)|点(\d{1,2})?|:(\d{2}))/.exec(plain(text))
  if (!match) return HALF_DAYS[/上午|早上|中午|下午/.exec(text)?.[0] ?? '']
  const [, half, hour, thirty, minute, minutes] = match
  // The office sleeps at night: 3点 is the afternoon's.
  const late = /下午|晚上|傍晚/.test(half ?? '') || (!half && Number(hour) < 7)
  const hours = Number(hour) + (late && Number(hour) < 12 ? 12 : 0)
  const past = Number(thirty ? 30 : (minute ?? minutes ?? 0))
  return hours < 24 && past < 60 ? `${String(hours).padStart(2, '0')}:${String(past).padStart(2, '0')}` : undefined
}

/**
 * A span of days: `7月5日至7日`, `明天起3天`, `3天` (from today), `7月5日`.
 * Days that are counted are working days, as leave is counted.
 */
export function readSpan(text: string, today: Day, calendar: Calendar): Span | undefined {
  const said = plain(text)
  const [first, second] = daysIn(said, today)
  const count = /(\d{1,2}) ?(?:个?工作日|天)/.exec(said)
  if (first && second && /^ ?(?:至|到|-|~|—|－)+ ?$/.test(said.slice(first.to, second.from))) {
    const to = secondDay(said.slice(second.from, second.to), first.day) ?? second.day
    return { from: first.day, to }
  }
  const from = first?.day ?? today
  if (count) return { from, to: lastOf(from, Number(count[1]), calendar) }
  if (/半天/.test(said)) return { from, to: from }
  if (!first) return undefined
  return /^ ?(?:前|止)/.test(said.slice(first.to)) || /(?:到|至) ?$/.test(said.slice(0, first.from))
    ? { from: today, to: first.day }
    : { from: first.day, to: first.day }
}

/** `7月30日至2日`: a bare date after 至 counts from the first day, not from today. */
function secondDay(said: string, first: Day): Day | undefined {
  const date = /^(\d{1,2})[日号]$/.exec(said)
  return date ? dateAhead(first, Number(date[1])) : undefined
}

function lastOf(from: Day, days: number, calendar: Calendar): Day {
  const first = calendar.nextWorkday(from)
  return days <= 1 ? first : calendar.addWorkdays(first, days - 1)
}
