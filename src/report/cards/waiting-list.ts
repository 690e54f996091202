/** Several updates that wait, on one card. */
import { type Button, below, buttons, type Card, card, sentence } from '../../message/card.ts'
import { dayName } from '../../office/day.ts'
import { brief } from '../../office/format.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { Draft } from '../drafts.ts'
import type { Item } from '../item.ts'
import { ALL, pressConfirm, pressDiscard } from '../presses.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/**
 * Drafts, a line each, with buttons that settle one or all.
 * @param how which of the two is offered first; 'discard' shows no button that files
 */
export function waitingList(
  { plan, regions }: Ground,
  drafts: readonly Draft[],
  how: 'confirm' | 'discard' = 'confirm',
): Card {
  const lineOf = ({ region, update: { items, parts = [] } }: Draft): string =>
    `${regions.get(region).name}：${[
      ...(items.length > MOST_NAMED
        ? [text.countOf(items.length)]
        : items.map((item) => said(indicatorOf(plan, item.indicator), item))),
      ...parts.map(({ message }) => `还差一项，${message}`),
    ].join('，')}`
  const namesOf = ({ update }: Draft): string =>
    drafts.length < 2
      ? ''
      : update.items.length > MOST_NAMED
        ? text.countOf(update.items.length)
        : update.items.map((item) => indicatorOf(plan, item.indicator).short).join('、')
  const isOnly = drafts.length === 1
  const one = (draft: Draft): Button[] => [
    ...(draft.update.items.length > 0 && how === 'confirm'
      ? [
          {
            label: `确认${namesOf(draft)}`,
            ...pressConfirm({ draft: draft.id }),
            ...(isOnly && { style: 'primary' as const }),
          },
        ]
      : []),
    ...(how === 'discard' || isOnly ? [{ label: `放弃${namesOf(draft)}`, ...pressDiscard({ draft: draft.id }) }] : []),
  ]
  const all: Button[] = [
    ...(how === 'confirm' ? [{ label: '全部确认', ...pressConfirm({ draft: ALL }), style: 'primary' as const }] : []),
    { label: '全部放弃', ...pressDiscard({ draft: ALL }), ...(how === 'discard' && { style: 'primary' as const }) },
  ]
  return card('warn', `有${drafts.length}条等您确认，还没有记录`, [
    sentence(drafts.map(lineOf).join('\n')),
    buttons([...(isOnly ? [] : all), ...drafts.slice(0, MOST).flatMap(one)]),
  ])
}

/** More than these are counted, and not named. */
const MOST_NAMED = 4

/** More than these are settled on their own cards. */
const MOST = 5

/**
 * A card with what waits from earlier messages below, and a button that files all.
 * @param now figures of this card that wait, counted along
 * @param before figures of the earlier drafts; none leaves the card as it is
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

/** A figure as it is told in a sentence: `9家`, `新增4家（累计9家）`, `无新增`. */
export function saidAs(indicator: Indicator, { value, mode, nil, comes }: Item): string {
  if (nil) return '无新增'
  const whole = comes === undefined ? '' : `（累计${brief(comes, indicator)}）`
  return `${mode === 'increment' ? '新增' : ''}${brief(value, indicator)}${whole}`
}

const figure = (indicator: Indicator, item: Item): string => `${indicator.short}${saidAs(indicator, item)}`

/** A figure with its name and day: `僵尸企业9家（截至6月30日）`. */
export const said = (indicator: Indicator, item: Item): string =>
  `${figure(indicator, item)}（截至${dayName(item.asOf)}）`
