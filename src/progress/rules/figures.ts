/** Reading what progress rests on: a constant number of indexed queries, whatever the number of counties. */
import { type Basis as LedgerBasis, latest, type Standing } from '../../ledger/index.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader, Row } from '../../store/index.ts'
import { countiesOf, type Ground, periodFor } from './basis.ts'
import { type Held, indexed, type Standings, type Tally, tallyOf } from './region-total.ts'

/**
 * Which figures count: `standing` from 已提交 on; `reviewed` those a coordinator let pass, which everybody may see;
 * `official` those received by the province, for bulletins.
 */
export type Basis = LedgerBasis | 'reviewed'

/** The last figures of a region, all its cities and counties, for indicators up to the end of a period: one query a kind of period. */
export async function standingsIn(
  store: Reader,
  ground: Ground,
  region: RegionKey,
  indicators: readonly Indicator[],
  asked: Period,
  basis: Basis = 'standing',
): Promise<Standings> {
  const byPeriod = new Map<Period, IndicatorId[]>()
  for (const one of indicators) {
    const period = periodFor(one, asked)
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), one.id])
  }
  const found: Standing[] = []
  for (const [period, ids] of byPeriod) {
    const regions = placesIn(ground, region, period)
    found.push(...(await figuresAt(store, { regions, indicators: ids }, period, basis)))
  }
  const isSummed = indicators.length > 1 && ground.regions.get(region).level !== 'county'
  // A sum is not in question because one of its figures is: only what is shown one by one is looked up.
  return indexed(isSummed ? found : await withDoubts(store, found))
}

/** Marks figures that were confirmed against a warning and are not reviewed yet: in question (存疑). */
async function withDoubts(store: Reader, found: readonly Standing[]): Promise<Held[]> {
  const waiting = found.filter((one) => one.state === 'submitted').map((one) => one.id)
  if (waiting.length === 0) return [...found]
  const rows = await store.all<{ id: string }>(
    'SELECT l.id FROM json_each(?) j JOIN ledger l ON l.id = j.value WHERE l.warnings IS NOT NULL',
    JSON.stringify(waiting),
  )
  const doubted = new Set(rows.map((row) => row.id))
  return found.map((one) => (doubted.has(one.id) ? { ...one, questioned: true } : one))
}

/** The region itself, its cities, and the counties that count in it. */
function placesIn({ regions }: Ground, region: RegionKey, period: Period): RegionKey[] {
  const upper = regions.all.filter((one) => one.level !== 'county' && regions.within(one.key, region))
  const counties = regions.get(region).level === 'county' ? [regions.get(region)] : countiesOf(regions, region, period)
  return [...upper, ...counties].map((one) => one.key)
}

/** A region's tallies for some indicators. */
export async function talliesOf(
  store: Reader,
  ground: Ground,
  region: RegionKey,
  indicators: readonly Indicator[],
  asked: Period,
  basis: Basis = 'standing',
): Promise<Tally[]> {
  const standings = await standingsIn(store, ground, region, indicators, asked, basis)
  return indicators.map((indicator) => tallyOf(ground, region, indicator, asked, standings))
}

interface Pairs {
  readonly regions: readonly RegionKey[]
  readonly indicators: readonly IndicatorId[]
}

async function figuresAt(store: Reader, pairs: Pairs, period: Period, basis: Basis): Promise<Standing[]> {
  return basis === 'reviewed' ? reviewedAt(store, pairs, period) : latest(store, pairs, period, basis)
}

/**
 * The last reviewed figures. Under a correction that waits for review, what the province had received holds; where
 * it had received nothing yet, the figure before it.
 */
async function reviewedAt(store: Reader, pairs: Pairs, period: Period): Promise<Standing[]> {
  const passed = `(figure IS NOT NULL AND state <> 'submitted' OR official IS NOT NULL)`
  const beneath = (held: string, official: string) =>
    `CASE c.state WHEN 'submitted' THEN ${official} ELSE ${held} END AS ${held.slice(2)}`
  const rows = await store.all(
    `SELECT c.region, c.indicator, c.period, c.nil, c.proxy, c.person, c.at, ${beneath('c.state', "'received'")},
       ${beneath('c.figure', 'c.official')}, ${beneath('c.cumulative', 'c.official_cumulative')},
       ${beneath('c.as_of', 'c.official_as_of')}
     FROM json_each(?) r CROSS JOIN json_each(?) i
     CROSS JOIN cell c ON c.region = r.value AND c.indicator = i.value AND c.period = (
       SELECT period FROM cell INDEXED BY cell_trail WHERE substr(ends, 1, 4) = ? AND region = r.value
       AND indicator = i.value AND figure IS NOT NULL AND ${passed} AND ends <= ? ORDER BY ends DESC, period DESC LIMIT 1)`,
    JSON.stringify(pairs.regions),
    JSON.stringify(pairs.indicators),
    endOf(period).slice(0, 4),
    endOf(period),
  )
  return rows.map(standingOf)
}

const standingOf = (row: Row): Standing => ({
  region: row['region'] as RegionKey,
  indicator: row['indicator'] as IndicatorId,
  period: row['period'] as Period,
  id: String(row['figure']),
  cumulative: row['cumulative'] as Standing['cumulative'],
  asOf: row['as_of'] as Standing['asOf'],
  nil: row['nil'] === 1,
  state: row['state'] as Standing['state'],
  by: row['person'] as PersonId,
  proxy: row['proxy'] === 1,
  at: Number(row['at']) as Standing['at'],
})

/** Names of people, for who reported; the gone are named too. */
export async function namesOf(store: Reader, people: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const rows = await store.all<{ id: string; name: string }>(
    'SELECT p.id, p.name FROM json_each(?) j JOIN person p ON p.id = j.value',
    JSON.stringify([...new Set(people)]),
  )
  return new Map(rows.map((row) => [row.id as PersonId, row.name]))
}
