/** What of a message a command had no place for: shown with what it would do, so that nothing said is lost without a word. */
import {
  clausesOf,
  clauseWords,
  type Found,
  marksIn,
  type Span,
  spansIn,
  type Utterance,
  unreadIn,
} from '../language/index.ts'
import type { Command } from '../message/command.ts'

/** What every command can hear and none has to use: assent, politeness, who speaks. */
const SMALL: ReadonlySet<Found['kind']> = new Set(['polar', 'topic', 'aspect', 'own', 'them', 'repair'])

/**
 * The words that fill none of a command's slots (`Command.slots`): a whole clause where it fills none, else the names, numbers,
 * unknown words and other things in it that have no place there. In the message's order; empty where the command declares no slots,
 * or the message is too dense to be read.
 */
export function unusedBy({ slots, help, intents = [] }: Command, said: Utterance): string[] {
  if (!slots || said.isDense) return []
  const acts: ReadonlySet<string> = new Set([...(help?.acts ?? []), ...intents])
  const wholes = [...spansIn(said, 'reason'), ...spansIn(said, 'deputy')].filter(({ found }) =>
    slots.includes(found.kind),
  )
  const isFree = (span: Span): boolean =>
    !wholes.some((one) => one !== span && one.at <= span.at && span.end <= one.end)
  const isUsed = ({ found }: Span): boolean => (found.kind === 'act' ? acts.has(found.act) : slots.includes(found.kind))
  // where its act is not read, an unknown word is most often the one for it: 我5号公休一天
  let isForAct = ![...spansIn(said, 'act'), ...spansIn(said, 'measure')].some(isUsed)
  return clausesOf(said).flatMap((clause) => {
    const spans = (clause.readings[0]?.spans ?? []).filter((one) => !one.latent && isFree(one) && isLoud(one))
    const unread = unreadIn(clause).filter(isFree)
    const used = spans.filter(isUsed)
    const strange = unread.filter(({ found }) => {
      const isAct = isForAct && used.length > 0 && found.kind === 'unread' && found.like === 'other'
      if (isAct) isForAct = false
      return !isAct
    })
    const loose = [...spans.filter((one) => !isUsed(one)), ...strange].sort((a, b) => a.at - b.at)
    if (loose.length === 0) return []
    return used.length === 0 ? wordsAround(loose, said) : loose.map((one) => said.raw.slice(one.at, endOf(one, said)))
  })
}

const isLoud = ({ found }: Span): boolean =>
  found.kind !== 'unread' && !SMALL.has(found.kind) && !(found.kind === 'ask' && found.for === 'whether')

/** 陪护老人: a unit that touches unknown words counts nothing, and is the end of them. */
const endOf = ({ end, found }: Span, said: Utterance): number =>
  (found.kind === 'unread' && marksIn(said, 'unit').find(({ at }) => at === end)?.end) || end

/** The clause in which these stand, as it was typed. */
function wordsAround(spans: readonly Span[], { raw, breaks }: Utterance): string[] {
  const [first] = spans
  if (!first) return []
  const from = Math.max(0, ...breaks.filter((one) => one <= first.at))
  const to = Math.min(raw.length, ...breaks.filter((one) => one > first.at))
  return clauseWords({ raw: raw.slice(from, to), breaks: [] })
}
