/** What the buttons of 通报 bring. */
import { z } from 'zod'
import { period, presses } from '../message/input.ts'

/** The fields of 通报: what to do, for a period, or with an issued bulletin by its id. */
export const bulletinInput = z.strictObject({
  do: z.enum(['freeze', 'files', 'changes']).optional(),
  period: period.optional(),
  bulletin: z.string().optional(),
  version: z.enum(['internal', 'public']).optional(),
  form: z.enum(['docx', 'xlsx']).optional(),
  /** issued although not all figures were received: the person said so, and the bulletin says it */
  early: z.enum(['1']).optional(),
})

/**
 * Makes a button of 通报 from the fields of `bulletinInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressBulletin = presses<typeof bulletinInput>('通报')
