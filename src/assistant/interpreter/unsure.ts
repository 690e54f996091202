/** A message that the reader is unsure of, with what somebody needs to say what is meant: plain values. */
import { type Found, type Span, spansIn, type Utterance } from '../../language/index.ts'
import type { Asked, Command } from '../../message/command.ts'
import type { Waits } from '../../message/thread.ts'
import { callableBy, countyOf, type HelpOffice } from '../help/functions.ts'
import { situationOf } from './situation.ts'
import * as text from './text.ts'

export interface Unsure {
  readonly message: string
  /** oldest first */
  readonly turns: readonly { readonly text: string; readonly command: string | null }[]
  /** what the reader found, by kind, in the words of the message */
  readonly spans: readonly { readonly kind: string; readonly words: string }[]
  /** what was asked back or offered last, a line each */
  readonly waits: readonly string[]
  /** the head of the last answer */
  readonly answer: string
  /** what the person may have done, a paragraph each; what can be said to what stands open first */
  readonly functions: readonly string[]
  readonly speaker: string
  /** the day and the minute, in Chinese */
  readonly now: string
}

/**
 * What a model is told of a message that the desk is unsure of: its words, its spans, the talk before with the head of
 * the last answer, what the person left open, what may be done. Of the roster only what the speaker is.
 */
export async function unsureOf(
  asked: Asked,
  waits: Waits | undefined,
  commands: readonly Command[],
  office: HelpOffice,
): Promise<Unsure> {
  const { person, turns, open = [], said, now } = asked
  const county = countyOf(asked, office).name
  const { lines, acts, answer } = await situationOf(asked, commands)
  const isAct = ({ name }: Command): boolean => acts.some((one) => one.name === name)
  return {
    message: asked.text,
    turns: turns.flatMap((one) => (one.text === '' ? [] : [{ text: one.text, command: one.command }])),
    spans: spansOf(said()),
    waits: [...lines, ...text.waiting(waits, turns.at(-1)?.kept?.options ?? [], open)],
    answer,
    functions: [
      ...acts.map(text.actLine),
      ...callableBy(asked, commands).flatMap((one) => (isAct(one) ? [] : [text.functionLine(one, county)])),
    ],
    speaker: text.speaker(person, office.regions),
    now: text.moment(now),
  }
}

function spansOf(said: Utterance): Unsure['spans'] {
  const spans = said.readings[0]?.spans ?? []
  return spans.flatMap(({ at, end, found, latent }) =>
    latent || found.kind === 'aspect' ? [] : [{ kind: text.kindName(found), words: said.raw.slice(at, end) }],
  )
}

/** What narrows a request: left out, it would be done for more than was said. */
const NARROWING: readonly Found['kind'][] = [
  'region',
  'parts',
  'indicator',
  'indicators',
  'time',
  'clock',
  'delay',
  'amount',
  'compare',
  'person',
  'document',
  'section',
]

/** Names, times and amounts in a message. */
export const narrowing = (said: Utterance): readonly Span[] =>
  NARROWING.flatMap((kind) => spansIn(said, kind)).filter(({ latent }) => !latent)
