/**
 * A year of 89 counties made up from a seed: people, stand-ins, leave, reports on their way. Plain data for the
 * tests here; what should follow from it is worked out in oracle.ts, without any code of the planner.
 */
import { loadOffice } from '../../src/office/load/index.ts'
import { type Statement, type Store, sql } from '../../src/store/index.ts'
import { files } from '../data.ts'

export const office = loadOffice(files, 2017)

/** mulberry32 */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

interface WorldSeat {
  person: string
  role: 'contact' | 'city-coordinator' | 'provincial-coordinator'
  region: string
  standIn?: string
}
interface WorldLeave {
  person: string
  from: string
  to: string
  standIn?: string
}
export interface WorldReport {
  /** ms */
  at: number
  region: string
  period: string
  indicators: string[]
}
export interface World {
  counties: string[]
  seats: WorldSeat[]
  leaves: WorldLeave[]
  reports: WorldReport[]
  /** indicator ids owed by a county for a period of this kind */
  owed: (county: string, every: 'month' | 'quarter') => string[]
}

export const MONTHS = ['04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `2017-${month}`)
export const QUARTERS = ['2017-Q2', '2017-Q3', '2017-Q4']

const DAY = 86_400_000
const dayText = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)

export function world(seed: number): World {
  const chance = seeded(seed)
  const plan = office.plan
  // Those of 2017: later ones are in the data too.
  const counties = office.regions.all
    .filter(({ level, validFrom }) => level === 'county' && (validFrom === undefined || validFrom < '2017-12-31'))
    .map(({ key }) => key as string)
  const owed = (county: string, every: 'month' | 'quarter'): string[] => {
    const goals = new Map([...plan.allocation.goals].map(([region, byIndicator]) => [region as string, byIndicator]))
    return plan.indicators
      .filter((one) => one.every === every && (one.target.op === 'rising' || goals.get(county)?.has(one.id)))
      .map(({ id }) => id as string)
  }
  const seats: WorldSeat[] = []
  counties.forEach((region, i) => {
    // One county in thirty has nobody; some stand-ins take over for two counties.
    if (i % 30 === 7) return
    const standIn = chance() < 0.6 ? `s${Math.floor(i / 2)}` : undefined
    seats.push({ person: `c${region}`, role: 'contact', region, ...(standIn && { standIn }) })
  })
  const cities = [...new Set(counties.map((county) => `${county.slice(0, 4)}00`))]
  cities.forEach((region, i) => {
    seats.push({
      person: `k${region}`,
      role: 'city-coordinator',
      region,
      ...(i % 3 === 0 && { standIn: `t${region}` }),
    })
  })
  seats.push({ person: 'p1', role: 'provincial-coordinator', region: '330000' })
  seats.push({ person: 'p2', role: 'provincial-coordinator', region: '330000' })

  const begin = Date.parse('2017-04-18T00:00:00+08:00')
  const leaves: WorldLeave[] = []
  for (const { person, standIn } of seats) {
    for (let n = Math.floor(chance() * 4); n > 0; n--) {
      const from = begin + Math.floor(chance() * 285) * DAY
      const to = from + Math.floor(chance() * 9) * DAY
      const named = chance() < 0.3 ? `s${Math.floor(chance() * 44)}` : undefined
      if (leaves.some((one) => one.person === person)) continue
      leaves.push({
        person,
        from: dayText(from),
        to: dayText(to),
        ...(named && named !== standIn && { standIn: named }),
      })
    }
  }
  for (let n = 0; n < 12; n++) {
    const from = begin + Math.floor(chance() * 285) * DAY
    const person = `s${Math.floor(chance() * 44)}`
    if (!leaves.some((one) => one.person === person))
      leaves.push({ person, from: dayText(from), to: dayText(from + 3 * DAY) })
  }

  const reports: WorldReport[] = []
  for (const period of [...MONTHS, ...QUARTERS]) {
    const every = period.includes('Q') ? 'quarter' : 'month'
    const after = every === 'quarter' ? Number(period.slice(6)) * 3 : Number(period.slice(5))
    const firstDay = Date.parse(
      after === 12 ? '2018-01-01T00:00:00+08:00' : `2017-${String(after + 1).padStart(2, '0')}-01T00:00:00+08:00`,
    )
    for (const region of counties) {
      const all = owed(region, every)
      if (chance() < 0.07) continue
      const parts = chance() < 0.25 ? [all.slice(0, 2), all.slice(2)] : [all]
      for (const indicators of parts) {
        const day = firstDay + Math.floor(chance() * (every === 'quarter' ? 17 : 12)) * DAY
        const hour = 8 + Math.floor(chance() * 12)
        // Never within the ten minutes over which a stage is spread: what then holds is a race by intention.
        const minute = chance() < 0.5 ? 12 + Math.floor(chance() * 16) : 42 + Math.floor(chance() * 6)
        reports.push({ at: day + (hour * 60 + minute) * 60_000, region, period, indicators })
      }
    }
  }
  return { counties, seats, leaves, reports: reports.sort((a, b) => a.at - b.at), owed }
}

/** The world's people as rows. */
export function peopleRows({ seats, leaves }: World): Statement[] {
  const people = new Set([
    ...seats.flatMap(({ person, standIn }) => [person, ...(standIn ? [standIn] : [])]),
    ...leaves.flatMap(({ person, standIn }) => [person, ...(standIn ? [standIn] : [])]),
  ])
  return [
    ...[...people].flatMap((id) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', id, `姓名${id}`),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${id}`, id),
    ]),
    ...seats.map(({ person, role, region, standIn }) =>
      sql(
        'INSERT INTO post (person, role, region, stand_in) VALUES (?, ?, ?, ?)',
        person,
        role,
        region,
        standIn ?? null,
      ),
    ),
    ...leaves.map(({ person, from, to, standIn }) =>
      sql(
        'INSERT INTO leave (person, from_day, to_day, stand_in) VALUES (?, ?, ?, ?)',
        person,
        from,
        to,
        standIn ?? null,
      ),
    ),
  ]
}

const ENDS: Readonly<Record<string, string>> = {
  '2017-Q2': '2017-06-30',
  '2017-Q3': '2017-09-30',
  '2017-Q4': '2017-12-31',
}

/** What the ledger would hold after a report: the figures stand. */
export const arrive = (store: Store, { region, period, indicators, at }: WorldReport): Promise<number[]> =>
  store.commit(
    indicators.map((indicator) =>
      sql(
        `INSERT OR REPLACE INTO cell (region, indicator, period, ends, revision, state, figure, nil, cumulative, as_of, person, proxy, at)
         VALUES (?, ?, ?, ?, 1, 'submitted', ?, 0, '1', ?, 'x', 0, ?)`,
        region,
        indicator,
        period,
        ENDS[period] ?? `${period}-28`,
        `f-${region}-${indicator}-${period}`,
        ENDS[period] ?? `${period}-28`,
        at,
      ),
    ),
  )
