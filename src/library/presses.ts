/** What the buttons and the form of the library bring. */
import { z } from 'zod'
import { filled, presses } from '../message/input.ts'

/** A previewed file by its id; `replaced`: what the preview said it would replace, as one string */
export const keepInput = z.strictObject({
  id: z.string(),
  replaced: z.string().optional(),
  do: z.enum(['drop']).optional(),
})
export const pressKeep = presses<typeof keepInput>('入库')

/** A shelved document by its id: taken out for a reason, or put back. */
export const takeOutInput = z.strictObject({
  id: z.string(),
  because: filled.optional(),
  do: z.enum(['back']).optional(),
})
export const pressTakeOut = presses<typeof takeOutInput>('移出文件')
