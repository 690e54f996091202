/** A reason that was asked for, and given in the next sentence. */
import { z } from 'zod'
import type { Asked } from '../../message/command.ts'
import type { Update } from '../read/item.ts'
import * as text from '../text.ts'

const wanting = z.object({ wantsReason: z.string(), agreed: z.boolean().optional() })

/** A draft that lacks its reason; `agreed`: the figures were said yes to before. */
export type Wanting = z.output<typeof wanting>

/** What a turn keeps that asked for the reason of a draft. */
export const wantingReason = (draft: string, agreed?: true): Wanting => ({
  wantsReason: draft,
  ...(agreed && { agreed }),
})

/** The draft for which a reason was asked last. */
export const reasonAsked = ({ turns }: Pick<Asked, 'turns'>): Wanting | undefined =>
  wanting.safeParse(turns.at(-1)?.kept?.request).data

/** It puts something right, which is told with why. */
export const isChange = ({ update }: { readonly update: Update }): boolean =>
  update.correcting || update.doubts.includes(text.AMENDED)
