/** Two years at once: last year's figures are closed while this year's plan is there already. */
import { indicatorNames, type Read, type Speaking, spansIn, type Utterance } from '../language/index.ts'
import { type Asked, answer, type Command, type Press } from '../message/command.ts'
import type { Wire } from '../message/input.ts'
import { type Day, dayOf, yearOf } from '../office/day.ts'
import { spanOf } from '../office/period.ts'
import type { Indicator, Plan } from '../office/plan.ts'
import type { Regions } from '../office/region.ts'
import { ownRegion } from '../office/scope.ts'
import * as text from './text.ts'

/** A plan with the reader that knows its names, and the commands that work on it. */
export interface Year {
  readonly plan: Plan
  readonly read: Read
  readonly commands: readonly Command[]
}
type Names = Pick<Year, 'plan' | 'read'>

/** Which of two plans a message means. */
interface Meant {
  readonly is: 'current' | 'last'
  /** as the reader of that plan has it */
  readonly said: Utterance
  /** the plan of the year that was said has no such indicator; this one has */
  readonly lacks?: Indicator
}

/** Reads by the names of the plan that is meant, this year's or last year's. */
export const readAcross =
  (current: Names, last: Names): Read =>
  (raw, speaking) =>
    meantBy(raw, speaking, current, last).said

/**
 * The commands of this year, each of which does for last year what is said or pressed of it.
 *
 * A message that names one of both years means that one. Without a time it means the plan that alone has the indicator
 * that it names; else the year of the talk that it goes on from, or the one whose periods are owed: last year's until
 * the first period of the new plan is over.
 */
export const acrossYears = (current: Year, last: Year, regions: Regions): Command[] =>
  current.commands.map((command) => {
    const earlier = last.commands.find(({ name }) => name === command.name)
    if (!earlier) return command
    const meant = (asked: Asked): Meant => {
      const { raw } = asked.said()
      const speaking = { today: dayOf(asked.now), own: ownRegion(asked.person, regions) }
      return meantBy(raw, speaking, current, last, asked.commanded ? [] : asked.turns)
    }
    return ofEither(command, earlier, meant, [current.plan, last.plan])
  })

function meantBy(raw: string, speaking: Speaking, current: Names, last: Names, turns: Asked['turns'] = []): Meant {
  const said = current.read(raw, speaking)
  const times = spansIn(said, 'time').filter(({ found }) => !found.versus)
  const years = new Set(times.map(({ found }) => yearOf(found.to)))
  const isSaid = years.has(current.plan.year) || years.has(last.plan.year)
  const going = isSaid || named(said) > 0 ? undefined : yearIn(turns.findLast(({ kept }) => kept)?.kept, current, last)
  const isLast = isSaid
    ? !years.has(current.plan.year)
    : going
      ? going === last.plan.year
      : years.size === 0 && !hasBegun(current.plan, speaking.today)
  const [own, other] = isLast ? [last, current] : [current, last]
  const mine = { is: isLast ? 'last' : 'current', said: isLast ? last.read(raw, speaking) : said } as const
  if (isUnderstood(mine.said)) return mine
  const theirs = { is: isLast ? 'current' : 'last', said: other.read(raw, speaking) } as const
  const lacks = foreignIn(theirs.said, other.plan, own.plan)
  if (!lacks || named(theirs.said) <= named(mine.said)) return mine
  return isSaid ? { ...theirs, lacks } : theirs
}

const firm = (said: Utterance) => spansIn(said, 'indicator').filter(({ latent }) => !latent)

/** How much of it is names of indicators, in characters. */
const named = (said: Utterance): number => firm(said).reduce((sum, { at, end }) => sum + end - at, 0)

/** An indicator is named, and nothing stands there that might be another's. */
const isUnderstood = (said: Utterance): boolean =>
  said.isDense === true || said.isSpent === true || (named(said) > 0 && spansIn(said, 'unread').length === 0)

/** The first indicator that is named and of which the other plan knows neither the id nor a name. */
function foreignIn(said: Utterance, plan: Plan, other: Plan): Indicator | undefined {
  const names = indicatorNames(other.indicators)
  const ids = firm(said).flatMap(({ found }) => (found.ids.length === 1 ? found.ids : []))
  return plan.indicators.find(
    (one) =>
      ids.includes(one.id) &&
      other.indicators.every(({ id }) => id !== one.id) &&
      ![...indicatorNames([one]).keys()].some((name) => names.has(name)),
  )
}

/** Whether something of it has been owed: a period of its schedule is over, or it is not reported on at all. */
const hasBegun = ({ rules }: Plan, today: Day): boolean => {
  const owing = rules.filter(({ indicators }) => indicators.length > 0)
  return owing.length === 0 || owing.some(({ from }) => spanOf(from).to < today)
}

function ofEither(
  command: Command,
  earlier: Command,
  meant: (asked: Asked) => Meant,
  [current, last]: readonly [Plan, Plan],
): Command {
  /** Does it as the year's command, with what is said as far as that year has it. */
  const as = <T>(
    asked: Asked,
    does: (one: Command, own: Asked) => T,
    lacking: (lacks: Indicator, year: number) => T,
  ): T => {
    const { is, lacks } = meant(asked)
    const [plan, other] = is === 'last' ? [last, current] : [current, last]
    if (lacks) return lacking(lacks, other.year)
    return does(is === 'last' ? earlier : command, { ...asked, said: (looking) => within(plan, asked.said(looking)) })
  }
  const run = (asked: Asked, of: (one: Command) => Command['run'] | undefined = (one) => one.run) =>
    as(
      asked,
      async (one, own) => (of(one) ?? one.run)(own),
      async ({ short }, year) =>
        answer('clarify', text.notInYear(short, year, year === current.year ? last.year : current.year)),
    )
  const none = () => undefined
  const { claims, continues, fills, offers, press, unsettled } = command
  return {
    ...command,
    run: (asked) => run(asked),
    ...(claims && {
      claims: (asked) =>
        as(
          asked,
          (one, own) => one.claims?.(own) ?? false,
          () => true,
        ),
    }),
    ...(continues && { continues: async (asked) => as(asked, (one, own) => one.continues?.(own), none) }),
    ...(fills && { fills: (asked, waits) => as(asked, (one, own) => one.fills?.(own, waits), none) }),
    ...(unsettled && { unsettled: async (asked) => as(asked, (one, own) => one.unsettled?.(own), none) }),
    ...(offers && { offers: async (asked) => as(asked, (one, own) => one.offers?.(own), none) }),
    ...(press && {
      press: (values: Wire): Press | undefined => {
        const year = yearIn(values, { plan: current }, { plan: last })
        if (year === last.year) return earlier.press?.(values)
        const read = press(values)
        if (!read || year === current.year) return read
        return { ...read, run: (asked) => run(asked, (one) => (one === earlier ? earlier.press?.(values) : read)?.run) }
      },
    }),
  }
}

/** What is said without the indicators of another plan: what points to an earlier answer may be of it. */
function within({ indicators }: Plan, said: Utterance): Utterance {
  const has = (id: string): boolean => indicators.some((one) => one.id === id)
  const isAll = said.readings.every(({ spans }) =>
    spans.every(({ found }) => found.kind !== 'indicator' || found.ids.every(has)),
  )
  if (isAll) return said
  const readings = said.readings.map((reading) => ({
    ...reading,
    spans: reading.spans.flatMap((span) => {
      if (span.found.kind !== 'indicator') return [span]
      const ids = span.found.ids.filter(has)
      return ids.length > 0 ? [{ ...span, found: { ...span.found, ids } }] : []
    }),
  }))
  return { ...said, readings }
}

/** The one year of a button's values, or of what a turn kept: named by its dates (2025-12, 2025-12-31), or by ids of one plan. */
function yearIn(values: unknown, ...both: readonly Pick<Year, 'plan'>[]): number | undefined {
  const json = JSON.stringify(values) ?? ''
  const years = new Set(json.match(/(?<!\d)\d{4}(?=-(?:\d\d|Q\d|W\d))/g))
  const [year, another] = years
  if (year !== undefined && another === undefined) return Number(year)
  const [only, also] = both.filter(({ plan }) => plan.indicators.some(({ id }) => json.includes(`"${id}"`)))
  return also ? undefined : only?.plan.year
}
