/** What the buttons under answers and of the documents' cards bring. */
import { z } from 'zod'
import type { Document } from '../documents/index.ts'
import { filled, meaning, presses, type words } from '../message/input.ts'

/** A question in words, as if it were typed. */
export const pressQuestion = presses<typeof words>('问')

/** Whether an answer served, by the inbox id of its question; read by whoever keeps verdicts. */
export const ratingInput = z.strictObject({
  question: z.string(),
  good: z.enum(['1', '0']),
  why: filled.optional(),
})
/** The button 有用 or 没用 under an answer. @param values `question`: its inbox id; `good`: '1' or '0' */
export const pressRating = presses<typeof ratingInput>('评价')

/** To a person, with the answer: `turn` is the inbox id of the question; read by whoever hands over. */
const handedInput = z.strictObject({ turn: z.string() })
export const pressHandover = presses<typeof handedInput>('转人工')

/** The title of a document in force. */
const titled = (documents: readonly Document[]) =>
  meaning((said) => documents.find(({ title }) => title === said)?.title).optional()

/** `section`: the label of a provision */
export const originalInput = (documents: readonly Document[]) =>
  z.strictObject({ document: titled(documents), section: z.string().optional() })
export const pressOriginal = presses<ReturnType<typeof originalInput>>('原文')

export const wholeInput = (documents: readonly Document[]) => z.strictObject({ document: titled(documents) })
