/**
 * Who must be told what, worked out from the office's rules as issue and schedule word them. Shares no code with the
 * planner: an own calendar, own dates, own ladder.
 */
import { MONTHS, QUARTERS, type World } from './world.ts'

const HOLIDAYS = [
  ['2017-04-02', '2017-04-04'],
  ['2017-05-01', '2017-05-01'],
  ['2017-05-28', '2017-05-30'],
  ['2017-10-01', '2017-10-08'],
  ['2018-01-01', '2018-01-01'],
]
const SHIFTED = ['2017-04-01', '2017-05-27', '2017-09-30']

const DAY = 86_400_000
const ms = (day: string, clock = '00:00'): number => Date.parse(`${day}T${clock}:00+08:00`)
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const clockOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)
const plus = (day: string, days: number): string => dayOf(ms(day) + days * DAY)

function isWorked(day: string): boolean {
  if (SHIFTED.includes(day)) return true
  if (HOLIDAYS.some(([from = '', to = '']) => from <= day && day <= to)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

/** n-th working day after (before) a day */
function worked(day: string, n: number): string {
  let at = day
  for (let left = Math.abs(n); left > 0; ) {
    at = plus(at, Math.sign(n))
    if (isWorked(at)) left -= 1
  }
  return at
}

export const mayspeak = (at: number): boolean => {
  const clock = clockOf(at)
  return isWorked(dayOf(at)) && clock >= '08:30' && clock < '18:00'
}

type Audience = 'contact' | 'stand-in' | 'coordinators'

/** T−3 workdays, T−1, due day 09:00 and 15:00, overdue +1, +3 workdays; summaries on the due day and the day after. */
const STAGES: readonly (readonly [string, number, string, readonly Audience[]])[] = [
  ['T-3', -3, '09:00', ['contact']],
  ['T-1', -1, '09:00', ['contact']],
  ['due-0900', 0, '09:00', ['contact']],
  ['due-1500', 0, '15:00', ['contact', 'stand-in']],
  ['digest-due', 0, '16:30', ['coordinators']],
  ['overdue+1', 1, '09:00', ['contact', 'stand-in']],
  ['digest+1', 1, '09:30', ['coordinators']],
  ['overdue+3', 3, '09:00', ['contact', 'stand-in']],
  ['digest-overdue+3', 3, '09:30', ['coordinators']],
]

interface Laid {
  at: number
  rule: string
  period: string
  due: string
  stage: string
  audience: readonly Audience[]
}

function dueOf(period: string): string {
  const isQuarter = period.includes('Q')
  const month = isQuarter ? Number(period.slice(6)) * 3 : Number(period.slice(5))
  const named = `${month === 12 ? '2018-01' : `2017-${String(month + 1).padStart(2, '0')}`}-${isQuarter ? '10' : '05'}`
  return isWorked(named) ? named : worked(named, 1)
}

/** Every stage of the year with its instant. */
export function laidDown(): Laid[] {
  const all: Laid[] = []
  for (const period of [...MONTHS, ...QUARTERS]) {
    const due = dueOf(period)
    for (const [stage, n, clock, audience] of STAGES) {
      const day = n === 0 ? due : worked(due, n)
      all.push({
        at: ms(day, clock),
        rule: period.includes('Q') ? 'quarterly' : 'monthly',
        period,
        due,
        stage,
        audience,
      })
    }
  }
  let week = 17
  let year = 2017
  for (let monday = '2017-04-24'; monday <= '2018-01-15'; monday = plus(monday, 7)) {
    const day = isWorked(monday) ? monday : worked(monday, -1)
    const period = `${year}-W${String(week).padStart(2, '0')}`
    all.push({
      at: ms(day, '08:50'),
      rule: 'weekly',
      period,
      due: monday,
      stage: 'digest-week',
      audience: ['coordinators'],
    })
    week += 1
    if (week === 53) [week, year] = [1, 2018]
  }
  return all.sort((a, b) => a.at - b.at)
}

/** `2017-07-05 monthly/2017-06/due-0900 330522 c330522 due 2017-07-05` for each that is to be planned, in order. */
export function expected(world: World, ticks: readonly number[]): string[] {
  const stages = laidDown()
  const awake = ticks.filter(mayspeak).sort((a, b) => a - b)
  const away = (person: string, day: string) =>
    world.leaves.find((leave) => leave.person === person && leave.from <= day && day <= leave.to)
  const settledAt = new Map<string, number>()
  for (const report of world.reports) {
    for (const indicator of report.indicators) {
      const figure = `${report.region} ${report.period} ${indicator}`
      settledAt.set(figure, Math.min(settledAt.get(figure) ?? Number.POSITIVE_INFINITY, report.at))
    }
  }
  const isMissing = (region: string, { rule, period }: Laid, now: number): boolean =>
    world
      .owed(region, rule === 'monthly' ? 'month' : 'quarter')
      .some((indicator) => (settledAt.get(`${region} ${period} ${indicator}`) ?? Number.POSITIVE_INFINITY) > now)

  const acting = (role: string, region: string, day: string): string[] =>
    world.seats
      .filter((seat) => seat.role === role && seat.region === region)
      .flatMap((seat) => {
        const leave = away(seat.person, day)
        if (!leave) return [seat.person]
        const other = leave.standIn ?? seat.standIn
        return other && !away(other, day) ? [other] : []
      })

  const hearers = (county: string, audience: readonly Audience[], day: string): string[] => {
    const heard = new Set(audience.includes('contact') ? acting('contact', county, day) : [])
    if (audience.includes('stand-in')) {
      for (const seat of world.seats)
        if (seat.role === 'contact' && seat.region === county && seat.standIn && !away(seat.standIn, day))
          heard.add(seat.standIn)
    }
    if (heard.size > 0) return [...heard]
    const city = acting('city-coordinator', `${county.slice(0, 4)}00`, day)
    return [...new Set(city.length > 0 ? city : acting('provincial-coordinator', '330000', day))]
  }

  const places = [...new Set(world.seats.filter(({ role }) => role !== 'contact').map(({ region }) => region))]
  const inside = (county: string, place: string): boolean =>
    place === '330000' || county.slice(0, 4) === place.slice(0, 4)

  const lines: string[] = []
  let next = 0
  const goes = new Set<Laid>()
  const begin = ticks.length ? Math.min(...ticks) : 0
  for (const now of awake) {
    const due: Laid[] = []
    for (; next < stages.length && (stages[next]?.at ?? 0) <= now; next++) {
      const stage = stages[next]
      if (stage && stage.at >= begin && !goes.has(stage)) due.push(stage)
    }
    const day = dayOf(now)
    // Of several missed at once, each person hears the latest only.
    const latest = new Map<string, string>()
    for (const stage of due) {
      if (stage.audience.includes('coordinators')) {
        for (const place of places) {
          const counties = world.counties.filter((county) => inside(county, place))
          if (stage.stage === 'digest-overdue+3' && !counties.some((county) => isMissing(county, stage, now))) continue
          const hearing = [...acting('city-coordinator', place, day), ...acting('provincial-coordinator', place, day)]
          for (const person of new Set(hearing)) {
            const about = `digest ${person} ${place} ${stage.rule} ${stage.rule === 'weekly' ? '' : stage.period}`
            latest.set(about, `${day} ${stage.rule}/${stage.period}/${stage.stage} ${place} ${person} due ${stage.due}`)
          }
        }
        continue
      }
      for (const county of world.counties) {
        if (!isMissing(county, stage, now)) continue
        for (const person of hearers(county, stage.audience, day)) {
          const about = `${person} ${county} ${stage.rule} ${stage.period}`
          latest.set(about, `${day} ${stage.rule}/${stage.period}/${stage.stage} ${county} ${person} due ${stage.due}`)
        }
      }
    }
    lines.push(...latest.values())
  }
  return lines.sort()
}
