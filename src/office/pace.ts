/** How far along a figure is: completion rate, time-proportional progress (序时进度), and the light they give. */
import { type Amount, absolute, add, amount, compare, divide, isZero, multiply, subtract, ZERO } from './amount.ts'
import { type Day, daysBetween, yearOf } from './day.ts'
import type { Indicator, PaceProfile } from './plan.ts'

const ONE = amount(1)
const DAYS = amount(365)

/** 完成率: cumulative ÷ goal, as a ratio (0.456), uncapped. @returns undefined without a goal, or where it is zero */
export function completionOf(cumulative: Amount, goal: Amount | undefined): Amount | undefined {
  return goal === undefined || isZero(goal) ? undefined : divide(cumulative, goal)
}

/**
 * The share of the year's goal that is expected by a day, as a ratio: by days of 365, or by the dates that a
 * batch or lump profile names.
 * @returns undefined for rates and directions, which have no pace; zero where nothing is due yet
 */
export function shareBy(profile: PaceProfile, on: Day): Amount | undefined {
  switch (profile.kind) {
    case 'none':
      return undefined
    case 'linear': {
      const days = amount(daysBetween(`${yearOf(on)}-01-01` as Day, on) + 1)
      return compare(days, DAYS) > 0 ? ONE : divide(days, DAYS)
    }
    case 'steps':
      return profile.steps.findLast((step) => step.on <= on)?.share ?? ZERO
  }
}

/** 完成率 ÷ 序时进度. @returns undefined where nothing is due yet, or nothing ever */
function paceRatio(completion: Amount | undefined, share: Amount | undefined): Amount | undefined {
  return completion === undefined || share === undefined || isZero(share) ? undefined : divide(completion, share)
}

/** How far a rate is beyond its goal, in points; negative falls short. A falling indicator is beyond it below it. */
function beyondGoal(indicator: Pick<Indicator, 'better'>, value: Amount, goal: Amount): Amount {
  return indicator.better === 'higher' ? subtract(value, goal) : subtract(goal, value)
}

/**
 * The light of a figure: at pace, a little behind, behind; grey without a goal or before anything is due; purple
 * while in question.
 */
export type Light = 'green' | 'yellow' | 'red' | 'grey' | 'purple'

/** A light with its sign and meaning in Chinese. */
export const LIGHT_NAMES: Readonly<Record<Light, string>> = {
  green: '🟢 达到序时',
  yellow: '🟡 略慢于序时',
  red: '🔴 落后于序时',
  grey: '⚪ 无任务或未到考核时点',
  purple: '🟣 数据存疑',
}

/** From which pace ratio on a light is green, and from which it is yellow. */
export interface Thresholds {
  readonly green: Amount
  readonly yellow: Amount
}

const THRESHOLDS: Thresholds = { green: amount(1), yellow: amount('0.9') }

/** What a figure amounts to; ratios, not per cent. */
export interface Progress {
  readonly completion?: Amount | undefined
  readonly share?: Amount | undefined
  readonly pace?: Amount | undefined
  /** for rates: points beyond the goal */
  readonly beyond?: Amount | undefined
  readonly light: Light
}

/**
 * Completion, pace and light of a figure at its as-of date.
 *
 * Green from the pace ratio 1.00 on, yellow from 0.90, red below; grey without a goal or before anything is due;
 * purple while the figure is in question. A rate has no pace: green at its goal, yellow within a tenth of it.
 *
 * @param goal in the base unit; undefined is 无任务
 */
export function progressOf(
  indicator: Pick<Indicator, 'kind' | 'better' | 'pace'>,
  cumulative: Amount,
  goal: Amount | undefined,
  asOf: Day,
  options: { readonly questioned?: boolean; readonly thresholds?: Thresholds } = {},
): Progress {
  const thresholds = options.thresholds ?? THRESHOLDS
  const progress =
    indicator.kind === 'rate'
      ? rateProgress(indicator, cumulative, goal, thresholds)
      : paceProgress(indicator, cumulative, goal, asOf, thresholds)
  return options.questioned ? { ...progress, light: 'purple' } : progress
}

function paceProgress(
  indicator: Pick<Indicator, 'pace'>,
  cumulative: Amount,
  goal: Amount | undefined,
  asOf: Day,
  thresholds: Thresholds,
): Progress {
  const completion = completionOf(cumulative, goal)
  const share = shareBy(indicator.pace, asOf)
  const pace = paceRatio(completion, share)
  return { completion, share, pace, light: pace === undefined ? 'grey' : lightAt(pace, thresholds) }
}

function rateProgress(
  indicator: Pick<Indicator, 'better'>,
  value: Amount,
  goal: Amount | undefined,
  thresholds: Thresholds,
): Progress {
  if (goal === undefined) return { light: 'grey' }
  const beyond = beyondGoal(indicator, value, goal)
  const size = isZero(goal) ? ONE : absolute(goal)
  return { beyond, light: lightAt(add(ONE, divide(beyond, size)), thresholds) }
}

function lightAt(ratio: Amount, { green, yellow }: Thresholds): Light {
  if (compare(ratio, green) >= 0) return 'green'
  return compare(ratio, yellow) >= 0 ? 'yellow' : 'red'
}

/** Points (percentage points) by which completion is ahead of pace; negative is behind. */
export function pointsAhead(completion: Amount, share: Amount): Amount {
  return multiply(subtract(completion, share), amount(100))
}
