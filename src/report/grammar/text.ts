/** What is said when a report cannot be taken as it is. */
import { type Day, dayName, fullDayName, yearOf } from '../../office/day.ts'
import { exampleFigure, exampleName } from '../../office/example.ts'
import type { Indicator } from '../../office/plan.ts'
import { type FaultKind, MOST_NUMBERS } from './reading.ts'
import { unitsOf } from './units.ts'

/** What a fault is told by. */
export interface Complaint {
  readonly kind: FaultKind
  /** the words as typed */
  readonly words: string
  /** those of the other, where two figures are told of one thing */
  readonly twin?: string
  /** the indicator that it is about, or those that may have been meant */
  readonly indicators: readonly Indicator[]
  /** those of the plan, for an example */
  readonly plan: readonly Indicator[]
  readonly today: Day
  readonly asOf?: Day
}

const exampleIn = (plan: readonly Indicator[]): string => `例：/上报 ${exampleFigure(plan)} 截至6月底`

const units = (indicator: Indicator): string =>
  [...new Set(unitsOf(indicator).map(({ unit }) => unit))].slice(0, 3).join('、')
const names = (all: readonly Indicator[]): string => all.map(({ short }) => short).join('、')

/** What cannot be taken and what to do about it, as one or two Chinese sentences with an example of the plan. */
export function complain({ kind, words, twin, indicators, plan, today, asOf }: Complaint): string {
  const [first] = indicators
  const short = first?.short ?? '该指标'
  switch (kind) {
    case 'empty':
      return `请写上指标和数值。${exampleIn(plan)}`
    case 'too-many':
      return `这条消息里的数太多，一次核对不了，都没有记录。请分几条发，每条不超过${MOST_NUMBERS}个数。`
    case 'unknown-indicator': {
      const hint = indicators.length > 0 ? `，是不是“${indicators.map((one) => one.short).join('”或“')}”？` : '。'
      return words
        ? `没认出“${words}”是哪项指标${hint}请用指标名称重发，如“${first?.short ?? exampleName(plan)}”。`
        : `没看到指标名称。${exampleIn(plan)}`
    }
    case 'ambiguous-indicator':
      return `“${words}”可以指${names(indicators)}，请写明是哪一项。`
    case 'missing-value':
      return `${short}没有写数值，请补上；没有新增请写“${short} 无新增”。`
    case 'not-a-number':
      return twin
        ? `${short}有两个数：“${twin}”和“${words}”，请只写一个，或写明哪个是累计、哪个是新增。`
        : `“${words}”不是确切的数，请写准确数值后重发。`
    case 'bad-unit':
      return first
        ? `${short}的单位应是${units(first)}，“${words}”对不上，请改好单位重发。`
        : `“${words}”的单位对不上，请改好重发。`
    case 'negative':
      return `${short}不能是负数（“${words}”）。要调减请用“/更正”报调整后的累计数。`
    case 'fraction':
      return `${short}按${first?.unit ?? '家'}计数，应是整数，请核对“${words}”。`
    case 'future-date':
      return `${asOf ? `截至${yearOf(asOf) === yearOf(today) ? dayName(asOf) : fullDayName(asOf)}` : `“${words}”`}还没到（今天是${dayName(today)}），请改日期后重发；预计数不用报。`
  }
}

/**
 * The question whether figures that name other regions are the sender's own.
 * @param own name of the sender's region
 */
export const elsewhere = (own: string, others: readonly string[]): string =>
  `您报的是${own}的数据，消息里提到了${others.join('、')}。是${own}的数据吗？若是，请确认；若不是，请由当地联系人报。`
