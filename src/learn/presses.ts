/** What the buttons and forms about answers bring. */
import { z } from 'zod'
import { presses } from '../message/input.ts'
import type { QuestionId } from './rows.ts'

const question = z.string().transform((id) => id as QuestionId)

/** `aside`: a question that is not to be answered */
export const questionsInput = z.strictObject({ aside: question.optional() })
export const pressQuestions = presses<typeof questionsInput>('问题')

/** A question to answer, with the answer once the form is filled in; or the id of an answer to take back. */
export const vouchInput = z.strictObject({
  question: question.optional(),
  answer: z.string().optional(),
  section: z.string().optional(),
  title: z.string().optional(),
  withdraw: z.string().optional(),
})
export const pressVouch = presses<typeof vouchInput>('审定')
