/** What waits for a coordinator's own hand, below what the counties owe. */
import { countUnreviewed } from '../../ledger/index.ts'
import type { Block } from '../../message/card.ts'
import type { Desk } from './query-context.ts'

export async function waitingBlocks(desk: Desk): Promise<Block[]> {
  const { plan, regions } = desk.ground
  if (desk.inGroup) return []
  const own = regions.all.filter((one) => regions.within(one.key, desk.own)).map((one) => one.key)
  const count = await countUnreviewed(desk.store, own, plan.year)
  if (count === 0) return []
  return [
    { kind: 'text', text: `另有${count}项上报待审核。` },
    { kind: 'buttons', buttons: [{ label: '去审核', command: '审核' }] },
  ]
}
