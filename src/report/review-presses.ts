/** What the buttons and forms of those who review reports and close periods bring. */
import { z } from 'zod'
import { filled, period, presses, region } from '../message/input.ts'
import type { Regions } from '../office/region.ts'

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
