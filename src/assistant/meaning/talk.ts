/** A talk: what was said before in a chat by the same person, and what of it is still open. */
import { z } from 'zod'
import type { Utterance } from '../../language/index.ts'
import { answerIn, consistsOf, spansIn } from '../../language/index.ts'
import type { Button } from '../../message/card.ts'
import type { Asked, Kept, Outcome, Turn } from '../../message/command.ts'
import type { Incoming } from '../../message/incoming.ts'
import { type Instant, MINUTE_MS } from '../../office/day.ts'
import type { Reader } from '../../store/index.ts'

const TURNS = 5
const CONVERSATION_MS = 30 * MINUTE_MS

/** Oldest first: at most five within the last 30 minutes. */
export async function turnsBefore(message: Incoming, store: Reader): Promise<Turn[]> {
  const rows = await store.all<{ id: string; text: string; at: Instant; command: string | null; kept: string | null }>(
    `SELECT id, text, at, command, kept FROM inbox
     WHERE chat = ? AND account = ? AND at > ? AND kind = 'text' ORDER BY at DESC, id DESC LIMIT ?`,
    message.chat.id,
    message.account,
    message.at - CONVERSATION_MS,
    TURNS,
  )
  return rows
    .map(({ id, text, at, command, kept }) => ({
      id,
      text,
      at,
      command,
      ...(kept !== null && { kept: readKept(kept) }),
    }))
    .reverse()
}

const kept = z.object({
  options: z
    .array(
      z.object({
        label: z.string(),
        command: z.string(),
        values: z.record(z.string(), z.string()).optional(),
        style: z.enum(['primary', 'danger', 'plain']).optional(),
      }),
    )
    .optional(),
  request: z.unknown().optional(),
})

/** What another version kept in another shape is no longer open. */
const readKept = (json: string): Kept => {
  const read = kept.safeParse(JSON.parse(json)).data
  return { ...(read?.options && { options: read.options as Button[] }), request: read?.request }
}

/** Ends of a message's handling that ask back: then the buttons of the card are what can be answered, as they are where one is put first. */
const ASKING: ReadonlySet<string> = new Set(['clarify', 'asked-back', 'unread'])

export function keptBy({ status, reply, request }: Outcome): Kept | undefined {
  const shown = (reply?.blocks ?? []).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const isOpen = ASKING.has(status) || shown.some(({ style }) => style === 'primary')
  const options = (isOpen ? shown : []).map(
    ({ label, command, values, style }): Button => ({
      label,
      command,
      ...(values && { values }),
      ...(style && { style }),
    }),
  )
  if (options.length === 0 && request === undefined) return undefined
  return { ...(options.length > 0 && { options }), ...(request !== undefined && { request }) }
}

/** 好, 不用了: an answer, and nothing else. */
export function isAnswer(said: Utterance): boolean {
  return spansIn(said, 'polar').length > 0 && consistsOf(said, 'polar')
}

/** A label holds what was said in answer to it: 僵尸企业 for 是“僵尸企业”. */
const SHORTEST_ANSWER = 2

/** Which of the buttons of the last question a message means: 第二个, or words of one label alone. */
export function chosen({ turns, said, text }: Asked): Button | undefined {
  const options = turns.at(-1)?.kept?.options ?? []
  if (options.length === 0) return undefined
  const words = text.trim()
  const exact = options.find(({ label }) => label === words)
  if (exact) return exact
  const within = words.length >= SHORTEST_ANSWER ? options.filter(({ label }) => label.includes(words)) : []
  if (within.length === 1) return within[0]
  return options.length > 1 ? byNumber(said(), options) : undefined
}

/** What agreement does: the one button that is put first. */
export function agreedTo({ turns, said }: Asked): Button | undefined {
  const [first, another] = (turns.at(-1)?.kept?.options ?? []).filter(({ style }) => style === 'primary')
  return first && !another && answerIn(said())?.says === 'yes' ? first : undefined
}

/** 第一个, 后一个, 2 */
function byNumber(said: ReturnType<Asked['said']>, options: readonly Button[]): Button | undefined {
  const spans = said.readings[0]?.spans ?? []
  const [only, another] = spans.filter(({ found }) => found.kind !== 'unread')
  if (!only || another) return undefined
  const [extreme] = spansIn(said, 'extreme')
  if (extreme)
    return extreme.found.end === 'first' ? options[(extreme.found.nth ?? 1) - 1] : options.at(-(extreme.found.nth ?? 1))
  const [number] = spansIn(said, 'amount')
  return number?.latent ? options[Number(number.found.value) - 1] : undefined
}
