/** What the assistant's own buttons bring. */
import { z } from 'zod'
import { presses, type words } from '../message/input.ts'

/** `again`: the message set aside that is to be tried once more */
export const setAsideInput = z.strictObject({ again: z.string().optional() })
export const pressSetAside = presses<typeof setAsideInput>('搁置')

/** The same words, said to one command. */
export const sayTo = (command: string, text: string) => presses<typeof words>(command)({ text })
