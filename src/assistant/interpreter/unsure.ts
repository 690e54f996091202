/** A message that the reader is unsure of, with what somebody needs to say what is meant: plain values. */
import type { Utterance } from '../../language/index.ts'
import type { Asked, Command } from '../../message/command.ts'
import type { Waits } from '../../message/thread.ts'
import { dayOf } from '../../office/day.ts'
import { ownRegion } from '../../office/scope.ts'
import type { Done } from '../execute.ts'
import { callableBy, countyOf, type HelpOffice } from '../help/functions.ts'
import type { DeskParts } from '../parts.ts'
import { situationOf } from './situation.ts'
import * as text from './text.ts'

export interface Unsure {
  readonly message: string
  /** oldest first */
  readonly turns: readonly { readonly text: string; readonly answer: string }[]
  /** what the reader found, by kind, in the words of the message */
  readonly spans: readonly { readonly kind: string; readonly words: string }[]
  /** what was asked back or offered last, a line each */
  readonly waits: readonly string[]
  /** names of the plan's indicators, with their units */
  readonly indicators: readonly string[]
  /** names of the speaker's place and of those right below it */
  readonly places: readonly string[]
  /** what the person may have done, a paragraph each; what can be said to what stands open first */
  readonly functions: readonly string[]
  readonly speaker: string
  /** the day and the minute, in Chinese */
  readonly now: string
  /** what the program took it for, and the head of what it would say */
  readonly reading: string
}

/**
 * What a model is told of a message that the desk is unsure of: its words, its spans, the talk before with the heads of
 * the answers, what the person left open, what may be done, what figures and places are called, what would be answered.
 * Of the roster only what the speaker is; of the ledger what those answers say.
 */
export async function unsureOf(
  asked: Asked,
  waits: Waits | undefined,
  { command, outcome }: Done,
  commands: readonly Command[],
  office: HelpOffice & Pick<DeskParts, 'rules'>,
): Promise<Unsure> {
  const { person, turns, open = [], said, now } = asked
  const county = countyOf(asked, office).name
  const { lines, acts, answers } = await situationOf(asked, commands)
  const own = office.regions.get(ownRegion(person, office.regions))
  const isAct = ({ name }: Command): boolean => acts.some((one) => one.name === name)
  return {
    message: asked.text,
    turns: turns.flatMap(({ text: said }, at) => (said === '' ? [] : [{ text: said, answer: answers[at] ?? '' }])),
    spans: spansOf(said()),
    waits: [...lines, ...text.waiting(waits, turns.at(-1)?.kept?.options ?? [], open)],
    indicators: office.plan.indicators.map(({ short, unit }) => text.named(short, unit)),
    places: [own, ...office.regions.under(own.key, dayOf(now))].map(({ name }) => name),
    functions: [
      ...acts.map(text.actLine),
      ...callableBy(asked, commands).flatMap((one) => (isAct(one) ? [] : [text.functionLine(one, county)])),
      ...(office.rules ? [text.articlesLine(office.rules.articles.map(({ name }) => name))] : []),
    ],
    speaker: text.speaker(person, office.regions),
    now: text.moment(now),
    reading: text.readAs(command, outcome.reply),
  }
}

function spansOf(said: Utterance): Unsure['spans'] {
  const spans = said.readings[0]?.spans ?? []
  return spans.flatMap(({ at, end, found, latent }) =>
    latent || found.kind === 'aspect' ? [] : [{ kind: text.kindName(found), words: said.raw.slice(at, end) }],
  )
}
