/** What buttons and forms bring: flat fields, strings on the wire, decoded once to what they mean. */
import { z } from 'zod'
import { type Day, type Instant, instant, parseDay } from '../office/day.ts'
import { type Period, parsePeriod } from '../office/period.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { Button } from './card.ts'

/** A press as it travels: field → string. */
export type Wire = Readonly<Record<string, string>>

/** What a field may mean; each has one way to be written, so that buttons are made without the office. */
type Meant = string | number | readonly string[] | undefined

/** A command's declaration: every field a string on the wire. */
export type Input = z.ZodObject<Readonly<Record<string, z.ZodType<Meant, string | undefined>>>>

/** The meaning of a press; of typed words, which fill no field, every field is absent. */
export type Pressed<In extends Input> = z.output<In> | { readonly [Field in keyof z.output<In>]?: undefined }

/** Words that a button repeats, as if they were said to the command: what every command reads. */
export const words = z.strictObject({ text: z.string().optional() })

/**
 * A field that is read where the press comes in. @param read undefined: it means nothing here, and the press is refused
 */
export function meaning<Means extends Meant>(read: (said: string) => Means | undefined) {
  return z.string().transform((said, context): Means => {
    const found = read(said)
    if (found !== undefined) return found
    context.addIssue('not known here')
    return z.NEVER
  })
}

/** A text field of a form, trimmed; undefined for a field that was left empty. */
export const filled = z.string().transform((said): string | undefined => said.trim() || undefined)

/**
 * A field that holds a reporting period, as `parsePeriod` reads it: `2017-06`, `2017-Q2`. Anything else refuses the
 * press.
 */
export const period = meaning<Period>(parsePeriod)

/** `2017-06-30`; pickers add a clock or a zone, which are dropped. */
export const day = meaning<Day>((said) => parseDay(said.slice(0, 10)))

/** A day of a form: an emptied picker is an absent field. */
export const filledDay = filled.transform((said, context): Day | undefined => {
  const found = said === undefined ? undefined : parseDay(said.slice(0, 10))
  if (said !== undefined && found === undefined) context.addIssue('no day')
  return found
})

/** An instant in milliseconds. */
export const moment = meaning<Instant>((said) => (/^\d{1,15}$/.test(said) ? instant(Number(said)) : undefined))

/** A field that names a region of the office, as `Regions.find` takes it: key, code or name. */
export const region = (regions: Regions) => meaning<RegionKey>((said) => regions.find(said)?.key)

/** Several regions with commas between; one that is not known refuses the press, so that none is silently left out. */
export const severalRegions = (regions: Regions) =>
  meaning<readonly RegionKey[]>((said) => {
    const keys = said
      .split(',')
      .filter(Boolean)
      .map((one) => regions.find(one)?.key)
    return keys.every((key) => key !== undefined) ? keys : undefined
  })

/** Makes what a command's buttons and forms carry: a field that the command does not declare fails to compile. */
export interface Presses<In extends Input> {
  (means: Means<In>): Required<Pick<Button, 'command' | 'values'>>
  /** the name of a form's input */
  readonly field: (name: keyof In['shape'] & string) => string
}

/** The fields that are declared, without those that a form may have beside them. */
type Means<In extends Input> = z.output<z.ZodObject<In['shape'], z.core.$strict>>

/**
 * The maker of a command's buttons: fields that its input does not declare do not compile; `field` names one for a form.
 * @param command the name under which the command that declares the input is known
 */
export function presses<In extends Input>(command: string): Presses<In> {
  const press = (means: Means<In>) => ({ command, values: written(means) })
  return Object.assign(press, { field: (name: string) => name })
}

function written(means: object): Wire {
  const fields: [string, unknown][] = Object.entries(means)
  return Object.fromEntries(fields.flatMap(([name, one]) => (one === undefined ? [] : [[name, String(one)]])))
}
