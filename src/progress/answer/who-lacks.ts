/** Who has not reported: every period that is still open, the oldest first, by city, unfolded on demand. */
import { closedOf, settledFor } from '../../ledger/index.ts'
import { type Block, type Button, buttons, type Card, card, lead, note, partsOf } from '../../message/card.ts'
import { daysBetween } from '../../office/day.ts'
import { placeName, shortPeriod } from '../../office/format.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { RegionKey } from '../../office/region.ts'
import { type Attendance, attendance } from '../rules/attendance.ts'
import { deadlinesIn } from '../rules/deadlines.ts'
import * as text from '../text.ts'
import type { QueryContext } from './query-context.ts'

/** A period with the counties that lack reports for it, of those that owe some. */
export interface OpenPeriod {
  readonly period: Period
  readonly owing: number
  readonly lacking: readonly Attendance[]
}

/**
 * Which counties lack reports for the periods that are due, with the buttons that remind them.
 * @param whole the province or city whose counties are meant
 */
export async function showLacking(context: QueryContext, whole: RegionKey): Promise<Card> {
  const { plan, regions } = context.office
  const open = await openPeriods(context, whole)
  const lacking = open.filter((one) => one.lacking.length > 0)
  const place = placeName(regions, whole)
  if (lacking.length === 0)
    return text.allIn(
      place,
      open.map(({ period }) => shortPeriod(period, plan)),
    )
  const counties = new Set(lacking.flatMap((one) => one.lacking.map(({ region }) => region.key)))
  const deadlines = await deadlinesIn(context.store, context.office)
  const closed = await closedOf(
    context.store,
    regions.province.key,
    lacking.map(({ period }) => period),
  )
  return card(
    'warn',
    text.lackingTitle(place, counties.size),
    lacking
      .flatMap((one): Block[] => {
        const [first] = one.lacking
        const due = first && deadlines(one.period, first.region.key)
        const left = due && daysBetween(context.today, due.lastDay)
        const lines = byCity(context, one.lacking)
        const items = one.lacking.reduce((sum, { missing }) => sum + missing.length, 0)
        const head = text.lackingLine({
          period: shortPeriod(one.period, plan),
          due: due?.due,
          left,
          missing: one.lacking.length,
          owing: one.owing,
          items,
        })
        return partsOf(
          lead(head),
          text.namedByCity(lines),
          closed.has(one.period)
            ? note(text.lockedNote([shortPeriod(one.period, plan)]))
            : left !== undefined && context.seesInside(whole) && nudgeButton(one, context),
        )
      })
      .concat(note(text.COUNTS_AS_REPORTED)),
  )
}

/**
 * The periods that are over and owed by counties of `whole`, the oldest first; also those for which all have
 * reported.
 */
export async function openPeriods(context: QueryContext, whole: RegionKey): Promise<OpenPeriod[]> {
  const oldestFirst = context.periodsOwed().toSorted((a, b) => endOf(a).localeCompare(endOf(b)))
  return Promise.all(
    oldestFirst.map(async (period) => {
      const all = attendance(context.office, whole, period, await settledFor(context.store, period))
      return { period, owing: all.length, lacking: all.filter(({ missing }) => missing.length > 0) }
    }),
  )
}

/** In the order of the regions; who lacks only some says how many. */
function byCity({ office: { regions } }: QueryContext, lacking: readonly Attendance[]): text.CityLine[] {
  const groups = new Map<string, string[]>()
  for (const { region, owed, missing } of lacking) {
    const city = region.parent ? regions.get(region.parent).name : region.name
    const name = missing.length === owed.length ? region.short : `${region.short}（缺${missing.length}项）`
    groups.set(city, [...(groups.get(city) ?? []), name])
  }
  return [...groups].map(([city, names]) => ({ city, names }))
}

/** Straight to the reminder of these, for whoever may remind them. */
function nudgeButton({ period, lacking }: OpenPeriod, { office: { plan } }: QueryContext): Block {
  const button: Button = {
    label: text.nudgeLabel(shortPeriod(period, plan), lacking.length),
    command: '催报',
    values: { regions: lacking.map(({ region }) => region.key).join(','), period },
  }
  return buttons([button])
}
