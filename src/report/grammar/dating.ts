/** As of when each figure holds: by its own clause, its sentence, the head or end of the message, or office custom. */
import { type Day, monthOf, yearOf } from '../../office/day.ts'
import type { Figure, Nil, Placed } from './pair/statement.ts'
import { customaryDay, type When } from './said/when.ts'

export interface Dated {
  readonly day: Day
  readonly doubtful: boolean
  /** the words that said it; none where custom did */
  readonly when?: When
}

type Target = Pick<Figure | Nil, 'at' | 'end' | 'clause' | 'sentence' | 'when'>

export class Dating {
  private readonly whens: readonly Placed[]
  private readonly byClause: ReadonlyMap<number, readonly Placed[]>
  private readonly bySentence: ReadonlyMap<number, readonly Placed[]>
  /** the days told before the first figure, and how many differ among all */
  private readonly head: readonly Placed[]
  private readonly isHeadOne: boolean
  private readonly count: number
  private readonly first: number
  private readonly today: Day
  private readonly year: number | undefined

  /**
   * @param whens days that hold for figures
   * @param first where the first figure stands
   * @param year  the plan's, where it is known: a day outside it is asked about
   */
  constructor(whens: readonly Placed[], first: number, today: Day, year: number | undefined) {
    const strong = whens.filter(({ weak }) => !weak)
    this.whens = strong.length > 0 && distinct(strong) === 1 ? strong : whens
    this.byClause = grouped(this.whens, ({ clause }) => clause)
    this.bySentence = grouped(this.whens, ({ sentence }) => sentence)
    this.head = this.whens.filter(({ end }) => end <= first)
    this.isHeadOne = distinct(this.head) === 1
    this.count = distinct(this.whens)
    this.first = first
    this.today = today
    this.year = year
  }

  of(target: Target): Dated {
    const found = this.whenFor(target)
    if (!found) return this.customary()
    const { when, doubtful } = found
    if (!when.day) return { ...this.customary(), doubtful: true, when }
    // Another year's figure is out of the ordinary, but in January.
    const isOld = monthOf(this.today) > 1 && yearOf(when.day) < yearOf(this.today)
    const isOutside = this.year !== undefined && yearOf(when.day) !== this.year
    return { day: when.day, doubtful: doubtful || when.guessed || isOld || isOutside, when }
  }

  private customary(): Dated {
    const day = customaryDay(this.today)
    return this.year === undefined || yearOf(day) === this.year
      ? { day, doubtful: false }
      : { day: `${this.year}-12-31` as Day, doubtful: true }
  }

  private whenFor(target: Target): { when: When; doubtful: boolean } | undefined {
    if (target.when) return { when: target.when, doubtful: false }
    const [only] = this.whens
    if (!only) return undefined
    if (this.count === 1) return { when: only, doubtful: false }
    const clause = this.byClause.get(target.clause) ?? []
    if (clause.length > 0) return pick(clause, target)
    const sentence = this.bySentence.get(target.sentence) ?? []
    if (distinct(sentence) === 1 && sentence[0]) return { when: sentence[0], doubtful: false }
    if (sentence.length > 1) return this.inOrder(sentence, target)
    if (this.isHeadOne && this.head[0]) return { when: this.head[0], doubtful: false }
    const last = this.whens.at(-1)
    return this.inOrder(this.whens, target) ?? (last && { when: last, doubtful: true })
  }

  /** Days and figures by turns: after each figure its own, or before it. */
  private inOrder(whens: readonly When[], { at, end }: Target): { when: When; doubtful: boolean } | undefined {
    const startsWithDay = (this.whens[0]?.at ?? 0) < this.first
    const when = startsWithDay ? whens.findLast((one) => one.end <= at) : whens.find((one) => one.at >= end)
    const other = when ?? whens.findLast((one) => one.end <= at)
    return other && { when: other, doubtful: true }
  }
}

function grouped<T>(all: readonly T[], by: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const one of all) {
    const group = groups.get(by(one))
    if (group) group.push(one)
    else groups.set(by(one), [one])
  }
  return groups
}

const distinct = (whens: readonly When[]): number => new Set(whens.map(({ day }) => day)).size

function pick(whens: readonly When[], { at }: Target): { when: When; doubtful: boolean } | undefined {
  const strong = whens.filter(({ weak }) => !weak)
  const some = strong.length > 0 ? strong : whens
  const when = some.findLast(({ end }) => end <= at) ?? some[0]
  return when && { when, doubtful: distinct(some) > 1 }
}
