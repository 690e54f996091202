import { type Day, dayName } from '../../../office/day.ts'
import { shortPeriod } from '../../../office/format.ts'
import type { Cell } from '../../cube/cube.ts'
import type { Tongue } from './reading-text.ts'

/** `，截至7月31日，本期未报` behind a figure of an earlier period; empty for one of its own. */
export function staleText({ isCarried, asOf, isOver }: Cell): string {
  if (!isCarried || asOf === undefined) return ''
  return `，截至${dayName(asOf)}${isOver ? '，本期未报' : ''}`
}

/**
 * What stands behind an entry's figures: their day, how many counties are in a sum, what is carried forward:
 * `截至6月30日，6月2/71已报`.
 * @param said the day that the sentence begins with, not said again
 */
export function standingText(cell: Cell, tongue: Tongue, said?: Day): string {
  const { asOf, held, counties } = cell
  const day = asOf === undefined || asOf === said ? '' : `截至${dayName(asOf)}`
  const rest =
    asOf === undefined
      ? withoutText(cell, tongue)
      : counties.length > 0 && !held
        ? sumText(cell, tongue)
        : ownText(cell, tongue)
  return [day, rest].filter(Boolean).join('，')
}

function withoutText({ counties, period, reported, of }: Cell, { plan }: Tongue): string {
  return counties.length > 0 ? `${shortPeriod(period, plan)}${reported}/${of}已报` : shortPeriod(period, plan)
}

function sumText({ isOver, period, reported, of, pending, silent, isSupposed }: Cell, { plan }: Tongue): string {
  const turnout = `${shortPeriod(period, plan)}${isOver ? '' : '还没有结束，'}${reported}/${of}已报`
  const carried = of - reported - silent
  return [
    isSupposed ? '含假设的数' : '',
    turnout,
    pending > 0 ? `其中${pending}个待审核` : '',
    carried > 0 ? `${carried}个沿用以前的数` : '',
    silent > 0 ? `${silent}个尚无上报` : '',
  ]
    .filter(Boolean)
    .join('，')
}

function ownText({ isCarried, held, isOver, period, isSupposed }: Cell, { plan }: Tongue): string {
  if (isSupposed) return '假设的数'
  if (isCarried && held)
    return `${shortPeriod(period, plan)}${isOver ? '未报' : '还没有结束'}，沿用${shortPeriod(held.period, plan)}`
  const review = held?.state === 'submitted' ? '待审核' : '已审核'
  return `${held?.nil ? '零报告，' : ''}${review}`
}
