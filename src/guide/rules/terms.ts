/** What the office's rules of reporting depend on, as the rest of the program keeps to it. */

import type { Amount } from '../../office/amount.ts'
import type { LevelNames } from '../../office/levels.ts'
import type { Plan } from '../../office/plan.ts'

/** Where the checks on a figure ask for a reason, and what evidence is taken. */
export interface ReportingLimits {
  /** 1.5: above 150 % of the goal */
  readonly completion: Amount
  /** 0.2: more than 20 points under the pace */
  readonly pointsUnderPace: Amount
  /** the period's increment against the mean of the last three */
  readonly jumpTimes: Amount
  /** days before its end from which a month's figure is taken */
  readonly daysAhead: number
  readonly evidence: {
    readonly afterMs: number
    readonly bytes: number
    readonly files: number
    readonly types: readonly string[]
  }
}

/** The limits of reminding: `coolDownMs` between two by hand, messages a day, longest days undisturbed. */
export interface RemindingLimits {
  readonly coolDownMs: number
  readonly mostADay: number
  readonly quietDays: number
}

/** What the articles are filled in with: plan, limits, and what the office calls its levels. */
export interface Terms {
  readonly plan: Pick<Plan, 'year' | 'rules' | 'indicators'>
  readonly reporting: ReportingLimits
  readonly reminding: RemindingLimits
  /** what the office calls its levels */
  readonly levels: LevelNames
}
