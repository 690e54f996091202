/** What the buttons of a request to become a contact bring. */
import { z } from 'zod'
import { filled, presses, region } from '../message/input.ts'
import type { Regions } from '../office/region.ts'

/** The fields of 答复绑定: id of the application, and what is decided. */
export const answerInput = z.strictObject({
  binding: z.string(),
  decision: z.enum(['approve', 'refuse']),
  reason: filled.optional(),
})

/**
 * Makes a button of 答复绑定 from the fields of `answerInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressAnswer = presses<typeof answerInput>('答复绑定')

/** The fields of 绑定 by a form: the county, and the applicant's name. */
export const bindInput = (regions: Regions) =>
  z.strictObject({ region: region(regions).optional(), name: filled.optional() })

/**
 * Makes a button of 绑定 from the fields of `bindInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressBind = presses<ReturnType<typeof bindInput>>('绑定')
