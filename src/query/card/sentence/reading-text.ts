/** A reading by itself, as a table has it: `12家`, `45.6%`, `第2`. */
import { STATE_NAMES, type State } from '../../../ledger/index.ts'
import { type Amount, absolute, isNegative, isZero, percent, rounded } from '../../../office/amount.ts'
import type { Calendar } from '../../../office/calendar.ts'
import { dayName, dayOf, type Instant } from '../../../office/day.ts'
import { amountIn, differenceIn, icon, moment } from '../../../office/format.ts'
import type { Measure } from '../../../office/measure.ts'
import type { Light } from '../../../office/pace.ts'
import type { Indicator, Plan } from '../../../office/plan.ts'
import type { RegionKey, Regions } from '../../../office/region.ts'
import type { Cell } from '../../cube/cube.ts'
import { MEASURES } from '../../measures/measure.ts'
import { detailOf, isKnown, type Known, type Reading } from '../../measures/reading.ts'
import { absentText, LIGHTS, TRUTHS } from '../text.ts'

/** What words for readings depend on: the office's names, and who is answered. */
export interface Tongue {
  readonly plan: Plan
  readonly regions: Regions
  /** answered in a group, which sees reviewed figures alone */
  readonly isGroup?: boolean
  /** what the asker stands for */
  readonly own?: RegionKey
  /** the whole that ranks are taken in, where one was said */
  readonly among?: RegionKey | undefined
}

/** Who is shown an answer, with the office's words and days off. */
export interface Showing extends Tongue {
  /** answered in a group, which sees reviewed figures alone */
  readonly isGroup: boolean
  readonly calendar: Calendar
}

/** A reading by itself, with its unit: `12家`, `45.6%`, `第2`; what is unknown as its reason. */
export function shortOf(measure: Measure, reading: Reading | undefined, cell: Pick<Cell, 'indicator'>): string {
  if (!isKnown(reading)) return reading ? absentText(reading.absent, 'place' in cell ? (cell as Cell) : undefined) : '—'
  const { is } = reading
  switch (MEASURES[measure].sort) {
    case 'amount':
      return sizeIn(measure, is as Amount, cell.indicator)
    case 'ratio':
      return percent(is as Amount)
    case 'points':
      return aheadText(is as Amount)
    case 'place':
      return `第${is}`
    case 'number':
      return `${is}次`
    case 'days':
      return is === '0' ? '按时' : `${detailOf(reading, 'lateDays')?.isMissing ? '还没报，已逾期' : '晚'}${is}天`
    case 'instant':
      return moment(Number(is) as Instant)
    case 'day':
      return dayName(dayOf(Number(is) as Instant))
    case 'truth':
      return truthText(measure, reading)
    case 'name':
      return nameText(measure, String(is))
  }
}

/** Beyond the figures as they were reported: whole or with two places. */
function sizeIn(measure: Measure, is: Amount, indicator: Indicator): string {
  if (measure === 'gap' && indicator.kind === 'rate') return differenceIn(is, indicator)
  const places =
    measure === 'forecast' ? (indicator.integer ? 0 : 2) : measure === 'expected' ? (indicator.integer ? 1 : 2) : 4
  return amountIn(is, indicator, places)
}

function aheadText(points: Amount): string {
  const size = absolute(rounded(points, 1))
  if (isZero(size)) return '与序时持平'
  return `${isNegative(points) ? '落后' : '快于'}序时${size}个百分点`
}

function truthText(measure: Measure, reading: Known): string {
  const counted = detailOf(reading, 'reported')
  if (counted && counted.owing > 1) return `${counted.count}/${counted.owing}已报`
  return TRUTHS[measure]?.[reading.is === true ? 0 : 1] ?? String(reading.is)
}

function nameText(measure: Measure, is: string): string {
  if (measure === 'light') return `${icon(is as Light)}${LIGHTS[is as Light]}${is === 'purple' ? '（数据存疑）' : ''}`
  return measure === 'state' ? STATE_NAMES[is as State] : is
}
