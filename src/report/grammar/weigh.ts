/** From what was stated to figures in base units with dates, and the faults that they show. */
import { absolute, amount, compare, isNegative, isWhole, multiply, subtract, ZERO } from '../../office/amount.ts'
import { type Day, dayOf } from '../../office/day.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Item } from '../item.ts'
import { type Dated, datingOf } from './dating.ts'
import type { Names } from './names.ts'
import type { Fault, Figure, Nil, Stated } from './pair/statement.ts'
import type { Doubt, UpdateContext } from './reading.ts'
import type { At } from './said/said.ts'
import { isFuture } from './said/when.ts'
import { inBaseUnit } from './units.ts'

/**
 * What a message states with units and days weighed: items in base units, and every fault. `nilDates`: a day for each
 * nil report.
 */
export interface Weighed {
  readonly items: readonly Told[]
  readonly faults: readonly (Fault & { readonly asOf?: Day })[]
  readonly doubts: ReadonlySet<Doubt>
  readonly correcting: boolean
  readonly nilDates: readonly Dated[]
}

/**
 * Turns what is stated into figures in base units, each with its day; a unit that does not fit, a fraction of a
 * count, a day to come become faults.
 * @param raw the message as typed
 */
export function weigh(stated: Stated, raw: string, names: Names, context: UpdateContext): Weighed {
  const today = dayOf(context.now)
  const { figures, nils } = stated
  const first = [...figures, ...nils].reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const dating = datingOf(stated.whens, first, today, context.year)
  const doubts = new Set(stated.doubts)
  const faults: (Fault & { asOf?: Day })[] = [...stated.faults]
  const dated = (target: Figure | Nil): Dated => {
    const found = dating(target)
    if (found.doubtful) doubts.add('date')
    const { at, end } = found.when ?? target
    if (found.when && !found.when.day) faults.push({ kind: 'not-a-number', at, end })
    if (isFuture(found.day, today)) faults.push({ kind: 'future-date', at, end, asOf: found.day })
    return found
  }
  const kept = withoutOld(figures, stated.correcting)
  const told: Told[] = []
  for (const figure of kept) {
    const when = dated(figure)
    if (names.get(figure.id).kind !== 'rate' && isOfStretch(figure, when)) doubts.add('mode')
    const item = itemOf(figure, when, raw, names)
    if ('kind' in item) faults.push(item)
    else told.push({ ...item, figure })
  }
  const nilDates = nils.map(dated)
  const zeros = kept.length > 0 ? nils.flatMap((nil, at) => zerosOf(nil, nilDates[at])) : []
  const { items, clashes, isSplit, isBroken } = slotted([...told, ...zeros])
  if (isSplit) doubts.add('mode')
  if (isBroken) doubts.add('left-out')
  for (const { one, twin } of clashes) {
    const { at, end, id } = one.figure
    faults.push({ kind: 'not-a-number', at, end, ids: [id], twin: twin.figure })
  }
  const correcting = stated.correcting || kept.length < figures.length
  for (const item of items) faults.push(...faultsOf(item, names.get(item.indicator)))
  if (items.length === 0 && nils.length === 0)
    for (const { at, end, day } of stated.forecasts)
      faults.push({ kind: 'future-date', at, end, ...(day && { asOf: day }) })
  return { items, faults: withoutEclipsed(faults), doubts, correcting, nilDates }
}

/**
 * Since January, or in that stretch alone?
 * - 二季度处置5家: said between the name and the figure, without a mode
 * - 7-9月: of months or days that begin in the year; a quarter by its name is the office's word for its end
 */
function isOfStretch({ stretch, modeSaid }: Figure, { when }: Dated): boolean {
  if (stretch !== undefined && !modeSaid) return true
  if (!when?.open || !when.since || !when.day || when.since.endsWith('-01-01') || /[季半]/.test(when.text)) return false
  return (when.days === true && !modeSaid) || when.since.slice(0, 7) !== when.day.slice(0, 7)
}

/** Where a message says what should stand, what stood is not reported: 上次报18家有误，应为15家. */
function withoutOld(figures: readonly Figure[], correcting: boolean): Figure[] {
  const isNew = ({ id, mode }: Figure) =>
    figures.some((one) => one.id === id && one.mode === mode && one.side === 'new')
  return figures.filter((one) => one.side !== 'old' && !(correcting && one.side !== 'new' && isNew(one)))
}

/** A forecast for a day to come leaves its indicator without a value; the date is what is wrong with it. */
function withoutEclipsed(faults: readonly (Fault & { asOf?: Day })[]): readonly (Fault & { asOf?: Day })[] {
  const ahead = faults.filter(({ kind }) => kind === 'future-date')
  const isAheadOnly = faults.every(({ kind }) => kind === 'future-date' || kind === 'missing-value')
  return isAheadOnly && ahead.some(({ asOf }) => asOf) ? ahead : faults
}

function itemOf(figure: Figure, { day }: Dated, raw: string, names: Names): Item | Fault {
  const indicator = names.get(figure.id)
  const value = inBaseUnit(indicator, figure.value, figure.unit)
  if (value === 'bad-unit') return { kind: 'bad-unit', at: figure.at, end: figure.end, ids: [figure.id] }
  const typedUnit = unitTyped(raw, figure)
  return {
    indicator: figure.id,
    value,
    mode: figure.mode,
    asOf: day,
    typedValue: typedIn(raw, figure.numeral),
    ...(typedUnit && { typedUnit }),
    ...(figure.note && { note: figure.note }),
    nil: false,
  }
}

const typedIn = (raw: string, { at, end }: At): string => raw.slice(at, end)
/** What stands behind the number, or the unit that was said for it elsewhere. */
const unitTyped = (raw: string, { numeral, end, unit }: Figure): string =>
  raw.slice(numeral.end, end).trim() || (unit ?? '')

/** Nothing new beside other figures: an increment of 0 for each that was named. */
function zerosOf(nil: Nil, dated: Dated | undefined): Told[] {
  if (!dated) return []
  const { ids, at, end } = nil
  return ids.map((id) => ({
    indicator: id,
    value: ZERO,
    mode: 'increment',
    asOf: dated.day,
    typedValue: '无新增',
    nil: true,
    figure: { ...nil, id, value: ZERO, mode: 'increment', modeSaid: true, numeral: { at, end } },
  }))
}

function faultsOf({ indicator: id, value, figure: { at, end } }: Told, indicator: Indicator): Fault[] {
  if (indicator.kind === 'rate') return []
  const kinds = [
    ...(isNegative(value) ? ['negative' as const] : []),
    ...(indicator.integer && !isWhole(value) ? ['fraction' as const] : []),
  ]
  return kinds.map((kind) => ({ kind, at, end, ids: [id] }))
}

/** An item beside the statement from which it was read. */
export type Told = Item & { readonly figure: Figure }

/** Within one part in a hundred: 320亩，折合21.33公顷. */
const SAME = amount('0.01')

const isSameSlot = (a: Told, b: Told): boolean => a.indicator === b.indicator && a.mode === b.mode && a.asOf === b.asOf

interface Slots {
  readonly items: readonly Told[]
  /** different figures for one slot, each with the one told before it */
  readonly clashes: readonly { readonly one: Told; readonly twin: Told }[]
  /** a bare figure was taken for the month's, since 累计 was said of the other */
  readonly isSplit: boolean
  /** the same number twice, once without its unit: 1 1家 may be eleven */
  readonly isBroken: boolean
}

function slotted(all: readonly Told[]): Slots {
  const items: Told[] = []
  const clashes: Slots['clashes'][number][] = []
  let isSplit = false
  let isBroken = false
  for (const item of all) {
    const at = items.findIndex((one) => isSameSlot(one, item))
    const twin = items[at]
    if (!twin) {
      items.push(item)
      continue
    }
    isBroken ||= twin.value === item.value && !twin.figure.unit !== !item.figure.unit
    const told = settled(twin, item)
    const isTaken = told?.some((each) => items.some((one) => one !== twin && isSameSlot(one, each)))
    if (told && !isTaken) items.splice(at, 1, ...told)
    else clashes.push({ one: item, twin })
    isSplit ||= !isTaken && told !== undefined && told.length > 1
  }
  return { items, clashes, isSplit, isBroken }
}

/**
 * Two figures for one slot: the same in two units, or a month's beside the sum (7月800吨，累计6000吨).
 * @returns undefined where nothing tells which of them holds
 */
function settled(a: Told, b: Told): Told[] | undefined {
  if (a.value === b.value || isConversion(a, b)) return [a]
  const [bare, said] = a.figure.modeSaid ? [b, a] : [a, b]
  // 新建3.2万，改扩建1.1万，合计4.3万: one of several kinds gives way to what they come to
  if (bare.figure.isPart && said.figure.modeSaid) return [said]
  if (bare.figure.modeSaid || !said.figure.modeSaid || said.mode !== 'cumulative') return undefined
  return compare(bare.value, said.value) > 0 ? undefined : [{ ...bare, mode: 'increment' }, said]
}

const isConversion = (a: Told, b: Told): boolean =>
  a.figure.unit !== b.figure.unit &&
  compare(absolute(subtract(a.value, b.value)), multiply(absolute(a.value), SAME)) <= 0
