/** What is said in the demo behind its start: reports of each period, some of them late, their reviews, a return a month. */
import type { Calendar } from '../../src/office/calendar.ts'
import { at, type Day, dayOf, type Instant, instant, MINUTE_MS, monthOf } from '../../src/office/day.ts'
import { deadlineOf } from '../../src/office/deadline.ts'
import type { Demo, Office } from '../../src/office/load/index.ts'
import { owedBy, ruleFor } from '../../src/office/owed.ts'
import { endOf, kindOf, type Period } from '../../src/office/period.ts'
import type { Region, RegionKey } from '../../src/office/region.ts'
import { Chance } from '../../test/channels/feishu/sim/chance.ts'
import { Figures, written } from './figures.ts'

export interface Line {
  readonly at: Instant
  readonly region: RegionKey
  readonly text: string
}

const JUNE = '2017-06' as Period
const PERIODS: readonly Period[] = [
  ...[JUNE, '2017-Q2', '2017-07', '2017-08', '2017-09', '2017-Q3', '2017-10', '2017-11'],
].map((period) => period as Period)
/** A county that sends nothing, and from when on it does again. */
const SILENT: Readonly<Record<string, Day>> = { '330922': '2017-09-01' as Day }

const SEED = 2017
const LATE = 0.1
/** Workdays behind the deadline: cities look, one of them a day later; what was returned comes anew; all is received. */
const REVIEW = 2
const AGAIN = 3
const RECEIVED = 4

/** @param byHand the demo up to its start and a few days behind it, which these lines go on from */
export function theRest(office: Office, byHand: Demo): readonly Line[] {
  const chance = new Chance(SEED)
  const figures = new Figures(office.plan, byHand.reports, chance)
  const sittings = { office, byHand, chance, figures, hours: new Hours(office.calendar, byHand, chance) }
  return PERIODS.flatMap((period) => saidOf(period, sittings)).sort((a, b) => a.at - b.at)
}

interface Sittings {
  readonly office: Office
  readonly byHand: Demo
  readonly chance: Chance
  readonly figures: Figures
  readonly hours: Hours
}

function saidOf(period: Period, sittings: Sittings): Line[] {
  const { office, chance, hours } = sittings
  const rule = ruleFor(office.plan, period)
  if (!rule) throw new Error(`nothing is owed for ${period}`)
  const { due } = deadlineOf(rule, period, office.calendar)
  const slow = chance.pick(citiesOf(office))?.key
  const reviewed = (city: RegionKey): number => (city === slow ? REVIEW + 1 : REVIEW)
  const counties = reporting(period, sittings)
  const wrong = kindOf(period) === 'month' && period !== JUNE ? chance.pick(counties) : undefined
  const name = nameOf(period)
  return [
    ...counties.flatMap((county) => reportOf(county, period, due, county === wrong, sittings)),
    ...(wrong ? returned(wrong, period, due, reviewed(wrong.parent ?? wrong.key), sittings) : []),
    ...citiesOf(office).flatMap(({ key: region }) => [
      { at: hours.behind(due, reviewed(region), 11), region, text: `/通过 ${name} 确认` },
      // once more, at what came after
      { at: hours.behind(due, RECEIVED, 10), region, text: `/通过 ${name} 确认` },
    ]),
    { at: hours.behind(due, RECEIVED, 15), region: office.regions.province.key, text: `/接收 ${name} 确认` },
  ]
}

const citiesOf = ({ regions }: Office): Region[] => regions.all.filter(({ level }) => level === 'city')

/** Counties that say something for a period and have not yet. */
const reporting = (period: Period, { office, byHand }: Sittings): Region[] =>
  office.regions.all.filter(
    ({ key, level }) =>
      level === 'county' &&
      byHand.people.some(({ posts }) => posts.some(({ region }) => region === key)) &&
      (SILENT[key] ?? '') <= endOf(period) &&
      !(period === JUNE && byHand.reports.some(({ region, text }) => region === key && /6月/.test(text))),
  )

function reportOf(
  county: Region,
  period: Period,
  due: Day,
  isWrong: boolean,
  { office, chance, figures, hours }: Sittings,
): Line[] {
  const { key: region } = county
  const owed = owedBy(office.plan, region, period)
  const items = figures.of(region, period)
  // One too many, where it will be returned.
  const [first] = owed
  if (isWrong && first) items.splice(0, 1, written(first.id, figures.last(region, first) + 1))
  const until = `截至${monthOf(endOf(period))}月底`
  const text = chance.hits(0.5) ? `${until}：${items.join('；')}` : `${items.join('，')}，${until}`
  const late = chance.hits(LATE) ? 1 + chance.below(2) : -chance.below(3)
  const at = hours.present(region, due, period === JUNE ? AGAIN : isWrong ? Math.min(late, 0) : late)
  const rest = { at: instant(at + 3 * MINUTE_MS), region, text: `/零报告 ${nameOf(period)}` }
  return [{ at, region, text: `/上报 ${text}` }, ...(items.length < owed.length ? [rest] : [])]
}

/** A city returns a figure, its county sends the right one a day later. */
function returned(
  county: Region,
  period: Period,
  due: Day,
  days: number,
  { office, figures, hours }: Sittings,
): Line[] {
  const [first] = owedBy(office.plan, county.key, period)
  if (!first || !county.parent) return []
  const reason = '与验收名单不一致，请核对'
  const text = `/上报 ${written(first.id, figures.last(county.key, first))}，截至${monthOf(endOf(period))}月底`
  return [
    { at: hours.behind(due, days, 9), region: county.parent, text: `/退回 ${county.name} ${first.short} ${reason}` },
    { at: hours.behind(due, Math.max(days, AGAIN), 14), region: county.key, text },
  ]
}

function nameOf(period: Period): string {
  const month = monthOf(endOf(period))
  return kindOf(period) === 'month' ? `${month}月` : `${'一二三四'[month / 3 - 1]}季度`
}

/** When somebody of an office is at their desk. */
class Hours {
  private readonly calendar: Calendar
  private readonly demo: Demo
  private readonly chance: Chance

  constructor(calendar: Calendar, demo: Demo, chance: Chance) {
    this.calendar = calendar
    this.demo = demo
    this.chance = chance
  }

  /** Within an hour of a workday counted from the deadline. */
  behind(due: Day, workdays: number, hour: number, hours = 1): Instant {
    const minutes = hour * 60 + this.chance.below(hours * 60)
    return instant(at(this.calendar.addWorkdays(due, workdays)) + minutes * MINUTE_MS)
  }

  /** So many workdays from the deadline, or when a county's contact is back. */
  present(county: RegionKey, due: Day, workdays: number): Instant {
    const then = this.behind(due, workdays, 9, 8)
    return this.isAway(county, dayOf(then)) ? this.present(county, due, workdays + 1) : then
  }

  private isAway(county: RegionKey, day: Day): boolean {
    const { leave, people } = this.demo
    const isTheirs = (id: string): boolean =>
      people.some((one) => one.id === id && one.posts.some(({ region }) => region === county))
    return leave.some(({ person, from, to }) => from <= day && day <= to && isTheirs(person))
  }
}
