/**
 * The time that this process had: what passes while others have the processor, and nobody here could run, is none of it. On
 * a quiet machine it is real time; on a crowded one a limit in it says the same of the program.
 */
const STEP_MS = 20

export interface OwnClock {
  /** ms so far */
  readonly now: () => number
  readonly end: () => void
}

export function ownClock(): OwnClock {
  let sum = 0
  let from = performance.now()
  let used = process.cpuUsage()
  const had = (): number => {
    const { user, system } = process.cpuUsage(used)
    // Who waits wakes each step, who works uses the processor: beyond the greater of both others had it.
    return Math.min(performance.now() - from, Math.max(STEP_MS, (user + system) / 1_000))
  }
  const timer = setInterval(() => {
    sum += had()
    from = performance.now()
    used = process.cpuUsage()
  }, STEP_MS).unref()
  return { now: () => sum + had(), end: () => clearInterval(timer) }
}

/** Calls `late` once this process has had so many ms. @returns what ends that */
export function afterOwn(clock: OwnClock, ms: number, late: () => void): () => void {
  const from = clock.now()
  const look = (): void => {
    const left = ms - (clock.now() - from)
    if (left <= 0) late()
    else timer = setTimeout(look, Math.ceil(left))
  }
  let timer = setTimeout(look, ms)
  return () => clearTimeout(timer)
}
