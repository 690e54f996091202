/** Dialogue state: what was said before in a chat by the same person, what of it is still open, and what a message leaves for the next. */
import { changeOfShown, spansIn, type Utterance } from '../../language/index.ts'
import type { Button, Card } from '../../message/card.ts'
import { isCourtesy, type Outcome, type Turn } from '../../message/command.ts'
import { endedAs } from '../../message/ending.ts'
import { type Past, pastOf } from '../../message/inbox.ts'
import type { Incoming } from '../../message/incoming.ts'
import {
  type Kept,
  type Open,
  type Opened,
  readKept,
  type Topic,
  WAITS_VERSION,
  type Waits,
} from '../../message/thread.ts'
import { DAY_MS, type Instant, instant, MINUTE_MS } from '../../office/day.ts'
import type { Reader } from '../../store/index.ts'

const TURNS = 5
/** What was shown stays open however much is said in between; more than this in half an hour is no talk. */
const ROWS = 40
const CONVERSATION_MS = 30 * MINUTE_MS

export interface Talk {
  /** oldest first: at most five within the last 30 minutes, presses among them */
  readonly turns: readonly Turn[]
  /** what was asked last, however long ago up to a day: an answer that comes too late is asked anew */
  readonly waits?: Waits
  readonly open: readonly Open[]
  readonly opened?: Opened
}

export const NO_TALK: Talk = { turns: [], open: [] }

/** What the same person said and pressed in the chat before; nobody else's. */
export async function talkBefore(message: Incoming, store: Reader): Promise<Talk> {
  const rows = await pastOf(store, message, message.at - DAY_MS, ROWS)
  const since = message.at - CONVERSATION_MS
  // of a day's rows most are of no talk any more, and what they left is not read
  const read = rows.filter(({ at }, nth) => nth === 0 || at > since).map(turnOf)
  const waits = read[0]?.kept?.waits
  const recent = read.filter(({ at = 0 }) => at > since).reverse()
  const opened = openedIn(recent)
  return { turns: recent.slice(-TURNS), open: openIn(recent), ...(waits && { waits }), ...(opened && { opened }) }
}

/** The newest that its command did not settle since without leaving anything. */
function openedIn(turns: readonly Turn[]): Opened | undefined {
  const at = turns.findLastIndex(({ kept }) => kept?.opens !== undefined)
  const { command = null, kept } = turns[at] ?? {}
  const owner = kept?.opens?.command ?? command
  const since = turns.slice(at + 1)
  const isSettled = since.some((later) => later.command === owner && later.status !== 'declined')
  if (!kept?.opens || owner === null || isSettled) return undefined
  const isGivenUp = since.at(-1)?.status === 'declined'
  if (!isGivenUp && since.some(({ status }) => status === 'declined')) return undefined
  // what was only said again has its button from before
  const before = command === null ? turns.slice(0, at).findLast((one) => one.command === owner) : undefined
  const shown = kept.shown ?? before?.kept?.shown
  return {
    command: owner,
    values: kept.opens.values,
    isLast: since.every(isCourtesy),
    ...(shown && { shown }),
    ...(isGivenUp && { isGivenUp }),
  }
}

/** A later turn of the same command has sent it, let it go, or put another in its place. */
function openIn(turns: readonly Turn[]): Open[] {
  const open = turns.flatMap(({ command, at, kept }, index) => {
    const since = turns.slice(index + 1)
    const isSettled = since.some((later) => later.command === command)
    if (!kept?.shown || command === null || at === undefined || isSettled) return []
    return [{ ...kept.shown, command, request: kept.request, at, isLast: since.every(isCourtesy) }]
  })
  return open.reverse()
}

/** A press is a turn without words. */
const turnOf = ({ id, kind, text, at, command, status, kept }: Past): Turn => ({
  id,
  text: kind === 'text' ? (text ?? '') : '',
  at,
  command,
  status,
  ...(kept !== null && { kept: readKept(kept) }),
})

/** Whether a question waits no more, or was asked by another version of the program. */
export const isStale = ({ until, version }: Waits, now: Instant): boolean => now > until || version !== WAITS_VERSION

/** How a message was understood, beside what came of it. */
export interface Understood {
  readonly command: string | null
  /** the words, where they were plain and so have been read */
  readonly said?: Utterance
  /** what could have been chosen besides */
  readonly left?: readonly Button[]
}

/** What a turn leaves for the next, kept with its inbox row. @returns undefined where that is nothing */
export function keptBy(
  { status, reply, request, asks, opens, listed = [], told }: Outcome,
  { command, said, left = [] }: Understood,
  now: Instant,
): Kept | undefined {
  const shown = (reply?.blocks ?? []).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  // the buttons of a card that asks back are what can be answered, as they are where one is put first
  const isOpen = endedAs(status)?.asksBack || shown.some(({ style }) => style === 'primary')
  const options = (isOpen ? shown : []).map(optionOf)
  const topic = said && topicOf(said)
  const does = isPreview({ status, ...(reply && { reply }) }) ? shown.find(isDoing) : undefined
  const kept: Kept = {
    ...(reply && does && { shown: { title: reply.title, text: textOf(reply), does: optionOf(does) } }),
    ...(options.length > 0 && { options }),
    ...(left.length > 0 && { left }),
    ...(request !== undefined && { request }),
    ...(opens && { opens }),
    ...(asks && command !== null && { waits: waitsFor(asks, command, now) }),
    ...(topic && { topic }),
    ...(listed.length > 0 && { listed }),
    ...(told && { told }),
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

const isDoing = ({ style }: Button): boolean => style === 'primary' || style === 'danger'

/** Whether it shows what one press will do: nothing is done yet, and there is one button that does it. */
export function isPreview({ status, reply }: Pick<Outcome, 'status' | 'reply'>): boolean {
  const shown = (reply?.blocks ?? []).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const [does, another] = shown.filter(isDoing)
  return (status === 'previewed' || status === 'asked') && does !== undefined && !another && !does.confirm
}

/** A button that asks before it does is not what a mere 好 means. */
const optionOf = ({ label, command, values, style, confirm }: Button): Button => ({
  label,
  command,
  ...(values && { values }),
  ...(style && { style: confirm && style === 'primary' ? 'plain' : style }),
})

const textOf = ({ blocks }: Card): string =>
  blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n')

/** What is asked, with until when an answer fills it. */
export const waitsFor = (asks: NonNullable<Outcome['asks']>, command: string, now: Instant): Waits => ({
  command,
  ...asks,
  until: instant(now + CONVERSATION_MS),
  version: WAITS_VERSION,
})

/** The names and times of a message, kept for those that follow. @returns undefined where it names no indicator, place or time */
export function topicOf(said: Utterance): Topic | undefined {
  const indicators = spansIn(said, 'indicator').flatMap(({ found, latent }) => (latent ? [] : [found.ids]))
  const places = spansIn(said, 'region').map(({ found }) => found.key)
  const times = spansIn(said, 'time').flatMap(({ found: { from, to, grain }, latent }) =>
    latent ? [] : [{ from, to, grain }],
  )
  if (indicators.length + places.length + times.length === 0) return undefined
  const change = changeOfShown(said)
  return { indicators, places, ...(change?.how === 'out' && { out: change.places }), times }
}
