/** Whether a condition holds of a cell or of a group of cells: yes, no, or it cannot be told and why. */
import { amount, compare } from '../../office/amount.ts'
import { dayOf, type Instant, parseDay } from '../../office/day.ts'
import type { Measure } from '../../office/measure.ts'
import type { Period } from '../../office/period.ts'
import { periodFor } from '../../office/scope.ts'
import type { Cell } from '../cube/cube.ts'
import { groupsOf } from '../cube/group.ts'
import { MEASURES, OF_FIGURES } from '../measures/measure.ts'
import { type Lens, readingOf } from '../measures/read-measure.ts'
import { type Absence, isKnown, type Reading } from '../measures/reading.ts'
import type { Op, Quantifier, Scalar, Test } from '../query.ts'
import { besideOf } from './compare.ts'
import type { Unknown } from './result.ts'

/** `true`, `false`, or why it cannot be told. */
export type Truth = boolean | Absence

/**
 * Whether a reading passes a test; of several values any one does, under `!=` none may.
 * @returns why not, where it cannot be told
 */
export function judged({ measure, op, to }: Test, reading: Reading): Truth {
  if (!isKnown(reading)) return reading.absent
  const hits = (Array.isArray(to) ? to : [to]).map((one: Scalar) =>
    holds(measure, reading.is, op === '!=' ? '=' : op, one),
  )
  return op === '!=' ? !hits.some(Boolean) : hits.some(Boolean)
}

function holds(measure: Measure, is: Scalar, op: Op, to: Scalar): boolean {
  const { sort } = MEASURES[measure]
  if (sort === 'truth' || sort === 'name') return is === to
  // Instants are held against days of the office.
  if ((sort === 'instant' || sort === 'day') && parseDay(String(to)))
    return isSo(op, dayOf(Number(is) as Instant).localeCompare(String(to)))
  return isSo(op, compare(amount(String(is)), amount(String(to))))
}

/** @param order below zero: the one comes before the other */
function isSo(op: Op, order: number): boolean {
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0, '=': order === 0, '!=': order !== 0 }[op]
}

/**
 * Whether a condition holds of one cell. `goal` and `versus` in it are the cell's own goal and what it is compared
 * with.
 * @returns why not, where it cannot be told
 */
export function judgedOf(test: Test, cell: Cell, lens: Lens): Truth {
  const reading = readingOf(test.measure, cell, lens)
  if (test.to === 'versus') {
    const other = besideOf(test.measure, cell, lens)
    return isKnown(other) ? judged({ ...test, to: other.is }, reading) : other.absent
  }
  if (test.to !== 'goal') return judged(test, reading)
  const goal = readingOf('goal', cell, lens)
  return isKnown(goal) ? judged({ ...test, to: goal.is }, reading) : goal.absent
}

const witnessed = (test: Test, cell: Cell, lens: Lens): Truth =>
  OF_FIGURES.includes(test.measure) && cell.isCarried ? 'not-reported' : judgedOf(test, cell, lens)

/**
 * Whether a quantifier holds of truths, in their order. What is unknown counts only where it could change the answer.
 * @returns 'none' for no truths
 */
export function quantified(quantifier: Quantifier, truths: readonly Truth[]): Truth {
  const unknown = truths.find((one): one is Absence => typeof one === 'string')
  const count = (of: Truth) => truths.filter((one) => one === of).length
  const decided = (least: boolean, most: boolean): Truth => (least ? true : most ? (unknown ?? true) : false)
  if (truths.length === 0) return 'none'
  if (quantifier === 'every') return decided(count(true) === truths.length, count(false) === 0)
  if (quantifier === 'some') return decided(count(true) > 0, count(false) < truths.length)
  if (quantifier === 'none') return decided(count(false) === truths.length, count(true) === 0)
  if (quantifier === 'not-every') return decided(count(false) > 0, count(true) < truths.length)
  if ('atLeast' in quantifier)
    return decided(count(true) >= quantifier.atLeast, truths.length - count(false) >= quantifier.atLeast)
  const longest = (passes: (one: Truth) => boolean) => runIn(truths, passes).length
  return decided(
    longest((one) => one === true) >= quantifier.running,
    longest((one) => one !== false) >= quantifier.running,
  )
}

/** The longest run of neighbours that pass; of several as long the last. */
export function runIn<T>(all: readonly T[], passes: (one: T) => boolean): T[] {
  let best: T[] = []
  let run: T[] = []
  for (const one of all) {
    run = passes(one) ? [...run, one] : []
    if (run.length >= best.length) best = run
  }
  return best
}

/** What conditions left of some cells. */
export interface Sieved {
  readonly kept: readonly Cell[]
  readonly unknown: readonly Unknown[]
  /** for cells of which a condition over periods was asked: the longest run in which it held */
  readonly runs: ReadonlyMap<Cell, readonly Period[]>
}

/**
 * The cells of which all conditions hold. Each condition is asked of all cells, so that their order does not matter.
 * `unknown`: those of which one cannot be told and none is false.
 */
export function sieve(cells: readonly Cell[], tests: readonly Test[], lens: Lens): Sieved {
  const runs = new Map<Cell, readonly Period[]>()
  const truths = tests.map((test) => {
    const all = truthsOf(test, cells, lens, runs)
    return isOfTimes(test) ? cells.map((cell, at) => ofEach(all[at] ?? false, witnessed(test, cell, lens))) : all
  })
  const verdicts = cells.map((cell, index) => ({ cell, all: truths.map((one) => one[index] ?? false) }))
  return {
    kept: verdicts.filter(({ all }) => all.every((one) => one === true)).map(({ cell }) => cell),
    unknown: verdicts.flatMap(({ cell, all }): Unknown[] => {
      const why = all.find((one): one is Absence => typeof one === 'string')
      return why === undefined || all.includes(false) ? [] : [{ cell, why }]
    }),
    runs,
  }
}

/** Whether a condition asks in how many of the query's own periods it holds: 迟报过两次以上. */
export const isOfTimes = ({ over, holds, at }: Test): boolean =>
  over === 'period' && typeof holds === 'object' && 'atLeast' in holds && !at

/** Of periods that are counted those are told that count. */
const ofEach = (whole: Truth, own: Truth): Truth =>
  whole === false || own === false ? false : whole === true ? own : whole

/**
 * The truth of a condition for each cell, in their order: of the cell, or of the group (`over`) to which it belongs.
 * @param runs receives for each cell the longest run of periods in which it held
 */
export function truthsOf(
  test: Test,
  cells: readonly Cell[],
  lens: Lens,
  runs: Map<Cell, readonly Period[]> = new Map(),
): Truth[] {
  if (test.over === undefined) return cells.map((cell) => judgedOf(test, cell, lens))
  const groups = groupsOf(cells, (cell) => groupOf(test, cell))
  const answers = new Map<string, Truth>()
  for (const [key, group] of groups) {
    const asked = askedOver(test, group, lens)
    const each = asked.map((cell) => ({
      period: cell.period,
      truth: test.over === 'period' ? witnessed(test, cell, lens) : judgedOf(test, cell, lens),
    }))
    answers.set(
      key,
      quantified(
        test.holds ?? 'every',
        each.map((one) => one.truth),
      ),
    )
    if (test.over === 'period') {
      const run = runIn(each, (one) => one.truth === true).map((one) => one.period)
      for (const cell of group) runs.set(cell, run)
    }
  }
  return cells.map((cell) => answers.get(groupOf(test, cell)) ?? false)
}

const groupOf = ({ over }: Test, { place, indicator, asked }: Cell): string =>
  over === 'all' ? place : over === 'period' ? `${place} ${indicator.id}` : `${place} ${asked}`

/** What a condition is asked of together: a place's tasks, its periods, or all that it owes or reported in them. */
function askedOver(test: Test, group: readonly Cell[], lens: Lens): readonly Cell[] {
  if (test.over === 'indicator') return group.filter((one) => one.task)
  const byIndicator = [...groupsOf(group, ({ indicator }) => indicator.id).values()]
  const own = byIndicator.flatMap((each) => overPeriods(test, each, lens))
  return test.over === 'period' ? own : own.filter((one) => one.owed || one.reported > 0)
}

/** A place and indicator through the periods that the condition names, else those of the query, oldest first. */
function overPeriods({ at }: Test, group: readonly Cell[], { cube }: Lens): Cell[] {
  const [first] = group
  if (!first) return []
  const asked = at ? at.map((one) => cube.at(first.place, first.indicator, one)) : group
  // of two months of one quarter the first that is named, as everywhere
  const own = new Map(asked.toReversed().map((one) => [periodFor(one.indicator, one.asked), one]))
  return [...own.values()].sort((a, b) => a.period.localeCompare(b.period))
}
