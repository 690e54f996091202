/**
 * The sentences of data/open, each said to what lies open there, as lessons. What agrees, gives up or means something of
 * its own sounds alike whatever is open, so those of data/acts and data/intents teach it too.
 */
import { z } from 'zod'
import { type Intent, lazyGuess } from '../../src/intent/index.ts'
import { lazyReader } from '../../src/language/index.ts'
import { ACTS, type ActName } from '../../src/message/act.ts'
import type { Day } from '../../src/office/day.ts'
import { type Files, loadOffice } from '../../src/office/load/index.ts'
import { type LeftOpen, toldTo } from '../../src/open/index.ts'
import { actSentencesIn } from './acts.ts'
import { handsIn, type Sentence, saidUnder, sentencesIn, type Taught } from './lessons.ts'

const sheet = z.array(
  z.strictObject({
    /** the command that left it */
    open: z.string(),
    state: z.enum(['shown', 'done']),
    ...Object.fromEntries(ACTS.map((act) => [act, z.array(z.coerce.string()).optional()])),
  }),
)

type Said = Sentence<ActName> & Pick<LeftOpen, 'command' | 'isPreview'>

/** As each hand wrote them. */
export const openSentencesIn = (files: Files): Said[] =>
  handsIn(files, 'open').flatMap(({ hand, written }) =>
    sheet.parse(written).flatMap(({ open, state, ...said }) =>
      saidUnder(said).map(
        ({ name, text }): Said => ({
          hand,
          text,
          intent: name as ActName,
          command: open,
          isPreview: state === 'shown',
        }),
      ),
    ),
  )

/** What figures that wait are told, where it is the same to whatever is open. */
const ALIKE: ReadonlySet<string> = new Set(['agree', 'disagree', 'drop', 'hold', 'wait', 'remark'])
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

const alikeIn = (files: Files): Said[] => {
  const opens = [...new Set(openSentencesIn(files).map(({ command }) => command))]
  const at = (index: number): string => opens[index % opens.length] ?? ''
  const figures = actSentencesIn(files).flatMap(({ text, intent, lacks }, index): Said[] =>
    ALIKE.has(intent) && lacks.length === 0
      ? [{ hand: 'acts', text, intent: intent as ActName, command: at(index), isPreview: true }]
      : [],
  )
  const wishes = sentencesIn(files).flatMap(({ text, intent }, index): Said[] => {
    const act = OWN[intent] ?? 'else'
    const command = at(Math.floor(index / EVERY))
    return index % EVERY !== 0 || SAME[intent]?.includes(command)
      ? []
      : [{ hand: 'intents', text, intent: act, command, isPreview: true }]
  })
  return [...figures, ...wishes]
}

const TODAY = '2017-07-03' as Day

/** @param files with the weights of the intents: what the words would mean by themselves tells */
export function openLessonsIn(files: Files): Taught<ActName>[] {
  const office = loadOffice(files)
  const read = lazyReader(office, files)
  const guess = lazyGuess(files)
  const speaking = { today: TODAY, own: office.regions.province.key }
  return [...openSentencesIn(files), ...alikeIn(files)].map((one) => {
    const said = read(one.text, speaking)
    const { command, isPreview } = one
    return { ...one, features: toldTo(said, { command, isPreview, isPast: false }, guess(said)) }
  })
}
