/**
 * The query language of the ledger: what, of which indicators, of whom, when, where, and how it is wanted.
 *
 * A question that nobody foresaw is a combination of these parts, not a kind of its own. Everything is decided:
 * ids, regions and periods are values, nothing is relative to a reader but `owed` and `latest`, which the executor
 * resolves by its day.
 */
import { z } from 'zod'
import { type Amount, parseAmount } from '../office/amount.ts'
import { type Day, parseDay } from '../office/day.ts'
import type { Measure } from '../office/measure.ts'
import { type Period, parsePeriod } from '../office/period.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { isSized, MEASURES } from './measures/measure.ts'

const measure = z.enum(Object.keys(MEASURES) as [Measure, ...Measure[]])

/** Reads a period as `2017-06`, `2017-Q2`, `2017-W26` or `2017`; anything else is a fault of the query. */
export const period = z
  .string()
  .transform((text, context): Period => parsePeriod(text) ?? none(context, 'a period as 2030-06'))

/** Reads a day as `2017-06-30`; anything else is a fault of the query. */
export const day = z.string().transform((text, context): Day => parseDay(text) ?? none(context, 'a day as 2030-06-30'))

/** Takes a text for an indicator's id; nothing is looked up. */
export const indicator = z.string().transform((text) => text as IndicatorId)

/** Takes a text for a region's key; nothing is looked up. */
export const region = z.string().transform((text) => text as RegionKey)

function none(context: z.core.$RefinementCtx, expected: string): never {
  context.addIssue({ code: 'custom', message: `expected ${expected}`, input: context.value })
  return z.NEVER
}

/**
 * A value in a query: amounts in the base unit, ratios as 0.5, points and days as numbers, names and states as text.
 * `goal` and `versus` stand for the cell's own goal and for what it is compared with.
 */
export type Scalar = Amount | boolean | string

/** Numbers are read exactly; 50% is a ratio. */
const scalar = z
  .union([z.boolean(), z.number().transform(String), z.string()])
  .transform((said): Scalar => (typeof said === 'boolean' ? said : (parseAmount(said) ?? said)))
const several = z.array(period).min(1).readonly()

const op = z.enum(['<', '<=', '>', '>=', '=', '!='])

/** How a condition compares a reading with its value. */
export type Op = z.output<typeof op>

const quantifier = z.union([
  z.enum(['every', 'some', 'none', 'not-every']),
  z.strictObject({ atLeast: z.int().min(1) }).readonly(),
  z.strictObject({ running: z.int().min(1) }).readonly(),
])

/** Of how many of a group a condition has to hold; `running`: of so many neighbours. */
export type Quantifier = z.output<typeof quantifier>

const claim = z
  .strictObject({
    measure,
    op,
    /** a list: any of them */
    to: z.union([scalar, z.array(scalar).min(1).readonly()]),
    /** other periods than those of the query */
    at: several.optional(),
    /** all: whatever the place owes, in whichever period */
    over: z.enum(['indicator', 'period', 'all']).optional(),
    /** `every` where none is said */
    holds: quantifier.optional(),
  })
  .readonly()
  .refine(({ over, at }) => over === 'period' || over === 'all' || !at, {
    error: 'other periods need over: period, all',
  })
  .refine(({ over, holds }) => typeof holds !== 'object' || !('running' in holds) || over === 'period', {
    error: 'only periods run',
  })
  .refine(({ op, to, measure }) => op === '=' || op === '!=' || (!Array.isArray(to) && isSized(measure)), {
    error: 'what has no size, and any of several, is equal or is not',
  })
  .refine(({ to, measure }) => (Array.isArray(to) ? to : [to]).every((one) => fits(measure, one)), {
    error: 'a value of the kind that the measure has',
  })
const test = claim.refine(({ over, holds }) => over !== undefined || holds === undefined, {
  error: 'a quantifier needs over',
})

/** A condition on a measure; with `over` it is asked of several indicators or periods together. */
export type Test = z.output<typeof claim>

const supposed = z
  .strictObject({
    place: region,
    indicator,
    period,
    /** in the base unit */
    value: z.string().transform((text, context): Amount => parseAmount(text) ?? none(context, 'an amount')),
    /** on top of what stands: 再报3家, below zero 少报3家 */
    more: z.literal(true).optional(),
  })
  .readonly()

/** A figure taken as if it stood: 假如安吉6月报10家. For a city or the province it stands for the sum. */
export type Supposed = z.output<typeof supposed>

/** An amount for what has a size, a day for an instant, yes or no for what is so or not, else a name. */
function fits(measure: Measure, to: Scalar): boolean {
  const { sort } = MEASURES[measure]
  if (sort === 'truth') return typeof to === 'boolean'
  if (typeof to === 'boolean') return false
  if (sort === 'day' || (sort === 'instant' && to !== 'versus')) return parseDay(to) !== undefined
  if (to === 'versus') return isSized(measure)
  return sort === 'name' || (sort === 'amount' && to === 'goal') || parseAmount(to) !== undefined
}

const whom = z.union([
  z.strictObject({ places: z.array(region).min(1).readonly() }).readonly(),
  // the parts of a whole at a level, some left out
  z
    .strictObject({ parts: region, level: z.enum(['city', 'county']), but: z.array(region).readonly().optional() })
    .readonly(),
])

/** The places asked about: named ones, or the parts of a whole. */
export type Whom = z.output<typeof whom>

const versus = z.union([
  z.strictObject({ period }).readonly(),
  z.strictObject({ place: region }).readonly(),
  z.strictObject({ base: z.enum(['goal', 'pace']) }).readonly(),
])

/** What readings are compared with. */
export type Versus = z.output<typeof versus>

const axis = z.enum(['place', 'city', 'indicator', 'period'])

/** What rows may be grouped by; `city` groups counties. */
export type Axis = z.output<typeof axis>

const fold = z.enum(['sum', 'mean', 'least', 'most', 'count', 'share'])

/** How cells of one group become one: `share` is the part that passes the conditions. */
export type Fold = z.output<typeof fold>

const order = z.strictObject({ measure, down: z.boolean() }).readonly()

/** By which measure rows are ordered, `down` from the largest. */
export type Order = z.output<typeof order>

/** Reads a `LedgerQuery` from JSON. Regions and indicators are looked up by the executor, not here. */
export const ledgerQuery = z
  .strictObject({
    measures: z.array(measure).min(1).readonly(),
    /** `owed`: what the places owe for the periods; `all`: every indicator of the plan */
    of: z.union([z.enum(['owed', 'all']), z.array(indicator).min(1).readonly()]),
    whom,
    /** `owed`: every period that is over and owed; `latest`: the last one over, or a newer one that has a figure */
    when: z.union([z.enum(['owed', 'latest']), several]),
    /** figures as of this day or earlier alone count */
    asOf: day.optional(),
    /** figures reported for the very period alone count: none is carried forward */
    fresh: z.literal(true).optional(),
    suppose: z.array(supposed).min(1).readonly().optional(),
    /** what is to be so with the figure that `needed` tells: what it takes for a yellow light, for the third place */
    reach: claim.optional(),
    /** the whole in which rank and share are taken; the province where none is said */
    among: region.optional(),
    versus: versus.optional(),
    /** a comparison is told in relation, too: 是它的2倍, 多33.3% */
    relative: z.enum(['times', 'percent']).optional(),
    where: z.array(test).readonly().optional(),
    by: z.array(axis).readonly().optional(),
    fold: fold.optional(),
    /** what is counted: places of which anything passes; without it everything that passes */
    counts: z.literal('places').optional(),
    order: order.optional(),
    /** those that share the last place belong to it */
    limit: z.int().min(1).optional(),
    /** of those within the limit the last place alone: 第二名 */
    alone: z.literal(true).optional(),
    /** whether it is so, of everything that is left */
    claim: claim.optional(),
    as: z.enum(['line', 'list', 'table', 'series', 'why']).optional(),
  })
  .readonly()
  .refine(({ limit, order }) => limit === undefined || order !== undefined, { error: 'a limit needs an order' })
  .refine(({ alone, limit }) => alone === undefined || limit !== undefined, { error: 'one place alone needs a limit' })
  .refine(({ counts, fold }) => counts === undefined || fold === 'count' || fold === 'share', {
    error: 'what is counted needs a count',
  })
  .refine(({ measures, reach }) => measures.includes('needed') === (reach !== undefined), {
    error: 'what is needed is needed for something',
  })
  .refine(({ versus, fold }) => versus === undefined || fold === undefined, { error: 'what is folded is not compared' })

/**
 * A question on the ledger: which measures of which indicators, places and periods, under which conditions, how
 * grouped, folded and ordered.
 */
export type LedgerQuery = z.output<typeof ledgerQuery>
