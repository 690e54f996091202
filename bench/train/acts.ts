/**
 * The sentences of data/acts, each said to what lies open there, as lessons. What agrees, gives up or means something of
 * its own sounds alike whatever is open, so what is told to figures, and what data/intents hold, is said to the rest too.
 */
import { z } from 'zod'
import { type Intent, lazyGuess } from '../../src/intent/index.ts'
import { lazyReader, spansIn, type Utterance } from '../../src/language/index.ts'
import { ACTS, type ActName } from '../../src/message/act.ts'
import type { Day } from '../../src/office/day.ts'
import { type Files, loadOffice } from '../../src/office/load/index.ts'
import { actFeatures, type LeftOpen } from '../../src/open/index.ts'
import { handsIn, type Sentence, saidUnder, sentencesIn, type Taught } from './lessons.ts'

const acts = Object.fromEntries(ACTS.map((act) => [act, z.array(z.coerce.string()).optional()]))
const sheet = z.array(
  z.union([
    z.strictObject({
      /** the figures: 僵尸企业 8家 */
      waits: z.array(z.string()),
      /** what is asked about, by blanks */
      lacks: z.string().optional(),
      /** something else was said since */
      past: z.literal(true).optional(),
      ...acts,
    }),
    z.strictObject({
      /** the command that left it */
      open: z.string(),
      state: z.enum(['shown', 'done']),
      ...acts,
    }),
  ]),
)

type Said = Sentence<ActName> & Omit<LeftOpen, 'holds'> & { readonly figures?: Figures }

interface Figures {
  /** 僵尸企业 8家 */
  readonly waits: readonly string[]
  readonly lacks: readonly string[]
}

/** As each hand wrote them. */
export const actSentencesIn = (files: Files): Said[] =>
  handsIn(files, 'acts').flatMap(({ hand, written }) =>
    sheet.parse(written).flatMap((one) => {
      const open =
        'open' in one
          ? { command: one.open, isPreview: one.state === 'shown', isPast: false }
          : {
              ...{ command: '上报', isPreview: true, isPast: one.past ?? false },
              figures: { waits: one.waits, lacks: one.lacks?.split(' ') ?? [] },
            }
      const { waits: _, ...under } = { waits: [], ...one }
      return saidUnder(under).map(({ name, text }): Said => ({ hand, text, intent: name as ActName, ...open }))
    }),
  )

/** What figures that wait are told, where it is the same to whatever is open. */
const ALIKE: ReadonlySet<ActName> = new Set(['agree', 'disagree', 'drop', 'hold', 'wait', 'remark'])
/** What is meant by itself and said again to what is open: of it, and no wish of its own. */
const OWN: Partial<Record<Intent, ActName>> = { agree: 'agree', decline: 'drop', talk: 'remark' }
/** A wish of the same kind as what is open is of it. */
const SAME: Partial<Record<Intent, readonly string[]>> = {
  nudge: ['催报', '催审'],
  review: ['审核', '退回', '催审'],
  leave: ['请假'],
  back: ['请假'],
  bind: ['请假'],
  extend: ['截止', '延期'],
  deadline: ['截止', '延期'],
  preview: ['催报', '催审'],
  quiet: ['催报', '催审', '请假'],
  export: ['导出'],
  bulletin: ['通报'],
}
/** So many of the sentences that say something of their own are enough. */
const EVERY = 7

function alikeIn(files: Files): (Said & { readonly isLent: true })[] {
  const written = actSentencesIn(files)
  const opens = [...new Set(written.flatMap(({ figures, command }) => (figures ? [] : [command])))]
  const at = (index: number) =>
    ({ command: opens[index % opens.length] ?? '', isPreview: true, isPast: false, isLent: true }) as const
  const figures = written.filter((one) => one.figures)
  return [
    ...figures.flatMap(({ hand, text, intent, figures: of }, index) =>
      ALIKE.has(intent) && of?.lacks.length === 0 ? [{ hand, text, intent, ...at(index) }] : [],
    ),
    ...sentencesIn(files).flatMap(({ text, intent }, index) => {
      const open = at(Math.floor(index / EVERY))
      return index % EVERY !== 0 || SAME[intent]?.includes(open.command)
        ? []
        : [{ hand: 'intents', text, intent: OWN[intent] ?? ('else' as const), ...open }]
    }),
  ]
}

/** The day and the period of the figures that wait. */
const TODAY = '2017-07-03' as Day
const AS_OF = '2017-06-30' as Day

/**
 * @param files with the weights of the intents: what the words would mean by themselves tells
 * @param every one of so many
 */
export function actLessonsIn(files: Files, every = 1): Taught<ActName>[] {
  const office = loadOffice(files)
  const read = lazyReader(office, files)
  const guess = lazyGuess(files)
  const county = office.regions.find('长兴县')?.key ?? office.regions.province.key
  const chosen = [...actSentencesIn(files), ...alikeIn(files)].filter((_, index) => index % every === 0)
  return chosen.map(({ figures, ...one }) => {
    const speaking = { today: TODAY, own: figures ? county : office.regions.province.key }
    const said = read(one.text, speaking)
    const waits = figures?.waits.map((words) => read(words, speaking))
    const holds = waits && { ...heldIn(waits), days: [AS_OF], lacks: figures?.lacks ?? [] }
    return { ...one, features: actFeatures(said, { ...one, ...(holds && { holds }) }, guess(said)) }
  })
}

const heldIn = (waits: readonly Utterance[]) => ({
  indicators: waits.flatMap((one) => spansIn(one, 'indicator').flatMap(({ found }) => found.ids)),
  values: waits.flatMap((one) => spansIn(one, 'amount').map(({ found }) => found.value)),
})
