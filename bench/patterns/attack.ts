/** How long a pattern takes on texts made to hold it up: measured in a process that is ended when it hangs. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Attack } from './attacked.ts'

/** A pump again and again, between a beginning and an end. */
export interface Pumped {
  readonly before: string
  readonly pump: string
  readonly after: string
}

export type Growth = 'linear' | 'quadratic' | 'cubic' | 'exponential'

const LENGTHS = [1_500, 3_000, 6_000] as const
/** Enough for what doubles with every repetition, too little for anything else. */
const A_FEW = 30
/** Below it a clock tells nothing. */
const FLOOR_MS = 5
/** What takes so long for 6 000 characters is beyond their square, on the slowest machine. */
const HANGS_MS = 4_000
/** Twice as long a text takes 2 or 4 times as long; between them the mean. */
const QUADRATIC = 1.5

export class Attacker {
  private process: ChildProcess | undefined

  /** The steepest growth that any of the texts shows. */
  async growth(source: string, flags: string, attacks: readonly Pumped[]): Promise<Growth> {
    let worst: Growth = 'linear'
    for (const attack of attacks) {
      const growth = await this.growthBy(source, flags, attack)
      if (growth === 'exponential' || growth === 'cubic') return growth
      if (growth === 'quadratic') worst = growth
    }
    return worst
  }

  async close(): Promise<void> {
    this.process?.kill('SIGKILL')
    this.process = undefined
  }

  private async growthBy(source: string, flags: string, { before, pump, after }: Pumped): Promise<Growth> {
    const cost = (times: number): Promise<number> =>
      this.cost({ source, flags, text: before + pump.repeat(Math.ceil(times)) + after })
    if (!Number.isFinite(await cost(A_FEW))) return 'exponential'
    const costs: number[] = []
    for (const length of LENGTHS) {
      const ms = await cost(length / pump.length)
      if (!Number.isFinite(ms)) return 'cubic'
      costs.push(ms)
    }
    const [, shorter = 0, whole = 0] = costs
    return whole > FLOOR_MS && Math.log2(whole / Math.max(shorter, FLOOR_MS / 4)) > QUADRATIC ? 'quadratic' : 'linear'
  }

  /** Processor time in milliseconds; `Infinity` when it hangs. */
  private async cost(attack: Attack): Promise<number> {
    this.process ??= fork(join(import.meta.dirname, 'attacked.ts'), { execArgv: ['--import', 'tsx'] })
    this.process.send(attack)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), 5 * HANGS_MS)
    try {
      const [ms] = (await once(this.process, 'message', { signal: limit.signal })) as [number]
      return ms > HANGS_MS ? Number.POSITIVE_INFINITY : ms
    } catch (error) {
      if (!limit.signal.aborted) throw error
      await this.close()
      return Number.POSITIVE_INFINITY
    } finally {
      clearTimeout(timer)
    }
  }
}

/** The pattern's own words and characters, and one of each kind of other, repeated; with an end that lets it fail. */
export function attacksOn(source: string): Pumped[] {
  const plain = source.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const words = plain.match(/[\u3000-\uffee\w]{1,8}/g) ?? []
  const chars = plain.match(/[\u3000-\uffee]/g) ?? []
  const pairs = words.flatMap((word, at) => (words[at + 1] ? [word + words[at + 1]] : []))
  const others = [...'0一a僵 \t\n，(“《（']
  const units = new Set([...others, ...words, ...chars, ...pairs])
  return [
    ...[...units].flatMap((pump) => ['', '\u0000'].map((after) => ({ before: '', pump, after }))),
    // A search that skips what cannot begin a match has to be led on.
    ...others.map((pump) => ({ before: '僵尸企业', pump, after: '12家' })),
  ]
}
