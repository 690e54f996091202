/** Has texts read in a process that is ended when one takes too long: a text that hangs fails, it hangs nothing. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Cost, Job } from './reader.ts'

/** As good as never, on the busiest machine. */
const HANGS_MS = 4_000
const TRIES = 4

export interface Read extends Job {
  /** processor time beyond an ordinary message's; `Infinity`: cut off */
  readonly ms: number
  readonly threw?: string
}

export class Reader {
  private process: ChildProcess | undefined
  private ordinary: Readonly<Record<string, number>> = {}

  async start(): Promise<readonly string[]> {
    this.process = fork(join(import.meta.dirname, 'reader.ts'), { execArgv: ['--import', 'tsx'] })
    const [ordinary] = (await once(this.process, 'message')) as [Record<string, number>]
    this.ordinary = ordinary
    return Object.keys(ordinary)
  }

  stop(): void {
    this.process?.kill('SIGKILL')
    this.process = undefined
  }

  /** The least of a few readings, where the first is not enough as it is: the first of a kind is compiled. */
  async cost(border: string, text: string, enough: number): Promise<Read> {
    let least = await this.read({ border, text })
    for (let run = 1; run < TRIES && least.ms > enough && Number.isFinite(least.ms); run++) {
      const next = await this.read({ border, text })
      if (next.ms < least.ms) least = next
    }
    return least
  }

  private async read(job: Job): Promise<Read> {
    if (!this.process) await this.start()
    const { process } = this
    if (!process) throw new Error('no process')
    process.send(job)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), HANGS_MS)
    try {
      const [cost] = (await once(process, 'message', { signal: limit.signal })) as [Cost]
      return { ...job, ...cost, ms: cost.ms - (this.ordinary[job.border] ?? 0) }
    } catch (error) {
      if (!limit.signal.aborted) throw error
      this.stop()
      return { ...job, ms: Number.POSITIVE_INFINITY }
    } finally {
      clearTimeout(timer)
    }
  }
}
