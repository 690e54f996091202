/** What is said to figures that were just recorded: 不对，应该是11家; 是当月的. */
import { spansIn } from '../../language/index.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import { standsCard } from '../cards/said.ts'
import { amendReceipt } from '../commands/amended.ts'
import { editCard } from '../commands/edit.ts'
import { lastReceipt, type Receipt } from '../recent.ts'
import type { Amended } from '../rules/amendment.ts'
import { replyIn } from '../rules/reply.ts'
import { keeping, saidBefore } from '../rules/said-before.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { onRecord } from './answered.ts'

/** 不对，应该是11家: of what was recorded; without the right number it is asked for. */
export async function saidToReceipt(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const reply = replyIn(asked.said())
  if (!asked.person) return undefined
  if (reply?.kind !== 'amended' && reply?.kind !== 'wrong') return standsNow(asked, ground)
  const receipt = await lastReceipt(asked)
  if (!receipt) return undefined
  if (reply.kind === 'amended' && reply.isLoose) return howCounted(asked, ground, receipt, reply)
  // 哎不对 高企多1家: what was added puts right nothing of a month that was filed long ago
  const isAdded = reply.kind === 'amended' && reply.mode === 'increment' && reply.to !== undefined && !reply.asOf
  if (isAdded && !receipt.isJust) return undefined
  // what was recorded long ago is meant where it is one figure, or the wrong number or the indicator is said, and no other
  const isOne = receipt.figures.length === 1
  const isNamed = reply.kind === 'amended' && (isOne || reply.from !== undefined || reply.indicator !== undefined)
  if (!isNamed && !receipt.isJust) return undefined
  const { indicator } = reply.kind === 'amended' ? reply : {}
  if (indicator && receipt.figures.every((one) => one.indicator !== indicator)) return undefined
  const right = reply.kind === 'amended' ? await amendReceipt(asked, ground, receipt, reply) : undefined
  const outcome = right ?? { status: 'asked', writes: [], reply: editCard(ground, receipt.message, receipt.figures) }
  return reply.isUnsure ? { ...outcome, isDoubtful: true } : outcome
}

/** Surely asked, and not told. */
const SURE = 0.8

/** 现在一共几户: how what was recorded just before stands now, where nothing else is named. */
async function standsNow(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const said = asked.said()
  const [before] = saidBefore({ turns: asked.turns.slice(-1) })
  const isBare = (['indicator', 'region', 'parts', 'amount'] as const).every((kind) => spansIn(said, kind).length === 0)
  if (!before || !isBare || spansIn(said, 'ask').length === 0 || asked.text.length > LONGEST) return undefined
  const indicators = [...new Set(before.items.map(({ indicator }) => indicator))]
  const of = { indicators, values: [], days: [], units: [], modes: [], lacks: [], isPast: false }
  const [first] = ground.acts?.(said, of, asked.likely?.()) ?? []
  if (first?.intent !== 'ask' || first.p < SURE) return undefined
  const receipt = await lastReceipt(asked)
  if (!receipt?.isJust) return undefined
  const reply = standsCard(ground, await onRecord(asked, ground, before.region, indicators), [])
  return { status: 'stands', writes: [], reply, request: keeping(before) }
}
const LONGEST = 40

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
