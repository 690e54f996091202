/**
 * The quality checks on a figure, as a table: B blocks, W warns and may be confirmed with a reason that travels
 * with the figure to the reviewer. Amounts are in the indicator's base unit.
 */

import {
  type Amount,
  absolute,
  add,
  amount,
  compare,
  divide,
  grouped,
  isNegative,
  isWhole,
  isZero,
  multiply,
  percent,
  subtract,
  total,
  ZERO,
} from '../../office/amount.ts'
import { type Day, dayName, daysBetween, yearOf } from '../../office/day.ts'
import type { Point } from '../../office/forecast.ts'
import { LEVEL } from '../../office/levels.ts'
import { completionOf, shareBy } from '../../office/pace.ts'
import { type PeriodKind, periodName, previousPeriod } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import { DAYS_AHEAD, isFuture } from '../grammar/said/when.ts'
import { needsUnit, unitsOf } from '../grammar/units.ts'

/** A figure about to be recorded. */
export interface Candidate extends Point {
  /** as typed; undefined where none was */
  readonly unit?: string | undefined
  /** the part within the period, where it was said */
  readonly increment?: Amount | undefined
  /** both cumulative and increment were said, so that they can be held against each other */
  readonly both: boolean
  readonly nil: boolean
}

/** A cumulative figure on record, in the base unit, that a new one is held against. */
export type Known = Point

/** What a figure is held against. */
export interface Background {
  readonly indicator: Indicator
  readonly year: number
  readonly today: Day
  /** undefined: 无任务 */
  readonly goal?: Amount | undefined
  readonly provinceGoal?: Amount | undefined
  /** the region's figures that count, oldest first, without the one that this candidate takes the place of */
  readonly known: readonly Known[]
  readonly locked: boolean
  /** the city's own figure beside its counties' sum, where all of them have reported this period */
  readonly city?: { readonly name: string; readonly own: Amount; readonly sum: Amount } | undefined
}

/**
 * What a check found. `block` keeps the figure out, `warn` may be confirmed with a reason, which goes to the
 * reviewer.
 */
export interface Finding {
  readonly check: string
  readonly grade: 'block' | 'warn'
  /** what is wrong and what to do, in Chinese */
  readonly message: string
}

/** The bounds of the checks; the rules of reporting quote them to people. Ratios unless a name says days or times. */
export const LIMITS = {
  /** the period's increment against the mean of the last three; after a still spell against an even share of the goal */
  jumpTimes: amount(3),
  jumpShareOfGoal: amount('0.05'),
  /** of the year's goal, where no more than one period came before */
  jumpAtOnce: amount('0.5'),
  tooLargeTimes: amount(8),
  completion: amount('1.5'),
  pointsUnderPace: amount('0.2'),
  lastWeekShare: amount('0.4'),
  daysAhead: DAYS_AHEAD,
} as const

/** What each finds, by name. */
type Checks = Readonly<Record<string, (candidate: Candidate, background: Background) => string | undefined>>

const shown = (value: Amount, { indicator }: Background): string => `${grouped(value)}${indicator.unit}`

/** The last figure before a candidate. */
const before = (candidate: Pick<Candidate, 'asOf'>, known: readonly Known[]): Known | undefined =>
  known.filter((one) => one.asOf < candidate.asOf).at(-1)

/** The figures of the periods before a candidate's own. */
const earlierPeriods = (candidate: Candidate, known: readonly Known[]): readonly Known[] =>
  known.filter((one) => one.asOf < candidate.asOf && one.period !== candidate.period)

/** What the candidate's period adds; the whole of it where nothing came before. */
const riseOf = (candidate: Candidate, known: readonly Known[]): Amount =>
  subtract(candidate.cumulative, earlierPeriods(candidate, known).at(-1)?.cumulative ?? ZERO)

/** What each period before the candidate's added, the newest last. */
function earlierRises(candidate: Candidate, known: readonly Known[]): Amount[] {
  const past = earlierPeriods(candidate, known)
  return past.slice(1).map((one, index) => subtract(one.cumulative, past[index]?.cumulative ?? ZERO))
}

/** Periods of each kind. */
const IN_A_YEAR: Readonly<Record<PeriodKind, number>> = { week: 52, month: 12, quarter: 4, year: 1 }

/** 10× and 15× within a tenth, 10 000× within a fifth: slips of 千/万, 公顷/亩, 亩/万亩. */
const SLIPS: readonly (readonly [times: number, tolerance: number, hint: string])[] = [
  [10, 0.1, '是否多写了一位'],
  [15, 0.1, '是否把公顷当成了亩（1公顷=15亩）'],
  [10_000, 0.2, '是否漏了或多了“万”'],
]

function slipOf(times: number): string | undefined {
  const found = SLIPS.find(([factor, tolerance]) => Math.abs(times / factor - 1) <= tolerance)
  return found && `约为上次的${found[0]}倍，${found[2]}`
}

const hasRisen = (value: Amount): boolean => compare(value, ZERO) > 0

/** Of one figure before it nothing tells what is usual: a rise is held against what the goal asks of so many days. */
function jumpAtOnce(candidate: Candidate, background: Background, rise: Amount): string | undefined {
  const { goal, indicator, known } = background
  const last = earlierPeriods(candidate, known).at(-1)
  if (!last || !goal || indicator.pace.kind !== 'linear' || compare(candidate.cumulative, goal) <= 0) return undefined
  const even = multiply(goal, divide(amount(daysBetween(last.asOf, candidate.asOf)), amount(365)))
  return compare(rise, multiply(even, LIMITS.jumpTimes)) > 0 && compare(rise, multiply(goal, LIMITS.jumpAtOnce)) > 0
    ? `本期新增${shown(rise, background)}，超过全年任务的${percent(LIMITS.jumpAtOnce, 0)}，请核对数值和单位`
    : undefined
}

/** What keeps a figure from being recorded. */
const BLOCKS: Checks = {
  'other-year': ({ asOf }, { year }) =>
    yearOf(asOf) === year ? undefined : `日期不在${year}年内，本年工作要点只收${year}年的数据，请核对日期`,
  future: ({ asOf }, { today }) =>
    isFuture(asOf, today) ? `截至${dayName(asOf)}还没到（今天是${dayName(today)}），请核对日期` : undefined,
  locked: ({ period }, { locked }) =>
    locked
      ? `${periodName(period)}已锁定，不能再报；确需改动请发“更正”并写明原因，由${LEVEL.whole}协调员批准`
      : undefined,
  'nil-rate': ({ nil }) =>
    nil ? '是比率，没有零报告，请报实际的升降幅度或占比，如“下降4.5%”；确实没有升降，请回“0%”' : undefined,
  'unit-missing': ({ unit, nil }, { indicator }) =>
    unit === undefined && !nil && needsUnit(indicator)
      ? `没有写单位，请注明${unitsOf(indicator)
          .map((one) => one.unit)
          .slice(0, 3)
          .join('、')}等`
      : undefined,
  negative: ({ cumulative, increment }) =>
    isNegative(cumulative) || (increment !== undefined && isNegative(increment))
      ? '不能是负数；如需调减，请用“更正”报调整后的累计数'
      : undefined,
  fraction: ({ cumulative, increment }, { indicator }) =>
    indicator.integer && !(isWhole(cumulative) && isWhole(increment ?? ZERO))
      ? `按${indicator.unit}计数，应是整数，请核对`
      : undefined,
  'month-above-cumulative': ({ cumulative, increment, both }, background) =>
    both && increment !== undefined && compare(increment, cumulative) > 0
      ? `当月数${shown(increment, background)}大于累计数${shown(cumulative, background)}，请核对是否写反`
      : undefined,
  sum({ cumulative, increment, both, period }, background) {
    const last = background.known.find((one) => one.period === previousPeriod(period))
    if (!both || increment === undefined || !last) return undefined
    const sum = add(last.cumulative, increment)
    return compare(sum, cumulative) === 0
      ? undefined
      : `上期累计${shown(last.cumulative, background)}加当月${shown(increment, background)}是${shown(sum, background)}，与所报累计${shown(cumulative, background)}不符，请核对`
  },
  falls(candidate, background) {
    const last = before(candidate, background.known)
    if (!last || compare(candidate.cumulative, last.cumulative) >= 0) return undefined
    return `累计数不能比截至${dayName(last.asOf)}的${shown(last.cumulative, background)}小；若是当月数请写“本月新增”，若以前报错了请先“更正”那一期`
  },
  'above-later'(candidate, background) {
    const later = background.known.find((one) => one.asOf > candidate.asOf)
    if (!later || compare(candidate.cumulative, later.cumulative) <= 0) return undefined
    return `截至${dayName(later.asOf)}已报累计${shown(later.cumulative, background)}，更早的日期不能比它大；若后一期报错了请先“更正”${periodName(later.period)}`
  },
}

/** What is confirmed with a reason. A nil report is one tap, so nothing in it asks for one. */
const WARNINGS: Checks = {
  'too-large'(candidate, background) {
    const { tooLargeTimes } = LIMITS
    const { cumulative } = candidate
    const { indicator, provinceGoal, known } = background
    if (indicator.kind === 'rate')
      return compare(absolute(cumulative), amount(100)) > 0 ? `${shown(cumulative, background)}超出±100%` : undefined
    if (provinceGoal && compare(cumulative, provinceGoal) > 0)
      return `超过${LEVEL.all}目标${shown(provinceGoal, background)}，请核对数值和单位`
    const last = before(candidate, known)
    return last && hasRisen(last.cumulative) && compare(cumulative, multiply(last.cumulative, tooLargeTimes)) >= 0
      ? `是上次累计${shown(last.cumulative, background)}的${tooLargeTimes}倍以上，请核对数值和单位`
      : undefined
  },
  'unit-slip'(candidate, background) {
    const last = before(candidate, background.known)
    if (!last || isZero(last.cumulative)) return undefined
    return slipOf(Number(divide(candidate.cumulative, last.cumulative)))
  },
  jump(candidate, background) {
    const { goal = ZERO, indicator } = background
    const rise = riseOf(candidate, background.known)
    const rises = earlierRises(candidate, background.known).slice(-3)
    if (rises.length < 2) return jumpAtOnce(candidate, background, rise)
    const isLarge = compare(rise, multiply(goal, LIMITS.jumpShareOfGoal)) > 0
    // what stood still has no usual rise: any is more, so it is held against what the goal asks of a period
    const isStill = rises.every(isZero)
    const [usual, periods] = isStill ? [goal, IN_A_YEAR[indicator.every]] : [total(rises), rises.length]
    const isOne = indicator.integer && compare(rise, amount(1)) <= 0
    if (!isLarge || isOne || isZero(usual)) return undefined
    if (compare(multiply(rise, amount(periods)), multiply(usual, LIMITS.jumpTimes)) <= 0) return undefined
    const of = isStill ? `前${rises.length}期没有新增，这是任务平均每期` : `是前${rises.length}期平均`
    return `本期新增${shown(rise, background)}，${of}的${LIMITS.jumpTimes}倍以上`
  },
  completion({ cumulative }, { goal }) {
    const completion = completionOf(cumulative, goal)
    return completion && compare(completion, LIMITS.completion) > 0
      ? `完成率${percent(completion)}，超过${percent(LIMITS.completion)}`
      : undefined
  },
  'under-pace'({ cumulative, asOf }, background) {
    const { pointsUnderPace } = LIMITS

    const completion = completionOf(cumulative, background.goal)
    const share = shareBy(background.indicator.pace, asOf)
    return completion && share && compare(subtract(share, completion), pointsUnderPace) > 0
      ? `完成率${percent(completion)}，低于序时进度${percent(share)}超过${percent(pointsUnderPace, 0).replace('%', '')}个百分点`
      : undefined
  },
  standstill(candidate, { known }) {
    const last = earlierPeriods(candidate, known).slice(-2)
    const isSame = last.length === 2 && last.every((one) => one.cumulative === candidate.cumulative)
    return isSame && !isZero(candidate.cumulative) ? '与前两期完全相同，请确认不是照抄' : undefined
  },
  'last-week'(candidate, background) {
    const { lastWeekShare } = LIMITS

    const { goal, year, known } = background
    if (!goal || candidate.asOf < `${year}-12-25`) return undefined
    const earlier = known.filter((one) => one.asOf < `${year}-12-25`).at(-1)
    const rise = subtract(candidate.cumulative, earlier?.cumulative ?? ZERO)
    return compare(rise, multiply(goal, lastWeekShare)) > 0
      ? `年末最后一周新增${shown(rise, background)}，超过全年任务的${percent(lastWeekShare, 0)}`
      : undefined
  },
  'city-sum'(_, background) {
    const { city } = background
    return city && compare(city.own, city.sum) !== 0
      ? `${city.name}本级所报${shown(city.own, background)}与各${LEVEL.county}合计${shown(city.sum, background)}不一致`
      : undefined
  },
}

/** Those that are of counts alone: a rate may fall and be below nought; and of rates alone. */
const OF_COUNTS: ReadonlySet<string> = new Set([
  'negative',
  'month-above-cumulative',
  'sum',
  'falls',
  'above-later',
  'unit-slip',
  'jump',
  'completion',
  'under-pace',
  'last-week',
])
const OF_RATES: ReadonlySet<string> = new Set(['nil-rate'])

/**
 * Runs all checks over one figure.
 * @returns findings, blocks first; none where nothing speaks against it
 */
export function examine(candidate: Candidate, background: Background): Finding[] {
  const others = background.indicator.kind === 'rate' ? OF_COUNTS : OF_RATES
  const found = (checks: Checks, grade: Finding['grade']): Finding[] =>
    Object.entries(checks).flatMap(([check, finds]) => {
      const message = others.has(check) ? undefined : finds(candidate, background)
      return message === undefined ? [] : [{ check, grade, message }]
    })
  return [...found(BLOCKS, 'block'), ...(candidate.nil ? [] : found(WARNINGS, 'warn'))]
}

/** The names of all checks with their grades: for documentation and its test. */
export const CHECK_NAMES: readonly Pick<Finding, 'check' | 'grade'>[] = [
  ...Object.keys(BLOCKS).map((check) => ({ check, grade: 'block' as const })),
  ...Object.keys(WARNINGS).map((check) => ({ check, grade: 'warn' as const })),
]

/** Checks that find a figure too much to be believed: its light says so. */
export const IN_QUESTION: ReadonlySet<string> = new Set(['too-large', 'unit-slip', 'jump', 'completion'])

/** What a confirmed warning is called before the reviewer. */
export const CHECK_WORDS: Readonly<Record<string, string>> = {
  'too-large': '数值过大',
  'unit-slip': '疑似单位错误',
  jump: '增幅异常',
  completion: '完成率偏高',
  'under-pace': '明显慢于序时',
  standstill: '三期相同',
  'last-week': '年末突击',
  'city-sum': '与市本级数不符',
}
