/** As of when each figure holds: by its own clause, the head or end of the message, or office custom. */
import { groupedBy } from '../../language/index.ts'
import { customaryDay, type Day, monthOf, yearOf } from '../../office/day.ts'
import type { Figure, Nil, Placed } from './pair/statement.ts'
import type { When } from './said/when.ts'

/**
 * As of which day a figure holds. `doubtful`: the day was guessed, or another was said as well, so that it is asked
 * about.
 */
export interface Dated {
  readonly day: Day
  readonly doubtful: boolean
  /** the words that said it; none where custom did */
  readonly when?: When
}

type Target = Pick<Figure | Nil, 'at' | 'end' | 'clause' | 'when'>

/**
 * Tells as of which day a figure or nil report holds: by its own day, else the nearest that was said, else custom
 * (the month that is over).
 * @param all days said for the message as a whole
 * @param first where the first figure stands, an offset in the message
 * @param year the plan's; a day outside it is doubtful
 */
export function datingOf(
  all: readonly Placed[],
  first: number,
  today: Day,
  year: number | undefined,
): (target: Target) => Dated {
  // 四月没人报 现在补: when it is told holds for nothing where a day is said
  const said = all.filter(({ weak }) => !weak)
  const whens = said.length > 0 ? said : all
  const byClause = groupedBy(whens, ({ clause }) => clause)
  const head = whens.filter(({ end }) => end <= first)
  const [only] = whens
  const isOne = distinct(whens) === 1

  const whenFor = (target: Target): { when: When; doubtful: boolean } | undefined => {
    if (target.when) return { when: target.when, doubtful: false }
    if (!only || isOne) return only && { when: only, doubtful: false }
    const clause = byClause.get(target.clause) ?? []
    const [own] = clause
    if (own) return { when: clause.findLast(({ end }) => end <= target.at) ?? own, doubtful: distinct(clause) > 1 }
    if (head[0] && distinct(head) === 1) return { when: head[0], doubtful: false }
    // days and figures by turns: after each figure its own, or before it
    const when = whens.find((one) => one.at >= target.end) ?? whens.findLast((one) => one.end <= target.at)
    return when && { when, doubtful: true }
  }

  return (target) => {
    const found = whenFor(target)
    const custom = customary(today, year)
    if (!found) return custom
    const { when, doubtful } = found
    if (!when.day) return { ...custom, doubtful: true, when }
    // Another year's figure is out of the ordinary, but in January.
    const isOld = monthOf(today) > 1 && yearOf(when.day) < yearOf(today)
    const isOutside = year !== undefined && yearOf(when.day) !== year
    return { day: when.day, doubtful: doubtful || when.guessed || isOld || isOutside, when }
  }
}

function customary(today: Day, year: number | undefined): Dated {
  const day = customaryDay(today)
  if (year === undefined || yearOf(day) === year) return { day, doubtful: false }
  // in the first days of a plan's own year nothing of it is over
  return { day: year > yearOf(day) ? today : (`${year}-12-31` as Day), doubtful: true }
}

const distinct = (whens: readonly When[]): number => new Set(whens.map(({ day }) => day)).size
