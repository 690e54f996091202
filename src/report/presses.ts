/** What the buttons and forms of reporting bring. */
import { z } from 'zod'
import { filledDay, period, presses, region, words } from '../message/input.ts'
import type { Regions } from '../office/region.ts'

/** The input with fields beside its own, which the command reads one by one. */
const withFields = <Shape extends z.ZodRawShape>(input: z.ZodObject<Shape>, isField: (name: string) => boolean) =>
  input
    .catchall(z.string())
    .refine((pressed) => Object.keys(pressed).every((name) => name in input.shape || isField(name)))

/** For which place what was said is. */
const said = (regions: Regions) => words.extend({ region: region(regions).optional() })

/** A period's form; with `submit` its fields come along, one for each indicator under its id. */
export const fillInput = (regions: Regions, indicators: readonly string[]) =>
  withFields(
    said(regions).extend({
      period: period.optional(),
      /** of a reminder: which rule asked for it */
      rule: z.string().optional(),
      submit: z.enum(['yes']).optional(),
      asOf: filledDay.optional(),
      untouched: z.enum(['skip', 'nil']).optional(),
    }),
    (name) => indicators.includes(name),
  )
export const pressFill = presses<ReturnType<typeof fillInput>>('填报')

export const nilInput = (regions: Regions) =>
  said(regions).extend({ period: period.optional(), rule: z.string().optional() })
export const pressNil = presses<ReturnType<typeof nilInput>>('零报告')
