/** From what was stated to figures in base units with dates, and the faults that they show. */
import {
  type Amount,
  absolute,
  amount,
  compare,
  isNegative,
  isWhole,
  isZero,
  multiply,
  ZERO,
} from '../../office/amount.ts'
import type { Day } from '../../office/day.ts'
import type { Indicator } from '../../office/plan.ts'
import { type Dated, Dating, isFuture } from './context/dating.ts'
import { slotted, type Told } from './dedupe.ts'
import type { ReadItem, UpdateContext } from './reading.ts'
import type { Doubt, Fault, Figure, Nil, Stated } from './statement.ts'
import type { Names } from './tokens/names.ts'
import { type Source, spanIn, typedIn } from './tokens/source.ts'
import type { Token } from './tokens/tokens.ts'
import { inBaseUnit } from './tokens/units.ts'

export interface Weighed {
  readonly items: readonly Told[]
  readonly faults: readonly (Fault & { readonly asOf?: Day })[]
  readonly doubts: ReadonlySet<Doubt>
  readonly correcting: boolean
  readonly nilDates: readonly Dated[]
}

/** A unit slip: this many times the last cumulative figure. */
const FAR = amount(8)

export function weigh(
  stated: Stated,
  source: Source,
  tokens: readonly Token[],
  names: Names,
  context: UpdateContext,
): Weighed {
  const places = [...stated.figures, ...stated.nils].map(({ from }) => from)
  const dating = new Dating(stated.dates, tokens, Math.min(...places), context.now)
  const doubts = new Set(stated.doubts)
  const faults: (Fault & { asOf?: Day })[] = [...stated.faults]
  const kept = withoutOld(stated.figures, stated.correcting)
  const dated = (at: Figure | Nil): Dated => {
    const found = dating.of(at)
    if (found.doubtful) doubts.add('date')
    const place = found.mention ?? at
    if (found.mention && !found.mention.day) faults.push({ kind: 'not-a-number', from: place.from, to: place.to })
    if (isFuture(found.day, context.now))
      faults.push({ kind: 'future-date', from: place.from, to: place.to, asOf: found.day })
    return found
  }
  const told: Told[] = []
  for (const figure of kept) {
    const when = dated(figure)
    if (isPartOfYear(when) && !figure.modeSaid && names.get(figure.id).kind !== 'rate') doubts.add('mode')
    const item = itemOf(figure, when, source, names)
    if ('kind' in item) faults.push(item)
    else told.push({ ...item, figure })
  }
  const nilDates = stated.nils.map(dated)
  const zeros = kept.length > 0 ? stated.nils.flatMap((nil, at) => zerosOf(nil, nilDates[at], source, names)) : []
  const { items, clashes, isSplit, isBroken } = slotted([...told, ...zeros])
  if (isSplit) doubts.add('mode')
  if (isBroken) doubts.add('left-out')
  for (const { figure } of clashes)
    faults.push({ kind: 'not-a-number', from: figure.from, to: figure.to, ids: [figure.id] })
  const correcting = stated.correcting || kept.length < stated.figures.length
  for (const item of items) {
    faults.push(...faultsOf(item, names.get(item.indicator), context, correcting))
    if (item.mode === 'increment' && isFar(item, context)) doubts.add('size')
  }
  if (items.length === 0 && stated.nils.length === 0) {
    for (const { from, to, day } of stated.forecasts)
      if (day && isFuture(day, context.now)) faults.push({ kind: 'future-date', from, to, asOf: day })
  }
  return { items, faults: withoutEclipsed(faults), doubts, correcting, nilDates }
}

/** 7-9月: since January, or those three months? A quarter by its name is the office's word for its end. */
const isPartOfYear = ({ mention }: Dated): boolean =>
  mention?.since !== undefined && !mention.since.endsWith('-01-01') && /^\D*\d+[^\d季]*\d/.test(mention.text)

/** Where a message says what should stand, what stood is not reported: 上次报18家有误，应为15家. */
function withoutOld(figures: readonly Figure[], correcting: boolean): Figure[] {
  return figures.filter(({ id, side, mode }) => {
    if (side === 'old') return false
    const isMended =
      correcting && side !== 'new' && figures.some((one) => one.id === id && one.mode === mode && one.side === 'new')
    return !isMended
  })
}

/** A forecast for a day to come leaves its indicator without a value; the date is what is wrong with it. */
function withoutEclipsed(faults: readonly (Fault & { asOf?: Day })[]): (Fault & { asOf?: Day })[] {
  const isFutureOnly = faults.some(({ kind }) => kind === 'future-date')
  return isFutureOnly &&
    faults.every(({ kind }) => kind === 'future-date' || kind === 'missing-value') &&
    faults.some(({ kind, asOf }) => kind === 'future-date' && asOf)
    ? faults.filter(({ kind }) => kind === 'future-date')
    : [...faults]
}

function itemOf(figure: Figure, { day }: Dated, source: Source, names: Names): ReadItem | Fault {
  const indicator = names.get(figure.id)
  const value = inBaseUnit(indicator, figure.value, figure.unit)
  if (value === 'bad-unit') return { kind: 'bad-unit', from: figure.from, to: figure.to, ids: [figure.id] }
  const span = spanIn(source, figure.from, figure.to)
  const numeral = spanIn(source, figure.numeral.from, figure.numeral.to)
  return {
    indicator: figure.id,
    value,
    unit: indicator.unit,
    mode: figure.mode,
    asOf: day,
    typed: { value: typedIn(source, numeral), unit: figure.unit ?? '', text: typedIn(source, span), span },
    ...(figure.note && { note: figure.note }),
  }
}

/** Nothing new beside other figures: an increment of 0 for each that was named. */
function zerosOf({ ids, from, to }: Nil, dated: Dated | undefined, source: Source, names: Names): Told[] {
  if (!dated) return []
  const span = spanIn(source, from, to)
  const typed = { value: typedIn(source, span), unit: '', text: typedIn(source, span), span }
  return ids.map((id) => ({
    indicator: id,
    value: ZERO,
    unit: names.get(id).unit,
    mode: 'increment',
    asOf: dated.day,
    typed,
    figure: { id, value: ZERO, mode: 'increment', modeSaid: true, from, to, numeral: { from, to }, dates: [] },
  }))
}

function faultsOf(item: Told, indicator: Indicator, context: UpdateContext, correcting: boolean): Fault[] {
  const { value } = item
  const fault = (kind: Fault['kind']): Fault => ({
    kind,
    from: item.figure.from,
    to: item.figure.to,
    ids: [item.indicator],
  })
  if (indicator.kind === 'rate') return compare(absolute(value), amount(100)) > 0 ? [fault('too-large-suspicious')] : []
  const out: Fault[] = []
  if (isNegative(value)) out.push(fault('negative'))
  if (indicator.integer && !isWhole(value)) out.push(fault('fraction'))
  const isAboveGoal = indicator.target.value !== undefined && compare(value, indicator.target.value) > 0
  if (isAboveGoal || (item.mode === 'cumulative' && isFar(item, context))) out.push(fault('too-large-suspicious'))
  if (item.mode === 'cumulative' && !correcting && falls(item, context)) out.push(fault('decreasing-suspicious'))
  return out
}

function isFar({ indicator, value }: ReadItem, { previous }: UpdateContext): boolean {
  const before = previous?.get(indicator)
  return before !== undefined && !isZero(before.cumulative) && compare(value, multiply(before.cumulative, FAR)) >= 0
}

function falls({ indicator, value, asOf }: ReadItem, { previous }: UpdateContext): boolean {
  const before = previous?.get(indicator)
  return before !== undefined && before.asOf < asOf && compare(value, before.cumulative as Amount) < 0
}
