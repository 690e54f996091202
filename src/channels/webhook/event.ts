/** What may be posted to us, checked at the border, and what arrives by it. */
import { z } from 'zod'
import type { Account, Chat, Said } from '../../message/incoming.ts'
import { instant } from '../../office/day.ts'
import type { Arrival } from '../inbound/index.ts'

/** The channel's name: prefix of its accounts. */
export const CHANNEL = 'webhook'

/** People, groups and messages, as the other side names them. */
const id = z.string().regex(/^[\w.@-]{1,100}$/)
const words = z.string().max(100)

const common = {
  from: id,
  /** the group in which it was said; without it: alone with the assistant */
  group: id.optional(),
  /** when it was said, the same at each try: 2017-07-03T09:00:00+08:00 */
  at: z.iso.datetime({ offset: true }),
  replyTo: id.optional(),
}

/** What is posted to `/webhook`: words, a press, a file, a recall, a chat that was entered or left. */
export const Posted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...common, text: z.string() }),
  z.object({
    kind: z.literal('press'),
    ...common,
    command: words,
    values: z.record(words, z.string().max(20_000)).default({}),
    card: id.optional(),
  }),
  z.object({
    kind: z.literal('file'),
    ...common,
    name: z.string().min(1).max(255),
    mime: words.default('application/octet-stream'),
    /** by which the content is asked for when it is wanted */
    key: z.string().min(1).max(300),
  }),
  z.object({ kind: z.literal('recall'), ...common, message: id }),
  z.object({ kind: z.literal('enter'), ...common }),
  z.object({ kind: z.literal('other'), ...common, what: words }),
  z.object({ kind: z.literal('left'), ...common }),
])
type Posted = z.infer<typeof Posted>

/** The id of a message, as the other side gives it. */
export const MessageId = id

const GROUP = 'group:'

/** The account of a person that the other side names: `zhang` → `webhook:zhang`. */
export const accountOf = (person: string): Account => `${CHANNEL}:${person}` as Account
const chatOf = ({ group, from }: Posted): Chat =>
  group === undefined ? { id: from, kind: 'private' } : { id: GROUP + group, kind: 'group' }

/**
 * Who a delivery goes to, by the names of the other side.
 *
 * @param receiver a chat or an account, as a `Delivery` bears them
 */
export function recipientOf(receiver: string): { readonly group: string } | { readonly person: string } {
  if (receiver.startsWith(GROUP)) return { group: receiver.slice(GROUP.length) }
  return { person: receiver.startsWith(`${CHANNEL}:`) ? receiver.slice(CHANNEL.length + 1) : receiver }
}

/**
 * What was posted, in the office's terms.
 * @param message the id of the request, the same at each try
 * @param now milliseconds: nothing was said later, whatever the other side's clock shows
 */
export function arrivalOf(message: string, posted: Posted, now: number): Arrival {
  const at = instant(Math.min(Date.parse(posted.at), now))
  const account = accountOf(posted.from)
  const chat = chatOf(posted)
  if (posted.kind === 'left') return { kind: 'left', id: message, account, at }
  if (posted.kind === 'recall') return { kind: 'recalled', id: message, message: posted.message, chat, at, by: account }
  const { replyTo } = posted
  const base = { id: message, channel: CHANNEL, account, chat, at, ...(replyTo !== undefined && { replyTo }) }
  return { kind: 'said', messages: [{ ...base, ...saidIn(posted) }] }
}

function saidIn(posted: Exclude<Posted, { kind: 'left' | 'recall' }>): Said {
  switch (posted.kind) {
    case 'text':
      return { kind: 'text', text: posted.text }
    case 'press': {
      const { command, values, card } = posted
      return { kind: 'action', command, values, ...(card !== undefined && { card }) }
    }
    case 'file': {
      const { name, mime, key } = posted
      // Its size shows when it is fetched.
      return { kind: 'file', file: { name, mime, key, bytes: 0 } }
    }
    case 'enter':
      return { kind: 'enter' }
    case 'other':
      return { kind: 'other', what: posted.what }
  }
}
