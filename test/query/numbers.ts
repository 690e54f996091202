/** The numbers that a card says, and those that its result holds, in every way that they may be written. */
import type { Block, Card } from '../../src/message/card.ts'
import type { Office, Result } from '../../src/query/index.ts'
import type { Reading } from '../../src/query/measures/reading.ts'

/** Of the answer itself; rules and notes say numbers of their own. */
export function numbersIn(card: Card): string[] {
  const texts = card.blocks.flatMap((block: Block, at): string[] => {
    if (block.kind === 'text') return at === 0 ? [block.text] : []
    if (block.kind === 'fields') return block.fields.map((one) => one.value)
    return block.kind === 'table' ? block.rows.flatMap((row) => Object.values(row)) : []
  })
  const plain = [card.title, ...texts].join('\n').replace(/(\d),(?=\d{3})/g, '$1')
  return [...plain.matchAll(/\d+(?:\.\d+)?/g)].map(([one]) => String(Number(one)))
}

const SAID = ['12', '30', '1']

export function numbersOf(result: Result, { plan, regions }: Office): Set<string> {
  const known = new Set<string>(SAID)
  const add = (value: number) => {
    // A speed of twenty places, thirty days of it: it may fall short of a half by a hair.
    for (const one of [value, value * 100, value * 30, Math.abs(value * 30) - 1e-9])
      for (const places of [0, 1, 2, 3, 4]) known.add(String(Math.abs(halfUp(one, places))))
  }
  const walk = (value: unknown): void => {
    if (typeof value === 'number') {
      if (value > 1e11) walk(new Date(value + 8 * 3_600_000).toISOString())
      else add(value)
    } else if (typeof value === 'string') {
      if (/^-?\d+(\.\d+)?$/.test(value) && (value.includes('.') || value.length < 12)) add(Number(value))
      else if (/^\d{13}$/.test(value)) walk(Number(value))
      else for (const [part] of value.matchAll(/\d+(?:\.\d+)?/g)) known.add(String(Number(part)))
    } else if (value instanceof Map) for (const [key, one] of value) [key, one].forEach(walk)
    else if (Array.isArray(value)) {
      add(value.length)
      value.forEach(walk)
    } else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk)
  }
  walk(result)
  walk(plan.documentNumber)
  walk(plan.rules.map((one) => one.from))
  walk(String(plan.year))
  if (result.kind === 'nothing') return known
  // Counts that a card makes of its rows: what is missing, what stands in a city, what part that is.
  const { turnout, rows } = result
  add(turnout.of - turnout.reported)
  const entries = rows.flatMap((row) => row.entries)
  for (const { readings } of entries) for (const measure of readings.measures) walk(readings.get(measure))
  for (const light of ['red', 'yellow', 'green', 'grey', 'purple'])
    add(entries.filter(({ readings }) => isLight(readings.get('light'), light)).length)
  add(entries.filter(({ readings }) => isLight(readings.get('light'), undefined)).length)
  // two that have a place are told by how far they are apart
  const { order } = result.query
  const sizes = entries.flatMap(({ readings }) => {
    const reading = order && readings.get(order.measure)
    return reading && 'is' in reading ? [Number(reading.is)] : []
  })
  for (const one of sizes) for (const other of sizes) add(one - other)
  for (const row of rows) add(row.of.cells === 0 ? 0 : row.count.cells / row.of.cells)
  for (const city of regions.all)
    for (const list of [
      entries.map((one) => one.cell.place as string),
      rows.map((row) => row.key.place ?? row.key.city ?? row.entries[0]?.cell.place),
    ])
      add(list.filter((place) => place !== undefined && regions.within(place as never, city.key)).length)
  for (const { folded } of rows)
    for (const { counted, without } of folded?.values() ?? []) {
      const all = [...counted, ...without]
      add(all.reduce((sum, one) => sum + one.reported, 0))
      add(all.reduce((sum, one) => sum + one.of, 0))
    }
  return known
}

const isLight = (reading: Reading | undefined, light: string | undefined): boolean =>
  reading !== undefined && ('is' in reading ? reading.is === light : light === undefined)

/** Half away from zero, as figures are rounded for people. */
function halfUp(value: number, places: number): number {
  const scale = 10 ** places
  return Math.round((Math.abs(value) + 1e-12) * scale) / scale
}
