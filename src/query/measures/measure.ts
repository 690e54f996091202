/** What each measure is called, what it is counted in, how it folds over places and over time, and what must be read for it. */
import type { Measure } from '../../office/measure.ts'

/**
 * What kind of value a measure has: `amount` in the base unit, `ratio` (0.5 is 50 %), `points` between two ratios,
 * the others by their name.
 */
export type Sort = 'amount' | 'ratio' | 'points' | 'number' | 'days' | 'place' | 'truth' | 'name' | 'instant' | 'day'

/**
 * Whether a measure may be summed: `ratio` is the quotient of two sums. Rates are never summed over places,
 * cumulative figures never over time.
 */
export type Folding = 'sum' | 'ratio' | 'never'

/** What has to be read for a measure beside the figures of the periods asked for. */
export type Need = 'history' | 'year' | 'before' | 'peers' | 'people' | 'deadlines'

interface MeasureFacts {
  readonly name: string
  readonly sort: Sort
  readonly overPlaces: Folding
  readonly overTime: Folding
  readonly needs: readonly Need[]
}

const facts = (
  name: string,
  sort: Sort,
  overPlaces: Folding = 'never',
  overTime: Folding = 'never',
  ...needs: Need[]
): MeasureFacts => ({ name, sort, overPlaces, overTime, needs })

/** Every measure with its word, its kind, how it folds and what it needs. */
export const MEASURES: Readonly<Record<Measure, MeasureFacts>> = {
  value: facts('累计', 'amount', 'sum'),
  increment: facts('本期新增', 'amount', 'sum', 'sum', 'before'),
  goal: facts('任务', 'amount', 'sum'),
  rate: facts('完成率', 'ratio', 'ratio'),
  gap: facts('差额', 'amount', 'sum'),
  expected: facts('序时应完成', 'amount', 'sum'),
  ahead: facts('与序时相比', 'points'),
  light: facts('灯', 'name'),
  rank: facts('名次', 'place', 'never', 'never', 'peers', 'before'),
  share: facts('占比', 'ratio', 'sum', 'never', 'peers'),
  owed: facts('应报', 'truth'),
  reported: facts('上报', 'truth', 'never', 'never', 'deadlines'),
  nil: facts('零报告', 'truth'),
  state: facts('审核状态', 'name', 'never', 'never', 'history'),
  reportedAt: facts('上报时间', 'instant', 'never', 'never', 'history'),
  reportedBy: facts('上报人', 'name', 'never', 'never', 'people'),
  lateDays: facts('迟报天数', 'days', 'never', 'never', 'history', 'deadlines'),
  onTime: facts('按时上报', 'truth', 'never', 'never', 'history', 'deadlines'),
  corrections: facts('更正次数', 'number', 'sum', 'sum', 'history'),
  reason: facts('原因', 'name', 'never', 'never', 'history'),
  forecast: facts('年底预计', 'amount', 'sum', 'never', 'year'),
  perMonth: facts('每月需完成', 'amount', 'sum', 'never'),
  source: facts('来源', 'name'),
  needed: facts('需达到', 'amount', 'never', 'never'),
  asOf: facts('截至日', 'day'),
}

/**
 * The measures that rest on a figure and so on its day: a figure carried forward says nothing of the period asked
 * for.
 */
export const OF_FIGURES: readonly Measure[] = [
  'value',
  'increment',
  'rate',
  'gap',
  'ahead',
  'light',
  'rank',
  'share',
  'forecast',
  'perMonth',
  'needed',
]

/** Whether a measure can be ordered and compared. */
export const isSized = (measure: Measure): boolean => !['truth', 'name'].includes(MEASURES[measure].sort)

/** The office's word for a measure, as in headings: 完成率. */
export const nameOfMeasure = (measure: Measure): string => MEASURES[measure].name
