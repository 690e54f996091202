/**
 * A year of figures of all counties as an office has them in its last week: late ones, corrected, returned, doubted,
 * taken back, waiting, asked for after the lock, missing; who reported, and who was reminded.
 */
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { append, type NewEntry, placesOf } from '../../src/ledger/index.ts'
import { amount } from '../../src/office/amount.ts'
import { addDays, at, type Day } from '../../src/office/day.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import { goalOf, hasTask, type Indicator, type IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { type Statement, type Store, sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { office } from './office.ts'
import { drawing } from './texts.ts'

const FOLDER = join(import.meta.dirname, '../../var/built')
const { plan, regions } = office
const province = regions.province.key
const counties = regions.counties(plan.issued)
const MONTHS = Array.from({ length: 11 }, (_, at) => `2017-${String(at + 1).padStart(2, '0')}` as Period)
const QUARTERS = ['2017-Q1', '2017-Q2', '2017-Q3'] as Period[]
/** Reviewed and received, then locked; what came later waits, in part. */
const CLOSED = '2017-09' as Period
const WHOLE = '*' as IndicatorId
const SEED = 20_171_229

/** What one county does for one indicator and period, and what is done with it, in order. */
function actsOf(
  region: RegionKey,
  indicator: Indicator,
  period: Period,
  chance: (share: number) => boolean,
): NewEntry[] {
  if (chance(6)) return []
  const end = endOf(period)
  const goal = Number(goalOf(plan, region, indicator.id) ?? 10)
  const part = (Number(end.slice(5, 7)) / 12) * (chance(20) ? 0.4 : 0.9)
  const figure = goal * part
  let day = addDays(end, chance(15) ? 12 : 3)
  const acts: NewEntry[] = []
  const does = (act: NewEntry['act'], by: string, more: Partial<NewEntry> = {}): void => {
    const id = `${region}.${indicator.id}.${period}.${acts.length}`
    acts.push({
      ...{ region, indicator: indicator.id, period, id, act, by: by as PersonId, proxy: by !== region },
      ...{ message: `year:${region}.${period}`, at: at(day, '10:00'), ...more },
    })
    day = addDays(day, 1)
  }
  const says = (act: NewEntry['act'], value: number, more: Partial<NewEntry> = {}): void => {
    const typed = amount(indicator.integer ? Math.round(value) : Math.round(value * 100) / 100)
    const said = { mode: 'cumulative' as const, typedValue: typed, value: typed, cumulative: typed, asOf: end }
    does(act, region, { said, ...more })
  }
  if (chance(8)) says('nil', 0)
  else says('report', figure, chance(4) ? { warnings: ['jump'], reason: '已核实，是上月漏报' } : {})
  for (let again = 0; again < 3 && chance(12); again++)
    says('correction', figure * (1.01 + again / 100), { reason: '重复统计，已更正' })
  if (chance(3)) {
    does('undo', region)
    return acts
  }
  if (chance(3)) does('note', region, { note: '含园区两家' })
  const city = regions.get(region).parent ?? region
  if (chance(6)) {
    does('return', city, { reason: '佐证材料不全' })
    if (chance(60)) says('report', figure * 0.98, { note: '已补充' })
    else return acts
  }
  const isOld = end <= endOf(CLOSED)
  if (isOld ? chance(97) : chance(50)) {
    does('accept', city)
    if (isOld) does('receive', 'provincial-coordinator')
  }
  return acts
}

async function done(store: Store, acts: readonly NewEntry[]): Promise<void> {
  const places = await placesOf(store, [...new Set(acts.map(({ region }) => region))])
  await store.commit(await append(store, province, places, acts))
}

async function reported(store: Store): Promise<void> {
  const { chance } = drawing(SEED)
  for (const period of [...MONTHS, ...QUARTERS].toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : 1))) {
    const every = period.includes('Q') ? 'quarter' : 'month'
    const owed = counties.flatMap(({ key }) =>
      plan.indicators
        .filter((one) => one.every === every && hasTask(plan, key, one.id))
        .map((indicator) => [key, indicator] as const),
    )
    await done(
      store,
      owed.flatMap(([key, indicator]) => actsOf(key, indicator, period, chance)),
    )
  }
}

/** Locked, then asked for once more by one county in eight, and granted to every other. */
async function locked(store: Store): Promise<void> {
  const day = '2017-11-20' as Day
  const by = 'provincial-coordinator' as PersonId
  const lock = (period: Period): NewEntry => ({
    ...{ region: province, indicator: WHOLE, period, id: `lock.${period}`, act: 'lock', by, proxy: false },
    ...{ message: `lock:${period}`, at: at(day, '09:00') },
  })
  await done(store, MONTHS.filter((one) => one <= CLOSED).map(lock))
  const [first] = plan.indicators
  if (!first) throw new Error('no indicator')
  const asked = counties
    .filter((_, nth) => nth % 8 === 0)
    .flatMap(({ key }, nth): NewEntry[] => {
      const cell = { region: key, indicator: first.id, period: CLOSED, proxy: false, message: `late:${key}` }
      const value = amount(nth + 3)
      const said = {
        mode: 'cumulative' as const,
        typedValue: value,
        value,
        cumulative: value,
        asOf: endOf(cell.period),
      }
      const id = `late.${key}`
      const request: NewEntry = {
        ...cell,
        id,
        act: 'request',
        by: key as string as PersonId,
        at: at(day, '10:00'),
        said,
        reason: '漏报',
      }
      return nth % 2 ? [request] : [request, { ...cell, id: `${id}.grant`, act: 'grant', by, at: at(day, '11:00') }]
    })
  await done(store, asked)
}

/** A contact for each county, whom the ledger names, and two reminders of each for every period that was owed. */
function people(): Statement[] {
  const contacts = counties.map(({ key, name }) => [key, `${name.slice(0, 2)}联络员`])
  const reminders = MONTHS.slice(3).flatMap((period) =>
    counties.flatMap(({ key }) =>
      ['T-1', 'overdue+1'].map((stage, nth) => {
        const day = addDays(endOf(period), 4 + nth * 2)
        return [
          `monthly.${period}.${stage}.${key}`,
          `r.${period}.${stage}.${key}`,
          key,
          'monthly',
          period,
          stage,
          day,
          at(day, '09:00'),
        ]
      }),
    ),
  )
  const column = (nth: number): string => `json_extract(value, '$[${nth}]')`
  return [
    sql(`INSERT INTO person (id, name) SELECT ${column(0)}, ${column(1)} FROM json_each(?)`, JSON.stringify(contacts)),
    sql(
      `INSERT INTO reminder (key, message, person, region, rule, period, stage, day, at, reason)
       SELECT ${column(0)}, ${column(1)}, ${column(2)}, ${column(2)}, ${[3, 4, 5, 6, 7].map(column).join(', ')}, '' FROM json_each(?)`,
      JSON.stringify(reminders),
    ),
  ]
}

let made: Promise<string> | undefined

/** The path of its database, made once a process; whoever reads in it opens a copy of its bytes. */
export function yearFile(): Promise<string> {
  made ??= make()
  return made
}

async function make(): Promise<string> {
  const into = join(FOLDER, 'year.db')
  const half = `${into}.${process.pid}`
  mkdirSync(FOLDER, { recursive: true })
  const store = openSqlite(half, { demo: true })
  await store.commit(people())
  await reported(store)
  await locked(store)
  store.close()
  const db = new Database(half)
  // With a log beside it, it could not be opened in memory.
  db.pragma('journal_mode = DELETE')
  db.close()
  // Another process may be opening the one before.
  renameSync(half, into)
  return into
}
