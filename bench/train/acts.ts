/** The sentences of data/acts, each said to what waits there, as lessons. */
import { z } from 'zod'
import { lazyGuess } from '../../src/intent/index.ts'
import { lazyReader, spansIn } from '../../src/language/index.ts'
import type { Day } from '../../src/office/day.ts'
import { type Files, loadOffice } from '../../src/office/load/index.ts'
import { ACTS, type ActName } from '../../src/report/said/act.ts'
import { type Situation, toldTo } from '../../src/report/said/guess.ts'
import { handsIn, type Sentence, saidUnder, type Taught } from './lessons.ts'

const sheet = z.array(
  z.strictObject({
    /** the figures: 僵尸企业 8家 */
    waits: z.array(z.string()),
    /** what is asked about, by blanks */
    lacks: z.string().optional(),
    /** something else was said since */
    past: z.literal(true).optional(),
    ...Object.fromEntries(ACTS.map((act) => [act, z.array(z.coerce.string()).optional()])),
  }),
)

type Said = Sentence<ActName> & {
  readonly waits: readonly string[]
  readonly lacks: readonly string[]
  readonly past: boolean
}

/** As each hand wrote them. */
export const actSentencesIn = (files: Files): Said[] =>
  handsIn(files, 'acts').flatMap(({ hand, written }) =>
    sheet.parse(written).flatMap(({ waits, lacks, past, ...said }) =>
      saidUnder(said).map(
        ({ name, text }): Said => ({
          hand,
          text,
          intent: name as ActName,
          waits,
          lacks: lacks?.split(' ') ?? [],
          past: past ?? false,
        }),
      ),
    ),
  )

/** The day and the period of the figures that wait. */
const TODAY = '2017-07-03' as Day
const AS_OF = '2017-06-30' as Day

/** @param files with the weights of the intents: what the words would mean by themselves tells */
export function actLessonsIn(files: Files): Taught<ActName>[] {
  const office = loadOffice(files)
  const read = lazyReader(office, files)
  const guess = lazyGuess(files)
  const speaking = { today: TODAY, own: office.regions.find('长兴县')?.key ?? office.regions.province.key }
  const situationOf = ({ waits, lacks, past }: Said): Situation => {
    const figures = waits.map((one) => read(one, speaking))
    return {
      indicators: figures.flatMap((one) => spansIn(one, 'indicator').flatMap(({ found }) => found.ids)),
      values: figures.flatMap((one) => spansIn(one, 'amount').map(({ found }) => found.value)),
      days: [AS_OF],
      units: [],
      modes: [],
      lacks,
      isPast: past,
    }
  }
  return actSentencesIn(files).map((one) => {
    const said = read(one.text, speaking)
    return { ...one, features: toldTo(said, situationOf(one), guess(said)) }
  })
}
