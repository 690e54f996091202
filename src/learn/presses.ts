/** What the buttons and forms about answers bring. */
import { z } from 'zod'
import { presses } from '../message/input.ts'
import type { QuestionId } from './rows.ts'

const question = z.string().transform((id) => id as QuestionId)

/** The field of 问题: `aside`, the id of a question that is not to be answered. */
export const questionsInput = z.strictObject({ aside: question.optional() })

/**
 * Makes a button of 问题 from the fields of `questionsInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressQuestions = presses<typeof questionsInput>('问题')

/** The fields of 审定: a question with its answer, document and provision; or the id of an answer to take back. */
export const vouchInput = z.strictObject({
  question: question.optional(),
  answer: z.string().optional(),
  section: z.string().optional(),
  title: z.string().optional(),
  withdraw: z.string().optional(),
})

/**
 * Makes a button of 审定 from the fields of `vouchInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressVouch = presses<typeof vouchInput>('审定')
