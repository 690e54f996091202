/**
 * Reminding at size: 10 000 counties with a contact each, 100 rules.
 *
 * A tick with nothing due has to cost under 5 ms, planning a due day under 1 s; the floor beside them is one point
 * query on the same database.
 */

import { type PlanParts, plan as tick } from '../../src/assistant/plan.ts'
import { readData } from '../../src/composition/data.node.ts'
import { Calendar } from '../../src/office/calendar.ts'
import { type Instant, instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import type { Period } from '../../src/office/period.ts'
import type { Plan } from '../../src/office/plan.ts'
import { type Region, type RegionKey, Regions } from '../../src/office/region.ts'
import type { Rule } from '../../src/office/schedule.ts'
import { remindJob } from '../../src/remind/index.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

const PEOPLE = 10_000
const RULES = 100

const key = (text: string): RegionKey => text as RegionKey
const at = (text: string): Instant => parseInstant(text) ?? instant(0)

/** 100 cities of 100 counties. */
function regionsOf(): Regions {
  const one = (code: string, level: Region['level'], parent?: string): Region => ({
    key: key(code),
    level,
    name: `${code}县`,
    short: code,
    codes: [{ code }],
    ...(parent && { parent: key(parent) }),
  })
  const cities = Array.from({ length: 100 }, (_, i) => `C${String(i).padStart(2, '0')}`)
  return new Regions([
    one('P', 'province'),
    ...cities.map((city) => one(city, 'city', 'P')),
    ...cities.flatMap((city) =>
      Array.from({ length: PEOPLE / 100 }, (_, i) => one(`${city}${String(i).padStart(2, '0')}`, 'county', city)),
    ),
  ])
}

/** One monthly rule that owes everything, and 99 weekly ones whose stages lie all over the week. */
function planOf(plan: Plan, regions: Regions): Plan {
  const monthly = plan.rules.find(({ id }) => id === 'monthly')
  const [goals] = [...plan.allocation.goals]
    .filter(([region]) => region === '330522')
    .map(([, byIndicator]) => byIndicator)
  if (!monthly || !goals) throw new Error('the plan of 2017 has a monthly rule and a goal for 330522')
  const others = Array.from(
    { length: RULES - 1 },
    (_, i): Rule => ({
      ...monthly,
      id: `weekly-${i}`,
      period: 'week',
      from: '2017-W17' as Period,
      to: '2017-W52' as Period,
      indicators: [],
      due: { daysAfter: i % 5 },
      stages: monthly.stages.filter(({ id }) => id === 'digest-due'),
    }),
  )
  const counties = regions.all.filter(({ level }) => level === 'county')
  return {
    ...plan,
    rules: [monthly, ...others],
    allocation: { ...plan.allocation, goals: new Map(counties.map((county) => [county.key, goals])) },
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export async function remind(): Promise<void> {
  const regions = regionsOf()
  const plan = planOf(loadOffice(readData(), 2017).plan, regions)
  const store = openSqlite(':memory:')
  const counties = regions.all.filter(({ level }) => level === 'county')
  await store.commit(
    counties.flatMap(({ key: region }) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', `c-${region}`, `联系人${region}`),
      sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', `c-${region}`, 'contact', region),
    ]),
  )
  const faults: unknown[] = []
  const job = remindJob({ plans: [plan], regions, calendar: new Calendar() })
  const parts: PlanParts = {
    store,
    regions,
    jobs: [job],
    log: (entry) => void (entry['event'] === 'job-failed' && faults.push(entry)),
  }

  await tick(at('2017-07-04 17:00'), parts)
  const looking = await timed(() => tick(at('2017-07-04 17:01'), parts))
  const idle: number[] = []
  for (let i = 0; i < 500; i++) idle.push(await timed(() => tick(instant(at('2017-07-04 17:02') + i * 1000), parts)))
  const floor = await timed(async () => {
    for (let i = 0; i < 500; i++) await store.first('SELECT max(sequence) FROM deadline_move')
  })
  const planning = await timed(() => job.run(at('2017-07-05 09:00'), store))
  const whole = await timed(() => tick(at('2017-07-05 09:00'), parts))
  const [sent] = await store.all<{ n: number }>('SELECT count(*) AS n FROM outbox')
  if (faults.length > 0 || sent?.n !== PEOPLE)
    throw new Error(`planned ${sent?.n} of ${PEOPLE}: ${JSON.stringify(faults)}`)

  idle.sort((a, b) => a - b)
  const ms = (value: number | undefined): string => `${(value ?? 0).toFixed(3)} ms`
  console.log(`remind: ${PEOPLE} people, ${RULES} rules (SQLite in memory)`)
  console.log(
    `  tick with nothing due   median ${ms(idle[250])}, p99 ${ms(idle[495])}   (limit 5 ms; a point query ${ms(floor / 500)})`,
  )
  console.log(`  first look after start  ${ms(looking)}`)
  console.log(`  planning a due day      ${ms(planning)}   (limit 1000 ms; ${sent?.n} messages with their cards)`)
  console.log(`  … with the commit       ${ms(whole)}`)
  store.close()
}
