/** The time machine: where the demo's clock stands, and where it may be sent. */
import {
  addDays,
  at,
  clockOf,
  DAY_MS,
  type Day,
  dayOf,
  fullDayName,
  type Instant,
  parseDay,
  weekdayName,
} from '../../office/day.ts'
import type { ConsoleOptions, DemoClock } from './options.ts'
import { TEXT } from './text.ts'

/** The demo's clock, as the page shows it. */
export interface ClockView {
  readonly now: Instant
  readonly day: Day
  /** 2017年6月1日 */
  readonly name: string
  readonly weekday: string
  /** 工作日, 休息日, … */
  readonly kind: string
  readonly clock: string
  readonly nextDeadline?: Instant
  /** where the clock is on its way to */
  readonly target?: Instant
}

/** To when the demo's clock is moved. */
export type Destination =
  | { readonly to: 'next-morning' }
  | { readonly to: 'next-deadline' }
  | { readonly to: 'day'; readonly day: string }

const MORNING = '09:00'
const FARTHEST_MS = 366 * DAY_MS

/** Moves the demo's clock forward, one journey at a time, and says where it is. */
export class TimeMachine {
  private readonly clock: DemoClock
  private readonly log: ConsoleOptions['log']
  private target: Instant | undefined

  constructor(clock: DemoClock, log: ConsoleOptions['log']) {
    this.clock = clock
    this.log = log
  }

  now(): Instant {
    return this.clock.now()
  }

  /** Differs when the page has to show something else: a minute has passed, a journey began or ended. */
  stand(): string {
    const now = this.clock.now()
    return [dayOf(now), clockOf(now), this.target ?? ''].join(' ')
  }

  async view(): Promise<ClockView> {
    const now = this.clock.now()
    const day = dayOf(now)
    const nextDeadline = this.target === undefined ? await this.clock.nextDeadline() : undefined
    return {
      now,
      day,
      name: fullDayName(day),
      weekday: weekdayName(day),
      kind: this.clock.describe(day),
      clock: clockOf(now),
      ...(nextDeadline === undefined ? {} : { nextDeadline }),
      ...(this.target === undefined ? {} : { target: this.target }),
    }
  }

  /** Lets time pass up to a destination. @returns what is wrong, in a sentence; undefined when it arrived */
  async move(destination: Destination): Promise<string | undefined> {
    if (this.target !== undefined) return TEXT.moving
    const to = await this.instantOf(destination)
    if (typeof to === 'string') return to
    if (to <= this.clock.now()) return TEXT.notAhead
    if (to - this.clock.now() > FARTHEST_MS) return TEXT.tooFar
    // Two presses at once may both have waited above; only one of them goes.
    if (this.target !== undefined) return TEXT.moving
    this.target = to
    try {
      await this.clock.move(to)
      return undefined
    } catch (error) {
      this.log({ event: 'clock-stopped', to, error: error instanceof Error ? error.stack : String(error) })
      return TEXT.moveFailed
    } finally {
      this.target = undefined
    }
  }

  private async instantOf(destination: Destination): Promise<Instant | string> {
    switch (destination.to) {
      case 'next-morning':
        return at(addDays(dayOf(this.clock.now()), 1), MORNING)
      case 'next-deadline':
        return (await this.clock.nextDeadline()) ?? TEXT.noDeadline
      case 'day': {
        const day = parseDay(destination.day)
        return day ? at(day, MORNING) : TEXT.notAhead
      }
    }
  }
}
