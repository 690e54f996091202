/** What the buttons and forms of reminding bring. */
import { z } from 'zod'
import { day, filled, filledDay, moment, period, presses, region, severalRegions } from '../message/input.ts'
import type { Regions } from '../office/region.ts'

/** A report that is due: by its place, its period, and the rule that asks for it. */
const due = (regions: Regions) => ({
  region: region(regions).optional(),
  period: period.optional(),
  rule: z.string().optional(),
})

/** of which place and period */
export const checkInput = (regions: Regions) => z.strictObject(due(regions))
export const pressCheck = presses<ReturnType<typeof checkInput>>('核对')

/** The time was asked for, and is not said yet: asked anew, and nothing taken in its place. */
export const ASKS = z.enum(['1']).optional()

/** `at`: when to remind, where a time was chosen */
export const snoozeInput = (regions: Regions) => z.strictObject({ ...due(regions), at: moment.optional(), asks: ASKS })
export const pressSnooze = presses<ReturnType<typeof snoozeInput>>('稍后提醒')
export type Snooze = z.output<ReturnType<typeof snoozeInput>>

const LONGEST_NOTE = 200

/** A sentence of the sender's own, on one line and cut where it is too long; an empty one is none. */
export const noteFrom = (words: string): string | undefined =>
  [...words.replaceAll(/\s+/g, ' ').trim()].slice(0, LONGEST_NOTE).join('') || undefined

/** what the sender adds in their own words */
export const noteInput = z.string().transform(noteFrom).optional()

/** `confirm`: the names were shown, and are agreed to */
export const nudgeInput = (regions: Regions) =>
  z.strictObject({
    regions: severalRegions(regions).optional(),
    period: period.optional(),
    confirm: z.enum(['1']).optional(),
    /** of every deadline that is open, what is not due yet too */
    all: z.enum(['1']).optional(),
    /** when it goes out; at once without it */
    at: moment.optional(),
    urgent: z.enum(['1', '0']).optional(),
    note: noteInput,
  })
export const pressNudge = presses<ReturnType<typeof nudgeInput>>('催报')
export type Nudge = z.output<ReturnType<typeof nudgeInput>>

/** A deadline, and the day to which it is moved. */
export const moveInput = z.strictObject({
  due: day.optional(),
  because: filled.optional(),
  period: period.optional(),
  rule: z.string().optional(),
  confirm: z.enum(['1']).optional(),
})
export const pressMove = presses<typeof moveInput>('截止')
export type MoveMeant = z.output<typeof moveInput>

export const decideInput = z.strictObject({ id: z.string(), granted: z.enum(['1', '0']) })
export const pressDecide = presses<typeof decideInput>('延期审批')

export const leaveInput = (regions: Regions) =>
  z.strictObject({
    from: filledDay.optional(),
    to: filledDay.optional(),
    stand_in: filled.optional(),
    /** it was shown as it is, and agreed to */
    shown: z.enum(['1']).optional(),
    /** the first day of leave that was recorded, in place of which this is taken */
    instead: filledDay.optional(),
    /** and the last */
    instead_to: filledDay.optional(),
    /** what was recorded is taken back */
    back: z.enum(['1']).optional(),
    /** the county whose contact is away, where a coordinator says so */
    of: region(regions).optional(),
  })
export const pressLeave = presses<ReturnType<typeof leaveInput>>('请假')

/** `due`, `because`: what was said so far of an extension; `shown`: it was shown as it is, and agreed to */
export const extendInput = z.strictObject({
  due: day.optional(),
  because: filled.optional(),
  period: period.optional(),
  shown: z.enum(['1']).optional(),
})
export const pressExtend = presses<typeof extendInput>('延期')
export type ExtendMeant = z.output<typeof extendInput>
