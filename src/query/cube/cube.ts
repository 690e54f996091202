/** The cube of cells, place × indicator × period: what is held there, whether it is owed, and what it is made of. */
import type { CountedFigure, PastAct, State } from '../../ledger/index.ts'
import { type Amount, add, total, ZERO } from '../../office/amount.ts'
import type { Day } from '../../office/day.ts'
import type { Deadline } from '../../office/deadline.ts'
import { type Deadlines, owedFor } from '../../office/owed.ts'
import { endOf, type Period } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import { goalOf, hasTask, type Indicator, type IndicatorId, type Plan } from '../../office/plan.ts'
import { existsOn, type RegionKey, type RegionLevel, type Regions } from '../../office/region.ts'
import { countiesOf, isSplit, periodFor } from '../../office/scope.ts'
import type { LedgerQuery, Supposed } from '../query.ts'
import { type History, historyIn } from './history.ts'
import { cellOf, pairOf, type Read } from './read.ts'

/** All that can be measured of one place, indicator and period. Amounts in the base unit. */
export interface Cell {
  readonly place: RegionKey
  readonly level: RegionLevel
  readonly indicator: Indicator
  /** the period asked for, of any kind, and the indicator's own that was over by then */
  readonly asked: Period
  readonly period: Period
  /** its last day */
  readonly end: Day
  readonly task: boolean
  readonly goal?: Amount | undefined
  /** owed for the period, which is over */
  readonly owed: boolean
  readonly isOver: boolean
  /** in the base unit; a sum of the counties' last figures above the county. undefined: 尚无上报 */
  readonly value?: Amount | undefined
  /** the latest day of the figures that it rests on */
  readonly asOf?: Day | undefined
  /** the figure itself, where it is one and no sum */
  readonly held?: CountedFigure | undefined
  /** nothing came in for the period itself: the figure is of an earlier one */
  readonly isCarried: boolean
  readonly state: State
  readonly history: History
  readonly due?: Deadline | undefined
  /** the counties that it is made of; none for a county */
  readonly counties: readonly Cell[]
  /**
   * How many there are that are asked for it (by a task, or where the goal is not split so far down) or reported it for
   * the period all the same; how many of these reported for the period, of which wait for review; how many of those
   * asked have no figure at all. The rest carries an earlier figure.
   */
  readonly of: number
  readonly reported: number
  readonly pending: number
  readonly silent: number
  /** nobody reported it, or some of what is in it: it is only taken to be so */
  readonly isSupposed?: true
}

/** What a cube is worked out from, beside the ledger. */
export interface CubeInput extends Pick<LedgerQuery, 'asOf' | 'fresh' | 'suppose'> {
  readonly plan: Plan
  readonly regions: Regions
  readonly today: Day
  readonly deadlines?: Deadlines | undefined
  readonly people?: ReadonlyMap<PersonId, string> | undefined
}

/**
 * The cells of a query, each made when it is first asked for, from one reading of the ledger.
 * @param base a cube without the supposed figures: what they do not touch is taken from there
 */
export class Cube {
  readonly grounds: CubeInput
  private readonly read: Read
  /** of which it differs in one figure that is supposed */
  private readonly base: Cube | undefined
  private readonly made = new Map<string, Cell>()
  private readonly owing = new Map<Period, ReadonlySet<IndicatorId>>()
  private readonly times = new Map<string, Time>()

  constructor(grounds: CubeInput, read: Read, base?: Cube) {
    this.grounds = grounds
    this.read = read
    this.base = base
  }

  /** @param asked a period of any kind within the plan's year */
  at(place: RegionKey, indicator: Indicator, asked: Period): Cell {
    if (this.base && !this.differsAt(place, indicator)) return this.base.at(place, indicator, asked)
    const key = cellOf(place, indicator.id, asked)
    const made = this.made.get(key) ?? this.supposing(this.make(place, indicator, asked))
    this.made.set(key, made)
    return made
  }

  /** What the last figure that is supposed has a part in: its place, and whatever lies around it. */
  private differsAt(place: RegionKey, { id }: Indicator): boolean {
    const last = this.grounds.suppose?.at(-1)
    return last?.indicator === id && this.grounds.regions.within(last.place, place)
  }

  /** The same ledger, with one figure more that is only taken to be so. */
  with(one: Supposed): Cube {
    return new Cube({ ...this.grounds, suppose: [...(this.grounds.suppose ?? []), one] }, this.read, this)
  }

  /** A cell with what is supposed of it, from the period on of which that is, until a later figure came. */
  private supposing(cell: Cell): Cell {
    const { place, indicator, end, held } = cell
    const isOfCell = (one: Supposed): boolean =>
      one.place === place && one.indicator === indicator.id && this.time(indicator, one.period).end <= end
    const taken = this.grounds.suppose?.findLast(isOfCell)
    const day = taken && this.time(indicator, taken.period).end
    if (!taken || !day || (held !== undefined && held.ends > day))
      return cell.counties.some((one) => one.isSupposed) ? { ...cell, isSupposed: true } : cell
    const value = taken.more ? add(cell.value ?? ZERO, taken.value) : taken.value
    return { ...cell, value, asOf: day, held: undefined, isCarried: false, isSupposed: true }
  }

  private make(place: RegionKey, indicator: Indicator, asked: Period): Cell {
    const { plan, regions } = this.grounds
    const { level } = regions.get(place)
    const { period, end, isOver } = this.time(indicator, asked)
    const entries = this.read.entries.get(cellOf(place, indicator.id, period)) ?? []
    const common = {
      place,
      level,
      indicator,
      asked,
      period,
      end,
      isOver,
      task: hasTask(plan, place, indicator.id),
      goal: goalOf(plan, place, indicator.id),
      history: entries.length === 0 ? NOTHING : historyIn(entries),
      due: this.grounds.deadlines?.(period, place),
    }
    return level === 'county' ? this.county(common) : this.whole(common, entries)
  }

  /**
   * A figure counts wherever it was reported, with a task or without one. Written out, since thousands are made for a
   * question of everything and spreading costs most of the time.
   */
  private county(common: Common): Cell {
    const { place, level, indicator, asked, period, end, isOver, task, goal, history, due } = common
    const last = this.lastOf(place, indicator.id, end)
    const held = last?.period === period || !this.grounds.fresh ? last : undefined
    const isOwn = held?.period === period
    const isAsked = task || !isSplit(this.grounds.plan, this.grounds.regions, indicator.id)
    return {
      place,
      level,
      indicator,
      asked,
      period,
      end,
      isOver,
      task,
      goal,
      history,
      due,
      owed: task && isOver && this.isOwed(indicator, period),
      value: held?.cumulative,
      asOf: held?.asOf,
      held,
      isCarried: held !== undefined && !isOwn,
      state: held && isOwn ? held.state : this.stateAt(common),
      counties: NOBODY,
      of: isAsked || isOwn ? 1 : 0,
      reported: isOwn ? 1 : 0,
      pending: isOwn && held?.state === 'submitted' ? 1 : 0,
      silent: isAsked && !held ? 1 : 0,
    }
  }

  /** A city or the province: the sum of its counties, or for a rate its own figure. */
  private whole(common: Common, entries: readonly PastAct[]): Cell {
    const { place, indicator, asked, period, end } = common
    const { regions } = this.grounds
    const isRate = indicator.kind === 'rate'
    const counties = countiesOf(regions, place, period)
      .map(({ key }) => this.at(key, indicator, asked))
      .filter((one) => one.of > 0 || one.value !== undefined)
    const present = counties.filter((one) => existsOn(regions.get(one.place), end))
    const held = isRate ? this.lastOf(place, indicator.id, end) : undefined
    const summed = isRate ? [] : counties.filter((one) => one.value !== undefined)
    const values = summed.flatMap(({ value }) => value ?? [])
    const isOlder = isRate ? held?.period !== period : summed.every((one) => one.isCarried)
    const count = (of: (cell: Cell) => number) => present.reduce((all, one) => all + of(one), 0)
    return {
      ...common,
      owed: present.some((one) => one.owed),
      value: isRate ? held?.cumulative : values.length > 0 ? total(values) : undefined,
      asOf: isRate ? held?.asOf : lastDayOf(summed),
      held,
      isCarried: (held ?? summed[0]) !== undefined && isOlder,
      state: held?.period === period ? held.state : entries.length > 0 ? this.stateAt(common) : 'none',
      counties,
      of: count((one) => one.of),
      reported: count((one) => one.reported),
      pending: count((one) => one.pending),
      silent: count((one) => one.silent),
    }
  }

  private lastOf(place: RegionKey, indicator: IndicatorId, end: Day): CountedFigure | undefined {
    const { asOf } = this.grounds
    return this.read.figures
      .get(pairOf(place, indicator))
      ?.findLast((one) => one.ends <= end && (asOf === undefined || one.asOf <= asOf))
  }

  /** The indicator's own period of a period asked for: reckoned once, not once a cell. */
  private time(indicator: Indicator, asked: Period): Time {
    const key = `${indicator.every} ${asked}`
    const known = this.times.get(key)
    if (known) return known
    const period = periodFor(indicator, asked)
    const end = endOf(period)
    const time = { period, end, isOver: end <= this.grounds.today }
    this.times.set(key, time)
    return time
  }

  private stateAt({ place, indicator, period }: Common): State {
    return this.read.states.get(cellOf(place, indicator.id, period)) ?? 'none'
  }

  private isOwed({ id }: Indicator, period: Period): boolean {
    const owed = this.owing.get(period) ?? new Set(owedFor(this.grounds.plan, period).map((one) => one.id))
    this.owing.set(period, owed)
    return owed.has(id)
  }
}

type Time = Pick<Cell, 'period' | 'end' | 'isOver'>

/** Nothing was read, or nothing ever happened. */
const NOTHING: History = historyIn([])
const NOBODY: readonly Cell[] = []

type Common = Pick<
  Cell,
  'place' | 'level' | 'indicator' | 'asked' | 'period' | 'end' | 'isOver' | 'task' | 'goal' | 'history' | 'due'
>

/** The latest day of the figures of some cells; undefined where none has a figure. */
export const lastDayOf = (cells: readonly Pick<Cell, 'asOf'>[]): Day | undefined =>
  cells
    .flatMap(({ asOf }) => asOf ?? [])
    .sort()
    .at(-1)
