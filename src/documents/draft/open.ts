/** What a paper leaves open about a goal, and a person's answers laid over what was read. */
import { type Day, day as dayOf, monthEnd } from '../../office/day.ts'
import type { IndicatorText } from '../../office/load/plan/write.ts'
import {
  isDirected,
  isLevel,
  isUnnamed,
  kindByUnit,
  otherUnitsOf,
  plainNumber,
  plainUnit,
  type StatedFigure,
} from './indicator.ts'

/** A question about one goal, with the answers that it may have; the first is what the draft took. */
export type OpenPoint =
  | { readonly field: 'name' }
  | { readonly field: 'unit' }
  | { readonly field: 'value'; readonly options: readonly [lower: string, upper: string] }
  | { readonly field: 'kind' }
  | { readonly field: 'better' }
  /** due before the year's end: 6月底前 */
  | { readonly field: 'pace'; readonly due: Day }

/** What a person said of a goal; what is absent stays as it was read. */
export interface Edit {
  readonly name?: string | undefined
  readonly unit?: string | undefined
  readonly value?: string | undefined
  readonly kind?: IndicatorText['kind'] | undefined
  readonly better?: 'higher' | 'lower' | undefined
  readonly every?: IndicatorText['every'] | undefined
  /** 口径 */
  readonly definition?: string | undefined
  /** a day: whole by then */
  readonly pace?: 'linear' | 'none' | { readonly due: Day } | undefined
}

/** 首期, 其余 name nothing by themselves; 出口 does, and is taken with one key. */
const SHORTEST_NAME = 3

/**
 * What a figure leaves open of its indicator, field by field, in the order in which it is asked; none where all is said.
 * @param year the plan's, whose 6月底 is meant
 */
export function openOf(fact: StatedFigure, year: number): OpenPoint[] {
  const unit = plainUnit(fact.unit)
  const due = isLevel(fact) ? undefined : dueIn(fact.period ?? '', year)
  return [
    ...(isUnnamed(fact) || fact.object.length < SHORTEST_NAME ? [{ field: 'name' } as const] : []),
    ...(unit ? [] : [{ field: 'unit' } as const]),
    ...(fact.upper === undefined
      ? []
      : [{ field: 'value' as const, options: [plainNumber(fact.number), plainNumber(fact.upper)] as const }]),
    ...(unit && kindByUnit(unit) === undefined ? [{ field: 'kind' as const }] : []),
    ...(isLevel(fact) && !isDirected(fact) ? [{ field: 'better' as const }] : []),
    ...(due ? [{ field: 'pace' as const, due }] : []),
  ]
}

/** 6月底前, 9月30日前: within the year, and not its end. */
function dueIn(period: string, year: number): Day | undefined {
  const [, month, date] = /(\d{1,2})月(?:(\d{1,2})日)?/.exec(period)?.map(Number) ?? []
  if (!month || month > 11) return undefined
  return date ? dayOf(year, month, date) : monthEnd(year, month)
}

/** The indicator with what a person said of it: a unit brings its kind, a kind what follows from it. */
export function withEdit(one: IndicatorText, edit: Edit): IndicatorText {
  const unit = edit.unit ?? one.unit
  const kind = edit.kind ?? (edit.unit === undefined ? one.kind : (kindByUnit(unit) ?? one.kind))
  const value = edit.value === undefined ? one.target.value : edit.value
  const better = edit.better ?? one.better
  const name = edit.name ?? one.name
  const pace = kind === 'rate' ? 'none' : (edit.pace ?? one.pace)
  const { op } = one.target
  return {
    ...one,
    name,
    ...(edit.name !== undefined && { short: name, aliases: [] }),
    unit,
    otherUnits: edit.unit === undefined ? one.otherUnits : otherUnitsOf(unit),
    kind,
    integer: kind === 'count' && !value.includes('.'),
    better,
    target: { ...one.target, op: op === 'fall' && better === 'higher' ? '=' : op, value: signed(value, op, better) },
    pace: typeof pace === 'object' && 'due' in pace ? { steps: [{ on: pace.due, share: 1 }] } : pace,
    every: edit.every ?? one.every,
    definition: edit.definition || one.definition,
  }
}

/** A fall is written below zero. */
const signed = (value: string, op: string, better: string): string =>
  op === 'fall' && better === 'lower' ? `-${value.replace('-', '')}` : value.replace(/^-/, '')
