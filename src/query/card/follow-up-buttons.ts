/** Buttons that lead on from an answer: each carries the query that it asks. */
import { type Block, type Button, buttons } from '../../message/card.ts'
import { LEVEL } from '../../office/levels.ts'
import type { Measure } from '../../office/measure.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Axes, Found } from '../answer/result.ts'
import type { Cell } from '../cube/cube.ts'
import { OF_FIGURES } from '../measures/measure.ts'
import type { LedgerQuery } from '../query.ts'
import type { Showing } from './sentence/reading-text.ts'

/** A button that carries a query, so that its press reads no words. */
export const queryButton = (label: string, query: LedgerQuery): Button => ({
  label,
  command: '进度',
  values: { query: JSON.stringify(query) },
})

/** Buttons from one figure to its parts, its course through the year and its rank; undefined for several figures. */
export function leads({ query, rows }: Found, { regions }: Showing): Block | undefined {
  const [entry, another] = rows.flatMap((row) => row.entries)
  if (!entry || another || query.fold || query.claim || query.suppose || !query.measures.some(isOfFigure)) return
  const { cell } = entry
  const level = regions.get(cell.place).level
  const below = level === 'province' && !regions.isWhole('city') ? 'city' : 'county'
  const ways = [
    ...(level === 'county'
      ? []
      : [queryButton(below === 'county' ? `看各${LEVEL.county}` : `看${LEVEL.cities}`, partsOf(query, cell, below))]),
    ...(cell.indicator.kind === 'rate' || query.as === 'series' ? [] : [queryButton('看走势', seriesOf(cell))]),
    ...(level === 'province' || query.measures.includes('rank')
      ? []
      : [queryButton('看排名', rankOf(query, cell, level, regions.province.key))]),
  ]
  return buttons(ways)
}

/**
 * Buttons for the parts of a question that is too wide: an indicator each, of one indicator a city each; undefined
 * where it has no parts.
 */
export function parts(query: LedgerQuery, { indicators }: Axes, { regions }: Showing): Block | undefined {
  const { whom } = query
  if (indicators.length > 1) return buttons(indicators.map((one) => queryButton(one.short, { ...query, of: [one.id] })))
  if (!('parts' in whom) || whom.level === 'city' || regions.get(whom.parts).level !== 'province') return undefined
  const cities = regions.all.filter(({ level, validTo }) => level === 'city' && validTo === undefined)
  return buttons(cities.map((one) => queryButton(one.short, { ...query, whom: { ...whom, parts: one.key } })))
}

const isOfFigure = (measure: Measure): boolean => OF_FIGURES.includes(measure)

const partsOf = ({ when }: LedgerQuery, { place, indicator }: Cell, level: 'city' | 'county'): LedgerQuery => ({
  measures: ['rate', 'value', 'light'],
  of: [indicator.id],
  whom: { parts: place, level },
  when,
  order: { measure: 'rate', down: true },
})

const seriesOf = ({ place, indicator }: Cell): LedgerQuery => ({
  measures: ['value'],
  of: [indicator.id],
  whom: { places: [place] },
  when: 'owed',
  as: 'series',
})

const rankOf = (
  { when }: LedgerQuery,
  { indicator }: Cell,
  level: 'city' | 'county',
  province: RegionKey,
): LedgerQuery => ({
  measures: ['rank', 'rate', 'value'],
  of: [indicator.id],
  whom: { parts: province, level },
  when,
  order: { measure: 'rank', down: false },
})
