/** What a query is put together from: facts, measures, indicators, conditions, times and places, slot by slot. */
import type { Measure } from '../../office/measure.ts'
import type { LedgerQuery } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Said } from '../facts/said.ts'
import type { Standpoint } from '../facts/standpoint.ts'
import type { AskedMeasures } from './asked.ts'
import type { Conditions } from './conditions.ts'
import type { AskedTimes } from './when.ts'
import type { Where } from './whom.ts'

/** What the slots of a query are made of, gathered once for a reading. */
export interface QueryParts {
  readonly said: Said
  readonly facts: Facts
  readonly asked: AskedMeasures
  readonly of: LedgerQuery['of']
  readonly conditions: Conditions
  readonly when: AskedTimes
  readonly where: Where
  readonly given: Standpoint
}

/** Whether a measure is a ratio already, so that a whole's own is its average. */
export const isRatio = (measure: Measure | undefined): boolean => measure === 'rate' || measure === 'share'

/** Whether a question asks for a mean: 平均. */
export const isMean = (said: Said): boolean => said.all('measure').some(({ found }) => found.is === 'mean')
