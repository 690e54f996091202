/** Any office as a play: who speaks, what they report and when, all taken from its own regions, plan and schedule. */

import { shippedOffice } from '../../src/composition/live-office.ts'
import { toNumber, ZERO } from '../../src/office/amount.ts'
import type { Calendar } from '../../src/office/calendar.ts'
import { addDays, type Day } from '../../src/office/day.ts'
import { deadlineOf } from '../../src/office/deadline.ts'
import { exampleIndicator } from '../../src/office/example.ts'
import { type Files, loadOffice } from '../../src/office/load/index.ts'
import { owedBy, ruleFor } from '../../src/office/owed.ts'
import { nextPeriod, type Period, spanOf } from '../../src/office/period.ts'
import { goalOf, type Indicator, type Plan } from '../../src/office/plan.ts'
import type { Region, Regions } from '../../src/office/region.ts'
import type { Store } from '../../src/store/index.ts'
import { officeOf } from '../office.ts'

export interface Play {
  readonly plan: Plan
  /** a month that its counties owe, over when the play begins */
  readonly period: Period
  /** the last day to report it */
  readonly due: Day
  /** counted, with a task in both counties */
  readonly indicator: Indicator
  /** a third of the reporter's task: neither much nor little for the time of year */
  readonly figure: number
  /** who reports, and who does not, of one city, or of the city that is the whole */
  readonly reporter: Region
  readonly silent: Region
  readonly city: Region
  readonly province: Region
  /** people go by the names of their regions; an official asks */
  readonly open: (store: Store) => ReturnType<typeof officeOf>
}

export const OFFICIAL = '官员'

/** @throws Error where the office has no two counties that owe one counted indicator for a month */
export function playOf(files: Files): Play {
  const office = loadOffice(files)
  const shipped = shippedOffice(office, files)
  const { plan, regions, calendar } = office
  const period = secondMonth(plan)
  const rule = ruleFor(plan, period)
  if (!rule) throw new Error('no rule')
  const { due } = deadlineOf(rule, period, calendar)
  const { indicator, city, counties } = pair(plan, regions, period)
  const [reporter, silent] = counties
  return {
    plan,
    period,
    due,
    indicator,
    figure: Math.max(1, Math.round(toNumber(goalOf(plan, reporter.key, indicator.id) ?? ZERO) / 3)),
    reporter,
    silent,
    city,
    province: regions.province,
    open: (store) =>
      officeOf(
        {
          shipped,
          files,
          cast: {
            [reporter.name]: ['contact', reporter.name],
            [silent.name]: ['contact', silent.name],
            [city.name]: ['city-coordinator', city.name],
            [regions.province.name]: ['provincial-coordinator', regions.province.name],
            [OFFICIAL]: ['official', regions.province.name],
          },
        },
        store,
        `${firstWorkday(period, calendar)} 09:00`,
      ),
  }
}

const secondMonth = (plan: Plan): Period => {
  const monthly = plan.rules.find(({ period, indicators }) => period === 'month' && indicators.length > 0)
  if (!monthly) throw new Error('nothing is owed by the month')
  return nextPeriod(monthly.from)
}

function firstWorkday(period: Period, calendar: Calendar): Day {
  let day = addDays(spanOf(period).to, 1)
  while (!calendar.isWorkday(day)) day = addDays(day, 1)
  return day
}

function pair(plan: Plan, regions: Regions, period: Period) {
  const today = spanOf(period).to
  for (const city of [...regions.cities(today), regions.province]) {
    const counties = regions.counties(today, city.key)
    const owed = counties.map((one) => ({
      one,
      ids: owedBy(plan, one.key, period).filter(({ kind }) => kind === 'count'),
    }))
    const [first, second] = owed.filter(({ ids }) => ids.length > 0)
    const shared = first?.ids.filter((one) => second?.ids.includes(one)) ?? []
    const indicator = exampleIndicator(shared)
    if (first && second && indicator) return { indicator, city, counties: [first.one, second.one] as const }
  }
  throw new Error('no two counties of a city owe one counted indicator')
}
