/**
 * Questions on what was done in the office, and not on how figures stand: reported, corrected, passed, returned, locked,
 * reminded; by whom, when, how often, why. Everything is decided, as in a `LedgerQuery`.
 */
import { z } from 'zod'
import { day, indicator, period, region } from '../query.ts'

/** What may have been done to figures or to people. */
export type Deed = (typeof DEEDS)[number]
const DEEDS = ['report', 'correct', 'undo', 'accept', 'return', 'receive', 'lock', 'remind'] as const

/** Reads an `ActsQuery` as it was kept with a message; fails on one of an older version. */
export const actsQuery = z
  .strictObject({
    deed: z.enum(DEEDS),
    /** `who` did it; `whom` it was done to, or which places did it */
    asks: z.enum(['who', 'whom', 'when', 'why', 'how-many', 'whether']),
    /** counties in these, and they themselves */
    places: z.array(region).min(1).readonly(),
    /** reminders that came to the asker alone */
    mine: z.literal(true).optional(),
    /** absent: whichever */
    of: z.array(indicator).min(1).readonly().optional(),
    /** the periods of the figures */
    about: z.array(period).min(1).readonly().optional(),
    /** the days on which it was done, both included; absent: at any time of the year */
    within: z.strictObject({ from: day, to: day }).optional(),
    /** counted apart, and those with most or least of it alone */
    most: z.strictObject({ by: z.enum(['place', 'city', 'day']), down: z.boolean(), n: z.int().min(1) }).optional(),
  })
  .readonly()

/** A question on what was done: which deed, on which places, when, and what is asked of it. */
export type ActsQuery = z.output<typeof actsQuery>
