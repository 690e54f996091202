/** Process: reads one text after the other at a border, and says what each cost. */
import { BORDERS, type Border } from './borders.ts'
import { COUNT } from './instrument.ts'
import { timed, unitNow, warmUp } from './unit.ts'

export interface Job {
  readonly border: string
  readonly text: string
  /** only its steps: what a unit takes is not measured */
  readonly isCounted?: boolean
}

export interface Cost {
  /** of the processor, so that what waits is left out; each about a millisecond on a quiet machine, see unit.ts; none where steps alone are counted */
  readonly units: number
  /** of our own code, the same every time; 0 where the module does not count them, see instrument.ts */
  readonly steps: number
  /** no text may make a border throw */
  readonly threw?: string
}

/** As many as a reader keeps, and one: what it read last would cost it nothing the second time. */
const FORGETS = 9
const ORDINARY = Array.from(
  { length: FORGETS },
  (_, other) => `2017年6月，僵尸企业处置了12家，全年要处置多少家？${other}`,
)
const ORDINARY_RUNS = 3

/** What was read once, at whatever border: that alone may be kept somewhere. */
const known = new Set<string>()

const counting = (globalThis as unknown as Readonly<Record<string, (() => number) | undefined>>)[COUNT]
const stepsNow = (): number => counting?.() ?? 0

async function costOf({ border, text, isCounted = false }: Job): Promise<Cost> {
  const read = readerAt(border)
  if (known.has(text)) for (const other of ORDINARY) await read(other)
  known.add(text)
  let threw: string | undefined
  const before = isCounted ? Number.NaN : await unitNow()
  const from = stepsNow()
  const ms = await timed(async () => {
    try {
      await read(text)
    } catch (error) {
      threw = String(error)
    }
  })
  const steps = stepsNow() - from
  const after = isCounted ? Number.NaN : await unitNow()
  return { units: ms / Math.min(before, after), steps, ...(threw !== undefined && { threw }) }
}

/**
 * What an ordinary message costs at a border, once it is warm: a sentence, or a command word alone, whichever is more.
 * Read in turn, so many texts are each new to a reader.
 */
async function ordinary(border: string): Promise<Cost> {
  const read = readerAt(border)
  let [sentence, word] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let run = 0; run < ORDINARY_RUNS; run++) {
    const before = await unitNow()
    const sentences: number[] = []
    for (const other of ORDINARY) sentences.push(await timed(() => read(other)))
    const alone = await timed(() => read(''))
    const unit = Math.min(before, await unitNow())
    sentence = Math.min(sentence, ...sentences.map((ms) => ms / unit))
    word = Math.min(word, alone / unit)
  }
  return { units: Math.max(sentence, word), steps: 0 }
}

function readerAt(border: string): Border {
  const read = BORDERS[border]
  if (!read) throw new Error(`no border ${border}`)
  return read
}

warmUp()
process.on('message', async ({ border, text, isCounted = false }: Partial<Job> & Pick<Job, 'border'>) =>
  process.send?.(await (text === undefined ? ordinary(border) : costOf({ border, text, isCounted }))),
)
process.send?.(Object.keys(BORDERS))
