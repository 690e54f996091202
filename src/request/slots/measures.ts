/** What a request has to know of a measure: whose it is, what it is an argument of, and what is shown beside it. */
import type { Measure } from '../../office/measure.ts'
import type { Told } from '../facts/said.ts'

/** About reporting, not about figures: without an indicator everything owed is meant. */
const OF_REPORTING: ReadonlySet<Measure> = new Set([
  'owed',
  'reported',
  'nil',
  'state',
  'reportedAt',
  'reportedBy',
  'lateDays',
  'onTime',
  'corrections',
  'reason',
])

/** Whether a measure is of reporting and review (state, days late), and not of figures. */
export const isOfReporting = (measure: Measure): boolean => OF_REPORTING.has(measure)

/** What is named beside a measure as a part of it: 离任务还差多少 asks for the gap, and not for the goal. */
const TAKES: Partial<Readonly<Record<Measure, readonly Measure[]>>> = {
  gap: ['goal', 'value'],
  perMonth: ['gap', 'goal', 'value', 'increment'],
  forecast: ['goal', 'value', 'rate'],
  share: ['value', 'increment'],
  rank: ['value', 'rate', 'increment'],
  increment: ['value'],
  rate: ['value', 'goal', 'increment'],
  source: ['goal'],
  ahead: ['rate', 'value', 'expected', 'increment'],
  expected: ['value', 'rate'],
  onTime: ['rank', 'reported'],
  reported: ['rank'],
  reportedAt: ['reported'],
  reportedBy: ['reported'],
  reason: ['state'],
}

/** Whether one measure is shown with another anyhow, so that it need not be asked for beside it. */
export const isPartOf = (one: Measure, other: Measure): boolean => TAKES[other]?.includes(one) === true

/** Measures without those that another of them shows anyhow; each once, in the order said. */
export function heads(measures: readonly Measure[]): Measure[] {
  const all = [...new Set(measures)]
  return all.filter((one) => !all.some((other) => other !== one && TAKES[other]?.includes(one)))
}

/** Where one figure stands: a question for any of it is told all. */
const STANDING: readonly Measure[] = ['value', 'goal', 'rate', 'gap', 'ahead', 'light']

/** What helps to judge a measure and is shown behind it. */
const BESIDE: Partial<Readonly<Record<Measure, readonly Measure[]>>> = {
  increment: ['value', 'nil'],
  value: STANDING,
  rate: STANDING,
  gap: STANDING,
  ahead: ['rate', 'expected', 'light', 'value'],
  light: ['rate', 'value', 'goal', 'ahead'],
  rank: ['rate', 'value'],
  share: ['value'],
  expected: ['value', 'rate', 'ahead'],
  lateDays: ['reportedAt'],
  reportedBy: ['reportedAt', 'value', 'state'],
  corrections: ['value'],
  reason: ['state', 'value'],
  forecast: ['value', 'goal', 'rate', 'gap', 'ahead', 'perMonth'],
  perMonth: ['gap', 'value'],
  source: ['goal', 'value'],
  nil: ['value'],
  needed: ['light'],
}

/** Beside a ranking and a light one column more each. */
const BESIDE_IN_LISTS: Partial<Readonly<Record<Measure, readonly Measure[]>>> = {
  rank: ['rate'],
  light: ['rate'],
  nil: ['value'],
  lateDays: ['reportedAt'],
}

/**
 * The measures whose columns an answer shows: those asked for, and what is read beside them (the goal beside a gap).
 * @param isList one line a place: what would be a column more each is left out
 * @returns each once, those asked for first
 */
export function shown(asked: readonly Measure[], isList: boolean): Measure[] {
  const [head] = asked
  const beside = isList ? (head && BESIDE_IN_LISTS[head]) || [] : asked.flatMap((one) => BESIDE[one] ?? [])
  return [...new Set([...asked, ...beside])]
}

/** What a unit is a unit of, whatever the indicator; counts and areas are figures of the indicator. */
const UNITS: ReadonlyMap<string, Measure> = new Map([
  ['%', 'rate'],
  ['天', 'lateDays'],
  ['次', 'corrections'],
  ['名', 'rank'],
  ['位', 'rank'],
])

/** The measure that alone is counted in a unit (次, 名); undefined for a unit of figures, and without one. */
export const measureOf = (unit: string | undefined): Measure | undefined =>
  unit === undefined ? undefined : UNITS.get(unit)

/** Counts things that are owed and not what they amount to: 几项没报. */
const OF_ITEMS: ReadonlySet<string> = new Set(['项', '条', '个', '件', '份'])

/** Whether a unit counts places or indicators, and no figure: 个, 项. */
export const isOfItems = (unit: string | undefined): boolean => unit !== undefined && OF_ITEMS.has(unit)

/** The measures of spans, in their order, repeated as they are. */
export const measuresOf = (spans: readonly Told<'measure'>[]): Measure[] => spans.map(({ found }) => found.measure)
