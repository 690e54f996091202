/** Process: reads one text after the other at a border, and says what each cost. */
import { BORDERS } from './borders.ts'
import { COUNT } from './instrument.ts'
import { timed, unitNow, warmUp } from './unit.ts'

export interface Job {
  readonly border: string
  readonly text: string
}

export interface Cost {
  /** of the processor, so that what waits is left out; each about a millisecond on a quiet machine, see unit.ts */
  readonly units: number
  /** of our own code, the same every time; 0 where the module does not count them, see instrument.ts */
  readonly steps: number
  /** no text may make a border throw */
  readonly threw?: string
}

/** As many as a reader keeps, and one: what it read last would cost it nothing the second time. */
const FORGETS = 9
const ORDINARY = '2017年6月，僵尸企业处置了12家，全年要处置多少家？'

const counting = (globalThis as unknown as Readonly<Record<string, (() => number) | undefined>>)[COUNT]
const stepsNow = (): number => counting?.() ?? 0

async function costOf({ border, text }: Job): Promise<Cost> {
  const read = BORDERS[border]
  if (!read) throw new Error(`no border ${border}`)
  for (let other = 0; other < FORGETS; other++) await read(`${ORDINARY}${other}`)
  let threw: string | undefined
  const before = await unitNow()
  const from = stepsNow()
  const ms = await timed(async () => {
    try {
      await read(text)
    } catch (error) {
      threw = String(error)
    }
  })
  const steps = stepsNow() - from
  const after = await unitNow()
  return { units: ms / Math.min(before, after), steps, ...(threw !== undefined && { threw }) }
}

/** What an ordinary message costs at a border, once it is warm: a sentence, or a command word alone, whichever is more. */
async function ordinary(border: string): Promise<Cost> {
  const [sentence, word] = [await leastOf({ border, text: ORDINARY }), await leastOf({ border, text: '' })]
  return sentence.units > word.units ? sentence : word
}

async function leastOf(job: Job): Promise<Cost> {
  let least = await costOf(job)
  for (let run = 1; run < 5; run++) {
    const next = await costOf(job)
    if (next.units < least.units) least = next
  }
  return least
}

warmUp()
process.on('message', async ({ border, text }: Partial<Job> & Pick<Job, 'border'>) =>
  process.send?.(await (text === undefined ? ordinary(border) : costOf({ border, text }))),
)
process.send?.(Object.keys(BORDERS))
