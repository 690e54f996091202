/** The forms of dates, the longest and surest first: a stretch of text that one has taken is closed to the next. */
import { addDays, day, monthEnd, weekdayOf } from '../day.ts'
import {
  backMonths,
  dayIn,
  endOfMonth,
  january,
  latestDate,
  monthsSince,
  near,
  number,
  quarter,
  type ResolvedDay,
  type Today,
  WEEKDAYS,
  yearOfMonth,
} from './resolve.ts'

/** A form in which dates are written, and how it is read. */
export interface DateRule {
  readonly pattern: RegExp
  /** @returns undefined for a date that the calendar does not have, 'none' where it is no date after all */
  readonly read: (groups: Readonly<Record<string, string | undefined>>, when: Today) => ResolvedDay | undefined | 'none'
  readonly weak?: boolean
  readonly guessed?: boolean
  readonly month?: boolean
}

const Y = '(?:(?<y>今年|本年度?|去年|上年度?|前年|明年|(?<![\\d.])\\d{4}年?|(?<![\\d.])\\d{2}年)[\\s.]{0,8})?'
const CN = '[一二三四五六七八九十]'
const N = `(?:\\d{1,2}|${CN}{1,3})`
const M = `(?<![\\d.第〔一二三四五六七八九十])(?<m>元|${N}) ?`
const TO = '(?: ?[-~—]+ ?|[至到])'
/** Looks like the beginning of a figure's unit: 6.3万, 12家 */
const NO_FIGURE =
  '(?![\\d%]|[.,:/]\\d|[家户个亩公平吨万千百亿多余来点倍元人㎡tm方]| (?:[家户亩吨㎡]|公顷|平[方米]|万[亩平吨方㎡m]))'
/** Where 6.30 is a date: after 截至; at the head of a line that goes on. */
const UNTIL = '(?<=(?:截至|截止|截|到|至|止于|日期|时间)[:\\s]{0,8}|\\()'
const LINE_HEAD = '(?<=(?:^|\\n)[ \\t]{0,32})'
const GOES_ON = '(?=[ \\t]{0,8}[:,，止前]|[\\u4e00-\\u9fff]|[ \\t]{1,8}[^\\s\\d])'

const re = (pattern: string): RegExp => new RegExp(pattern, 'g')

/** The forms of dates, in the order in which they are tried at a place of a text. */
export const RULES: readonly DateRule[] = [
  // 6月1日至30日, 6月1-30日
  {
    pattern: re(`${Y}${M}月(?<d0>${N})[日号]?${TO}(?<d>${N})[日号]`),
    read({ y, m, d0, d }, when) {
      const year = yearOfMonth(y, number(m), when)
      const since = day(year, number(m), number(d0))
      const end = dayIn(year, number(m), number(d))
      return end && since && since <= end.day ? { ...end, since } : undefined
    },
  },
  // 2017年1-7月, 2017.1-7
  {
    pattern: re(
      `(?<![\\d.])(?<y>20\\d{2})[年./]\\s{0,8}(?<m0>0?1)月?${TO}(?<m>1[0-2]|0?[1-9])(?:月份?[底末]?|(?![-/.\\d]))`,
    ),
    read: ({ y, m }, when) => (near(Number(y), when) ? monthsSince(Number(y), 1, Number(m)) : 'none'),
  },
  // 2017年6月30日
  {
    pattern: re(
      `(?<![\\d.])(?<y>\\d{4})\\s{0,8}年\\s{0,8}(?<m>${N})\\s{0,8}月\\s{0,8}(?<d>${N})\\s{0,8}[日号]?(?![\\d%]|\\.\\d)`,
    ),
    read: ({ y, m, d }, when) => (near(Number(y), when) ? dayIn(Number(y), number(m), number(d)) : undefined),
  },
  // 2017-06-30, 2017/6/30, 2017.6.30
  {
    pattern: re(
      '(?<![\\d.])(?<y>\\d{4})\\s?(?<by>[-/.])\\s?(?<m>\\d{1,2})\\s?\\k<by>\\s?(?<d>\\d{1,2})[日号]?(?![\\d%]|\\.\\d)',
    ),
    read: ({ y, m, d }, when) => (near(Number(y), when) ? dayIn(Number(y), Number(m), Number(d)) : undefined),
  },
  // 二〇一七年六月三十日
  {
    pattern: re(
      '(?<y>二[〇零]一[四五六七八九])年(?<m>[一二三四五六七八九十]{1,2})月(?:(?<d>[一二三四五六七八九十]{1,3})[日号]|[底末])?',
    ),
    read: ({ y, m, d }) => (d ? dayIn(number(y), number(m), number(d)) : endOfMonth(number(y), number(m))),
  },
  // 17年6月30日, 17.6.30
  {
    pattern: re('(?<![\\d.])(?<y>\\d{2})(?:年|[-/.])(?<m>\\d{1,2})(?:月|[-/.])(?<d>\\d{1,2})[日号]?(?![\\d%.])'),
    read: ({ y, m, d }, when) =>
      near(2000 + Number(y), when) ? dayIn(2000 + Number(y), Number(m), Number(d)) : 'none',
  },
  // 20170630
  {
    pattern: re(`(?<!\\d)(?<y>20\\d{2})(?<m>0[1-9]|1[0-2])(?<d>[0-2]\\d|3[01])${NO_FIGURE}`),
    read: ({ y, m, d }, when) => (near(Number(y), when) ? dayIn(Number(y), Number(m), Number(d)) : 'none'),
  },
  // 6月30日, 六月三十号
  {
    pattern: re(`${Y}${M}月份?\\s{0,8}(?<d>${N})\\s{0,8}[日号](?!文)`),
    read: ({ y, m, d }, when) => dayIn(yearOfMonth(y, number(m), when), number(m), number(d)),
  },
  // 6月30
  {
    pattern: re(`${Y}${M}月(?<d>\\d{1,2})${NO_FIGURE}`),
    read: ({ y, m, d }, when) =>
      Number(d) <= 31 ? dayIn(yearOfMonth(y, number(m), when), number(m), Number(d)) : 'none',
  },
  // 1-6月, 一至六月, 年初到6月底
  {
    pattern: re(`${Y}(?<![\\d.])(?<m0>元|年初|1[0-2]|0?[1-9]|${CN}{1,2})月?份?(?:以来)?${TO}(?<m>${N})个?月份?[底末]?`),
    read({ y, m0, m }, when) {
      const last = number(m)
      const first = m0 === '元' || m0 === '年初' ? 1 : number(m0)
      return monthsSince(yearOfMonth(y, last, when), first, last)
    },
  },
  // 前7个月
  {
    pattern: re(`${Y}[前头](?<m>${N})个?月`),
    read: ({ y, m }, when) => monthsSince(yearOfMonth(y, number(m), when), 1, number(m)),
  },
  // 6月上旬, 6月中旬, 6月初
  {
    pattern: re(`${Y}${M}月份?(?<part>[上中]旬|初|中)(?!旬)`),
    read({ y, m, part }, when) {
      const date = part === '上旬' ? 10 : part === '中旬' ? 20 : part === '中' ? 15 : 1
      return dayIn(yearOfMonth(y, number(m), when), number(m), date)
    },
    guessed: true,
  },
  // 2017-06, 2017/6, 2017.06
  {
    pattern: re(`(?<![\\d.])(?<y>20\\d{2})[-/.](?<m>0?[1-9]|1[0-2])(?![-/]\\d)${NO_FIGURE}(?:月份?)?[底末]?`),
    read: ({ y, m }, when) => (near(Number(y), when) ? endOfMonth(Number(y), Number(m)) : 'none'),
  },
  // 6月底, 6月末, 6月份, 6月
  {
    pattern: re(`${Y}${M}月份?(?:下旬|[底末])`),
    read: ({ y, m }, when) => endOfMonth(yearOfMonth(y, number(m), when), number(m)),
  },
  {
    pattern: re(`${Y}${M}月份?(?!度)`),
    read: ({ y, m }, when) => endOfMonth(yearOfMonth(y, number(m), when), number(m)),
    month: true,
  },
  // 前三季度, 一至三季度, 1-3季度
  {
    pattern: re(`${Y}(?:前|头|[一1首]季?度?${TO})(?<q>[两二三四234])个?季度?[末底]?`),
    read({ y, q }, when) {
      const last = (q === '两' ? 2 : quarter(q)) * 3
      return monthsSince(yearOfMonth(y, last, when), 1, last)
    },
  },
  // 一季度, 第二季度末, Q2, 三季度当季
  {
    pattern: re(`${Y}(?:第?(?<q>[一二三四首1-4])季(?:度)?[末底]?|q(?<q2>[1-4])|(?<![\\d.])(?<q3>[1-4])q)`),
    read({ y, q, q2, q3 }, when) {
      const last = quarter(q ?? q2 ?? q3) * 3
      return endOfMonth(yearOfMonth(y, last, when), last)
    },
  },
  {
    pattern: re('(?<back>上个?季度[末底]?|本季度?[末底])'),
    read({ back }, { year, month }) {
      const last = Math.ceil(month / 3) * 3
      if (back?.startsWith('本')) return endOfMonth(year, last)
      return last === 3 ? endOfMonth(year - 1, 12) : endOfMonth(year, last - 3)
    },
  },
  // 上半年, 下半年
  {
    pattern: re(`${Y}(?<half>[上前下]半年|半年度?(?![报总]))[末底]?`),
    read({ y, half }, when) {
      const last = half?.startsWith('下') ? 12 : 6
      return monthsSince(yearOfMonth(y, last, when), last - 5, last)
    },
  },
  // 全年, 年底, 去年底
  {
    pattern: re(`${Y}(?:全年度?|年[底末]|(?<=年)[底末]|年终|岁末)(?!\\s{0,8}(?:目标|任务|计划|指标|总|要求|应))`),
    read({ y }, when) {
      const year = yearOfMonth(y, 12, when)
      return { day: monthEnd(year, 12), since: january(year) }
    },
  },
  // 上月底, 上个月, but not 较上月
  {
    pattern: re('(?<![较比同与和跟])(?<back>上上|上)个?月份?(?!同期|相比)(?:(?<d>\\d{1,2})[日号]|[底末])?(?![日号])'),
    read({ back, d }, when) {
      const { year, month } = backMonths(when, back === '上上' ? 2 : 1)
      return d ? dayIn(year, month, Number(d)) : endOfMonth(year, month)
    },
  },
  // 本月底, 本月25日
  {
    pattern: re('(?:本|这个?|当)月份?(?:(?<d>\\d{1,2})[日号]|[底末])'),
    read: ({ d }, { year, month }) => (d ? dayIn(year, month, Number(d)) : endOfMonth(year, month)),
  },
  // 下周五, 下月底, 明天: read, so that a figure for a day to come is seen as such
  {
    pattern: re('下个?(?:周|星期|礼拜)(?<w>[一二三四五六日天末])'),
    read: ({ w }, { today }) => ({ day: addDays(today, 1 - weekdayOf(today) + 6 + (WEEKDAYS[w ?? ''] ?? 7)) }),
  },
  {
    pattern: re('下个?月(?:份?[底末])'),
    read: (_, { year, month }) => (month === 12 ? endOfMonth(year + 1, 1) : endOfMonth(year, month + 1)),
  },
  {
    pattern: re('(?<ahead>明天|明日|后天)'),
    read: ({ ahead }, { today }) => ({ day: addDays(today, ahead === '后天' ? 2 : 1) }),
  },
  // 月底, without a month: the one that has just ended, or that is about to end
  {
    pattern: re('(?<![上下本这当个年\\d一二三四五六七八九十])月[底末]'),
    read(_, when) {
      if (Number(when.today.slice(8)) > 10) return endOfMonth(when.year, when.month)
      const { year, month } = backMonths(when, 1)
      return endOfMonth(year, month)
    },
    guessed: true,
  },
  // 上周五, 本周三, 周五
  {
    pattern: re('(?<which>上个?|本|这个?)?(?:周|星期|礼拜)(?<w>[一二三四五六日天末])'),
    read({ which, w }, { today }) {
      const wanted = WEEKDAYS[w ?? ''] ?? 7
      const monday = addDays(today, 1 - weekdayOf(today))
      if (which?.startsWith('上')) return { day: addDays(monday, wanted - 8) }
      const here = addDays(monday, wanted - 1)
      return { day: which || here <= today ? here : addDays(here, -7) }
    },
  },
  // 今天, 昨天, 前天
  {
    pattern: re('(?<![上每按])(?<back>今天|今日|昨天|昨日|大前天|前天)'),
    read: ({ back }, { today }) => ({
      day: addDays(today, back?.startsWith('今') ? 0 : back?.startsWith('昨') ? -1 : back === '大前天' ? -3 : -2),
    }),
  },
  // 截至目前, 今年以来
  {
    pattern: re(
      `(?:今年|本年度?|年初|开年|\\d{4}年)(?:以来|至今|到现在|到目前)|(?:(?<upTo>${UNTIL}|(?=至今|迄今|到现在|目前为止))|)(?:目前(?:为止)?|至今|迄今(?:为止)?|当前|眼下|此刻|即日|现在|到现在)`,
    ),
    read: (_, { today }) => ({ day: today }),
    weak: true,
  },
  // 6/30, 06-30, 6.30 where they stand for a date: after 截至, at the head, before a colon
  {
    pattern: re(
      `(?:${UNTIL}|${LINE_HEAD}(?=[\\d./-]{1,12}[日号]?${GOES_ON}))(?<m>1[0-2]|0?[1-9])[-/.](?<d>[12]\\d|3[01]|0?[1-9])(?:[日号])?${NO_FIGURE}`,
    ),
    read: ({ m, d }, when) => dayIn(yearOfMonth(undefined, Number(m), when), Number(m), Number(d)),
  },
  {
    pattern: re(`(?<![\\d./-])(?<m>1[0-2]|0?[1-9])/(?<d>2[89]|3[01])${NO_FIGURE}`),
    read: ({ m, d }, when) => dayIn(yearOfMonth(undefined, Number(m), when), Number(m), Number(d)),
    guessed: true,
  },
  {
    pattern: re(
      `(?<=[家户个%亩米顷煤方m2平e止)]\\s{0,8}[,，;；\\s(]\\s{0,8})(?<m>1[0-2]|0?[1-9])[-/.](?<d>2[5-9]|3[01])(?=\\s{0,8}(?:[)。;；\\n]|$))`,
    ),
    read: ({ m, d }, when) => dayIn(yearOfMonth(undefined, Number(m), when), Number(m), Number(d)),
    guessed: true,
  },
  // 截至0630
  {
    pattern: re('(?<=(?:截至|截止|到|至)\\s{0,8})(?<m>0[1-9]|1[0-2])(?<d>[0-2]\\d|3[01])(?!\\d)'),
    read: ({ m, d }, when) => dayIn(yearOfMonth(undefined, Number(m), when), Number(m), Number(d)),
    guessed: true,
  },
  // 25日, without a month
  {
    pattern: re(`(?<![\\d.月第)〕期])(?<d>\\d{1,2}|${CN}{1,3})[日号](?![文楼公令门院线码机])`),
    read: ({ d }, when) => latestDate(number(d), when) ?? 'none',
    guessed: true,
  },
  // 2016年, alone: that year's end; the year that runs says nothing
  {
    pattern: re('(?<![\\d.])(?<y>20\\d{2})年度?(?!以来)'),
    read({ y }, when) {
      const year = Number(y)
      return year < when.year && near(year, when) ? { day: monthEnd(year, 12), since: january(year) } : 'none'
    },
  },
]
