/** What was done, as rows of one form: acts of the ledger and reminders alike. */
import { type Act, actsWithin } from '../../ledger/index.ts'
import { addDays, at, type Day, dayOf, type Instant } from '../../office/day.ts'
import { type Period, spanOf } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { may, namesOf } from '../../people/index.ts'
import type { Reader } from '../../store/index.ts'
import { type Asking, INSIDE } from '../answer/run.ts'
import type { Office } from '../answer/select.ts'
import { groupsOf } from '../cube/group.ts'
import type { ActsQuery, Deed } from './acts-query.ts'

/** A reminder that went out: of which place and period, to whom; one message may hold several. */
export interface Reminded {
  readonly message: string
  readonly person: PersonId
  readonly region: RegionKey
  readonly period: Period
  readonly at: Instant
}

/** Reads the reminders for these regions within days, both included, in the order sent. */
export type ReadReminders = (
  store: Reader,
  regions: readonly RegionKey[],
  from: Day,
  to: Day,
) => Promise<readonly Reminded[]>

/** One act of one message on one place: several figures that were passed by one press are one time. */
export interface Done {
  readonly at: Instant
  readonly place: RegionKey
  /** who did it, or who was reminded */
  readonly people: readonly PersonId[]
  readonly indicators: readonly IndicatorId[]
  readonly periods: readonly Period[]
  readonly reasons: readonly string[]
  /** of an act that is undone by its opposite: a lock that was taken off */
  readonly isOff: boolean
}

/** The acts that answer a query, with the names of those who did them. */
export interface Acts {
  readonly query: ActsQuery
  readonly done: readonly Done[]
  readonly names: ReadonlyMap<PersonId, string>
  /** the places are none of the asker's: nothing of them is told */
  readonly isPrivate: boolean
  /** of some it is not told; `query` names those of which it is */
  readonly isPart?: true
}

/** What is told in the ledger as which act; a nil report is a report, and so is what asked for a correction. */
const ACTS_OF: Readonly<Record<Exclude<Deed, 'remind'>, readonly Act[]>> = {
  report: ['report', 'nil'],
  correct: ['correction', 'request'],
  undo: ['undo'],
  accept: ['accept'],
  return: ['return'],
  receive: ['receive'],
  lock: ['lock', 'unlock'],
}

/** Everybody may know who reported and what is locked; the rest is for the place itself and those above it. */
const OPEN: ReadonlySet<Deed> = new Set(['report', 'lock'])

/**
 * Reads what was done, the oldest first: one indexed read of the ledger or of the reminders, and one of names.
 * @param office without `reminders` nobody was reminded
 */
export async function actsDone(query: ActsQuery, office: Office, asking: Asking): Promise<Acts> {
  const { regions, plan } = office
  const places = query.deed === 'lock' ? [regions.province.key] : countiesIn(query.places, regions, dayOf(asking.now))
  const seen = OPEN.has(query.deed)
    ? places
    : places.filter((key) => !asking.isGroup && may(asking.person, INSIDE, key, regions))
  if (seen.length === 0) return { query, done: [], names: new Map(), isPrivate: true }
  // what December's figures are reviewed in, and locked, is the next year
  const year = spanOf(String(plan.year) as Period)
  const today = dayOf(asking.now)
  const within = query.within ?? { from: year.from, to: query.about && today > year.to ? today : year.to }
  const all = await (query.deed === 'remind'
    ? reminded(query, seen, within, office, asking)
    : acted(query, query.deed, seen, within, asking.store))
  const done = query.about ? all.filter(({ periods }) => periods.some((one) => query.about?.includes(one))) : all
  const people = done.flatMap((one) => one.people)
  const names = asking.isGroup ? new Map() : await namesOf(asking.store, people)
  if (seen.length === places.length) return { query, done, names, isPrivate: false }
  const shown = seen.filter((key) => !seen.some((other) => other !== key && regions.within(key, other)))
  return { query: { ...query, places: shown }, done, names, isPrivate: false, isPart: true }
}

const countiesIn = (places: readonly RegionKey[], regions: Regions, on: Day): RegionKey[] => [
  ...new Set(
    places.flatMap((key) => {
      const { level } = regions.get(key)
      const counties = level === 'county' ? [] : regions.counties(on, level === 'city' ? key : undefined)
      return [key, ...counties.map((one) => one.key)]
    }),
  ),
]

async function acted(
  { of }: ActsQuery,
  deed: Exclude<Deed, 'remind'>,
  places: readonly RegionKey[],
  { from, to }: { readonly from: Day; readonly to: Day },
  store: Reader,
): Promise<Done[]> {
  const entries = await actsWithin(store, places, ACTS_OF[deed], at(from), at(addDays(to, 1)))
  const fit = of ? entries.filter((one) => of.includes(one.indicator)) : entries
  const groups = groupsOf(fit, ({ message, region, act, period }) =>
    [message, region, ...(deed === 'lock' ? [act, period] : [])].join(' '),
  )
  return doneIn(groups, (first, all) => ({
    people: unique(all.map(({ by }) => by)),
    indicators: unique(all.map(({ indicator }) => indicator)),
    reasons: unique(all.flatMap(({ reason }) => reason ?? [])),
    isOff: first.act === 'unlock',
  }))
}

/** What presses a place; a summary for who looks after it presses nobody. */
async function reminded(
  { mine }: ActsQuery,
  places: readonly RegionKey[],
  { from, to }: { readonly from: Day; readonly to: Day },
  { regions, reminders }: Office,
  { store, person }: Asking,
): Promise<Done[]> {
  const counties = places.filter((key) => regions.get(key).level === 'county')
  const rows = (await reminders?.(store, counties, from, to)) ?? []
  const theirs = mine ? rows.filter((one) => one.person === person?.id) : rows
  // one pass reminds a county's contact and who stands in by a message each
  const groups = groupsOf(theirs, (one) => `${one.region} ${one.at}`)
  const none = { indicators: [], reasons: [], isOff: false }
  return doneIn(groups, (_, all) => ({ people: unique(all.map(({ person }) => person)), ...none }))
}

/** What one message, or one pass, did to one place. */
const doneIn = <T extends Pick<Reminded, 'at' | 'region' | 'period'>>(
  groups: ReadonlyMap<string, readonly T[]>,
  more: (first: T, all: readonly T[]) => Omit<Done, 'at' | 'place' | 'periods'>,
): Done[] =>
  [...groups.values()].flatMap((all) => {
    const [first] = all
    const periods = unique(all.map(({ period }) => period))
    return first ? [{ at: first.at, place: first.region, periods, ...more(first, all) }] : []
  })

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]
