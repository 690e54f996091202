/** As of when each figure holds: by its own clause, its sentence, the head or end of the message, or office custom. */
import type { DateMention } from '../../../office/dates.ts'
import { addDays, type Day, dateOf, dayOf, type Instant, monthEnd, monthOf, yearOf } from '../../../office/day.ts'
import type { Token } from '../tokens/tokens.ts'

export interface Dated {
  readonly day: Day
  readonly doubtful: boolean
  /** the words that said it; none where custom did */
  readonly mention?: DateMention
}

interface Placed {
  readonly from: number
  readonly to: number
  readonly dates: readonly DateMention[]
}

/** Without a date: in the first ten days last month is meant, later the day itself. */
function customaryDay(now: Instant): Day {
  const today = dayOf(now)
  return dateOf(today) <= 10 ? addDays(today, -dateOf(today)) : today
}

/** A month's end at most five days ahead is that month's report. */
export function isFuture(day: Day, now: Instant): boolean {
  const today = dayOf(now)
  const isNearEnd = (): boolean => day === monthEnd(yearOf(day), monthOf(day)) && day <= addDays(today, 5)
  return day > today && !isNearEnd()
}

export class Dating {
  private readonly dates: readonly DateMention[]
  private readonly commas: readonly number[]
  private readonly stops: readonly number[]
  private readonly first: number
  private readonly isOneDay: boolean
  private readonly today: Day
  private readonly customary: Day

  /**
   * @param dates those that hold for figures
   * @param first where the first figure stands
   */
  constructor(dates: readonly DateMention[], tokens: readonly Token[], first: number, now: Instant) {
    const strong = dates.filter((date) => !date.weak)
    this.dates = strong.length > 0 && new Set(strong.map(({ day }) => day)).size === 1 ? strong : dates
    this.stops = tokens.flatMap((token) => (token.kind === 'break' && token.strong ? [token.from] : []))
    this.commas = tokens.flatMap((token) => (token.kind === 'break' ? [token.from] : []))
    this.first = first
    this.isOneDay = distinct(this.dates).length === 1
    this.today = dayOf(now)
    this.customary = customaryDay(now)
  }

  of(figure: Placed): Dated {
    const found = this.mentionFor(figure)
    if (!found) return { day: this.customary, doubtful: false }
    const { mention, doubtful } = found
    if (!mention.day) return { day: this.customary, doubtful: true, mention }
    // Another year's figure is out of the ordinary, but in January.
    const isOld = monthOf(this.today) > 1 && yearOf(mention.day) < yearOf(this.today)
    return { day: mention.day, doubtful: doubtful || mention.guessed || isOld, mention }
  }

  private mentionFor(figure: Placed): { mention: DateMention; doubtful: boolean } | undefined {
    const [own] = figure.dates
    if (own) return { mention: own, doubtful: false }
    const [only] = this.dates
    if (!only) return undefined
    if (this.isOneDay) return { mention: only, doubtful: false }
    const clause = this.within(figure, this.commas)
    if (clause.length > 0) return pick(clause, figure)
    const sentence = this.within(figure, this.stops)
    if (distinct(sentence).length === 1 && sentence[0]) return { mention: sentence[0], doubtful: false }
    if (sentence.length > 1) return this.inOrder(sentence, figure)
    const head = this.dates.filter(({ to }) => to <= this.first)
    if (distinct(head).length === 1 && head[0]) return { mention: head[0], doubtful: false }
    const last = this.dates.at(-1)
    return this.inOrder(this.dates, figure) ?? (last && { mention: last, doubtful: true })
  }

  /** Dates and figures by turns: after each figure its own, or before it. */
  private inOrder(
    dates: readonly DateMention[],
    { from, to }: Placed,
  ): { mention: DateMention; doubtful: boolean } | undefined {
    const startsWithDate = (this.dates[0]?.from ?? 0) < this.first
    const mention = startsWithDate ? dates.findLast((date) => date.to <= from) : dates.find((date) => date.from >= to)
    const other = mention ?? dates.findLast((date) => date.to <= from)
    return other && { mention: other, doubtful: true }
  }

  private within({ from, to }: Placed, breaks: readonly number[]): DateMention[] {
    const start = breaks.findLast((at) => at < from) ?? -1
    const end = breaks.find((at) => at >= to) ?? Number.POSITIVE_INFINITY
    return this.dates.filter((date) => date.from > start && date.to <= end)
  }
}

const distinct = (dates: readonly DateMention[]): (Day | undefined)[] => [...new Set(dates.map(({ day }) => day))]

function pick(
  dates: readonly DateMention[],
  { from }: Placed,
): { mention: DateMention; doubtful: boolean } | undefined {
  const strong = dates.filter((date) => !date.weak)
  const some = strong.length > 0 ? strong : dates
  const mention = some.findLast((date) => date.to <= from) ?? some[0]
  return mention && { mention, doubtful: distinct(some).length > 1 }
}
