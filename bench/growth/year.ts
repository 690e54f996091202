/** A year of reports as a benchmark's input: 89 counties × 13 indicators × 12 months, with corrections and reviews. */
import { append, type NewEntry, placesOf } from '../../src/ledger/index.ts'
import { amount } from '../../src/office/amount.ts'
import { at, dayOf } from '../../src/office/day.ts'
import type { Office } from '../../src/office/load/index.ts'
import { endOf, nextPeriod, type Period, periodOf } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import { goalOf } from '../../src/office/plan.ts'
import type { Store } from '../../src/store/index.ts'
import { sql } from '../../src/store/index.ts'

/** Each twelfth report is corrected a day later; everything before the last two months is accepted and received. */
const CORRECTED = 12

/** @returns how many entries the ledger then has */
export async function loadYear(store: Store, office: Office): Promise<number> {
  const { plan, regions } = office
  const province = regions.province.key
  const counties = regions.counties(plan.issued)
  let count = 0
  for (let period = `${plan.year}-01` as Period; period <= `${plan.year}-12`; period = nextPeriod(period)) {
    const asOf = endOf(period)
    const month = Number(period.slice(5))
    const acts: NewEntry[] = []
    for (const [c, county] of counties.entries()) {
      for (const [i, indicator] of plan.indicators.entries()) {
        const goal = Number(goalOf(plan, county.key, indicator.id) ?? 10)
        const key = { region: county.key, indicator: indicator.id, period: periodOf('month', asOf) }
        const doing = { by: 'bench' as PersonId, proxy: false, message: `bench:${count}`, at: at(asOf, '10:00') }
        const raw = (goal * month * (0.6 + ((c * 7 + i * 3) % 9) / 10)) / 12
        const figure = (value: number) => {
          const cumulative = amount(indicator.integer ? Math.round(value) : Math.round(value * 1e4) / 1e4)
          return {
            mode: 'cumulative' as const,
            typedValue: cumulative,
            value: cumulative,
            cumulative,
            asOf: dayOf(doing.at),
          }
        }
        const say = (act: NewEntry['act'], value?: number): NewEntry => ({
          ...key,
          ...doing,
          id: `b${count++}`,
          act,
          ...(value !== undefined && { said: figure(value) }),
        })
        acts.push(say('report', raw))
        if (count % CORRECTED === 0) acts.push(say('correction', raw * 1.01))
        if (month <= 10) acts.push(say('accept'), say('receive'))
      }
    }
    await store.commit(
      await append(
        store,
        province,
        await placesOf(
          store,
          counties.map((one) => one.key),
        ),
        acts,
      ),
    )
  }
  return count
}

/** The same year again under other years' periods, so that the tables have `times` as many rows. */
export async function multiply(store: Store, year: number, times: number): Promise<void> {
  const columns = async (table: string) =>
    (await store.all<{ name: string }>(`PRAGMA table_info(${table})`)).map((one) => one.name)
  const [ledger, cell] = [await columns('ledger'), await columns('cell')]
  const [{ most } = { most: 0 }] = await store.all<{ most: number }>('SELECT MAX(sequence) AS most FROM ledger')
  const moved: Readonly<Record<string, string>> = {
    period: `(${year} - n) || substr(period, 5)`,
    ends: `(${year} - n) || substr(ends, 5)`,
    id: `id || '-' || n`,
    sequence: `sequence + n * ${most}`,
    figure: `figure || '-' || n`,
    official: `official || '-' || n`,
  }
  // In the order of the tables' keys: written at random places it takes ten times as long.
  const copied = (table: string, names: readonly string[], order: string) =>
    sql(
      `INSERT INTO ${table} (${names.join(', ')})
       WITH RECURSIVE copies (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ${times - 1})
       SELECT ${names.map((name) => moved[name] ?? name).join(', ')} FROM copies, ${table} ORDER BY ${order}`,
    )
  await store.commit([
    copied('ledger', ledger, 'region, sequence + n * 1000000'),
    copied('cell', cell, 'region, indicator, period'),
  ])
  await store.commit([sql('ANALYZE')])
}
