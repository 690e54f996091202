/** The last figures that the province had received, as bulletins read them. */
import { endOf, type Period } from '../src/office/period.ts'
import type { IndicatorId } from '../src/office/plan.ts'
import type { RegionKey } from '../src/office/region.ts'
import { readLedger } from '../src/query/cube/read.ts'
import type { Reader } from '../src/store/index.ts'

export async function officialIn(
  store: Reader,
  regions: readonly RegionKey[],
  indicators: readonly IndicatorId[],
  period: Period,
): Promise<string[]> {
  const [first, year] = [endOf(period), Number(endOf(period).slice(0, 4))]
  const all = { places: regions, indicators, year, first, last: first, periods: [period] }
  const { figures } = await readLedger(store, { ...all, withHistory: false, basis: 'official' })
  return [...figures].flatMap(([pair, held]) => {
    const last = held.at(-1)
    return last ? [`${pair} ${last.period} ${last.cumulative} ${last.state}`] : []
  })
}
