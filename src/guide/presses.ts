/** What the buttons and forms of the guide bring. */
import { z } from 'zod'
import { filled, meaning, presses, region, words } from '../message/input.ts'
import type { Plan } from '../office/plan.ts'
import type { Regions } from '../office/region.ts'

/** `indicator`: which one is meant, of this plan */
export const meaningInput = ({ indicators }: Pick<Plan, 'indicators'>) =>
  words.extend({ indicator: meaning((said) => indicators.find(({ id }) => id === said)?.id).optional() })
export const pressMeaning = presses<ReturnType<typeof meaningInput>>('口径')

/** `region`: of which place */
export const contactsInput = (regions: Regions) => words.extend({ region: region(regions).optional() })
export const pressContacts = presses<ReturnType<typeof contactsInput>>('联系人')

/** `turn`: the inbox id of what was asked, where its answer goes along */
export const handoverInput = words.extend({ question: filled.optional(), turn: z.string().optional() })
export const pressHandover = presses<typeof handoverInput>('转人工')

/** `handover`: which question */
export const answerInput = z.strictObject({ handover: z.string(), answer: filled.optional() })
export const pressAnswer = presses<typeof answerInput>('人工答复')

export const waitingInput = z.strictObject({ handover: z.string().optional() })
export const pressWaiting = presses<typeof waitingInput>('待答')

/** `article`: its number */
export const rulesInput = ({ articles }: { readonly articles: readonly { readonly number: number }[] }) =>
  words.extend({
    article: meaning((said) => articles.find(({ number }) => String(number) === said)?.number).optional(),
  })
export const pressRules = presses<ReturnType<typeof rulesInput>>('须知')
