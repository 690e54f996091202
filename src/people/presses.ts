/** What the buttons of a request to become a contact bring. */
import { z } from 'zod'
import { filled, presses, region } from '../message/input.ts'
import type { Regions } from '../office/region.ts'

export const answerInput = z.strictObject({
  binding: z.string(),
  decision: z.enum(['approve', 'refuse']),
  reason: filled.optional(),
})
export const pressAnswer = presses<typeof answerInput>('答复绑定')

/** Who asks for which county, where plain words were asked about first. */
export const bindInput = (regions: Regions) =>
  z.strictObject({ region: region(regions).optional(), name: filled.optional() })
export const pressBind = presses<ReturnType<typeof bindInput>>('绑定')
