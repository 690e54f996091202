/** Looking ahead, from one region's figures of the year: pure rules, each number with its operands. */
import {
  type Amount,
  add,
  amount,
  compare,
  divide,
  isNegative,
  isZero,
  multiply,
  rounded,
  subtract,
  ZERO,
} from './amount.ts'
import { addDays, type Day, daysBetween, yearOf } from './day.ts'
import type { Period } from './period.ts'
import type { Indicator } from './plan.ts'

/** Where a region stood at the end of a period. */
export interface Point {
  readonly period: Period
  readonly asOf: Day
  readonly cumulative: Amount
}

/**
 * The points that forecasts are made from.
 * @param stood where a region stood period by period, oldest first
 * @returns one a period in which something came in: those without a figure, or with no newer day than before, add none
 */
export function pointsOf(
  stood: readonly (Pick<Point, 'period'> & { readonly [K in 'asOf' | 'cumulative']?: Point[K] | undefined })[],
): Point[] {
  const points: Point[] = []
  for (const { period, asOf, cumulative } of stood) {
    const before = points.at(-1)
    if (asOf !== undefined && cumulative !== undefined && (!before || before.asOf < asOf))
      points.push({ period, asOf, cumulative })
  }
  return points
}

/** Where a figure will stand at the end of the year, if it goes on as it did. */
export interface Outlook {
  /** base units a day, and from which figure to which it was measured */
  readonly speed: Amount
  readonly since: Day
  readonly until: Day
  /** cumulative at the end of the year at this speed, with the slowest and the fastest of the speeds seen */
  readonly yearEnd: Amount
  readonly low: Amount
  readonly high: Amount
  /** when the goal is met at this speed, where that is within the year */
  readonly metOn?: Day | undefined
  /** the same as ratios of the goal */
  readonly completion: Amount
  readonly lowCompletion: Amount
  readonly highCompletion: Amount
}

/** How much is to be done a week so that the goal is met. */
export interface RequiredPace {
  readonly gap: Amount
  readonly weeks: Amount
  /** from today on, so that the goal is met on 31 December; whole numbers are rounded up */
  readonly perWeek: Amount
}

/** How many of the last periods make up "the present speed". */
const RECENT = 3

/**
 * Where the year ends at the present speed, that of the last three periods; the slowest and the fastest of these periods
 * and the year's mean give the range.
 *
 * @param trail oldest first
 * @param goal in the base unit
 * @returns undefined without a figure or a goal, for rates, and for goals that come in batches: a line does not fit
 *   them; also where the last four figures are of one day
 */
export function outlookOf(
  indicator: Pick<Indicator, 'kind' | 'pace'>,
  trail: readonly Point[],
  goal: Amount | undefined,
): Outlook | undefined {
  const last = trail.at(-1)
  if (!last || goal === undefined || isZero(goal) || indicator.kind === 'rate' || indicator.pace.kind !== 'linear')
    return undefined
  const start: Point = { period: last.period, asOf: addDays(`${yearOf(last.asOf)}-01-01` as Day, -1), cumulative: ZERO }
  const points = [start, ...trail]
  const base = points.at(-1 - Math.min(RECENT, trail.length)) ?? start
  const steps = points.slice(-1 - Math.min(RECENT, trail.length))
  const speeds = [
    speed(start, last),
    speed(base, last),
    ...steps.slice(1).map((point, index) => speed(steps[index] ?? start, point)),
  ]
  const known = speeds.filter((one) => one !== undefined)
  const present = speed(base, last)
  if (present === undefined) return undefined
  const left = amount(daysBetween(last.asOf, yearEndOf(last.asOf)))
  const at = (pace: Amount) => add(last.cumulative, multiply(pace, left))
  const ends = known.map(at).sort(compare)
  const low = ends[0] ?? at(present)
  const high = ends.at(-1) ?? at(present)
  return {
    speed: present,
    since: base.asOf,
    until: last.asOf,
    yearEnd: at(present),
    low,
    high,
    metOn: metOn(last, present, goal),
    completion: divide(at(present), goal),
    lowCompletion: divide(low, goal),
    highCompletion: divide(high, goal),
  }
}

function metOn(last: Point, pace: Amount, goal: Amount): Day | undefined {
  const gap = subtract(goal, last.cumulative)
  if (isNegative(gap) || isZero(gap) || isZero(pace) || isNegative(pace)) return undefined
  const day = addDays(last.asOf, Number(ceiling(divide(gap, pace))))
  return day <= yearEndOf(last.asOf) ? day : undefined
}

const yearEndOf = (d: Day): Day => `${yearOf(d)}-12-31` as Day

function speed(from: Point, to: Point): Amount | undefined {
  const days = daysBetween(from.asOf, to.asOf)
  return days > 0 ? divide(subtract(to.cumulative, from.cumulative), amount(days)) : undefined
}

/**
 * What is still to be done a week from today so that the goal is met on 31 December.
 * @returns in the base unit, whole numbers rounded up; undefined for rates, without a goal, once it is met, on 31 Dec.
 */
export function needOf(
  indicator: Pick<Indicator, 'integer' | 'kind'>,
  cumulative: Amount,
  goal: Amount | undefined,
  today: Day,
): RequiredPace | undefined {
  if (goal === undefined || indicator.kind === 'rate') return undefined
  const gap = subtract(goal, cumulative)
  const days = daysBetween(today, yearEndOf(today))
  if (isNegative(gap) || isZero(gap) || days <= 0) return undefined
  const weeks = divide(amount(days), amount(7))
  const perWeek = divide(gap, weeks)
  return { gap, weeks, perWeek: indicator.integer ? ceiling(perWeek) : perWeek }
}

/**
 * What is still to be done in each of several equal parts of the time left, in the base unit, whole numbers rounded up.
 * @returns undefined for rates, without a goal, once it is met, or without parts
 */
export function perPart(
  indicator: Pick<Indicator, 'integer' | 'kind'>,
  cumulative: Amount,
  goal: Amount | undefined,
  parts: number,
): Amount | undefined {
  if (goal === undefined || indicator.kind === 'rate' || parts <= 0) return undefined
  const gap = subtract(goal, cumulative)
  if (isNegative(gap) || isZero(gap)) return undefined
  const each = divide(gap, amount(parts))
  return indicator.integer ? ceiling(each) : each
}

const ceiling = (value: Amount): Amount => {
  const whole = rounded(value, 0)
  return compare(whole, value) < 0 ? add(whole, amount(1)) : whole
}
