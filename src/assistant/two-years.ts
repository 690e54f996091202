/** Two years at once: last year's figures are closed while this year's plan is there already. */
import { ownIn, type Read, type Speaking, spansIn, type Utterance } from '../language/index.ts'
import { type Asked, answer, type Command, type Press } from '../message/command.ts'
import type { Wire } from '../message/input.ts'
import { type Day, dayOf, yearOf } from '../office/day.ts'
import { firstOwed } from '../office/owed.ts'
import { endOf } from '../office/period.ts'
import type { Indicator, IndicatorId, Plan } from '../office/plan.ts'
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
export function acrossYears(current: Year, last: Year, regions: Regions): Command[] {
  const meant = (asked: Asked): Meant => {
    const { raw } = asked.said()
    const speaking = { today: dayOf(asked.now), own: ownRegion(asked.person, regions) }
    return meantBy(raw, speaking, current, last, asked.commanded ? [] : asked.turns)
  }
  const own = { current: asOf(ownIds(current.plan)), last: asOf(ownIds(last.plan)) }
  return current.commands.map((command) => {
    const earlier = last.commands.find(({ name }) => name === command.name)
    return earlier ? ofEither({ command, earlier, meant, own, current, last }) : command
  })
}

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

/** The first indicator that is named and that the other plan has under no name. */
function foreignIn(said: Utterance, plan: Plan, other: Plan): Indicator | undefined {
  const own = ownIds(other)
  const ids = firm(said).flatMap(({ found }) => (found.ids.length === 1 ? found.ids : []))
  return plan.indicators.find(({ id }) => ids.includes(id) && !own.has(id))
}

/** Whether something of it has been owed: a period of its schedule is over, or it is not reported on at all. */
const hasBegun = (plan: Plan, today: Day): boolean => {
  const first = firstOwed(plan)
  return first === undefined || endOf(first) < today
}

interface Both {
  readonly command: Command
  readonly earlier: Command
  readonly meant: (asked: Asked) => Meant
  /** what is asked, as the year has it */
  readonly own: Readonly<Record<Meant['is'], (asked: Asked) => Asked>>
  readonly current: Pick<Year, 'plan'>
  readonly last: Pick<Year, 'plan'>
}

function ofEither({ command, earlier, meant, own, current, last }: Both): Command {
  /** Does it as the year's command; `lacking` where that year has no such indicator. */
  const as = <T>(asked: Asked, does: (one: Command, own: Asked) => T, lacking: (meant: Meant) => T): T => {
    const of = meant(asked)
    return of.lacks ? lacking(of) : does(of.is === 'last' ? earlier : command, own[of.is](asked))
  }
  const lacks = ({ is, lacks }: Meant) => {
    const [has, not] = is === 'last' ? [last.plan, current.plan] : [current.plan, last.plan]
    return answer('nothing', text.notInYear(lacks?.short ?? '', not.year, has.year))
  }
  const run = (asked: Asked, of: (one: Command) => Command['run'] | undefined = (one) => one.run) =>
    as(
      asked,
      async (one, own) => (of(one) ?? one.run)(own),
      async (meant) => lacks(meant),
    )
  const none = () => undefined
  /** Does it as the command of the year that the values are of. */
  const having = <T>(values: Wire, asked: Asked, does: (one: Command, own: Asked) => T): T | undefined => {
    const year = yearIn(values, current, last)
    if (year === undefined) return as(asked, does, none)
    return year === last.plan.year ? does(earlier, own.last(asked)) : does(command, own.current(asked))
  }
  const { accounts, changes, claims, continues, fills, offers, press, unsettled } = command
  return {
    ...command,
    run: (asked) => run(asked),
    ...(claims && {
      claims: (asked) => {
        const { is } = meant(asked)
        return (is === 'last' ? earlier : command).claims?.(own[is](asked)) ?? false
      },
    }),
    ...(accounts && { accounts: (asked) => as(asked, (one, own) => one.accounts?.(own), none) }),
    ...(continues && { continues: async (asked) => as(asked, (one, own) => one.continues?.(own), none) }),
    ...(fills && { fills: (asked, waits) => having(waits.values, asked, (one, own) => one.fills?.(own, waits)) }),
    ...(changes && {
      changes: (act, before, asked) => having(before, asked, (one, own) => one.changes?.(act, before, own)),
    }),
    ...(unsettled && { unsettled: async (asked) => as(asked, (one, own) => one.unsettled?.(own), none) }),
    ...(offers && { offers: async (asked) => as(asked, (one, own) => one.offers?.(own), none) }),
    ...(press && {
      press: (values: Wire): Press | undefined => {
        const year = yearIn(values, current, last)
        const read = year === last.plan.year ? earlier.press?.(values) : press(values)
        if (read && year === last.plan.year) return { ...read, run: (asked) => read.run(own.last(asked)) }
        if (!read || year === current.plan.year)
          return read && { ...read, run: (asked) => read.run(own.current(asked)) }
        return { ...read, run: (asked) => run(asked, (one) => (one === earlier ? earlier.press?.(values) : read)?.run) }
      },
    }),
  }
}

/** The ids of all years as one plan has them: an indicator that another plan calls the same is its own. */
function ownIds(plan: Plan): ReadonlyMap<string, IndicatorId> {
  const { others = [] } = plan
  return new Map(
    [...others, ...plan.indicators].flatMap(({ id }): [string, IndicatorId][] => {
      const own = ownIn(plan, id)
      return own ? [[id, own]] : []
    }),
  )
}

/** What is asked, as a plan has it. The same words and turns are made once: others know them again. */
function asOf(ids: ReadonlyMap<string, IndicatorId>): (asked: Asked) => Asked {
  const turnsOf = once((turns: Asked['turns']): Asked['turns'] =>
    JSON.parse(JSON.stringify(turns), (_, value) => ids.get(value) ?? value),
  )
  const saidOf = once((said: Utterance) => within(ids, said))
  return (asked) => ({ ...asked, turns: turnsOf(asked.turns), said: (looking) => saidOf(asked.said(looking)) })
}

function once<T extends object>(make: (from: T) => T): (from: T) => T {
  const made = new WeakMap<T, T>()
  return (from) => {
    const known = made.get(from) ?? make(from)
    made.set(from, known)
    return known
  }
}

/** Without the indicators of another plan alone: what points to an earlier answer may be of it. */
function within(own: ReadonlyMap<string, IndicatorId>, said: Utterance): Utterance {
  const readings = said.readings.map((reading) => ({
    ...reading,
    spans: reading.spans.flatMap((span) => {
      if (span.found.kind !== 'indicator') return [span]
      const ids = [...new Set(span.found.ids.flatMap((id) => own.get(id) ?? []))]
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
