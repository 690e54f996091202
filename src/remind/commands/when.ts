/** When a wish is meant for, by the spans of its words: an instant, a day, a stretch of days. */
import { marksIn, type Span, spansIn, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import { toNumber } from '../../office/amount.ts'
import type { Calendar } from '../../office/calendar.ts'
import { addDays, at, type Day, dayOf, daysBetween, type Instant, instant, MINUTE_MS } from '../../office/day.ts'
import { movedBy, type Shifting } from '../../office/deadline.ts'
import type { Shift } from '../../office/schedule.ts'
import { actIn } from './wish.ts'

/** A stretch of days; both ends belong to it. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** What was said of a time. `unclear`: it could not be placed, and nothing may be done. */
export type WhenSaid<T> =
  | { readonly kind: 'said'; readonly is: T }
  | { readonly kind: 'unsaid' }
  | { readonly kind: 'unclear' }

const UNSAID = { kind: 'unsaid' } as const
const UNCLEAR = { kind: 'unclear' } as const

type TimeSpan = ReturnType<typeof spansIn<'time'>>[number]

const MORNING = '09:00'
const AFTERNOON = '15:00'

/** Units of time that count working days, as leave is counted; weeks are counted whole. */
const WORKDAYS: ReadonlySet<string> = new Set(['天', '工作日', '个工作日'])
const WEEKS: ReadonlySet<string> = new Set(['周', '个星期', '个礼拜'])
const HOURS: ReadonlySet<string> = new Set(['分钟', '刻钟', '小时', '个小时', '钟头', '个钟头', '个月', '年'])

const isUnplaced = (said: Utterance): boolean => spansIn(said, 'unread').some(({ found }) => found.like === 'time')

/** Whether a time repeats (每月5号) or cannot be placed (下下下周): nothing here can be set to it. */
export const isTimeUnclear = (said: Utterance): boolean =>
  isUnplaced(said) ||
  marksIn(said, 'each').length + spansIn(said, 'series').length > 0 ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'perMonth')

/** 7.5 counts where days are waited for; 目前 does not. 下周, 10号到14号: of a stretch and days within it the days are meant. */
function timesIn(said: Utterance): TimeSpan[] {
  const times = spansIn(said, 'time').filter(({ found, latent }) => !found.versus && !(latent && found.edge))
  const isOuter = ({ found: { grain, from, to } }: TimeSpan): boolean =>
    grain !== 'day' &&
    times.some(({ found }) => found.grain === 'day' && !found.edge && from <= found.from && found.to <= to)
  return times.filter((one) => !isOuter(one))
}

const isDay = ({ found: { grain } }: TimeSpan): boolean => grain === 'day' || grain === 'week'

/** How long, of the lengths of time that are said. */
function lengthsIn(said: Utterance) {
  return spansIn(said, 'amount').flatMap(({ at: from, found: { value, unit, mode } }) =>
    unit !== undefined && (WORKDAYS.has(unit) || WEEKS.has(unit) || HOURS.has(unit))
      ? [{ n: toNumber(value), unit, at: from, isMore: mode === 'increment' }]
      : [],
  )
}

/** The one day that is said and is no period's: 7月10日, 周五. */
export function dayWanted(said: Utterance): WhenSaid<Day> {
  const days = [...new Set(timesIn(said).flatMap(({ found: { grain, to } }) => (grain === 'day' ? [to] : [])))]
  if (isUnplaced(said) || days.length > 1) return UNCLEAR
  return days[0] ? { kind: 'said', is: days[0] } : UNSAID
}

/**
 * How far a day is to be moved: 往后推两天, 提前一周; undefined where nothing says so, or two lengths do.
 * @param act what the words do to a day that was shown: 再加两天, 少一天
 */
export function shiftIn(said: Utterance, act?: ActName): Shifting | undefined {
  const [length, another] = lengthsIn(said)
  if (!length || another || HOURS.has(length.unit) || !Number.isInteger(length.n)) return undefined
  const told = (as: string): boolean => said.small.some(({ part }) => part.kind === 'filler' && part.as === as)
  const isFewer = spansIn(said, 'extreme').some(({ found, end }) => found.end === 'last' && end === length.at)
  const isLater =
    told('later') || actIn(said, 'extend') !== undefined || (act !== undefined && (act === 'more' || length.isMore))
  // 提前 alone is in time, and before a length of time it is that much sooner
  const isSooner =
    told('earlier') ||
    (act !== undefined && (act === 'less' || isFewer)) ||
    spansIn(said, 'measure').some(({ found, end }) => found.measure === 'lateDays' && end === length.at)
  if (isLater === isSooner) return undefined
  const unit = WEEKS.has(length.unit) ? 'week' : length.unit === '天' ? 'day' : 'workday'
  return { n: isLater ? length.n : -length.n, unit }
}

/**
 * A day that is said, or so far from a known one as is said; `unclear` where both are, or neither can be placed.
 * @param from the day that is known, and what days off do to one that is reckoned from it; absent: none is
 */
export function dayMeant(
  said: Utterance,
  from: { readonly day: Day; readonly shift: Shift } | undefined,
  calendar: Calendar,
  act?: ActName,
): WhenSaid<Day> {
  const by = shiftIn(said, act)
  const wanted = dayWanted(said)
  if (!by || !from || wanted.kind === 'unclear') return wanted
  return wanted.kind === 'said' ? UNCLEAR : { kind: 'said', is: movedBy(from.day, by, from.shift, calendar) }
}

/**
 * The days that are said: 7月5日至7日, 明天起3天, 3天 (from today), 到周五. What is counted in days is counted in working days.
 */
export function stretchWanted(said: Utterance, today: Day, calendar: Calendar): WhenSaid<DayRange> {
  const lengths = lengthsIn(said)
  const stretches = fromTo(timesIn(said), today) ?? joined(timesIn(said).flatMap((one) => stretchOf(one, today)))
  if (isUnplaced(said) || lengths.length > 1 || stretches.length > 1) return UNCLEAR
  const [stretch, length] = [stretches[0], lengths[0]]
  if (!length) return stretch ? { kind: 'said', is: stretch } : UNSAID
  const from = stretch?.from ?? today
  const to = lastOf(from, length, calendar)
  // two stretches that are not one are unclear: 请3天假，下周回来
  const isOther = stretch && stretch.from < stretch.to && to && calendar.nextWorkday(addDays(to, 1)) <= stretch.to
  return to && !isOther ? { kind: 'said', is: { from, to } } : UNCLEAR
}

/** 7月10日开始休假到12日: a day and an end that stand apart are one stretch, unless the end comes first. */
function fromTo(times: readonly TimeSpan[], today: Day): DayRange[] | undefined {
  const isEnd = ({ found: { edge } }: TimeSpan): boolean => edge === 'by' || edge === 'before'
  const [start, ...starts] = times.filter((one) => isDay(one) && !isEnd(one) && one.found.from >= today)
  const [end, ...ends] = times.filter(isEnd)
  if (!start || !end || starts.length + ends.length > 0 || start.found.from > end.found.to) return undefined
  return [{ from: start.found.from, to: end.found.to }]
}

/** Days and weeks as they are, up to a day from today; of what is longer only what lies ahead. */
function stretchOf(time: TimeSpan, today: Day): DayRange[] {
  const { from, to, edge, grain } = time.found
  if (edge === 'by' || edge === 'before') return isDay(time) || to >= today ? [{ from: today, to }] : []
  if (grain === 'day') return [{ from, to: edge === 'since' ? from : to }]
  return to >= today ? [{ from: from < today ? today : from, to }] : []
}

/** 8号9号: days that follow one another are one stretch. */
function joined(all: readonly DayRange[]): DayRange[] {
  const out: DayRange[] = []
  for (const one of [...all].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = out.at(-1)
    if (last && one.from <= addDays(last.to, 1))
      out[out.length - 1] = { from: last.from, to: daysBetween(last.to, one.to) > 0 ? one.to : last.to }
    else out.push(one)
  }
  return out
}

function lastOf(from: Day, { n, unit }: { n: number; unit: string }, calendar: Calendar): Day | undefined {
  if (n <= 0 || n > 366) return undefined
  if (WEEKS.has(unit)) return addDays(from, Math.ceil(n) * 7 - 1)
  if (!WORKDAYS.has(unit)) return undefined
  const first = calendar.nextWorkday(from)
  return n <= 1 ? first : calendar.addWorkdays(first, Math.ceil(n) - 1)
}

/**
 * When somebody wants to be reminded: 10分钟后 (to the full minute), 明天 (at 9), 下午3点. A time that is over, or behind the
 * wish, is what it is about.
 * @param wish where the wish stands in the message, if it says one
 */
export function instantWanted(said: Utterance, now: Instant, wish: Span | undefined): WhenSaid<Instant> {
  const today = dayOf(now)
  const isWhen = (one: TimeSpan): boolean => isDay(one) || (one.found.to >= today && !(wish && one.at > wish.at))
  const times = timesIn(said).filter(isWhen)
  const delays = spansIn(said, 'delay')
  const clocks = [...new Set(spansIn(said, 'clock').map(({ found }) => found.at))]
  const lengths = lengthsIn(said).filter((one) => !(wish && one.at > wish.at))
  if (isTimeUnclear(said) || lengths.length > 0 || delays.length > 1 || clocks.length > 1) return UNCLEAR
  const [delay] = delays
  if (delay) return times.length + clocks.length > 0 ? UNCLEAR : { kind: 'said', is: after(now, delay.found.minutes) }
  const days = times.map((one) => dayOfTime(one, today))
  const [day] = days
  if (new Set(days).size > 1 || (days.length > 0 && !day)) return UNCLEAR
  if (!day && clocks.length === 0) return UNSAID
  return { kind: 'said', is: at(day ?? today, clocks[0] ?? MORNING) }
}

/** The first of several days, the last that an end names; none of what has begun, has no end or only a limit. */
function dayOfTime({ found: { from, to, edge, grain } }: TimeSpan, today: Day): Day | undefined {
  if (edge === 'before' || edge === 'since') return undefined
  if (grain === 'day') return from === to ? to : undefined
  if (edge === 'by') return to
  return from > today ? from : undefined
}

const after = (now: Instant, minutes: number): Instant =>
  instant(Math.ceil((now + minutes * MINUTE_MS) / MINUTE_MS) * MINUTE_MS)

/** What may be chosen where no time was said: this afternoon while it lies ahead, and the morning so many working days on. */
export function otherTimes(now: Instant, calendar: Calendar, workdays: number): Instant[] {
  const today = dayOf(now)
  const afternoon = at(today, AFTERNOON)
  return [...(afternoon > now ? [afternoon] : []), at(calendar.addWorkdays(today, workdays), MORNING)]
}
