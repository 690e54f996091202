/** Work that comes again with the clock, and comes also when the clock is set. */
import { codeOf, type Pulse } from '../health/index.ts'
import { type Instant, instant } from '../office/day.ts'
import { causeOf } from '../store/index.ts'

/** The two clocks of a machine. */
export interface Clocks {
  /** the time of day, ms since the epoch; may be set forward and back */
  readonly now: () => number
  /** ms since some moment; only ever goes on, as time does */
  readonly steady: () => number
}

/** Work that is done once in each period. */
export interface Rhythm {
  readonly name: string
  /** a minute, an hour, a day */
  readonly periodMs: number
  /** how far into each period (of UTC) its turn begins: 7 minutes past the hour */
  readonly offsetMs?: number
  readonly work: (now: Instant) => Promise<unknown>
}

/** A turn is at most this much later than its period, whatever happened to the clock: 65 s for a minute. */
const LATEST = 13 / 12

/**
 * One rhythm. It is looked at every few seconds, and works when the time of day is in another period than at the last
 * turn, earlier or later, or when longer than a period has passed: a clock that was set back by 20 s would else add
 * them to the minute. A turn does not begin while the last one runs; it comes as soon as that has ended.
 */
export class Beat {
  private readonly rhythm: Rhythm
  private readonly clocks: Clocks
  private readonly log: (entry: Readonly<Record<string, unknown>>) => void
  private turn: number | undefined
  private began: number
  private done: number
  private running = false
  private failed: string | undefined

  constructor(rhythm: Rhythm, clocks: Clocks, log: (entry: Readonly<Record<string, unknown>>) => void) {
    this.rhythm = rhythm
    this.clocks = clocks
    this.log = log
    this.began = this.done = clocks.steady()
  }

  /** Works if it is its turn. @returns when that is done; never rejects, a fault waits for the next turn */
  async look(): Promise<void> {
    const now = this.clocks.now()
    const turn = Math.floor((now - (this.rhythm.offsetMs ?? 0)) / this.rhythm.periodMs)
    const passed = this.clocks.steady() - this.began
    if (this.running || (turn === this.turn && passed < this.rhythm.periodMs * LATEST)) return
    this.turn = turn
    this.began = this.clocks.steady()
    this.running = true
    try {
      await this.rhythm.work(instant(now))
      this.done = this.clocks.steady()
      this.failed = undefined
    } catch (error) {
      this.failed = codeOf(error)
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
      const cause = causeOf(this.failed)
      this.log({
        event: `${this.rhythm.name}-failed`,
        ...(cause && { text: `${cause.what}：${cause.mend}` }),
        error: said,
      })
    } finally {
      this.running = false
    }
  }

  /** How it does, by the clock that cannot be set. */
  get pulse(): Omit<Pulse, 'failed'> & { readonly failed?: string } {
    const now = this.clocks.steady()
    return {
      sinceMs: now - this.done,
      ...(this.running && { runningMs: now - this.began }),
      ...(this.failed !== undefined && { failed: this.failed }),
    }
  }
}
