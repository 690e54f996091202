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
  subtract,
  ZERO,
} from '../../office/amount.ts'
import type { Day } from '../../office/day.ts'
import type { Indicator } from '../../office/plan.ts'
import { type Dated, Dating, isFuture } from './dating.ts'
import type { Names } from './names.ts'
import type { ReadItem, UpdateContext } from './reading.ts'
import { type Source, spanIn, typedIn } from './source.ts'
import type { Doubt, Fault, Figure, Stated } from './stated.ts'
import type { Token } from './tokens.ts'
import { inBaseUnit } from './units.ts'

export interface Weighed {
  readonly items: readonly (ReadItem & { readonly figure: Figure })[]
  readonly faults: readonly (Fault & { readonly asOf?: Day })[]
  readonly doubts: ReadonlySet<Doubt>
  readonly correcting: boolean
  readonly nilDates: readonly Dated[]
}

type Told = ReadItem & { readonly figure: Figure }

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
  const items: (ReadItem & { figure: Figure })[] = []
  const dated = (at: Figure | Stated['nils'][number]): Dated => {
    const found = dating.of(at)
    if (found.doubtful) doubts.add('date')
    if (found.mention && !found.mention.day)
      faults.push({ kind: 'not-a-number', from: found.mention.from, to: found.mention.to })
    if (isFuture(found.day, context.now))
      faults.push({
        kind: 'future-date',
        from: found.mention?.from ?? at.from,
        to: found.mention?.to ?? at.to,
        asOf: found.day,
      })
    return found
  }
  for (const figure of kept) {
    const item = itemOf(figure, dated(figure), source, names)
    if ('kind' in item) {
      faults.push(item)
      continue
    }
    const twin = items.find(
      (one) => one.indicator === item.indicator && one.mode === item.mode && one.asOf === item.asOf,
    )
    const told = twin && settled(twin, { ...item, figure })
    if (!twin) items.push({ ...item, figure })
    else if (!told) faults.push({ kind: 'not-a-number', from: figure.from, to: figure.to, ids: [figure.id] })
    else {
      items.splice(items.indexOf(twin), 1, ...told)
      if (told.length > 1) doubts.add('mode')
    }
  }
  for (const [index, item] of items.entries()) {
    const isTwice = items.some(
      (one, at) => at < index && one.indicator === item.indicator && one.mode === item.mode && one.asOf === item.asOf,
    )
    if (isTwice)
      faults.push({ kind: 'not-a-number', from: item.figure.from, to: item.figure.to, ids: [item.indicator] })
  }
  const nilDates = stated.nils.map(dated)
  for (const [index, { ids, from, to }] of stated.nils.entries()) {
    if (items.length === 0 && kept.length === 0) break
    for (const id of ids) items.push(zero(id, nilDates[index]?.day, { from, to }, source, names))
  }
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

/** Within one part in a hundred: 320亩，折合21.33公顷. */
const SAME = amount('0.01')

/**
 * Two figures for one place: the same in two units, or a month's beside the sum (7月800吨，累计6000吨).
 * @returns undefined where nothing tells which of them holds
 */
function settled(a: Told, b: Told): Told[] | undefined {
  if (a.value === b.value) return [a]
  const isConversion =
    a.figure.unit !== b.figure.unit &&
    compare(absolute(subtract(a.value, b.value)), multiply(absolute(a.value), SAME)) <= 0
  if (isConversion) return [a]
  const [bare, said] = a.figure.modeSaid ? [b, a] : [a, b]
  if (bare.figure.modeSaid || !said.figure.modeSaid || compare(bare.value, said.value) > 0) return undefined
  return [{ ...bare, mode: 'increment' }, said]
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

function zero(
  id: ReadItem['indicator'],
  day: Day | undefined,
  { from, to }: { from: number; to: number },
  source: Source,
  names: Names,
): ReadItem & { figure: Figure } {
  const span = spanIn(source, from, to)
  const figure: Figure = {
    id,
    value: ZERO,
    mode: 'increment',
    modeSaid: true,
    from,
    to,
    numeral: { from, to },
    dates: [],
  }
  return {
    indicator: id,
    value: ZERO,
    unit: names.get(id).unit,
    mode: 'increment',
    asOf: day ?? ('' as Day),
    typed: { value: typedIn(source, span), unit: '', text: typedIn(source, span), span },
    figure,
  }
}

function faultsOf(
  item: ReadItem & { figure: Figure },
  indicator: Indicator,
  context: UpdateContext,
  correcting: boolean,
): Fault[] {
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
