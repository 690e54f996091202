/** The running draft below an echo, and a figure in a few words. */
import { below, buttons, type Card, sentence } from '../../message/card.ts'
import { dayName } from '../../office/day.ts'
import { brief } from '../../office/format.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { Item } from '../item.ts'
import { ALL, pressConfirm } from '../presses.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/**
 * The running draft below an echo: what was written before and waits too, with the press that hands in all.
 * @param now what this card shows and waits as well
 */
export function withRunning({ plan }: Ground, card: Card, now: readonly Item[], before: readonly Item[]): Card {
  if (before.length === 0) return card
  const count = now.length + before.length
  const days = new Set(before.map(({ asOf }) => asOf))
  const [day] = days.size === 1 ? days : []
  const each = before.map((item) => (day ? figure : said)(indicatorOf(plan, item.indicator), item))
  const line = `${each.join('，')}${day ? `（截至${dayName(day)}）` : ''}`
  return below(
    card,
    sentence(text.waitsToo(count, line)),
    buttons([{ label: `提交全部（${count}项）`, ...pressConfirm({ draft: ALL }), style: 'primary' }]),
  )
}

/** 9家, 新增4家, 无新增 */
export function saidAs(indicator: Indicator, { value, mode, nil, comes }: Item): string {
  if (nil) return '无新增'
  const whole = comes === undefined ? '' : `（累计${brief(comes, indicator)}）`
  return `${mode === 'increment' ? '新增' : ''}${brief(value, indicator)}${whole}`
}

const figure = (indicator: Indicator, item: Item): string => `${indicator.short}${saidAs(indicator, item)}`

export const said = (indicator: Indicator, item: Item): string =>
  `${figure(indicator, item)}（截至${dayName(item.asOf)}）`
