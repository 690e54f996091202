/**
 * Dates as office people say them: 截至6月底, 6月30日, 1-6月, 上半年, 上月底, 今天, 上周五, 5.31：
 *
 * Office rules: a month, quarter or half stands for its last day; no year said is the year of `now`, but in January
 * what can only be December's (12月底, 四季度, 全年) is last year's. Positions refer to the text given, which is in
 * NFKC and simplified characters.
 */

import type { Today } from './dates/resolve.ts'
import { type DateRule, RULES } from './dates/rules.ts'
import { type Day, dayOf, type Instant, monthOf, yearOf } from './day.ts'

/** A date found in a text. */
export interface DateMention {
  readonly from: number
  readonly to: number
  readonly text: string
  /** undefined: reads like a date but is none (13月5日) */
  readonly day?: Day
  /** first day of a span that was said: 1月1日 for 1-6月, 4月1日 for 4-6月 */
  readonly since?: Day
  /** 目前, 今年以来: gives way to a date that says more */
  readonly weak: boolean
  /** 截至目前: weak, and said to be until when a figure is; 现在 alone may be when it is told */
  readonly upTo: boolean
  /** the reading needs a guess: 月底 without a month, 6月31日 */
  readonly guessed: boolean
  /** 6月, 6月份: a month by name, so that 6月新增 is that month's */
  readonly month: boolean
}

/**
 * All dates in a text, in its order, without overlaps; two joined by 至 are one, whose last day counts.
 *
 * @param text in NFKC and simplified characters: `from` and `to` refer to it
 * @param now gives the year where none is said, and the day of 今天 and 上月
 * @returns what reads like a date and is none too (13月5日), without a `day`
 */
export function datesIn(text: string, now: Instant): DateMention[] {
  const today = dayOf(now)
  const when: Today = { today, year: yearOf(today), month: monthOf(today) }
  const taken = new Array<boolean>(text.length).fill(false)
  const found: DateMention[] = []
  for (const rule of RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (taken.slice(from, to).some(Boolean)) continue
      const mention = mentionOf(rule, match, when)
      if (!mention) continue
      taken.fill(true, from, to)
      found.push(mention)
    }
  }
  found.sort((a, b) => a.from - b.from)
  return spansJoined(found, text)
}

function mentionOf(rule: DateRule, match: RegExpExecArray, when: Today): DateMention | undefined {
  const read = rule.read((match.groups ?? {}) as Readonly<Record<string, string | undefined>>, when)
  if (read === 'none') return undefined
  return {
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
    ...(read && { day: read.day, ...(read.since && { since: read.since }) }),
    weak: rule.weak ?? false,
    upTo: match.groups?.['upTo'] !== undefined,
    guessed: (rule.guessed ?? false) || (read?.guessed ?? false),
    month: rule.month ?? false,
  }
}

/** 1月1日至6月30日: two dates joined are one, the last day counts. */
function spansJoined(found: readonly DateMention[], text: string): DateMention[] {
  const out: DateMention[] = []
  for (const mention of found) {
    const before = out.at(-1)
    const gap = before ? text.slice(before.to, mention.from) : ''
    if (before?.day && mention.day && before.day <= mention.day && /^\s*[-~—至到]+\s*$/.test(gap)) {
      out[out.length - 1] = {
        ...mention,
        from: before.from,
        text: text.slice(before.from, mention.to),
        since: before.day,
        month: false,
      }
    } else out.push(mention)
  }
  return out
}
