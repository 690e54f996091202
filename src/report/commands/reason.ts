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

const SHORTEST = 4

/** A sentence that neither asks, nor does anything, nor reports another figure is a reason. */
export function saysWhy({ said, text }: Asked): boolean {
  const has = (kind: Parameters<typeof spansIn>[1]): boolean => spansIn(said(), kind).length > 0
  const isOther = has('ask') || has('act') || has('polar') || has('repair') || (has('indicator') && has('amount'))
  return text.trim().length >= SHORTEST && !isOther
}
