/** What was understood and stands nowhere in the query: it is asked about or named, never answered as if it were not said. */
import type { Found } from '../language/index.ts'
import type { Amount } from '../office/amount.ts'
import type { Measure } from '../office/measure.ts'
import { type Period, periodOf, previousPeriod } from '../office/period.ts'
import { goalOf, indicatorOf } from '../office/plan.ts'
import type { LedgerQuery } from '../query/index.ts'
import type { Of, Said } from './facts/said.ts'
import { type Standpoint, selfOf } from './facts/standpoint.ts'
import { isOfItems, isPartOf } from './slots/measures.ts'
import { isYearEnd } from './slots/when.ts'

/** Words that were understood and stand nowhere in the query. */
export interface Lost {
  readonly words: string
  /** what is answered without it is something wider: it is asked about, and not only named */
  readonly isNarrowing: boolean
}

/** The places, conditions, amounts and times of a message that no slot of the query took. */
export const lostIn = (said: Said, query: LedgerQuery, raw: string, given: Standpoint): Lost[] =>
  [...said.firm, ...said.idle]
    .filter(({ found }) => !isTaken(found, query, given))
    .map(({ at, end, found, latent }) => ({
      words: raw.slice(at, end),
      // what a bare number is for, nobody can tell (按320算), nor one beside everything
      isNarrowing: (NARROWING.has(found.kind) && !isBare(found)) || latent === true || isAmongAll(found, query),
    }))

const NARROWING: ReadonlySet<string> = new Set(['region', 'own', 'indicator', 'compare', 'running', 'time', 'measure'])
const isAmongAll = ({ kind }: Found, { of }: LedgerQuery): boolean => kind === 'amount' && typeof of === 'string'
/** Whether a measure is only asked for, so that without it there is a column less and nothing else is told. */
const isBare = (found: Found): boolean => found.kind === 'measure' && found.is === undefined

function isTaken(found: Found, query: LedgerQuery, given: Standpoint): boolean {
  switch (found.kind) {
    case 'region':
      return found.versus ? takesVersus(query) : takesPlace(found.key, query, given)
    case 'own':
      return found.whole === true || found.level === undefined || takesPlace(selfOf(found, given), query, given)
    case 'indicator':
      return typeof query.of === 'string' || found.ids.some((id) => query.of.includes(id))
    case 'compare':
      return !isVain(query) && (isConditional(query) || query.measures.some((one) => AFAR.has(one)))
    case 'amount':
      return (
        isConditional(query) ||
        isOfItems(found.unit) ||
        query.measures.includes('forecast') ||
        isGoalOf(query, found.value, given)
      )
    case 'extreme':
      return found.n === undefined || isConditional(query) || query.order !== undefined
    case 'running':
      return isConditional(query) || query.measures.some((one) => AFAR.has(one))
    case 'measure':
      return takesMeasure(found, query)
    case 'time':
      return found.to >= given.today || takesTime(found, query)
    default:
      return true
  }
}

/**
 * Whether an amount is a goal, the whole’s or that of those asked about: 离300还有多远. Of everything it would have named
 * one: 120家、1500家一共多少.
 */
const isGoalOf = ({ of, whom }: LedgerQuery, value: Amount, { plan }: Standpoint): boolean =>
  typeof of !== 'string' &&
  of.some(
    (id) =>
      indicatorOf(plan, id).target.value === value ||
      ('places' in whom && whom.places.some((key) => goalOf(plan, key, id) === value)),
  )

const takesVersus = ({ versus, whom }: LedgerQuery): boolean =>
  versus !== undefined || ('places' in whom && whom.places.length > 1)

/** The place itself, or what it lies in, as 杭州 in 杭州余杭 is. */
function takesPlace(key: string, { whom, among, versus }: LedgerQuery, { regions }: Standpoint): boolean {
  const all = [
    ...('places' in whom ? whom.places : [whom.parts, ...(whom.but ?? [])]),
    ...(among ? [among] : []),
    ...(versus && 'place' in versus ? [versus.place] : []),
  ]
  return all.some((one) => one === key || regions.within(one, key as typeof one))
}

const isConditional = ({ where = [], claim, limit, reach }: LedgerQuery): boolean =>
  reach !== undefined || where.length > 0 || claim !== undefined || limit !== undefined
/** Two conditions that nothing can fulfil together are two questions: 过半的和没过半的各几个. */
const isVain = ({ where = [] }: LedgerQuery): boolean =>
  where.some(
    (low) =>
      low.op.startsWith('>') &&
      where.some(
        (high) => high.op.startsWith('<') && high.measure === low.measure && Number(high.to) <= Number(low.to),
      ),
  )

/** Of what is still to be done a goal is a part. */
const AFAR: ReadonlySet<string> = new Set(['gap', 'perMonth', 'forecast', 'expected', 'ahead', 'goal', 'rate'])

/** A condition, what is asked for, or a part of what is asked for. */
function takesMeasure({ measure, is }: Of<'measure'>, query: LedgerQuery): boolean {
  const { measures, where = [], claim, order, versus, fold, reach } = query
  const all = new Set([...measures, ...where.map((one) => one.measure), claim?.measure, order?.measure, reach?.measure])
  if (
    all.has(measure) ||
    ALSO[measure]?.some((one) => all.has(one)) ||
    is === 'mean' ||
    is === 'rate' ||
    versus !== undefined
  )
    return true
  return (
    DONE.has(measure) ||
    (measure === 'share' && fold === 'share') ||
    (measure === 'rank' && order !== undefined) ||
    measures.some((one) => isPartOf(measure, one))
  )
}
/** What is said of one and read as another. */
const ALSO: Partial<Readonly<Record<Measure, readonly Measure[]>>> = {
  ahead: ['light', 'perMonth', 'expected', 'gap'],
  perMonth: ['increment'],
  gap: ['ahead', 'reported', 'rate', 'expected'],
  expected: ['ahead'],
  lateDays: ['reportedAt'],
  owed: ['reported'],
  source: ['goal'],
}
/** What goes with whatever is asked of a figure: that it is reported, done or more. */
const DONE: ReadonlySet<string> = new Set(['reported', 'forecast', 'increment', 'value'])

function takesTime(time: Of<'time'>, query: LedgerQuery): boolean {
  const { when, where = [], asOf, versus, measures, relative } = query
  if (time.grain === 'year' || isYearEnd(time) || time.grain === 'day' || time.grain === 'week') return true
  if (asOf !== undefined || when === 'owed') return true
  const named = [
    ...(typeof when === 'string' ? [] : when),
    ...where.flatMap((test) => test.at ?? []),
    ...(versus && 'period' in versus ? [versus.period] : []),
  ]
  const month: Period = periodOf('month', time.to)
  return (
    named.some(
      (one) =>
        one === month ||
        // a period named again is taken as the one before it: 上个月呢
        one === previousPeriod(month) ||
        one === periodOf('quarter', time.to) ||
        one === periodOf('month', time.from),
    ) ||
    measures[0] === 'reportedAt' ||
    ((time.versus === true || relative !== undefined) && measures.includes('increment'))
  )
}
