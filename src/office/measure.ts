/**
 * What can be known of a place, an indicator and a period: the vocabulary of questions on the ledger.
 *
 * A measure says how it folds, so that no sum is made of what cannot be added: rates never sum over places,
 * cumulative figures never over time.
 */
export type Measure =
  | 'value'
  | 'increment'
  | 'goal'
  | 'rate'
  | 'gap'
  | 'expected'
  | 'ahead'
  | 'light'
  | 'rank'
  | 'share'
  | 'owed'
  | 'reported'
  | 'nil'
  | 'state'
  | 'reportedAt'
  | 'reportedBy'
  | 'lateDays'
  | 'onTime'
  | 'corrections'
  | 'reason'
  | 'forecast'
  | 'perMonth'
  | 'source'
  | 'needed'
  | 'asOf'

/** How a figure is told: 累计, all since the year began, or 新增, of the period alone. */
export type Mode = 'cumulative' | 'increment'
