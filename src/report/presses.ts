/** What the buttons and forms of reporting bring. */
import { z } from 'zod'
import { filled, filledDay, meaning, period, presses, region, words } from '../message/input.ts'
import type { IndicatorId, Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'

const YES = z.enum(['yes']).optional()

interface Known {
  readonly plan: Plan
  readonly regions: Regions
}

/** What was said, and of which place. */
export const placedInput = ({ regions }: Pick<Known, 'regions'>) => words.extend({ region: region(regions).optional() })

/** The same words, said of a place. */
export const placeAt = (command: string, text: string, place: RegionKey) =>
  presses<ReturnType<typeof placedInput>>(command)({ text, region: place })

export const reportInput = (known: Known) =>
  placedInput(known).extend({
    /** put together from two messages: shown before it is taken */
    pieced: YES,
  })

export const pressReport = presses<ReturnType<typeof reportInput>>('上报')

/** The input with fields beside its own, which the command reads one by one. */
const withFields = <Shape extends z.ZodRawShape>(input: z.ZodObject<Shape>, isField: (name: string) => boolean) =>
  input
    .catchall(z.string())
    .refine((pressed) => Object.keys(pressed).every((name) => name in input.shape || isField(name)))

/** A period's form; submitted, its fields come along: one for each indicator, under its id. */
export const fillInput = ({ plan, regions }: Known) =>
  withFields(
    placedInput({ regions }).extend({
      period: period.optional(),
      /** of a reminder: which rule asked for it */
      rule: z.string().optional(),
      submit: YES,
      asOf: filledDay.optional(),
      untouched: z.enum(['skip', 'nil']).optional(),
      /** what its fields showed, `id:9` by commas: who leaves them reports nothing, whatever was recorded since */
      shown: z.string().optional(),
      /** the units in which its fields are filled where it is not the base unit, `id:亩` by commas */
      units: z.string().optional(),
    }),
    (name) => plan.indicators.some(({ id }) => id === name),
  )
/** The button that opens the form of a region's report, or with `submit` sends it. */
export const pressFill = presses<ReturnType<typeof fillInput>>('填报')

export const nilInput = (known: Known) =>
  reportInput(known).extend({ period: period.optional(), rule: z.string().optional() })
/** The button 零报告: nothing new in what the region owes for a period. */
export const pressNil = presses<ReturnType<typeof nilInput>>('零报告')

/** `message`: the inbox id of what was reported */
/** only: the indicators of that message that are taken back, where not all are */
export const undoInput = z.strictObject({ message: z.string().optional(), only: z.string().optional() })
export const pressUndo = presses<typeof undoInput>('撤回')

export const amendInput = z.strictObject({ message: z.string().optional(), note: filled.optional() })
export const pressAmend = presses<typeof amendInput>('补充说明')

/** The form's fields come along: of each figure its value and its day. */
export const editInput = withFields(
  z.strictObject({ message: z.string().optional(), submit: YES, reason: filled.optional() }),
  (name) => /^[vd]/.test(name),
)
export const valueField = (figure: string): string => `v${figure}`
export const dayField = (figure: string): string => `d${figure}`
export const pressEdit = presses<typeof editInput>('修改')

/** In the place of a draft's id: all that the person left open. */
export const ALL = 'all'

/** `at`: which of what the draft lacks, known by the number that was `typed`; the other fields say what is meant of it. */
export const confirmInput = z.strictObject({
  draft: z.string(),
  increments: z.enum(['period', 'more']).optional(),
  reason: filled.optional(),
  at: meaning((said) => (/^\d+$/.test(said) ? Number(said) : undefined)).optional(),
  /** the same of all that it holds, in the order shown */
  row: meaning((said) => (/^\d+$/.test(said) ? Number(said) : undefined)).optional(),
  typed: z.string().optional(),
  number: z.string().optional(),
  indicator: z
    .string()
    .transform((id) => id as IndicatorId)
    .optional(),
  unit: z.string().optional(),
  mode: z.enum(['cumulative', 'increment']).optional(),
})
/** The button that sends a draft as it stands, or with what its fields mend. */
export const pressConfirm = presses<typeof confirmInput>('确认')

export const discardInput = z.strictObject({ draft: z.string() })
export const pressDiscard = presses<typeof discardInput>('放弃')

/** Of one place and those below it; of all that the coordinator oversees without one. */
export const reviewInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions).optional(),
    /** of these alone, by their ids with commas between */
    figure: filled.optional(),
    /** how all but these stand, of which nothing was done */
    rest: filled.optional(),
  })
export const pressReview = presses<ReturnType<typeof reviewInput>>('审核')
/** Some figures, or all of the place; `sure`: how many it is was shown before. */
export const passInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions).optional(),
    figure: filled.optional(),
    period: period.optional(),
    indicator: filled.optional(),
    sure: z.enum(['yes']).optional(),
  })
export const pressPass = presses<ReturnType<typeof passInput>>('通过')

/** Without a figure, all of the place; `because`: a reason that was said in passing, seen before it is told. */
export const returnInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions),
    figure: filled.optional(),
    reason: filled.optional(),
    because: filled.optional(),
  })
export const pressReturn = presses<ReturnType<typeof returnInput>>('退回')

/** `sure`: what it comes to was shown before */
export const closeInput = z.strictObject({ period: period.optional(), sure: z.enum(['yes']).optional() })
export const pressReceive = presses<typeof closeInput>('接收')
export const pressLock = presses<typeof closeInput>('锁定')

/** 收回审核: what was accepted waits for review again; `sure`: which it is was shown before. */
export const reopenInput = (regions: Regions) => passInput(regions)
export const pressReopen = presses<ReturnType<typeof reopenInput>>('收回审核')

export const unlockInput = closeInput.extend({ reason: filled.optional() })
export const pressUnlock = presses<typeof unlockInput>('解锁')

export const writeOffInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions).optional(),
    period: period.optional(),
    reason: filled.optional(),
    sure: z.enum(['yes']).optional(),
  })
export const pressWriteOff = presses<ReturnType<typeof writeOffInput>>('核销')

export const grantInput = z.strictObject({
  figure: z.string(),
  decision: z.enum(['grant', 'deny']),
})
export const pressGrant = presses<typeof grantInput>('批准更正')
