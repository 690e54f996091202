import { dayName } from '../../office/day.ts'
import { shortPeriod } from '../../office/format.ts'
import type { Cell } from '../cube/cube.ts'
import type { Tongue } from './short.ts'

/** That a figure is of an earlier period, and of which day: `，截至7月31日，本期未报` */
export function staleText({ isCarried, asOf, isOver }: Cell): string {
  if (!isCarried || asOf === undefined) return ''
  return `，截至${dayName(asOf)}${isOver ? '，本期未报' : ''}`
}

/** What stands behind the figures of a cell: their day, whose are in it, what is carried. */
export function standingText(cell: Cell, { plan }: Tongue): string {
  const { asOf, held, isCarried, period, isOver, counties, reported, of, pending, silent } = cell
  if (asOf === undefined)
    return counties.length > 0 ? `${shortPeriod(period, plan)}${reported}/${of}已报` : shortPeriod(period, plan)
  const day = `截至${dayName(asOf)}`
  if (counties.length > 0 && !held) {
    const turnout = isOver
      ? `${shortPeriod(period, plan)}${reported}/${of}已报`
      : `${shortPeriod(period, plan)}还没有结束，${reported}/${of}已报`
    const rest = [pending > 0 ? `其中${pending}个待审核` : '', silent > 0 ? `${silent}个尚无上报` : ''].filter(Boolean)
    return [day, turnout, ...rest].join('，')
  }
  if (isCarried && held)
    return `${day}，${shortPeriod(period, plan)}${isOver ? '未报' : '还没有结束'}，沿用${shortPeriod(held.period, plan)}`
  const review = held?.state === 'submitted' ? '待审核' : '已审核'
  return `${day}，${held?.nil ? '零报告，' : ''}${review}`
}
