/** A message that the reader is unsure of, with what somebody needs to say what is meant: plain values. */
import { type Found, type Span, spansIn, type Utterance } from '../../language/index.ts'
import type { Asked, Command } from '../../message/command.ts'
import type { Waits } from '../../message/thread.ts'
import { callableBy, countyOf, type HelpOffice } from '../help/functions.ts'
import * as text from './text.ts'

export interface Unsure {
  readonly message: string
  /** oldest first */
  readonly turns: readonly { readonly text: string; readonly command: string | null }[]
  /** what the reader found, by kind, in the words of the message */
  readonly spans: readonly { readonly kind: string; readonly words: string }[]
  /** what was asked back or offered last, a line each */
  readonly waits: readonly string[]
  /** what the person may have done, a paragraph each */
  readonly functions: readonly string[]
  readonly speaker: string
}

/**
 * What a model is told of a message that the desk is unsure of: its words, its spans, the talk before, what may be done.
 * Nothing of the ledger is in it, and of the roster only what the speaker is.
 */
export function unsureOf(
  asked: Asked,
  waits: Waits | undefined,
  commands: readonly Command[],
  office: HelpOffice,
): Unsure {
  const { person, turns, open = [], said } = asked
  const county = countyOf(asked, office).name
  return {
    message: asked.text,
    turns: turns.flatMap((one) => (one.text === '' ? [] : [{ text: one.text, command: one.command }])),
    spans: spansOf(said()),
    waits: text.waiting(waits, turns.at(-1)?.kept?.options ?? [], open),
    functions: callableBy(asked, commands).map((one) => text.functionLine(one, county)),
    speaker: text.speaker(person, office.regions),
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
