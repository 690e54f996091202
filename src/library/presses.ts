/** What the buttons and the form of the library bring. */
import { z } from 'zod'
import { filled, presses } from '../message/input.ts'

/** The fields of 入库: the preview's id, and what it said would be replaced, so that a change since is noticed. */
export const keepInput = z.strictObject({
  id: z.string(),
  replaced: z.string().optional(),
  do: z.enum(['drop']).optional(),
})

/**
 * Makes a button of 入库 from the fields of `keepInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressKeep = presses<typeof keepInput>('入库')

/** The fields of 移出文件: a document's id, with the reason, or `back`. */
export const takeOutInput = z.strictObject({
  id: z.string(),
  because: filled.optional(),
  do: z.enum(['back']).optional(),
})

/**
 * Makes a button of 移出文件 from the fields of `takeOutInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressTakeOut = presses<typeof takeOutInput>('移出文件')
