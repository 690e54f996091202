/** An event's way into the assistant, whichever way it came, and what the platform is answered. */
import type { Card } from '../../message/card.ts'
import { plainText } from '../../message/card.ts'
import type { Account, Incoming } from '../../message/incoming.ts'
import { type Store, sql } from '../../store/index.ts'
import type { Channel } from '../channel.ts'
import { CHANNEL } from './channel.ts'
import { Envelope, type Known, meaningOf } from './event.ts'
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
const IN_VAIN = /^(refused|forbidden|stale|too-many|unknown|blocked|expired|repeated|empty|unattached)/
const LONGEST_TOAST = 60

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

  return async (raw) => {
    const envelope = Envelope.parse(raw)
    const meaning = await meaningOf(envelope, { ...known, bot: await channel.bot() })
    switch (meaning.kind) {
      case 'incoming':
        return take(meaning.incoming)
      case 'left':
        await store.commit([
          sql(
            'UPDATE person SET left_at = ? WHERE left_at IS NULL AND id IN (SELECT person FROM account WHERE account = ?)',
            now(),
            meaning.account,
          ),
        ])
        return {}
      case 'nothing':
        log({ event: 'feishu-ignored', type: envelope.header.event_type, why: meaning.why })
        return {}
    }
  }
}

/** The store took nothing, so the outbox has no row of it either. */
async function sayUnstored(incoming: Incoming, card: Card, channel: Channel): Promise<void> {
  await channel.send({
    key: `unstored:${incoming.id}`,
    chat: incoming.chat.id,
    replyTo: incoming.id,
    card,
    urgent: false,
  })
}

async function toastFor(
  { id }: Incoming,
  status: string,
  unstored: Card | undefined,
  store: Store,
): Promise<NonNullable<Acknowledgement['toast']>> {
  if (unstored) return { type: 'error', content: short(plainText(unstored)) || TOAST.failed }
  if (status === 'duplicate') return { type: 'warning', content: TOAST.again }
  const row = await store.first<{ card: string }>('SELECT card FROM outbox WHERE key = ?', `re:${CHANNEL}:${id}`)
  const type: ToastType = IN_VAIN.test(status) ? 'warning' : 'success'
  if (!row) return { type, content: TOAST.done }
  const card = JSON.parse(row.card) as Card
  return { type, content: short(type === 'warning' ? plainText(card) : card.title) || TOAST.done }
}

function short(words: string): string {
  const characters = [...words.replace(/\s+/g, ' ').trim()]
  return characters.length > LONGEST_TOAST ? `${characters.slice(0, LONGEST_TOAST - 1).join('')}…` : characters.join('')
}
