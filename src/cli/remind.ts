/** `yaodian remind --dry-run`: what would be sent to whom, when, and why. */
import { z } from 'zod'
import { reportedFor } from '../ledger/index.ts'
import { type Day, parseDay, parseInstant } from '../office/day.ts'
import { loadDemo } from '../office/load/demo.ts'
import type { Office } from '../office/load/index.ts'
import { endOf, nextPeriod, type Period, parsePeriod } from '../office/period.ts'
import type { IndicatorId } from '../office/plan.ts'
import {
  demoRoster,
  dryLines,
  readMoves,
  readRoster,
  type SimulatedReport,
  type Simulation,
  simulate,
} from '../remind/index.ts'
import type { Store } from '../store/index.ts'
import { onStore } from './database.ts'
import { print, readRows } from './jsonl.ts'
import { files, office as openOffice } from './open.ts'
import { people, tables, usage } from './text.ts'
import { Failure, UsageError } from './usage.ts'

interface Options {
  readonly from: string
  readonly to: string
  readonly demo?: boolean
  readonly reports?: string
}

/**
 * `yaodian remind`: prints who would be told what between two days, both included. Nothing is sent.
 * @throws UsageError where the days do not read
 */
export async function remind(options: Options): Promise<void> {
  const office = openOffice()
  const from = dayOption('--from', options.from)
  const to = dayOption('--to', options.to)
  if (to < from) throw new UsageError(usage.before(to, from))
  const arrivals = options.reports ? readArrivals(options.reports, office) : []
  const state = options.demo ? demoState(office) : await onStore((store) => storedState(office, store, from, to))
  const { plans, regions, calendar } = office
  const messages = simulate({ plans, regions, calendar, ...state, from, to, arrivals })
  for (const message of messages) for (const line of dryLines(message)) print(line)
  for (const { year } of calendar.gaps(from, to)) console.error(usage.noNotice(year))
}

function dayOption(name: string, text: string): Day {
  const day = parseDay(text)
  if (!day) throw new UsageError(usage.day(`${name} `, text))
  return day
}

const arrival = z.object({
  at: z.string(),
  region: z.string(),
  period: z.string(),
  indicators: z.array(z.string()).nullish(),
})

function readArrivals(file: string, office: Office): SimulatedReport[] {
  return readRows(file, arrival).map((row, index) => {
    const wrong = (what: string): never => {
      throw new UsageError(`${file}:${index + 1}：${what}`)
    }
    const known = new Set(office.plans.flatMap((plan) => plan.indicators.map(({ id }) => id as string)))
    for (const id of row.indicators ?? []) if (!known.has(id)) wrong(tables.noIndicator(id, [...known].join('、')))
    return {
      at: parseInstant(row.at) ?? wrong(usage.moment('at ', row.at)),
      region: office.regions.find(row.region)?.key ?? wrong(usage.region(row.region)),
      period: parsePeriod(row.period) ?? wrong(tables.period(office.plan.year, row.period)),
      ...(row.indicators && { indicators: row.indicators as IndicatorId[] }),
    }
  })
}

type State = Pick<Simulation, 'moves' | 'roster' | 'reported'>

const demoState = (office: Office): State => ({
  moves: [],
  roster: demoRoster(loadDemo(files(), office.regions)),
  reported: new Map(),
})

async function storedState(office: Office, store: Store, from: Day, to: Day): Promise<State> {
  const reported = new Map<Period, Awaited<ReturnType<typeof reportedFor>>>()
  for (const { rules } of office.plans) {
    for (const rule of rules) {
      for (let period = rule.from; endOf(period) <= to; period = nextPeriod(period)) {
        if (!reported.has(period)) reported.set(period, await reportedFor(store, period))
      }
    }
  }
  const roster = await readRoster(store, from)
  if (roster.seats.length === 0) throw new Failure(people.nobody)
  return { moves: await readMoves(store), roster, reported }
}
