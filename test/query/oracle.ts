/**
 * What a query comes to, reckoned anew from the raw rows of the ledger with plain numbers and loops: slow, and
 * independent of the executor. It shares no rule with it, only the type of a query.
 */
import type { Measure } from '../../src/office/measure.ts'
import type { Axis, LedgerQuery, Quantifier, Test } from '../../src/query/query.ts'

export interface Raw extends Record<string, string | number | null> {
  readonly region: string
  readonly indicator: string
  readonly period: string
  readonly act: string
  readonly id: string
  readonly cumulative: string | null
  readonly as_of: string | null
  readonly reason: string | null
  readonly warnings: string | null
  readonly person: string
  readonly proxy: number
  readonly at: number
}

interface Thing {
  readonly id: string
  readonly kind: string
  readonly better: string
  readonly every: string
  readonly section: string
  readonly target: { readonly value?: string | undefined }
  readonly pace: { readonly kind: string }
}

export interface World {
  readonly today: string
  readonly year: number
  readonly places: readonly { readonly key: string; readonly level: string; readonly parent?: string | undefined }[]
  readonly things: readonly Thing[]
  goal(place: string, thing: string): number | undefined
  /** first period owed of each kind */
  readonly from: Readonly<Record<string, string>>
  /** last day in time of a period */
  due(period: string): string
  readonly rows: readonly Raw[]
  readonly names: Readonly<Record<string, string>>
  sees(place: string): boolean
  readonly isGroup: boolean
  readonly document: string
  readonly source: string
}

export type Told = number | boolean | string | { readonly no: string }
const no = (why: string): Told => ({ no: why })
export const isTold = (told: Told | undefined): told is number | boolean | string =>
  told !== undefined && typeof told !== 'object'

const DAY = 86_400_000
const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const ms = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const officeDay = (at: number): string => dayText(at + 8 * 3_600_000)
export function endOf(period: string): string {
  const quarter = /Q(\d)/.exec(period)
  const month = quarter ? Number(quarter[1]) * 3 : period.length === 4 ? 12 : Number(period.slice(5))
  return dayText(Date.UTC(Number(period.slice(0, 4)), month, 0))
}
const monthOf = (day: string): string => day.slice(0, 7)
const kindOf = (period: string): string => (/Q/.test(period) ? 'quarter' : period.length === 4 ? 'year' : 'month')
const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
function before(period: string): string {
  const first =
    kindOf(period) === 'month'
      ? `${period}-01`
      : kindOf(period) === 'year'
        ? `${period}-01-01`
        : `${dayText(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(6)) * 3 - 3, 1))}`
  const last = dayText(ms(first) - DAY)
  return kindOf(period) === 'month' ? monthOf(last) : kindOf(period) === 'year' ? last.slice(0, 4) : quarterOf(last)
}

interface Fig {
  readonly period: string
  readonly cum: number
  readonly asOf: string
  readonly nil: boolean
  readonly at: number
  readonly by: string
  readonly proxy: boolean
  readonly doubted: boolean
  state: string
}

export interface Spot {
  readonly place: string
  readonly level: string
  readonly thing: Thing
  readonly asked: string
  readonly period: string
  readonly name: string
}

export interface Line {
  readonly key: Partial<Record<Axis, string>>
  readonly spots: readonly Spot[]
  readonly of: number
  readonly placesOf: number
}

const placesIn = (spots: readonly Spot[]): number => new Set(spots.map((one) => one.place)).size
const UNSIZED: ReadonlySet<Measure> = new Set(['onTime', 'light', 'reported'])

export type Answer =
  | { readonly why: string }
  | {
      readonly lines: readonly Line[]
      readonly unknown: readonly string[]
      readonly truth?: boolean | string | undefined
      folded(measure: Measure, line: Line): Told
    }

export class Oracle {
  readonly world: World
  private among = ''
  private asOf: string | undefined

  constructor(world: World) {
    this.world = world
  }

  // What holds -------------------------------------------------------------------------------------------------

  private rowsAt(place: string, thing: string, period: string): Raw[] {
    return this.world.rows.filter((one) => one.region === place && one.indicator === thing && one.period === period)
  }

  /** Submissions pile up until a review; an accepted figure lies beneath. */
  private replay(place: string, thing: string, period: string): { fig: Fig | undefined; state: string; times: number } {
    let base: { fig: Fig | undefined; state: string } = { fig: undefined, state: 'none' }
    let received: Fig | undefined
    let pile: Fig[] = []
    let times = 0
    for (const row of this.rowsAt(place, thing, period)) {
      const top = pile.at(-1) ?? base.fig
      if (row.act === 'report' || row.act === 'nil' || row.act === 'correction') {
        const fig: Fig = {
          period,
          cum: Number(row.cumulative),
          asOf: String(row.as_of),
          nil: row.act === 'nil',
          at: row.at,
          by: row.person,
          proxy: row.proxy === 1,
          doubted: row.warnings !== null,
          state: 'submitted',
        }
        if (top && top.cum !== fig.cum) times += 1
        pile.push(fig)
      } else if (row.act === 'undo') pile.pop()
      else if (row.act === 'accept') {
        base = { fig: pile.at(-1), state: 'accepted' }
        pile = []
      } else if (row.act === 'return') {
        if (pile.length === 0 || base.fig === undefined) base = { fig: undefined, state: 'returned' }
        pile = []
      } else if (row.act === 'receive') {
        base = { ...base, state: 'received' }
        received = base.fig
      }
    }
    const top = pile.at(-1)
    // A group sees what was reviewed alone: under a figure that waits, what the province had received.
    if (top)
      return {
        fig: this.world.isGroup ? received && { ...received, state: 'received' } : top,
        state: 'submitted',
        times,
      }
    return { fig: base.fig && { ...base.fig, state: base.state, doubted: false }, state: base.state, times }
  }

  private last(place: string, thing: string, period: string): Fig | undefined {
    const periods = [
      ...new Set(
        this.world.rows.filter((one) => one.region === place && one.indicator === thing).map((one) => one.period),
      ),
    ]
    return periods
      .filter((one) => endOf(one) <= endOf(period))
      .sort((a, b) => endOf(a).localeCompare(endOf(b)))
      .map((one) => this.replay(place, thing, one).fig)
      .filter((one) => one !== undefined && (this.asOf === undefined || one.asOf <= this.asOf))
      .at(-1)
  }

  // Cells ------------------------------------------------------------------------------------------------------

  private level(place: string): string {
    return this.world.places.find((one) => one.key === place)?.level ?? ''
  }
  private within(inner: string | undefined, outer: string): boolean {
    for (let at = inner; at !== undefined; ) {
      if (at === outer) return true
      const here: string = at
      at = this.world.places.find((one) => one.key === here)?.parent
    }
    return false
  }
  private counties(whole: string): string[] {
    const cities = this.world.places.filter((one) => one.level === 'city').map((one) => one.key)
    return cities.flatMap((city) =>
      this.world.places.filter((one) => one.parent === city && this.within(one.key, whole)).map((one) => one.key),
    )
  }
  spot(place: string, thing: Thing, asked: string): Spot {
    const end = endOf(asked)
    const quarter = quarterOf(end)
    const own =
      thing.every === 'month'
        ? monthOf(end)
        : endOf(quarter) <= end || before(quarter).slice(0, 4) !== end.slice(0, 4)
          ? quarter
          : before(quarter)
    return { place, level: this.level(place), thing, asked, period: own, name: `${place} ${thing.id} ${own}` }
  }
  private at(spot: Spot, asked: string): Spot {
    return this.spot(spot.place, spot.thing, asked)
  }
  private task = (place: string, thing: Thing): boolean =>
    this.world.goal(place, thing.id) !== undefined || thing.target.value === undefined
  private isOver = (spot: Spot): boolean => endOf(spot.period) <= this.world.today
  private scheduled = ({ thing, period }: Pick<Spot, 'thing' | 'period'>): boolean =>
    (this.world.from[thing.every] ?? '9') <= period
  private owes(spot: Spot): boolean {
    if (spot.level !== 'county') return this.owing(spot).some((one) => this.owes(one))
    return this.task(spot.place, spot.thing) && this.isOver(spot) && this.scheduled(spot)
  }
  private parts(spot: Spot): Spot[] {
    const all = spot.level === 'county' ? [spot.place] : this.counties(spot.place)
    return all.map((one) => this.spot(one, spot.thing, spot.asked))
  }
  /** Those that owe it, and those that reported it without owing it. */
  private owing(spot: Spot): Spot[] {
    return this.parts(spot).filter((one) => this.task(one.place, one.thing) || this.own(one)?.period === one.period)
  }
  private isSum = (spot: Spot): boolean => spot.level !== 'county' && spot.thing.kind !== 'rate'
  private own(spot: Spot): Fig | undefined {
    return this.last(spot.place, spot.thing.id, spot.period)
  }
  private figures(spot: Spot): Fig[] {
    const figs = this.isSum(spot) ? this.parts(spot).map((one) => this.own(one)) : [this.own(spot)]
    return figs.filter((one): one is Fig => one !== undefined)
  }
  private value(spot: Spot): number | undefined {
    const all = this.figures(spot)
    return all.length === 0 ? undefined : all.reduce((sum, one) => sum + one.cum, 0)
  }
  private day(spot: Spot): string {
    return (
      this.figures(spot)
        .map((one) => one.asOf)
        .sort()
        .at(-1) ?? ''
    )
  }
  private came(spot: Spot): number {
    return this.owing(spot).filter((one) => this.own(one)?.period === one.period).length
  }
  isCarried(spot: Spot): boolean {
    if (this.value(spot) === undefined) return false
    return this.isSum(spot) ? this.came(spot) === 0 : this.own(spot)?.period !== spot.period
  }

  // Measures ---------------------------------------------------------------------------------------------------

  private unfigured(spot: Spot): Told {
    if (!this.task(spot.place, spot.thing)) return no('no-task')
    return no(spot.thing.kind === 'rate' && spot.level !== 'county' ? 'not-summed' : 'no-figure')
  }
  private unreported(spot: Spot): Told {
    if (!this.task(spot.place, spot.thing)) return no('no-task')
    if (!this.isOver(spot)) return no('not-over')
    return no(this.owes(spot) ? 'not-reported' : 'not-owed')
  }
  private goal(spot: Spot): Told {
    return this.world.goal(spot.place, spot.thing.id) ?? no(this.task(spot.place, spot.thing) ? 'no-goal' : 'no-task')
  }
  private share = (day: string): number => Math.min(1, ((ms(day) - ms(`${day.slice(0, 4)}-01-01`)) / DAY + 1) / 365)

  /** Points beyond the goal of a rate. */
  private beyond(spot: Spot, value: number, goal: number): number {
    return spot.thing.better === 'higher' ? value - goal : goal - value
  }

  tell(measure: Measure, spot: Spot): Told {
    const value = this.value(spot)
    const goal = this.goal(spot)
    const isRate = spot.thing.kind === 'rate'
    const fig = this.own(spot)
    const isOwn = fig !== undefined && fig.period === spot.period
    switch (measure) {
      case 'value':
        return value ?? this.unfigured(spot)
      case 'goal':
        return goal
      case 'rate':
        if (value === undefined) return this.unfigured(spot)
        return isRate ? no('no-pace') : isTold(goal) ? value / Number(goal) : goal
      case 'gap':
        if (value === undefined) return this.unfigured(spot)
        return !isTold(goal) ? goal : isRate ? -this.beyond(spot, value, Number(goal)) : Number(goal) - value
      case 'increment': {
        if (value === undefined) return this.unfigured(spot)
        if (this.isSum(spot) ? this.came(spot) === 0 : !isOwn) return this.unreported(spot)
        const since = before(spot.asked)
        if (since.slice(0, 4) !== String(this.world.year)) return isRate ? no('no-base') : value
        const was = this.value(this.at(spot, since))
        // nothing new was reported as such, whatever stood before
        if (was === undefined) return fig?.nil ? 0 : no('no-base')
        return value - was
      }
      case 'expected': {
        if (isRate) return no('no-pace')
        return isTold(goal) ? Number(goal) * this.share(this.paceDay(spot)) : goal
      }
      case 'ahead':
        if (value === undefined) return this.unfigured(spot)
        if (!isTold(goal)) return goal
        return isRate ? no('no-pace') : (value / Number(goal) - this.share(this.paceDay(spot))) * 100
      case 'light':
        return this.light(spot)
      case 'rank':
        return this.rank(spot)
      case 'share': {
        if (isRate) return no('not-summed')
        const whole = this.tell('value', this.spot(this.among, spot.thing, spot.asked))
        if (value === undefined) return this.unfigured(spot)
        return !isTold(whole) ? whole : whole === 0 ? no('no-base') : value / Number(whole)
      }
      case 'owed':
        return this.owes(spot)
      case 'reported': {
        const of = this.owing(spot).length
        if (of === 0) return no('no-task')
        const came = this.came(spot)
        return came === 0 && !this.owes(spot) ? this.unreported(spot) : came === of
      }
      case 'nil':
        if (spot.level !== 'county') return no('of-counties')
        return isOwn ? fig.nil : this.unreported(spot)
      case 'state': {
        const { state } = isOwn ? { state: fig.state } : this.unheld(spot)
        if (state === 'none' && !this.task(spot.place, spot.thing)) return no('no-task')
        if (!this.world.sees(spot.place)) return no('private')
        if (spot.level !== 'county') return no('of-counties')
        return state === 'none' && !this.owes(spot) ? this.unreported(spot) : state
      }
      case 'reportedAt':
      case 'reportedBy':
      case 'lateDays':
      case 'onTime': {
        if (measure === 'reportedBy' && this.world.isGroup) return no('private')
        if (spot.level !== 'county') return no('of-counties')
        if (!isOwn) {
          const isMissed = this.owes(spot) && this.world.today > this.world.due(spot.period)
          if (!isMissed || measure === 'reportedAt' || measure === 'reportedBy') return this.unreported(spot)
          return measure === 'onTime' ? false : (ms(this.world.today) - ms(this.world.due(spot.period))) / DAY
        }
        if (measure === 'reportedBy') return `${this.world.names[fig.by]}${fig.proxy ? '（代报）' : ''}`
        const first =
          this.rowsAt(spot.place, spot.thing.id, spot.period).find((one) => one.act === 'report' || one.act === 'nil')
            ?.at ?? fig.at
        if (measure === 'reportedAt') return first
        if (!this.scheduled(spot)) return no('not-owed')
        const late = Math.max(0, (ms(officeDay(first)) - ms(this.world.due(spot.period))) / DAY)
        return measure === 'onTime' ? late === 0 : late
      }
      case 'corrections': {
        if (!this.world.sees(spot.place)) return no('private')
        const all = this.owing(spot)
        return all.length === 0
          ? no('no-task')
          : all.reduce((sum, one) => sum + this.replay(one.place, one.thing.id, one.period).times, 0)
      }
      case 'reason': {
        if (!this.world.sees(spot.place)) return no('private')
        if (spot.level !== 'county') return no('of-counties')
        const rows = this.rowsAt(spot.place, spot.thing.id, spot.period)
        const spoken = rows.filter((one) => ['report', 'nil', 'correction', 'return'].includes(one.act)).at(-1)
        const reason =
          (spoken?.act === 'return' ? spoken.reason : null) ?? rows.filter((one) => one.reason !== null).at(-1)?.reason
        return reason ?? no('none')
      }
      case 'forecast':
        return this.forecast(spot)
      case 'perMonth': {
        if (value === undefined) return this.unfigured(spot)
        if (!isTold(goal)) return goal
        if (isRate) return no('no-pace')
        const over =
          endOf(monthOf(this.world.today)) === this.world.today
            ? monthOf(this.world.today)
            : before(monthOf(this.world.today))
        const months = 12 - Number([monthOf(this.day(spot)), over].sort()[1]?.slice(5))
        if (months <= 0) return no('none')
        if (value >= Number(goal)) return no('met')
        const each = (Number(goal) - value) / months
        return spot.thing.kind === 'count' ? Math.ceil(each - 1e-9) : each
      }
      case 'asOf':
        return value === undefined ? this.unfigured(spot) : ms(this.day(spot)) - 8 * 3_600_000
      // asked of nothing, nothing is needed
      case 'needed':
        return no('none')
      case 'source':
        if (!isTold(goal)) return goal
        return spot.level === 'province'
          ? `${this.world.document} ${spot.thing.section}`
          : this.world.source || no('none')
    }
  }

  /** Nothing counts there: taken back, returned, or never said. */
  private unheld(spot: Spot): { state: string } {
    const { fig, state } = this.replay(spot.place, spot.thing.id, spot.period)
    return { state: fig ? 'none' : state }
  }

  /** An older figure is held against what would be due by now. */
  private paceDay(spot: Spot): string {
    const end = this.asOf !== undefined && this.asOf < endOf(spot.asked) ? this.asOf : endOf(spot.asked)
    return this.value(spot) !== undefined && !this.isCarried(spot) ? this.day(spot) : end
  }

  private colour(spot: Spot, value: number): string {
    const goal = this.goal(spot)
    const ratio = !isTold(goal)
      ? undefined
      : spot.thing.kind === 'rate'
        ? 1 + this.beyond(spot, value, Number(goal)) / (Number(goal) === 0 ? 1 : Math.abs(Number(goal)))
        : value / Number(goal) / this.share(this.paceDay(spot))
    return ratio === undefined ? 'grey' : ratio >= 1 - 1e-12 ? 'green' : ratio >= 0.9 - 1e-12 ? 'yellow' : 'red'
  }

  private light(spot: Spot): Told {
    const value = this.value(spot)
    if (value === undefined) return this.unfigured(spot)
    const own = this.own(spot)
    if (!this.isSum(spot) && own?.doubted && own.state === 'submitted') return 'purple'
    const colour = this.colour(spot, value)
    if (colour !== 'green') return colour
    if (this.isCarried(spot)) return no(this.isOver(spot) ? 'not-reported' : 'not-over')
    // A sum is green by what came in for the period, not by older figures in it.
    const fresh = this.figures(spot).filter((one) => one.period === spot.period)
    return this.colour(
      spot,
      fresh.reduce((sum, one) => sum + one.cum, 0),
    ) === 'green'
      ? colour
      : no('not-reported')
  }

  private rank(spot: Spot): Told {
    if (spot.level === 'province') return no('none')
    const city = this.level(this.among) === 'city'
    const peers =
      spot.level === 'city'
        ? this.world.places.filter((one) => one.level === 'city').map((one) => one.key)
        : this.counties(city ? this.among : (this.world.places[0]?.key ?? ''))
    const score = (place: string): number | undefined => {
      const peer = this.spot(place, spot.thing, spot.asked)
      const value = this.value(peer)
      const goal = this.goal(peer)
      if (value === undefined || !this.task(place, spot.thing)) return undefined
      if (spot.thing.kind === 'rate')
        return isTold(goal) ? this.beyond(peer, value, Number(goal)) : spot.thing.better === 'higher' ? value : -value
      return isTold(goal) ? Math.min(1.2, value / Number(goal)) : undefined
    }
    if (!peers.includes(spot.place)) return no('not-among')
    const own = score(spot.place)
    if (own === undefined)
      return this.task(spot.place, spot.thing) && this.value(spot) !== undefined ? no('no-goal') : this.unfigured(spot)
    return 1 + peers.filter((place) => (score(place) ?? Number.NEGATIVE_INFINITY) > own + 1e-12).length
  }

  private forecast(spot: Spot): Told {
    const value = this.value(spot)
    if (value === undefined) return this.unfigured(spot)
    const goal = this.goal(spot)
    if (!isTold(goal)) return goal
    if (spot.thing.kind === 'rate' || spot.thing.pace.kind !== 'linear') return no('no-pace')
    const points = [{ day: `${this.world.year - 1}-12-31`, cum: 0 }]
    for (let month = 1; month <= Number(spot.period.slice(5)); month++) {
      const at = this.spot(spot.place, spot.thing, `${this.world.year}-${String(month).padStart(2, '0')}`)
      const cum = this.value(at)
      if (cum !== undefined && (points.length === 1 || this.day(at) > (points.at(-1)?.day ?? '')))
        points.push({ day: this.day(at), cum })
    }
    const last = points.at(-1)
    const base = points.at(-1 - Math.min(3, points.length - 1))
    if (!last || !base || last === base) return no('no-pace')
    const days = (ms(last.day) - ms(base.day)) / DAY
    if (days <= 0) return no('no-pace')
    return last.cum + ((last.cum - base.cum) / days) * ((ms(`${this.world.year}-12-31`) - ms(last.day)) / DAY)
  }

  // Conditions -------------------------------------------------------------------------------------------------

  private judge(test: Test, told: Told): boolean | string {
    if (!isTold(told)) return (told as { no: string }).no
    const any = (Array.isArray(test.to) ? test.to : [test.to]).map((to) => {
      if (typeof told !== 'number') return told === to
      const other = test.measure === 'reportedAt' ? ms(String(to)) : Number(to)
      const is = test.measure === 'reportedAt' ? ms(officeDay(told)) : told
      const same = Math.abs(is - other) < 1e-9
      const passes = {
        '=': same,
        '!=': same,
        '<': is < other && !same,
        '<=': is < other || same,
        '>': is > other && !same,
        '>=': is > other || same,
      }
      return passes[test.op]
    })
    return test.op === '!=' ? !any.includes(true) : any.includes(true)
  }

  /** By trying both ways for everything that cannot be told. */
  private quantify(quantifier: Quantifier, truths: readonly (boolean | string)[]): boolean | string {
    if (truths.length === 0) return 'none'
    const holds = (all: readonly boolean[]): boolean => {
      if (quantifier === 'every') return all.every(Boolean)
      if (quantifier === 'some') return all.some(Boolean)
      if (quantifier === 'none') return !all.some(Boolean)
      if (quantifier === 'not-every') return !all.every(Boolean)
      if ('atLeast' in quantifier) return all.filter(Boolean).length >= quantifier.atLeast
      return all
        .map((one) => (one ? 'x' : '.'))
        .join('')
        .includes('x'.repeat(quantifier.running))
    }
    const outcomes = new Set(
      [true, false].map((guess) => holds(truths.map((one) => (typeof one === 'string' ? guess : one)))),
    )
    const [only] = outcomes
    return outcomes.size === 1 && only !== undefined ? only : (truths.find((one) => typeof one === 'string') ?? false)
  }

  private truth(test: Test, spot: Spot, spots: readonly Spot[], isClaim = false): boolean | string {
    if (test.over === undefined) return this.judge(test, this.tell(test.measure, spot))
    if (test.over === 'indicator') {
      const group = spots.filter(
        (one) => one.place === spot.place && one.asked === spot.asked && this.task(one.place, one.thing),
      )
      return this.quantify(
        test.holds ?? 'every',
        group.map((one) => this.judge(test, this.tell(test.measure, one))),
      )
    }
    if (test.over === 'all') {
      const own = spots.filter((one) => one.place === spot.place)
      const every = own.flatMap((one) => (test.at ? test.at.map((at) => this.at(one, at)) : [one]))
      const due = new Map(every.toReversed().map((one) => [one.name, one]))
      return this.quantify(
        test.holds ?? 'every',
        [...due.values()]
          .filter((one) => this.owes(one) || this.came(one) > 0)
          .map((one) => this.judge(test, this.tell(test.measure, one))),
      )
    }
    const all = test.at
      ? test.at.map((at) => this.at(spot, at))
      : spots.filter((one) => one.place === spot.place && one.thing === spot.thing)
    const group = all
      .filter((one, index) => all.findIndex((other) => other.period === one.period) === index)
      .sort((a, b) => (a.period < b.period ? -1 : 1))
    const stale = ['value', 'increment', 'rate', 'gap', 'ahead', 'light', 'rank', 'share', 'forecast', 'perMonth']
    const judged = (one: Spot): boolean | string =>
      stale.includes(test.measure) && this.isCarried(one)
        ? 'not-reported'
        : this.judge(test, this.tell(test.measure, one))
    const whole = this.quantify(test.holds ?? 'every', group.map(judged))
    // of the periods that are counted, each tells of itself
    const isCounted = typeof test.holds === 'object' && 'atLeast' in test.holds && !test.at && !isClaim
    const own = isCounted ? judged(spot) : true
    return whole === false || own === false ? false : whole === true ? own : whole
  }

  // Queries ----------------------------------------------------------------------------------------------------

  answer(query: LedgerQuery): Answer {
    const { world } = this
    const root = world.places[0]?.key ?? ''
    this.among = query.among ?? root
    this.asOf = query.asOf
    const named = [
      ...(typeof query.when === 'string' ? [] : query.when),
      ...[...(query.where ?? []), ...(query.claim ? [query.claim] : [])].flatMap((test) => test.at ?? []),
    ]
    if (named.some((one) => endOf(one).slice(0, 4) !== String(world.year))) return { why: 'no-year' }
    if (typeof query.of !== 'string' && query.of.some((id) => !world.things.some((one) => one.id === id)))
      return { why: 'no-such' }
    const wanted = world.things.filter(
      (one) => typeof query.of === 'string' || (query.of as readonly string[]).includes(one.id),
    )
    const now = query.asOf !== undefined && query.asOf < world.today ? query.asOf : world.today
    const months = Array.from({ length: 12 }, (_, n) => `${world.year}-${String(n + 1).padStart(2, '0')}`)
    const quarters = [1, 2, 3, 4].map((n) => `${world.year}-Q${n}`)
    const over =
      months.filter((one) => endOf(one) <= now && one >= (world.from['month'] ?? '')).at(-1) ??
      world.from['month'] ??
      ''
    const kinds = [...new Set(wanted.map((one) => one.every))]
    const periods: readonly string[] =
      query.when === 'latest'
        ? [over]
        : query.when === 'owed'
          ? kinds.flatMap((kind) =>
              (kind === 'month' ? months : quarters).filter(
                (one) => one >= (world.from[kind] ?? '9') && endOf(one) <= now,
              ),
            )
          : [...new Set(query.when)]
    const isScheduled = (thing: Thing) => periods.some((at) => this.scheduled(this.spot(root, thing, at)))
    const exactly = wanted.filter((thing) =>
      periods.some((at) => kindOf(at) === thing.every && (world.from[thing.every] ?? '9') <= at),
    )
    const owedThings = exactly.length > 0 && query.when !== 'latest' ? exactly : wanted.filter(isScheduled)
    const things = query.of === 'owed' ? owedThings : wanted
    const { whom } = query
    const isParts = 'parts' in whom
    const places = isParts ? this.partsOf(whom) : [...new Set(whom.places as readonly string[])]
    const all = places.flatMap((place) => this.spotsOf(query, place, isParts, things, periods, over))
    // how much came in time is a share of what was due by now
    const isOfTime = query.fold === 'share' && query.where?.some((test) => test.measure === 'onTime')
    const spots = isOfTime ? all.filter((spot) => typeof this.tell('onTime', spot) === 'boolean') : all
    if (spots.length === 0) return { why: this.nobody(query, places, things, periods) }
    const refused = this.refused(query, places, things, spots)
    if (refused) return { why: refused }
    const tests = query.where ?? []
    const truths = spots.map((spot) => tests.map((test) => this.truth(test, spot, spots)))
    const kept = spots.filter((_, at) => truths[at]?.every((one) => one === true))
    const unknown = spots.filter(
      (_, at) => !truths[at]?.includes(false) && truths[at]?.some((one) => typeof one === 'string'),
    )
    const isCount = query.fold === 'count' || query.fold === 'share'
    if (kept.length === 0 && !isCount) {
      const reasons = new Set(
        unknown.length === spots.length ? truths.map((all) => all.find((one) => typeof one === 'string')) : [],
      )
      const [only] = reasons
      return {
        why:
          reasons.size === 1 && ['no-task', 'not-over', 'private'].includes(String(only)) ? String(only) : 'no-match',
      }
    }
    const by = query.by ?? (query.fold ? [] : (['place', 'indicator', 'period'] as const))
    const lines = this.linesOf(spots, kept, by, isCount)
    const ordered = this.ordered(lines, query)
    if (query.alone && ordered.length === 0) return { why: 'no-place' }
    return {
      lines: ordered,
      unknown: unknown.map((one) => one.name),
      truth: query.claim && this.verdict(query.claim, query, ordered),
      folded: (measure, line) => this.folded(measure, query, line),
    }
  }

  private partsOf(whom: Extract<LedgerQuery['whom'], { parts: unknown }>): string[] {
    const level = this.level(whom.parts)
    if (level === 'county') return [whom.parts]
    const all =
      whom.level === 'city' && level === 'province'
        ? this.world.places.filter((one) => one.level === 'city').map((one) => one.key)
        : this.counties(whom.parts)
    return all.filter((one) => !whom.but?.some((out) => this.within(one, out)))
  }

  private spotsOf(
    query: LedgerQuery,
    place: string,
    isParts: boolean,
    things: readonly Thing[],
    periods: readonly string[],
    over: string,
  ): Spot[] {
    const all = things.flatMap((thing) => {
      const now = query.asOf !== undefined && query.asOf < this.world.today ? query.asOf : this.world.today
      const running = this.spot(place, thing, thing.every === 'month' ? monthOf(now) : quarterOf(now))
      if (
        query.when === 'latest' &&
        !isParts &&
        this.level(place) === 'county' &&
        endOf(running.period) > now &&
        this.own(running)?.period === running.period
      )
        return [running]
      const last = this.spot(place, thing, over)
      const fig = this.own(last)
      const isOfReview = query.measures[0] === 'state' && query.of !== 'owed' && query.when === 'latest'
      const isOlder = fig !== undefined && fig.period !== last.period && this.unheld(last).state === 'none'
      // how far review has come is told of the figure that stands
      if (isOfReview && !isParts && this.level(place) === 'county' && isOlder)
        return [this.spot(place, thing, fig.period)]
      const spots = (query.when === 'latest' ? [over] : periods).map((at) => this.spot(place, thing, at))
      return spots.filter((one, index) => spots.findIndex((other) => other.period === one.period) === index)
    })
    const onlyOwed = query.of === 'owed' || query.when === 'owed'
    if (onlyOwed)
      return all.filter((one) => this.owes(one) && (this.task(one.place, one.thing) || this.value(one) !== undefined))
    const tasked = all.filter((one) => this.task(one.place, one.thing) || this.value(one) !== undefined)
    return !isParts && (typeof query.of !== 'string' || tasked.length === 0) ? all : tasked
  }

  private nobody(
    query: LedgerQuery,
    places: readonly string[],
    things: readonly Thing[],
    periods: readonly string[],
  ): string {
    const all = places.flatMap((place) => things.flatMap((thing) => periods.map((at) => this.spot(place, thing, at))))
    if (all.length > 0 && all.every((one) => !this.task(one.place, one.thing))) return 'no-task'
    const onlyOwed = query.of === 'owed' || query.when === 'owed'
    return onlyOwed && all.some((one) => this.task(one.place, one.thing) && !this.isOver(one))
      ? 'not-over'
      : 'nothing-owed'
  }

  private refused(
    { fold, by = [], measures, order, claim }: LedgerQuery,
    places: readonly string[],
    things: readonly Thing[],
    spots: readonly Spot[],
  ): string | undefined {
    if (fold === undefined || fold === 'count' || fold === 'share') return undefined
    const asked = [...new Set([...measures, ...(order ? [order.measure] : []), ...(claim ? [claim.measure] : [])])]
    const amounts: readonly Measure[] = ['value', 'increment', 'goal', 'gap', 'expected', 'forecast', 'perMonth']
    const isSumLike = fold === 'sum' || fold === 'mean'
    if (things.length > 1 && !by.includes('indicator') && (isSumLike || asked.some((one) => amounts.includes(one))))
      return 'units-differ'
    for (const measure of asked) {
      if (!isSumLike) {
        if (['light', 'owed', 'reported', 'onTime', 'nil', 'state', 'reportedBy', 'reason', 'source'].includes(measure))
          return 'not-summed'
        continue
      }
      if (![...amounts, 'rate', 'share', 'corrections'].includes(measure)) return 'not-summed'
      if (spots.some((one) => one.thing.kind === 'rate') || (measure === 'rate' && fold === 'mean'))
        return 'rates-summed'
      const several = !by.includes('period') && new Set(spots.map((one) => one.period)).size > 1
      if (several && measure !== 'increment' && measure !== 'corrections') return 'cumulative-over-time'
    }
    const overlaps = places.some((inner) => places.some((outer) => outer !== inner && this.within(inner, outer)))
    return fold === 'sum' && !by.includes('place') && overlaps ? 'overlap' : undefined
  }

  private linesOf(spots: readonly Spot[], kept: readonly Spot[], by: readonly Axis[], isCount: boolean): Line[] {
    const keyOf = (spot: Spot): Partial<Record<Axis, string>> =>
      Object.fromEntries(
        by.map((axis) => [
          axis,
          axis === 'place'
            ? spot.place
            : axis === 'indicator'
              ? spot.thing.id
              : axis === 'period'
                ? spot.period
                : spot.level === 'county'
                  ? (this.world.places.find((one) => one.key === spot.place)?.parent ?? '')
                  : spot.place,
        ]),
      )
    const keys = [...new Set(spots.map((one) => JSON.stringify(keyOf(one))))]
    return keys.flatMap((key) => {
      const group = spots.filter((one) => JSON.stringify(keyOf(one)) === key)
      const own = group.filter((one) => kept.includes(one))
      return own.length === 0 && !isCount
        ? []
        : [{ key: JSON.parse(key) as Line['key'], spots: own, of: group.length, placesOf: placesIn(group) }]
    })
  }

  private folded(measure: Measure, query: LedgerQuery, line: Line): Told {
    const told = line.spots.map((one) => ({ spot: one, is: this.tell(measure, one) }))
    const known = told.filter(({ is }) => isTold(is)).map(({ spot, is }) => ({ spot, is: Number(is) }))
    const first = told.find(({ is }) => !isTold(is))?.is
    if (known.length === 0) return first ?? no('none')
    const numbers = known.map(({ is }) => is)
    if (query.fold === 'least') return Math.min(...numbers)
    if (query.fold === 'most') return Math.max(...numbers)
    const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
    if (measure === 'rate')
      return sum(known.map(({ spot }) => this.value(spot) ?? 0)) / sum(known.map(({ spot }) => Number(this.goal(spot))))
    return query.fold === 'sum' ? sum(numbers) : sum(numbers) / numbers.length
  }

  /** What is in a group stands in the order, too; what has no size comes last. */
  private inOrder(line: Line, { order, by, fold }: LedgerQuery): Line {
    if (!order || !by || fold || UNSIZED.has(order.measure)) return line
    const sized = line.spots.map((spot) => ({ spot, told: this.tell(order.measure, spot) }))
    const known = sized.filter(({ told }) => isTold(told))
    known.sort((a, b) => (order.down ? -1 : 1) * (Number(a.told) - Number(b.told)))
    return { ...line, spots: [...known, ...sized.filter(({ told }) => !isTold(told))].map(({ spot }) => spot) }
  }

  private ordered(all: readonly Line[], query: LedgerQuery): Line[] {
    const { order, limit, fold } = query
    if (!order) return [...all]
    const lines = all.map((line) => this.inOrder(line, query))
    const size = (line: Line): number | undefined => {
      const isOfPlaces = query.counts === 'places'
      const passed = isOfPlaces ? placesIn(line.spots) : line.spots.length
      if (fold === 'share') return passed / (isOfPlaces ? line.placesOf : line.of)
      // what has no size is in the order of how many there are
      if (fold === 'count' || (query.by && !fold && UNSIZED.has(order.measure))) return passed
      const told = fold
        ? [this.folded(order.measure, query, line)]
        : line.spots.map((one) => this.tell(order.measure, one))
      const known = UNSIZED.has(order.measure) ? [] : told.filter(isTold).map(Number)
      return known.length === 0 ? undefined : order.down ? Math.max(...known) : Math.min(...known)
    }
    const sign = order.down ? -1 : 1
    const sized = lines.map((line) => ({ line, size: size(line) }))
    const placed = sized.filter((one): one is { line: Line; size: number } => one.size !== undefined)
    placed.sort((a, b) => (Math.abs(a.size - b.size) < 1e-9 ? 0 : sign * (a.size - b.size)))
    if (limit === undefined)
      return [...placed, ...sized.filter((one) => one.size === undefined)].map(({ line }) => line)
    const edge = placed[limit - 1]?.size
    if (query.alone) {
      const before = placed.filter((one) => edge !== undefined && sign * (one.size - edge) < -1e-9).length
      return placed
        .filter((one) => edge !== undefined && before === limit - 1 && Math.abs(one.size - edge) < 1e-9)
        .map(({ line }) => line)
    }
    return placed
      .filter((one, at) => at < limit || (edge !== undefined && Math.abs(one.size - edge) < 1e-9))
      .map(({ line }) => line)
  }

  private verdict(claim: Test, query: LedgerQuery, lines: readonly Line[]): boolean | string {
    const { measure, over: _, ...rest } = claim
    const plain = { measure, ...rest }
    if (query.fold && query.fold !== 'count' && query.fold !== 'share')
      return this.quantify(
        claim.over ? 'every' : (claim.holds ?? 'every'),
        lines.map((line) => this.judge(plain, this.folded(measure, query, line))),
      )
    const spots = lines.flatMap((line) => line.spots)
    return this.quantify(
      claim.over ? 'every' : (claim.holds ?? 'every'),
      spots.map((one) => this.truth(claim, one, spots, true)),
    )
  }
}
