/** An event's way into the assistant, whichever way it came, and what the platform is answered. */
import type { Card } from '../../message/card.ts'
import { plainText } from '../../message/card.ts'
import type { Account, Incoming } from '../../message/incoming.ts'
import { Conflict, type Statement, type Store, StoreUnavailable, sql } from '../../store/index.ts'
import type { Channel } from '../channel.ts'
import { CHANNEL } from './channel.ts'
import { Envelope, type Known, meaningOf, NOBODY, TooEarly } from './event.ts'
import { within } from './pace.ts'
import { TOAST } from './text.ts'

export interface ReceiverOptions {
  readonly handle: (message: Incoming) => Promise<{ readonly status: string; readonly reply?: Card }>
  readonly store: Store
  /** says what could not be stored */
  readonly channel: Channel & { bot(): Promise<string | undefined> }
  readonly now: () => number
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** What goes back with the acknowledgement: a toast for a press, nothing for the rest. */
export type Acknowledgement = { readonly toast?: { readonly type: ToastType; readonly content: string } }
type ToastType = 'success' | 'warning' | 'error'

export type Receive = (envelope: unknown) => Promise<Acknowledgement>

/** Statuses of presses that did not do what was asked. */
const IN_VAIN =
  /^(refused|forbidden|stale|too-|set-aside|unknown|blocked|expired|repeated|empty|unattached|incomplete|nobody|nothing|unchanged|declined)/
const LONGEST_TOAST = 60
/** An event has to be answered within 3 s. */
const LONGEST_SAY_MS = 1_000

/**
 * Takes an event in; resolves once its effects are committed. The platform may send it again: it takes effect once.
 * @throws ZodError for what is no event of the platform, and whatever the store throws: the event is to come again
 */
export function feishuReceiver({ handle, store, channel, now, log }: ReceiverOptions): Receive {
  const groups = new Set<string>()
  const remember = async (chat: string): Promise<void> => {
    if (groups.has(chat)) return
    await store.commit([sql('INSERT OR IGNORE INTO feishu_group (chat) VALUES (?)', chat)])
    groups.add(chat)
  }
  const known: Omit<Known, 'bot'> = {
    async authorOf(message) {
      const row = await store.first<{ account: string }>(
        'SELECT account FROM inbox WHERE id = ?',
        `${CHANNEL}:${message}`,
      )
      return row?.account as Account | undefined
    },
    isGroup: async (chat) =>
      groups.has(chat) || (await store.first('SELECT 1 FROM feishu_group WHERE chat = ?', chat)) !== undefined,
  }

  const take = async (incoming: Incoming): Promise<Acknowledgement> => {
    if (incoming.chat.kind === 'group') await remember(incoming.chat.id)
    const { status, reply } = await handle(incoming)
    if (incoming.kind === 'action') return { toast: await toastFor(incoming, status, reply, store) }
    if (reply) await sayUnstored(incoming, reply, channel)
    return {}
  }

  const understand = async (envelope: Envelope): Promise<Acknowledgement> => {
    const { event_id: id, event_type: type } = envelope.header
    const meaning = await meaningOf(envelope, { ...known, bot: await channel.bot() })
    switch (meaning.kind) {
      case 'incoming': {
        let acknowledgement: Acknowledgement = {}
        for (const incoming of meaning.incoming) acknowledgement = await take(incoming)
        return acknowledgement
      }
      case 'recalled': {
        const { message, chat, at } = meaning
        // In the message's own place, so that it is known when it comes.
        const isFirst = await once(store, {
          id: message,
          account: NOBODY,
          chat,
          at,
          kind: 'recall',
          status: 'recalled',
        })
        if (!isFirst) throw new TooEarly(`recall of ${message}`)
        return {}
      }
      case 'left': {
        const { account, at } = meaning
        const left = sql(
          'UPDATE person SET left_at = ? WHERE left_at IS NULL AND id IN (SELECT person FROM account WHERE account = ?)',
          now(),
          account,
        )
        // Repeats come hours later, too: by then the person may be back.
        await once(store, { id, account, chat: '', at, kind: 'left', status: 'left' }, left)
        return {}
      }
      case 'nothing':
        log({ event: 'feishu-ignored', type, why: meaning.why })
        return {}
    }
  }

  return async (raw) => {
    const envelope = Envelope.parse(raw)
    try {
      return await understand(envelope)
    } catch (error) {
      // Presses do not come again.
      const isPress = envelope.header.event_type === 'card.action.trigger'
      if (!isPress || !(error instanceof StoreUnavailable)) throw error
      log({ event: 'failed', id: envelope.header.event_id, error: error.message })
      return { toast: { type: 'error', content: TOAST.failed } }
    }
  }
}

interface Seen {
  /** the message's, or the event's */
  readonly id: string
  readonly account: string
  readonly chat: string
  readonly at: number
  readonly kind: string
  readonly status: string
}

/** @returns false where it was seen before; nothing is written then */
async function once(
  store: Store,
  { id, account, chat, at, kind, status }: Seen,
  ...effects: Statement[]
): Promise<boolean> {
  const seen = sql(
    'INSERT INTO inbox (id, channel, account, chat, at, kind, status) VALUES (?, ?, ?, ?, ?, ?, ?)',
    `${CHANNEL}:${id}`,
    CHANNEL,
    account,
    chat,
    at,
    kind,
    status,
  )
  try {
    await store.commit([seen, ...effects])
    return true
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
}

/**
 * The store took nothing, so the outbox has no row of it either.
 * @throws when the sender may not have been told: the message is then to come again, lest it vanish without a word
 */
async function sayUnstored(incoming: Incoming, card: Card, channel: Channel): Promise<void> {
  const saying = channel.send({
    key: `unstored:${incoming.id}`,
    chat: incoming.chat.id,
    replyTo: incoming.id,
    card,
    urgent: false,
  })
  const said = await within(LONGEST_SAY_MS, saying)
  if (!said?.ok) throw new Error(`not stored, and not said: ${said ? said.error : 'no answer yet'}`)
}

async function toastFor(
  { id }: Incoming,
  status: string,
  unstored: Card | undefined,
  store: Store,
): Promise<NonNullable<Acknowledgement['toast']>> {
  if (unstored) return { type: 'error', content: short(plainText(unstored)) || TOAST.failed }
  if (status === 'duplicate') return { type: 'warning', content: TOAST.again }
  if (status === 'underway') return { type: 'success', content: TOAST.working }
  const row = await answerTo(id, store)
  const type: ToastType = IN_VAIN.test(status) ? 'warning' : 'success'
  if (!row) return { type, content: TOAST.done }
  const card = JSON.parse(row.card) as Card
  return { type, content: short(type === 'warning' ? plainText(card) : card.title) || TOAST.done }
}

/** Undefined also where the store can not be read now: what was pressed for is done, whatever it says. */
async function answerTo(id: string, store: Store): Promise<{ card: string } | undefined> {
  try {
    return await store.first<{ card: string }>('SELECT card FROM outbox WHERE key = ?', `re:${CHANNEL}:${id}`)
  } catch (error) {
    if (error instanceof StoreUnavailable) return undefined
    throw error
  }
}

function short(words: string): string {
  const characters = [...words.replace(/\s+/g, ' ').trim()]
  return characters.length > LONGEST_TOAST ? `${characters.slice(0, LONGEST_TOAST - 1).join('')}…` : characters.join('')
}
