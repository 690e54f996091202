/** Where a result and the oracle differ, in words. */
import type { Measure } from '../../src/office/measure.ts'
import type { LedgerQuery, Result } from '../../src/query/index.ts'
import type { Reading } from '../../src/query/measures/reading.ts'
import type { Answer, Oracle, Told } from './oracle.ts'

const toldOf = (reading: Reading | undefined): Told => {
  if (reading === undefined) return { no: 'undefined' }
  if (!('is' in reading)) return { no: reading.absent }
  return typeof reading.is === 'string' && /^-?\d+(\.\d+)?$/.test(reading.is) ? Number(reading.is) : reading.is
}
const same = (a: Told, b: Told): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))
    : JSON.stringify(a) === JSON.stringify(b)

/** Where result and oracle differ, in words; nothing where they agree. */
export function differences(result: Result, answer: Answer, oracle: Oracle, query: LedgerQuery): string[] {
  if (result.kind === 'nothing')
    return 'why' in answer && answer.why === result.nought.why
      ? []
      : [`nothing ${result.nought.why}, oracle ${JSON.stringify(answer).slice(0, 200)}`]
  if ('why' in answer) return [`oracle: nothing, ${answer.why}`]
  const found: string[] = []
  const names = result.rows.map((row) =>
    row.entries.map(({ cell }) => `${cell.place} ${cell.indicator.id} ${cell.period}`),
  )
  const others = answer.lines.map((line) => line.spots.map((one) => one.name))
  if (JSON.stringify(names) !== JSON.stringify(others))
    found.push(`rows ${JSON.stringify(names)}\noracle ${JSON.stringify(others)}`)
  const unknown = result.unknown.map(({ cell }) => `${cell.place} ${cell.indicator.id} ${cell.period}`)
  if (JSON.stringify(unknown) !== JSON.stringify(answer.unknown))
    found.push(`unknown ${unknown.join()}; oracle ${answer.unknown.join()}`)
  if (found.length > 0) return found
  const compare = (what: string, measure: Measure, own: Told, other: Told) => {
    if (!same(own, other)) found.push(`${what} ${measure}: ${JSON.stringify(own)}; oracle ${JSON.stringify(other)}`)
  }
  for (const [at, row] of result.rows.entries()) {
    const line = answer.lines[at]
    if (!line) continue
    if (row.of.cells !== line.of) found.push(`of ${row.of.cells}; oracle ${line.of}`)
    for (const [index, entry] of row.entries.entries()) {
      const spot = line.spots[index]
      for (const measure of entry.readings.measures)
        if (spot) compare(spot.name, measure, toldOf(entry.readings.get(measure)), oracle.tell(measure, spot))
    }
    if (query.fold && query.fold !== 'count' && query.fold !== 'share')
      for (const [measure, { reading }] of row.folded ?? [])
        compare(JSON.stringify(line.key), measure, toldOf(reading), answer.folded(measure, line))
  }
  if (result.verdict && !same(result.verdict.truth, answer.truth ?? 'none'))
    found.push(`truth ${result.verdict.truth}; oracle ${answer.truth}`)
  return found
}
