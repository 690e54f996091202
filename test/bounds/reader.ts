/** Worker: reads one text at a border and says how long it took. */
import { parentPort } from 'node:worker_threads'
import { BORDERS } from './borders.ts'

export interface Job {
  readonly border: string
  readonly text: string
}

export interface Cost {
  readonly ms: number
  /** what was thrown; no text may make a border throw */
  readonly threw?: string
}

async function costOf({ border, text }: Job): Promise<Cost> {
  const read = BORDERS[border]
  if (!read) throw new Error(`no border ${border}`)
  const started = performance.now()
  try {
    await read(text)
    return { ms: performance.now() - started }
  } catch (error) {
    return { ms: performance.now() - started, threw: String(error) }
  }
}

// What is read first is compiled first: the cost of that is nobody's.
for (const read of Object.values(BORDERS))
  for (let i = 0; i < 20; i++) await read('2017年6月，僵尸企业处置了12家，全年要处置多少家？')
parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await costOf(job)))
parentPort?.postMessage(Object.keys(BORDERS))
