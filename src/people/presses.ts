/** What the buttons of a request to become a contact bring. */
import { z } from 'zod'
import { filled, presses } from '../message/input.ts'

export const answerInput = z.strictObject({
  binding: z.string(),
  decision: z.enum(['approve', 'refuse']),
  reason: filled.optional(),
})
export const pressAnswer = presses<typeof answerInput>('答复绑定')
