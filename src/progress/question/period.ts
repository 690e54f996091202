/** Which period a question is about, as said; relative words refer to the office day. */

import { datesIn } from '../../office/dates.ts'
import { type Day, dayOf, type Instant, yearOf } from '../../office/day.ts'
import { type Period, periodOf, previousPeriod, readPeriod } from '../../office/period.ts'

export interface Moment {
  readonly period?: Period
  /** 比5月: what it is compared with */
  readonly base?: Period
  /** a year said that is not the office day's: 去年, 2016年 */
  readonly year?: number
  /** several periods side by side, in the order said: 5月和6月, 6、7月 */
  readonly several: readonly Period[]
  /** 这个月: for a report it means the one owed now */
  readonly isThisMonth: boolean
  /** text with all this blanked out */
  readonly rest: string
}

const BLANK = '·'
const BLANK_YEAR = '∘'
/** The whole year, or now: no period of its own. */
const NO_PERIOD = /年底|年末|年内|今年|本年|全年|今天|目前|现在/
const MONTH = '(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:底|末|份底)?'
const SAID = new RegExp(
  `(?<upto>1[-~—至到](?=\\d{1,2}月))?(?:(?<year>\\d{4}年?|去年|前年|明年|后年|今年|本年度?|上年度?)[-.]?)?(?<what>上上个?月|上个?月|本月|这个?月|上个?季度|本季度|这个?季度|[上下]半年|(?:第?[一二三四1-4]|首)季度?|第?\\d{1,2}周|Q[1-4]|${MONTH}|全年)(?:份|底|末|止)?`,
  'gi',
)
/** 6、7月, 6和7两个月: each is a month; of 6月、7月 nothing is left out. */
const LIST_OF_MONTHS = /(?<![\d.])(1[0-2]|[1-9])([、和跟与])(?=(?:1[0-2]|[1-9])(?:月|两个月))/g
const LAST_OF_TWO = /(?<=月[、和跟与])(1[0-2]|[1-9])(?=两个月)/g
const YEAR = /(?<year>(?<![\d])(?:19|20)\d{2}年|去年|前年|明年|后年|上年度?)(?:同期|度)?/g

/** @param now what 上个月 refers to; a month without a year is one of `year` */
export function momentIn(said: string, now: Instant, year: number): Moment {
  const text = said.replace(LIST_OF_MONTHS, '$1月$2').replace(LAST_OF_TWO, '$1月')
  const today = dayOf(now)
  const found: { period: Period; compared: boolean; at: number }[] = []
  let other: number | undefined
  const noteYear = (said: string | undefined) => {
    const named = said === undefined ? undefined : yearSaid(said, yearOf(today), year)
    if (named !== undefined && named !== year) other = named
    return named ?? year
  }
  let rest = text.replace(SAID, (hit: string, ...args: unknown[]) => {
    const groups = args.at(-1) as Record<string, string | undefined>
    const at = args.at(-3) as number
    const period = periodSaid(groups['what'] ?? '', noteYear(groups['year']), today)
    if (!period) return hit
    found.push({ period, compared: isCompared(text, at, at + hit.length), at })
    // From January on: what is asked for is the cumulative figure, whatever word stands beside it.
    const fromJanuary = groups['upto'] !== undefined || groups['what'] === '上半年'
    return (fromJanuary ? BLANK_YEAR : BLANK).repeat(hit.length)
  })
  rest = rest.replace(YEAR, (hit: string, ...args: unknown[]) => {
    noteYear((args.at(-1) as Record<string, string | undefined>)['year'])
    return BLANK_YEAR.repeat(hit.length)
  })
  const days =
    found.length === 0 ? datesIn(rest, now).filter((one) => one.day && !one.weak && !NO_PERIOD.test(one.text)) : []
  for (const one of days) {
    if (one.day) found.push({ period: periodOf('month', one.day), compared: false, at: one.from })
    rest = rest.slice(0, one.from) + BLANK.repeat(one.to - one.from) + rest.slice(one.to)
  }
  const period = found.find((one) => !one.compared)?.period
  const base = found.find((one) => one.compared)?.period
  const all = [...new Set(found.filter((one) => !one.compared).map((one) => one.period))]
  const isThisMonth = /(?:本|这个?|当)月/.test(text)
  return {
    several: all.length > 1 ? all : [],
    isThisMonth,
    ...(period && { period }),
    ...(base && { base }),
    ...(other !== undefined && { year: other }),
    rest,
  }
}

/** 比5月, 较上月, 跟5月底比 */
const isCompared = (text: string, from: number, to: number): boolean =>
  /(?:比[较起]?|较|对比)(?:上|去)?$/.test(text.slice(0, from)) ||
  (/[跟和与同]$/.test(text.slice(0, from)) && /^的?数?相?比/.test(text.slice(to)))

function yearSaid(said: string, current: number, plan: number): number | undefined {
  if (/^\d{4}/.test(said)) return Number(said.slice(0, 4))
  // Relative to the office day while the plan's year runs, else to the plan that is worked on.
  const base = Math.abs(current - plan) <= 1 ? current : plan
  if (/^(?:去年|上年)/.test(said)) return base - 1
  if (said === '前年') return base - 2
  if (said === '明年') return base + 1
  if (said === '后年') return base + 2
  return undefined
}

function periodSaid(what: string, year: number, today: Day): Period | undefined {
  const month = periodOf('month', today)
  const quarter = periodOf('quarter', today)
  if (/^上上个?月/.test(what)) return previousPeriod(previousPeriod(month))
  if (/^上个?月/.test(what)) return previousPeriod(month)
  if (/^(?:本|这个?)月/.test(what)) return month
  if (/^上个?季/.test(what)) return previousPeriod(quarter)
  if (/^(?:本|这个?)季/.test(what)) return quarter
  if (what === '上半年') return `${year}-06` as Period
  if (what === '下半年') return `${year}-12` as Period
  if (what === '全年') return undefined
  return readPeriod(
    what
      .replace(/^首季度?/, '一季度')
      .replace(/^第?([一二三四1-4])季$/, '$1季度')
      .replace(/(?:份?底|末|份)$/, ''),
    year,
  )
}
