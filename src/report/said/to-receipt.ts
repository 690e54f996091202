/** What is said to figures that were just recorded: 不对，应该是11家; 是当月的. */
import type { Asked, Outcome } from '../../message/command.ts'
import { amendReceipt } from '../commands/amended.ts'
import { editCard } from '../commands/edit.ts'
import { lastReceipt, type Receipt } from '../recent.ts'
import type { Amended } from '../rules/amendment.ts'
import { replyIn } from '../rules/reply.ts'
import { saidBefore } from '../rules/said-before.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** 不对，应该是11家: of what was recorded; without the right number it is asked for. */
export async function saidToReceipt(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const reply = replyIn(asked.said())
  if (!asked.person || (reply?.kind !== 'amended' && reply?.kind !== 'wrong')) return undefined
  const receipt = await lastReceipt(asked)
  if (!receipt) return undefined
  if (reply.kind === 'amended' && reply.isLoose) return howCounted(asked, ground, receipt, reply)
  // what was recorded long ago is meant where it is one figure, or the wrong number or the indicator is said, and no other
  const isOne = receipt.figures.length === 1
  const isNamed = reply.kind === 'amended' && (isOne || reply.from !== undefined || reply.indicator !== undefined)
  if (!isNamed && !receipt.isJust) return undefined
  const { indicator } = reply.kind === 'amended' ? reply : {}
  if (indicator && receipt.figures.every((one) => one.indicator !== indicator)) return undefined
  const right = reply.kind === 'amended' ? await amendReceipt(asked, ground, receipt, reply) : undefined
  return right ?? { status: 'asked', writes: [], reply: editCard(ground, receipt.message, receipt.figures) }
}

/** 累计的, 是当月的: of the figures that were recorded with the message before. */
async function howCounted(asked: Asked, ground: Ground, receipt: Receipt, is: Amended): Promise<Outcome | undefined> {
  const { mode, to, unit } = is
  const [shown] = saidBefore({ turns: asked.turns.slice(-1) })
  const isOfReceipt = shown?.items.some(({ indicator }) => receipt.figures.some((one) => one.indicator === indicator))
  if (!mode || to !== undefined || unit || !receipt.isJust || !isOfReceipt) return undefined
  if (receipt.figures.every(({ said }) => said.mode === mode))
    return { status: 'stands', writes: [], reply: text.standsAs(mode) }
  const outcome = await amendReceipt(asked, ground, receipt, is)
  return outcome?.status === 'repeated' ? { status: 'stands', writes: [], reply: text.sameEitherWay(mode) } : outcome
}
