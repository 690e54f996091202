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

/** The fields of 核对: region and period. */
export const checkInput = (regions: Regions) => z.strictObject(due(regions))

/**
 * Makes a button of 核对 from the fields of `checkInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressCheck = presses<ReturnType<typeof checkInput>>('核对')

/** A field that says that the time is asked for anew: none is taken in its place. */
export const ASKS = z.enum(['1']).optional()

/** The fields of 稍后提醒: the report, and `at`, the instant to remind, where one was chosen. */
export const snoozeInput = (regions: Regions) => z.strictObject({ ...due(regions), at: moment.optional(), asks: ASKS })

/**
 * Makes a button of 稍后提醒 from the fields of `snoozeInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressSnooze = presses<ReturnType<typeof snoozeInput>>('稍后提醒')

/** The fields of 稍后提醒 as read. */
export type Snooze = z.output<ReturnType<typeof snoozeInput>>

const LONGEST_NOTE = 200

/** A note as it goes out: one line, 200 characters at most. Undefined where nothing is left. */
export const noteFrom = (words: string): string | undefined =>
  [...words.replaceAll(/\s+/g, ' ').trim()].slice(0, LONGEST_NOTE).join('') || undefined

/** The field of a note, see `noteFrom`. */
export const noteInput = z.string().transform(noteFrom).optional()

/**
 * The fields of 催报. `confirm`: the names were shown, and are agreed to; `all`: also what is due later or long
 * missing.
 */
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

/**
 * Makes a button of 催报 from the fields of `nudgeInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressNudge = presses<ReturnType<typeof nudgeInput>>('催报')

/** The fields of 催报 as read. */
export type Nudge = z.output<ReturnType<typeof nudgeInput>>

/** The fields of 截止: period and rule of the deadline, the new day, the reason. */
export const moveInput = z.strictObject({
  due: day.optional(),
  because: filled.optional(),
  period: period.optional(),
  rule: z.string().optional(),
  confirm: z.enum(['1']).optional(),
})

/**
 * Makes a button of 截止 from the fields of `moveInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressMove = presses<typeof moveInput>('截止')

/** The fields of 截止 as read. */
export type MoveMeant = z.output<typeof moveInput>

/** The fields of 延期审批: id of the request, and whether it is granted. */
export const decideInput = z.strictObject({ id: z.string(), granted: z.enum(['1', '0']) })

/**
 * Makes a button of 延期审批 from the fields of `decideInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressDecide = presses<typeof decideInput>('延期审批')

/**
 * The fields of 请假: days, stand-in, `of` the region whose contact it is; `instead`, `instead_to` the days of the
 * leave that it changes; `back` withdraws that.
 */
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

/**
 * Makes a button of 请假 from the fields of `leaveInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressLeave = presses<ReturnType<typeof leaveInput>>('请假')

/** The fields of 延期: new day and reason as far as they were said. `shown`: it was shown as it is, and agreed to. */
export const extendInput = z.strictObject({
  due: day.optional(),
  because: filled.optional(),
  period: period.optional(),
  shown: z.enum(['1']).optional(),
})

/**
 * Makes a button of 延期 from the fields of `extendInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressExtend = presses<typeof extendInput>('延期')

/** The fields of 延期 as read. */
export type ExtendMeant = z.output<typeof extendInput>
