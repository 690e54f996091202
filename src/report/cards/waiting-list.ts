/** Several updates that wait, on one card. */
import type { Button, Card } from '../../message/card.ts'
import { grouped } from '../../office/amount.ts'
import { dayName } from '../../office/day.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { Draft } from '../drafts.ts'
import { ALL, pressConfirm } from '../presses.ts'
import type { Item } from '../read/item.ts'
import type { Ground } from '../rules/weigh.ts'

/** Several updates that wait: each in a line, and one button for all. */
export function waitingList({ plan, regions }: Ground, drafts: readonly Draft[]): Card {
  const lineOf = ({ region, update }: Draft): string =>
    `${regions.get(region).name}：${update.items.map((item) => said(indicatorOf(plan, item.indicator), item)).join('，')}`
  return {
    title: `有${drafts.length}条等您确认，还没有记录`,
    tone: 'warn',
    blocks: [
      { kind: 'text', text: drafts.map(lineOf).join('\n') },
      {
        kind: 'buttons',
        buttons: [
          { label: '全部确认', ...pressConfirm({ draft: ALL }), style: 'primary' },
          ...drafts.slice(0, 5).map(({ id, update }): Button => {
            const names = update.items.map((item) => indicatorOf(plan, item.indicator).short)
            return { label: `只确认${names.join('、')}`, ...pressConfirm({ draft: id }) }
          }),
        ],
      },
    ],
  }
}

const said = ({ short, unit }: Indicator, { value, asOf, nil }: Item): string =>
  `${short}${nil ? '无新增' : `${grouped(value)}${unit}`}（截至${dayName(asOf)}）`
