/** What the buttons and forms of the guide bring. */
import { z } from 'zod'
import { filled, meaning, presses, region, words } from '../message/input.ts'
import type { Plan } from '../office/plan.ts'
import type { Regions } from '../office/region.ts'

/** The field of 口径: an indicator of this plan. */
export const meaningInput = ({ indicators }: Pick<Plan, 'indicators'>) =>
  words.extend({ indicator: meaning((said) => indicators.find(({ id }) => id === said)?.id).optional() })

/**
 * Makes a button of 口径 from the fields of `meaningInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressMeaning = presses<ReturnType<typeof meaningInput>>('口径')

/** The field of 联系人: the place. */
export const contactsInput = (regions: Regions) => words.extend({ region: region(regions).optional() })

/**
 * Makes a button of 联系人 from the fields of `contactsInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressContacts = presses<ReturnType<typeof contactsInput>>('联系人')

/**
 * The fields of 转人工: the question; `turn` is the inbox id of what was asked, so that the program's answer goes along.
 */
export const handoverInput = words.extend({ question: filled.optional(), turn: z.string().optional() })

/**
 * Makes a button of 转人工 from the fields of `handoverInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressHandover = presses<typeof handoverInput>('转人工')

/** The fields of 人工答复: the question's id, and the answer. */
export const answerInput = z.strictObject({ handover: z.string(), answer: filled.optional() })

/**
 * Makes a button of 人工答复 from the fields of `answerInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressAnswer = presses<typeof answerInput>('人工答复')

/** The field of 待答: the question to answer. */
export const waitingInput = z.strictObject({ handover: z.string().optional() })

/**
 * Makes a button of 待答 from the fields of `waitingInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressWaiting = presses<typeof waitingInput>('待答')

/** The field of 须知: an article's number. */
export const rulesInput = ({ articles }: { readonly articles: readonly { readonly number: number }[] }) =>
  words.extend({
    article: meaning((said) => articles.find(({ number }) => String(number) === said)?.number).optional(),
  })

/**
 * Makes a button of 须知 from the fields of `rulesInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressRules = presses<ReturnType<typeof rulesInput>>('须知')
