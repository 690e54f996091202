/** What waits for a coordinator's own hand, below what the counties owe. */
import { countUnreviewed } from '../../ledger/index.ts'
import { type Block, buttons, sentence } from '../../message/card.ts'
import type { QueryContext } from './query-context.ts'

/** How many reports wait for the asker's review, with the way there; nothing in a group, or where none waits. */
export async function waitingBlocks(context: QueryContext): Promise<Block[]> {
  const waiting = context.inGroup ? 0 : await waitingIn(context)
  if (waiting === 0) return []
  return [sentence(`另有${waiting}项上报待审核。`), buttons([{ label: '去审核', command: '审核' }])]
}

/** How many figures wait for review in the asker's own part of the office. */
export async function waitingIn(context: QueryContext): Promise<number> {
  const { plan, regions } = context.office
  const own = regions.all.filter((one) => regions.within(one.key, context.own)).map((one) => one.key)
  return countUnreviewed(context.store, own, plan.year)
}
