/** What is said again as it stands: 六月的七家没错, and to which of what waits that is. */
import { marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { Mode } from '../../ledger/index.ts'
import type { IndicatorId } from '../../office/plan.ts'
import { type FigureRow, numbersOf } from '../item.ts'
import { modeIn } from '../read/part.ts'
import { idsIn } from '../rules/picked.ts'
import type { Held } from './waiting.ts'

/** Whether all that it says of a figure is as it stands, and nothing is denied: 这个月就是6月哈. */
export function isRestated(said: Utterance, held: Held): boolean {
  const { indicators, days, units, modes } = held
  const mode = spansIn(said, 'amount').find(({ found }) => found.mode)?.found.mode ?? modeIn(said)
  const values = valuesAs(mode, held)
  const told = <K extends 'amount' | 'indicator' | 'time'>(kind: K) =>
    spansIn(said, kind).filter(({ latent }) => !latent)
  const times = told('time').map(
    ({ found }) => found.current || days.some((day) => found.from <= day && day <= found.to),
  )
  return (
    (countsThem(said, indicators.length) ||
      spansIn(said, 'amount').every(({ found }) => values.includes(found.value))) &&
    told('indicator').every(({ found }) => found.ids.some((id) => indicators.includes(id))) &&
    (times.length === 0 || times.some(Boolean)) &&
    marksIn(said, 'unit').every(({ at, end }) => units.some((unit) => unit.startsWith(said.raw.slice(at, end)))) &&
    (mode === undefined || modes.includes(mode)) &&
    spansIn(said, 'ask').every(({ found }) => found.for === 'whether') &&
    spansIn(said, 'repair').length === 0 &&
    spansIn(said, 'polar').every(({ found }) => found.says) &&
    marksIn(said, 'forbid').length === 0
  )
}

/** 多了5家 is no whole of 5. */
const valuesAs = (mode: Mode | undefined, { values, added, wholes }: Held): readonly string[] =>
  (mode === 'increment' ? added : mode === 'cumulative' ? wholes : undefined) ?? values

/** 其他两个没问题: so many of those that wait, and no figure. */
const countsThem = (said: Utterance, count: number): boolean =>
  marksIn(said, 'others', 'every').length > 0 &&
  spansIn(said, 'amount').every(({ found }) => Number(found.value) > 1 && Number(found.value) <= count)

/** 7家没错, of 7家 and 9家: those whose name or number is said. @returns undefined where that is none or all of them */
export function restatedIn(said: Utterance, rows: readonly FigureRow[]): readonly IndicatorId[] | undefined {
  const named = idsIn(said)
  const numbers = countsThem(said, rows.length) ? [] : spansIn(said, 'amount').map(({ found }) => found.value)
  const ids = rows.flatMap((row) => {
    const { indicator } = row
    const isSaid = numbersOf(row).some((one) => numbers.some((number) => number === one))
    return indicator && (named.includes(indicator) || isSaid) ? [indicator] : []
  })
  return ids.length > 0 && ids.length < rows.length ? [...new Set(ids)] : undefined
}
