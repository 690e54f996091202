/** Process: reads one text after the other at a border, and says what each cost. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BORDERS, type Border, rowsTaken } from './borders.ts'
import { COUNT } from './instrument.ts'
import { timed, unitNow, warmUp } from './unit.ts'

export interface Job {
  readonly border: string
  readonly text: string
  /** only its steps: what a unit takes is not measured */
  readonly isCounted?: boolean
}

export interface Cost {
  /** of the processor and this thread, so that what waits is left out; each about a millisecond on a quiet machine, see unit.ts; none where steps alone are counted */
  readonly units: number
  /** of our own code, the same every time; 0 where the module does not count them, see instrument.ts */
  readonly steps: number
  /** of the database: handed over and looked up, the same every time, see rows.ts */
  readonly rows: number
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

const Heard = z.union([
  z.object({ text: z.string() }).transform(({ text }) => text),
  z.object({ question: z.string() }).transform(({ question }) => question),
])
/** What an office hears before a text comes that is made to hurt: questions and figures in all manners. */
const HEARD = ['mixed', 'updates.dev', 'questions.dev']
  .flatMap((name) =>
    readFileSync(join(import.meta.dirname, `../eval/${name}.jsonl`), 'utf8')
      .trim()
      .split('\n'),
  )
  .map((line) => Heard.parse(JSON.parse(line)))
let hasHeard = false

/** Once a process, before anything is measured by the clock. */
async function hearOthers(): Promise<void> {
  if (hasHeard || counting) return
  hasHeard = true
  for (const text of HEARD) await readerAt('a message of a contact')(text)
}

/** What was read once, at whatever border, by its digest: that alone may be kept somewhere. */
const known = new Set<string>()
const digestOf = (text: string): string => createHash('sha1').update(text).digest('base64')

const counting = (globalThis as unknown as Readonly<Record<string, (() => number) | undefined>>)[COUNT]
const stepsNow = (): number => counting?.() ?? 0

async function costOf({ border, text, isCounted = false }: Job): Promise<Cost> {
  const read = readerAt(border)
  const digest = digestOf(text)
  if (known.has(digest)) for (const other of ORDINARY) await read(other)
  known.add(digest)
  let threw: string | undefined
  const before = isCounted ? Number.NaN : unitNow()
  let [steps, rows] = [0, 0]
  // Counted within what is timed: to look at the clock reads figures of the kernel that grow by a digit, and is steps.
  const ms = await timed(async () => {
    const [stepsBefore, rowsBefore] = [stepsNow(), rowsTaken()]
    try {
      await read(text)
    } catch (error) {
      threw = String(error)
    }
    steps = stepsNow() - stepsBefore
    rows = rowsTaken() - rowsBefore
  })
  const after = isCounted ? Number.NaN : unitNow()
  return { units: ms / Math.min(before, after), steps, rows, ...(threw !== undefined && { threw }) }
}

/**
 * What an ordinary message costs at a border, once it is warm: a sentence, or a command word alone, whichever is more.
 * Read in turn, so many texts are each new to a reader.
 */
async function ordinary(border: string): Promise<Cost> {
  await hearOthers()
  const read = readerAt(border)
  let [sentence, word] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let run = 0; run < ORDINARY_RUNS; run++) {
    const before = unitNow()
    const sentences: number[] = []
    for (const other of ORDINARY) sentences.push(await timed(() => read(other)))
    const alone = await timed(() => read(''))
    const unit = Math.min(before, unitNow())
    sentence = Math.min(sentence, ...sentences.map((ms) => ms / unit))
    word = Math.min(word, alone / unit)
  }
  return { units: Math.max(sentence, word), steps: 0, rows: 0 }
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
