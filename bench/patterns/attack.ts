/** How long a pattern takes on texts made to hold it up: measured in a worker thread that is ended when it hangs. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface Pumped {
  readonly before: string
  readonly pump: string
  readonly after: string
}

/** Growth of the time with the text's length: 1 linear, 2 quadratic, 3 cubic and beyond, `Infinity` exponential. */
export type Degree = number

const LENGTHS = [750, 1_500, 3_000, 6_000] as const
/** Below it nothing is told by a clock. */
const FLOOR_MS = 4
const HANGS_MS = 3_000

const WORKER = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', ({ source, flags, texts }) => {
  const pattern = new RegExp(source, flags.replace(/[gy]/g, '') + 'g')
  for (const text of texts) {
    let least = Infinity
    for (let run = 0; run < 2 && !(least < 1); run++) {
      const started = performance.now()
      pattern.lastIndex = 0
      while (pattern.exec(text)) if (pattern.lastIndex === 0 || pattern.lastIndex >= text.length) break
      else if (pattern.lastIndex === pattern.last) pattern.lastIndex++
      else pattern.last = pattern.lastIndex
      least = Math.min(least, performance.now() - started)
    }
    parentPort.postMessage(least)
  }
})`

export class Attacker {
  private worker: Worker | undefined

  /** The steepest growth that any of the texts shows, and by which. */
  async degree(source: string, flags: string, attacks: readonly Pumped[]): Promise<{ degree: Degree; by?: Pumped }> {
    let worst: { degree: Degree; by?: Pumped } = { degree: 1 }
    for (const attack of attacks) {
      const degree = await this.growth(source, flags, attack)
      if (degree > worst.degree) worst = { degree, by: attack }
      if (degree >= 3) return worst
    }
    return worst
  }

  async close(): Promise<void> {
    await this.worker?.terminate()
    this.worker = undefined
  }

  private async growth(source: string, flags: string, { before, pump, after }: Pumped): Promise<Degree> {
    // Exponential growth shows long before these lengths: thirty repetitions are enough to hang.
    const short = await this.time(source, flags, before + pump.repeat(30) + after)
    if (!Number.isFinite(short)) return Number.POSITIVE_INFINITY
    let last: number | undefined
    let degree = 1
    for (const length of LENGTHS) {
      const ms = await this.time(source, flags, before + pump.repeat(Math.ceil(length / pump.length)) + after)
      if (!Number.isFinite(ms)) return last === undefined ? Number.POSITIVE_INFINITY : 3
      if (last !== undefined && ms > FLOOR_MS) degree = Math.round(Math.log2(ms / Math.max(last, FLOOR_MS / 8)))
      last = ms
    }
    return Math.max(1, degree)
  }

  private async time(source: string, flags: string, text: string): Promise<number> {
    this.worker ??= new Worker(WORKER, { eval: true })
    this.worker.postMessage({ source, flags, texts: [text] })
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), HANGS_MS)
    try {
      const [ms] = (await once(this.worker, 'message', { signal: limit.signal })) as [number]
      return ms
    } catch (error) {
      if (!limit.signal.aborted) throw error
      await this.close()
      return Number.POSITIVE_INFINITY
    } finally {
      clearTimeout(timer)
    }
  }
}

/** The pattern's own words and characters, one kind of each, repeated; with an end that lets it fail. */
export function attacksOn(source: string): Pumped[] {
  const plain = source.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const words = plain.match(/[^\s\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]{1,8}/g) ?? []
  const chars = [...new Set(plain.match(/[\u3000-\uffee]/g) ?? [])]
  const units = new Set(['0', '1', '一', ' ', '\t', '\n', 'a', '僵', '，', '(', '“', '《', '（', ...words, ...chars])
  // Two words in turn hold up what one alone does not.
  for (const [at, word] of words.entries()) if (words[at + 1]) units.add(word + words[at + 1])
  return [...units].flatMap((pump) => ['', '\u0000'].map((after) => ({ before: '', pump, after })))
}
