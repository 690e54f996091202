/** A reason that was asked for, and given in the next sentence. */
import { z } from 'zod'
import { answerIn, clausesOf, marksIn, spansIn, tells, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import type { Update } from '../read/item.ts'
import * as text from '../text.ts'
import { oneDenied } from './picked.ts'

const wanting = z.object({ wantsReason: z.string(), agreed: z.boolean().optional() })

/** A draft that lacks its reason; `agreed`: the figures were said yes to before. */
export type Wanting = z.output<typeof wanting>

/** What a turn keeps that asked for the reason of a draft. */
export const wantingReason = (draft: string, agreed?: true): Wanting => ({
  wantsReason: draft,
  ...(agreed && { agreed }),
})

/** The draft for which a reason was asked last. */
export const reasonAsked = ({ turns }: Asked): Wanting | undefined =>
  wanting.safeParse(turns.at(-1)?.kept?.request).data

/** 这下对了 is no reason. */
const SHORTEST = 5

/** A sentence that says nothing else is a reason; so is one beside a yes (集中关停，数没错). */
export function saysWhy({ said, text }: Asked): boolean {
  if (text.trim().length < SHORTEST) return false
  if (tells(said())) return true
  const why = clausesOf(said()).filter((one) => answerIn(one)?.says !== 'yes')
  return why.length > 0 && why.length < clausesOf(said()).length && why.every(tells)
}

/** The same where a reason was asked for: whatever asks nothing, does nothing and puts nothing off may be one. */
export const mayExplain = ({ said, text }: Asked): boolean =>
  text.trim().length >= SHORTEST &&
  NO_REASON.every((kind) => spansIn(said(), kind).every(({ latent }) => latent)) &&
  spansIn(said(), 'measure').every(({ found }) => found.measure !== 'reported') &&
  oneDenied(said()) === undefined &&
  spansIn(said(), 'repair').every(({ found }) => found.how !== 'over' && found.how !== 'under') &&
  said().small.every(({ part }) => part.kind !== 'mode' && (part.kind !== 'unit' || part.use !== undefined)) &&
  spansIn(said(), 'unread').length + spansIn(said(), 'amount').length > 0

const NO_REASON = ['ask', 'act', 'topic', 'document', 'section', 'series', 'sorted', 'parts', 'for', 'extreme'] as const

/** 确实没新增，企业还在走程序: that nothing is new, and why. */
export function saysNoneAndWhy({ said }: Asked): boolean {
  const isNone = (one: Utterance): boolean =>
    spansIn(one, 'amount').some(({ found }) => found.value === '0' && !found.nil)
  const clauses = clausesOf(said())
  const why = clauses.filter((one) => !isNone(one))
  const isOfMore = marksIn(said(), 'others', 'every').length > 0
  return !isOfMore && why.length > 0 && why.length < clauses.length && why.every(tells)
}

/** It puts something right, which is told with why. */
export const isChange = ({ update }: { readonly update: Update }): boolean =>
  update.correcting || update.doubts.includes(text.AMENDED)
