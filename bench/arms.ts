/** Arms that take turns in one process, so that the machine's other work falls on all alike; figures are CPU, as ratios. */

export interface Arm {
  readonly name: string
  /** makes so many pieces of work, untimed; each is run and timed */
  readonly batch: (count: number) => Promise<readonly (() => Promise<unknown>)[]> | readonly (() => Promise<unknown>)[]
}

export interface Timed {
  readonly name: string
  /** CPU ms of one piece, a figure a round */
  readonly cpu: readonly number[]
  /** wall ms of each piece */
  readonly wall: readonly number[]
}

/** The first round warms all of them and is not counted. */
export async function inTurn(arms: readonly Arm[], rounds: number, count: number): Promise<Timed[]> {
  const timed = arms.map(({ name }) => ({ name, cpu: [] as number[], wall: [] as number[] }))
  for (let round = 0; round <= rounds; round++)
    for (const [at, { batch }] of arms.entries()) {
      const works = await batch(count)
      const wall: number[] = []
      const before = process.cpuUsage()
      for (const work of works) {
        const began = performance.now()
        await work()
        wall.push(performance.now() - began)
      }
      const { user, system } = process.cpuUsage(before)
      if (round === 0) continue
      timed[at]?.cpu.push((user + system) / 1000 / works.length)
      timed[at]?.wall.push(...wall)
    }
  return timed
}

export function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (all: readonly number[]): number => quantile(all, 0.5)

/** Of each round its own ratio: median (least…most). */
export function ratio(one: Timed, to: Timed): string {
  const all = one.cpu.map((ms, round) => ms / (to.cpu[round] ?? Number.NaN))
  return `${median(all).toFixed(1)} (${Math.min(...all).toFixed(1)}…${Math.max(...all).toFixed(1)})`
}
