/** A reason that was asked for, and given in the next sentence. */
import { z } from 'zod'
import { spansIn } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'

const wanting = z.object({ wantsReason: z.string() })

/** What a turn keeps that asked for the reason of a draft. */
export const wantingReason = (draft: string): z.input<typeof wanting> => ({ wantsReason: draft })

/** The draft for which a reason was asked last. */
export const reasonAsked = ({ turns }: Asked): string | undefined =>
  wanting.safeParse(turns.at(-1)?.kept?.request).data?.wantsReason

/** 这下对了 is no reason. */
const SHORTEST = 6
/** What corrects, agrees, asks, does or reports is an answer of its own: 哦 16, 园区那个先不报. */
const ANSWERS = ['ask', 'act', 'polar', 'repair', 'amount', 'measure', 'compare'] as const

/** A sentence that says nothing else is a reason. */
export const saysWhy = ({ said, text }: Asked): boolean =>
  text.trim().length >= SHORTEST && ANSWERS.every((kind) => spansIn(said(), kind).length === 0)
