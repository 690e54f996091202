/** Process: reads one text after the other at a border, and says what each cost in processor time. */
import { BORDERS } from './borders.ts'

export interface Job {
  readonly border: string
  readonly text: string
}

export interface Cost {
  /** of the processor, so that what else the machine does is left out */
  readonly ms: number
  /** no text may make a border throw */
  readonly threw?: string
}

const ORDINARY = '2017年6月，僵尸企业处置了12家，全年要处置多少家？'

async function costOf({ border, text }: Job): Promise<Cost> {
  const read = BORDERS[border]
  if (!read) throw new Error(`no border ${border}`)
  const before = process.cpuUsage()
  let threw: string | undefined
  try {
    await read(text)
  } catch (error) {
    threw = String(error)
  }
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1_000, ...(threw !== undefined && { threw }) }
}

/** What an ordinary message costs at each border, once it is warm. */
async function ordinary(): Promise<Record<string, number>> {
  const costs: Record<string, number> = {}
  for (const border of Object.keys(BORDERS)) {
    const runs: number[] = []
    for (let run = 0; run < 5; run++) runs.push((await costOf({ border, text: ORDINARY })).ms)
    costs[border] = Math.min(...runs)
  }
  return costs
}

process.on('message', async (job: Job) => process.send?.(await costOf(job)))
process.send?.(await ordinary())
