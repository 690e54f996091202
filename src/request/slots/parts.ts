/** What a query is put together from: facts, measures, indicators, conditions, times and places, slot by slot. */
import type { Measure } from '../../office/measure.ts'
import type { LedgerQuery } from '../../query/index.ts'
import type { Facts } from '../facts/facts.ts'
import type { Said } from '../facts/said.ts'
import type { Standpoint } from '../facts/standpoint.ts'
import type { AskedMeasures } from './asked.ts'
import type { Conditions } from './conditions.ts'
import type { When } from './when.ts'
import type { Where } from './whom.ts'

export interface Parts {
  readonly said: Said
  readonly facts: Facts
  readonly asked: AskedMeasures
  readonly of: LedgerQuery['of']
  readonly conditions: Conditions
  readonly when: When
  readonly where: Where
  readonly given: Standpoint
}

/** The rate of a whole is its average already. */
export const isRatio = (measure: Measure | undefined): boolean => measure === 'rate' || measure === 'share'

/** Whether a mean is asked for. */
export const isMean = (said: Said): boolean => said.all('measure').some(({ found }) => found.is === 'mean')
