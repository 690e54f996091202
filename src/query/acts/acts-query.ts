/**
 * Questions on what was done in the office, and not on how figures stand: reported, corrected, passed, returned, locked,
 * reminded; by whom, when, how often, why. Everything is decided, as in a `LedgerQuery`.
 */
import { z } from 'zod'
import type { Day } from '../../office/day.ts'
import type { Period } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { day, indicator, period, region } from '../query.ts'

/** What may have been done to figures or to people. */
export type Deed = (typeof DEEDS)[number]
const DEEDS = ['report', 'correct', 'undo', 'accept', 'return', 'receive', 'lock', 'remind'] as const

/** `who` did it; `whom` it was done to, or which places did it. */
type Asked = (typeof ASKED)[number]
const ASKED = ['who', 'whom', 'when', 'why', 'how-many', 'whether'] as const

/** A question on what was done: which deed, on which places, when, and what is asked of it. */
export interface ActsQuery {
  readonly deed: Deed
  readonly asks: Asked
  /** counties in these, and they themselves */
  readonly places: readonly RegionKey[]
  /** reminders that came to the asker alone */
  readonly mine?: true | undefined
  /** absent: whichever */
  readonly of?: readonly IndicatorId[] | undefined
  /** the periods of the figures */
  readonly about?: readonly Period[] | undefined
  /** the days on which it was done, both included; absent: at any time of the year */
  readonly within?: { readonly from: Day; readonly to: Day } | undefined
  /** counted apart, and those with most or least of it alone */
  readonly most?: { readonly by: 'place' | 'city' | 'day'; readonly down: boolean; readonly n: number } | undefined
}

/** Reads an `ActsQuery` as it was kept with a message; fails on one of an older version. */
export const actsQuery = z
  .strictObject({
    deed: z.enum(DEEDS),
    asks: z.enum(ASKED),
    places: z.array(region).min(1),
    mine: z.literal(true).optional(),
    of: z.array(indicator).min(1).optional(),
    about: z.array(period).min(1).optional(),
    within: z.strictObject({ from: day, to: day }).optional(),
    most: z.strictObject({ by: z.enum(['place', 'city', 'day']), down: z.boolean(), n: z.int().min(1) }).optional(),
  })
  .transform((query): ActsQuery => query)
