/** What is said to figures that were just recorded: 不对，应该是11家; 是当月的. */
import { CERTAIN } from '../../intent/sure.ts'
import { spansIn, supposes } from '../../language/index.ts'
import { answer, type Outcome } from '../../message/command.ts'
import { standsCard } from '../cards/said.ts'
import { amendReceipt } from '../commands/amended.ts'
import { editCard } from '../commands/edit.ts'
import type { Occasion } from '../entry.ts'
import { looksLikeReport } from '../read/context.ts'
import { lastReceipt, type Receipt } from '../recent.ts'
import type { Amended } from '../rules/amendment.ts'
import { keeping, saidBefore } from '../rules/kept.ts'
import { replyIn } from '../rules/reply.ts'
import * as text from '../text.ts'
import { onRecord } from './answered.ts'
import { figures } from './waiting.ts'

/**
 * What a message says to the figures just recorded: a correction of them, a no that asks for the right number, or how
 * they stand.
 * @returns undefined where nothing was just recorded, or it is of something else
 */
export async function saidToReceipt(it: Occasion): Promise<Outcome | undefined> {
  const { asked, ground } = it
  const reply = replyIn(asked.said())
  // 如果不对，改成12家: what may not be so puts nothing right that is on record
  if (!asked.person || supposes(asked.said())) return undefined
  if (reply?.act !== 'set' && reply?.act !== 'disagree') return standsNow(it)
  const is = reply.act === 'set' ? reply.is : undefined
  const receipt = await lastReceipt(asked)
  if (!receipt) return undefined
  if (is?.isLoose) return howCounted(it, receipt, is)
  // what was recorded long ago is meant where it is one figure, or the wrong number or the indicator is said, and no other
  const isOne = receipt.figures.length === 1
  const isNamed = is && (isOne || is.from !== undefined || is.indicator !== undefined)
  if (!isNamed && !receipt.isJust) return undefined
  if (is?.indicator && receipt.figures.every((one) => one.indicator !== is.indicator)) return undefined
  const right = is && (await amendReceipt(it, receipt, is))
  // 高企报9家…说错了是10家: whole by itself
  if (!right && looksLikeReport(asked, ground)) return undefined
  const outcome = right ?? answer('asked', editCard(ground, receipt.message, receipt.figures))
  // 有两家说重了: a number tells what is wrong, or by how much
  const isUnsure = is ? is.isUnsure : spansIn(asked.said(), 'amount').length > 0
  return isUnsure ? { ...outcome, isDoubtful: true } : outcome
}

/** 现在一共几户: how what was recorded just before stands now, where nothing else is named. */
async function standsNow({ asked, ground }: Occasion): Promise<Outcome | undefined> {
  const said = asked.said()
  const [before] = saidBefore({ turns: asked.turns.slice(-1) })
  const isBare = (['indicator', 'region', 'parts', 'amount'] as const).every((kind) => spansIn(said, kind).length === 0)
  if (!before || !isBare || spansIn(said, 'ask').length === 0 || asked.text.length > LONGEST) return undefined
  const indicators = [...new Set(before.items.map(({ indicator }) => indicator))]
  const of = { ...figures, isPast: false, holds: { indicators, values: [], days: [], lacks: [] } }
  const [first] = ground.acts?.(said, of, asked.likely?.()) ?? []
  if (first?.intent !== 'ask' || first.p < CERTAIN) return undefined
  const receipt = await lastReceipt(asked)
  if (!receipt?.isJust) return undefined
  const reply = standsCard(ground, await onRecord({ asked, ground, region: before.region }, indicators), [])
  return answer('stands', reply, { request: keeping(before) })
}
const LONGEST = 40

/** 累计的, 是当月的: of the figures that were recorded with the message before. */
async function howCounted(it: Occasion, receipt: Receipt, is: Amended): Promise<Outcome | undefined> {
  const { mode, typedValue, typedUnit } = is
  const [shown] = saidBefore({ turns: it.asked.turns.slice(-1) })
  const isOfReceipt = shown?.items.some(({ indicator }) => receipt.figures.some((one) => one.indicator === indicator))
  if (!mode || typedValue || typedUnit || !receipt.isJust || !isOfReceipt) return undefined
  if (receipt.figures.every(({ said }) => said.mode === mode)) return answer('stands', text.standsAs(mode))
  return amendReceipt(it, receipt, is)
}
