/** As of when each figure holds: by its own clause, the head or end of the message, or office custom. */
import { groupedBy } from '../../language/index.ts'
import { type Day, monthOf, yearOf } from '../../office/day.ts'
import type { Figure, Nil, Placed } from './pair/statement.ts'
import { customaryDay, type When } from './said/when.ts'

export interface Dated {
  readonly day: Day
  readonly doubtful: boolean
  /** the words that said it; none where custom did */
  readonly when?: When
}

type Target = Pick<Figure | Nil, 'at' | 'end' | 'clause' | 'when'>

export class Dating {
  private readonly whens: readonly Placed[]
  private readonly byClause: ReadonlyMap<number, readonly Placed[]>
  /** the days told before the first figure, and how many differ among all */
  private readonly head: readonly Placed[]
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
    // 四月没人报 现在补: when it is told holds for nothing where a day is said
    const said = whens.filter(({ weak }) => !weak)
    this.whens = said.length > 0 ? said : whens
    this.byClause = groupedBy(this.whens, ({ clause }) => clause)
    this.head = this.whens.filter(({ end }) => end <= first)
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
    const [own] = clause
    if (own) return { when: clause.findLast(({ end }) => end <= target.at) ?? own, doubtful: distinct(clause) > 1 }
    const [head] = this.head
    if (head && distinct(this.head) === 1) return { when: head, doubtful: false }
    return this.inOrder(target)
  }

  /** Days and figures by turns: after each figure its own, or before it. */
  private inOrder({ at, end }: Target): { when: When; doubtful: boolean } | undefined {
    const before = this.whens.findLast((one) => one.end <= at)
    const behind = this.whens.find((one) => one.at >= end)
    const startsWithDay = (this.whens[0]?.at ?? 0) < this.first
    const when = (startsWithDay ? before : behind) ?? before ?? behind
    return when && { when, doubtful: true }
  }
}

const distinct = (whens: readonly When[]): number => new Set(whens.map(({ day }) => day)).size
