/** What waits for a coordinator's own hand, below what the counties owe. */

import { spansIn, type Utterance } from '../../language/index.ts'
import { countUnreviewed } from '../../ledger/index.ts'
import { type Block, buttons, type Card, card, sentence } from '../../message/card.ts'
import { placeName } from '../../office/format.ts'
import type { QueryContext } from './query-context.ts'

/** How many reports wait for the asker's review, with a button to them; no blocks in a group, or where none waits. */
export async function waitingBlocks(context: QueryContext): Promise<Block[]> {
  const waiting = context.inGroup ? 0 : await waitingIn(context)
  if (waiting === 0) return []
  return [sentence(`另有${waiting}项上报待审核。`), buttons([{ label: '去审核', command: '审核' }])]
}

/** The answer where only the review is asked about: how many figures wait for the asker. */
export async function reviewCard(context: QueryContext): Promise<Card> {
  const waiting = await waitingIn(context)
  const place = placeName(context.office.regions, context.own)
  return card('info', waiting > 0 ? `${place}：${waiting}项上报待审核` : `${place}：没有待审核的上报`, [
    sentence(`本年各期都在内；没报的不在这里，发送 /我的 查看。`),
    waiting > 0 && buttons([{ label: '去审核', command: '审核' }]),
  ])
}

/** Whether a message is about review: accepting, or how far it has come. */
export const namesReview = (said: Utterance): boolean =>
  spansIn(said, 'measure').some(({ found }) => found.measure === 'state') ||
  spansIn(said, 'act').some(({ found }) => found.act === 'approve')

/** How many figures of the plan's year wait for review in the regions that the asker reviews. */
export async function waitingIn(context: QueryContext): Promise<number> {
  const { plan, regions } = context.office
  const own = regions.all.filter((one) => regions.within(one.key, context.own)).map((one) => one.key)
  return countUnreviewed(context.store, own, plan.year)
}
