/** Has texts read in a process that is ended when one takes too long: a text that hangs fails, it hangs nothing. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { built } from '../built.ts'
import { instrumented } from './instrument.ts'
import type { Cost, Job } from './reader.ts'
import { yearFile } from './year.ts'

/** As good as never, on the busiest machine. */
const HANGS_MS = 20_000
const TRIES = 3
/** A border that is read for the first time is compiled, and made warm. */
const STARTS_MS = 60_000

export interface Read extends Job {
  /** beyond an ordinary message's, see reader.ts; `Infinity`: cut off */
  readonly units: number
  readonly threw?: string
}

export class Reader {
  private readonly counts: boolean
  private module: string | undefined
  private process: ChildProcess | undefined
  private readonly ordinary = new Map<string, number>()

  /** @param how `counted`: by the steps of our own code, at a third of the pace */
  constructor(how?: 'counted') {
    this.counts = how === 'counted'
  }

  async start(): Promise<readonly string[]> {
    this.module ??= this.counts ? await counting() : await built('test/bounds/reader.ts')
    // the collector's helpers wait for a busy machine at the cost of the processor, and are counted
    this.process = fork(this.module, [await yearFile()], { execArgv: ['--single-threaded-gc'] })
    const broken = once(this.process, 'exit').then(([code]) =>
      Promise.reject(new Error(`the reader ended with ${code}`)),
    )
    const [borders] = (await Promise.race([once(this.process, 'message'), broken])) as [readonly string[]]
    broken.catch(() => {})
    return borders
  }

  stop(): void {
    this.process?.kill('SIGKILL')
    this.process = undefined
  }

  /** The least of a few readings, where the first is not enough as it is: the first of a kind is compiled. */
  async cost(border: string, text: string, enough: number, hangsMs = HANGS_MS): Promise<Read> {
    let least = await this.read({ border, text }, hangsMs)
    for (let run = 1; run < TRIES && least.units > enough && Number.isFinite(least.units); run++) {
      const next = await this.read({ border, text }, hangsMs)
      if (next.units < least.units) least = next
    }
    return least
  }

  /**
   * The steps of one reading, the same every time; of the second, since the first of a kind makes what is kept. Where
   * the first takes no more than `few` with all that, so does the second.
   */
  async steps(border: string, text: string, few = 0): Promise<Cost> {
    const job = { border, text, isCounted: true }
    const first = await this.ask(job, HANGS_MS)
    return first.steps <= few && !first.threw ? first : this.ask(job, HANGS_MS)
  }

  /** The steps of a text read for the first time: what is made and kept on that occasion is counted with it. */
  firstSteps(border: string, text: string): Promise<Cost> {
    return this.ask({ border, text, isCounted: true }, HANGS_MS)
  }

  private async read(job: Job, hangsMs: number): Promise<Read> {
    const ordinary = await this.ordinaryAt(job.border)
    const cost = await this.ask(job, hangsMs)
    return { ...job, ...cost, units: cost.units - ordinary }
  }

  /** Measured once for each border, where it is first read. */
  private async ordinaryAt(border: string): Promise<number> {
    const known = this.ordinary.get(border)
    if (known !== undefined) return known
    const { units } = await this.ask({ border }, STARTS_MS)
    this.ordinary.set(border, units)
    return units
  }

  private async ask(job: Partial<Job>, hangsMs: number): Promise<Cost> {
    if (!this.process) await this.start()
    const { process } = this
    if (!process) throw new Error('no process')
    process.send(job)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), hangsMs)
    try {
      const [cost] = (await once(process, 'message', { signal: limit.signal })) as [Cost]
      return cost
    } catch (error) {
      if (!limit.signal.aborted) throw error
      this.stop()
      return { units: Number.POSITIVE_INFINITY, steps: Number.POSITIVE_INFINITY, rows: 0 }
    } finally {
      clearTimeout(timer)
    }
  }
}

/** One a process: readers that start at once would read it half written. */
let made: Promise<string> | undefined

function counting(): Promise<string> {
  made ??= writeCounting()
  return made
}

async function writeCounting(): Promise<string> {
  const plain = await built('test/bounds/reader.ts')
  const path = plain.replace(/\.mjs$/, '-counted.mjs')
  await writeFile(path, instrumented(plain, await readFile(plain, 'utf8')))
  return path
}
