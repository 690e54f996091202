/**
 * The platform's clock: real time plus what a test has skipped.
 *
 * It rules what lasts (tokens 2 h, uuids 1 h, cards 14 days, streaming 10 min) and the redelivery schedule.
 * The rate limits and the times written on the wire are always real; the 3 s of an answer are of the process's own time,
 * so that a crowded machine is no office that answers late.
 */
export class Clock {
  private skippedMs = 0

  /** platform time, ms */
  now(): number {
    return Date.now() + this.skippedMs
  }

  skip(ms: number): void {
    this.skippedMs += ms
  }
}

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
