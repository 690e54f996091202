/** Reporting periods: what a figure is for. */
import { addDays, type Day, dayName, daysBetween, monthEnd, monthOf, weekdayOf, yearOf } from './day.ts'

/** A reporting period: `2017`, `2017-Q2`, `2017-06` or `2017-W26` (ISO week). Strings of one kind sort by time. */
export type Period = string & { readonly __brand: 'Period' }

/** How long a reporting period is. */
export type PeriodKind = 'week' | 'month' | 'quarter' | 'year'

const SHAPES: Record<PeriodKind, RegExp> = {
  week: /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/,
  month: /^\d{4}-(0[1-9]|1[0-2])$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
}

/** Reads a period in its own notation. @returns undefined when it is none; most years have no week 53 */
export function parsePeriod(text: string): Period | undefined {
  if (!Object.values(SHAPES).some((shape) => shape.test(text))) return undefined
  const period = text as Period
  return kindOf(period) === 'week' && isoWeekOf(spanOf(period).from) !== period ? undefined : period
}

/** Week, month, quarter or year, by the one sign in which the notations differ: asked for every cell of a table. */
export function kindOf(period: Period): PeriodKind {
  if (period.length === 4) return 'year'
  const sign = period.charAt(5)
  return sign === 'W' ? 'week' : sign === 'Q' ? 'quarter' : 'month'
}

const pad = (n: number): string => String(n).padStart(2, '0')

/**
 * The period of a kind that contains a day; weeks are ISO 8601, so that days around New Year may lie in another year's.
 */
export function periodOf(kind: PeriodKind, d: Day): Period {
  const year = yearOf(d)
  switch (kind) {
    case 'year':
      return String(year) as Period
    case 'quarter':
      return `${year}-Q${Math.ceil(monthOf(d) / 3)}` as Period
    case 'month':
      return d.slice(0, 7) as Period
    case 'week':
      return isoWeekOf(d)
  }
}

function isoWeekOf(d: Day): Period {
  const thursday = addDays(d, 4 - weekdayOf(d))
  const year = yearOf(thursday)
  const week = 1 + Math.floor(daysBetween(mondayOfWeek(year, 1), thursday) / 7)
  return `${year}-W${pad(week)}` as Period
}

/** The week that contains 4 January is week 1 (ISO 8601). */
function mondayOfWeek(year: number, week: number): Day {
  const fourth = `${year}-01-04` as Day
  return addDays(fourth, 1 - weekdayOf(fourth) + 7 * (week - 1))
}

interface Days {
  readonly from: Day
  readonly to: Day
}

/** A question on the ledger asks for the same few periods thousands of times. */
const known = new Map<Period, Days>()
const MOST_KNOWN = 500

/** First and last day of a period, both included. */
export function spanOf(period: Period): Days {
  const before = known.get(period)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const days = daysOf(period)
  known.set(period, days)
  return days
}

function daysOf(period: Period): Days {
  const year = Number(period.slice(0, 4))
  switch (kindOf(period)) {
    case 'year':
      return { from: `${year}-01-01` as Day, to: `${year}-12-31` as Day }
    case 'quarter': {
      const last = Number(period.slice(6)) * 3
      return { from: `${year}-${pad(last - 2)}-01` as Day, to: monthEnd(year, last) }
    }
    case 'month': {
      const month = Number(period.slice(5))
      return { from: `${period}-01` as Day, to: monthEnd(year, month) }
    }
    case 'week': {
      const from = mondayOfWeek(year, Number(period.slice(6)))
      return { from, to: addDays(from, 6) }
    }
  }
}

/** The last day of a period, on which a cumulative figure stands. */
export const endOf = (period: Period): Day => spanOf(period).to

/** The period of the same kind that begins on the day after. */
export function nextPeriod(period: Period): Period {
  return periodOf(kindOf(period), addDays(spanOf(period).to, 1))
}

/** The period of the same kind that ends on the day before. */
export function previousPeriod(period: Period): Period {
  return periodOf(kindOf(period), addDays(spanOf(period).from, -1))
}

/** `2017年6月`, `2017年二季度`, `2017年`, `2017年第26周（6月26日至7月2日）` */
export function periodName(period: Period): string {
  const year = period.slice(0, 4)
  switch (kindOf(period)) {
    case 'year':
      return `${year}年`
    case 'quarter':
      return `${year}年${'一二三四'[Number(period.slice(6)) - 1]}季度`
    case 'month':
      return `${year}年${Number(period.slice(5))}月`
    case 'week': {
      const { from, to } = spanOf(period)
      return `${year}年第${Number(period.slice(6))}周（${dayName(from)}至${dayName(to)}）`
    }
  }
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** 6, 06, 六 → 6; zero for anything else. */
const ordinal = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NUMERALS.indexOf(text) + 1)

/** Said forms after normalising, the year first where it is said; each is checked by parsePeriod. */
const FORMS: readonly (readonly [form: RegExp, notation: (year: string, n: number) => string])[] = [
  [/^(?:(\d{4})[年\-./])?(\d{1,2}|[一二三四五六七八九十]{1,2}(?=月))(?:月份?)?$/, (year, n) => `${year}-${pad(n)}`],
  [/^(?:(\d{4})年?-?)?(?:第?([一二三四1-4])季度?|Q([1-4]))$/, (year, n) => `${year}-Q${n}`],
  [/^(?:(\d{4})年?-?)?(?:第(\d{1,2})周|W(\d{1,2}))$/, (year, n) => `${year}-W${pad(n)}`],
  [/^(?:(\d{4})年|今年|本年)(?:度|全年)?$|^全年度?$/, (year) => year],
]

/**
 * Reads a period as an office person writes it: `2017-06`, `6月`, `2017年六月`, `二季度`, `2017Q2`, `第26周`, `2017年`, `全年`.
 * @param year the year that is meant when none is said
 * @returns undefined when it is none, or one that does not exist
 */
export function readPeriod(text: string, year: number): Period | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const exact = parsePeriod(plain)
  if (exact) return exact
  for (const [form, notation] of FORMS) {
    const match = form.exec(plain)
    if (match) return parsePeriod(notation(match[1] ?? String(year), ordinal(match[2] ?? match[3] ?? '')))
  }
  return undefined
}
