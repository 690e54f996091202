/** Feishu as a channel: what the outbox hands over, sent; what people sent, fetched. */
import { z } from 'zod'
import { plainText } from '../../message/card.ts'
import type { Channel, Delivery, Sent } from '../channel.ts'
import { sha256 } from '../hash.ts'
import type { MessengerParts } from '../messenger.ts'
import { within } from '../within.ts'
import { Api, type ApiReply, type FeishuApp, type HttpRequest, isCardRefused, parsed } from './api/api.ts'
import { type Limit, RateLimiter, sleep } from './api/rate-limit.ts'
import type { Transport } from './api/transport.ts'
import { fitted } from './cards/fit.ts'
import { GrowingCard } from './cards/growing.ts'
import { neutral } from './cards/markdown.ts'
import { PART } from './events/event.ts'
import { PERMANENT, TO_MEND } from './text.ts'

/** The channel's name: prefix of its accounts. */
export const CHANNEL = 'feishu'

/** What Feishu's channel is opened with. */
export interface FeishuChannelOptions extends Pick<MessengerParts, 'now' | 'log' | 'longestWaitMs'> {
  readonly app: FeishuApp
  /** carries the requests; plain fetch without it */
  readonly transport?: Transport | undefined
}

const LONGEST_WAIT_MS = 45_000
const MEND_MS = 10 * 60_000
/** Gone, withdrawn or too old to be replaced or answered: said anew instead. */
const NO_LONGER_THERE = new Set([230001, 230011, 230031])
/**
 * A repeat of a key whose first try is under way, or, as some report, was shown long ago: asked so seldom that the
 * outbox ends it as uncertain, not as failed.
 */
const BEING_SENT = 230049
const BEING_SENT_MS = 5 * 60_000

/** 150 KB, of characters that take three bytes and more. */
const LONGEST_TEXT = 30_000

/** An event has to be answered within 3 s. */
const LONGEST_LOOK_MS = 1_000

const Bot = z.object({ bot: z.object({ open_id: z.string() }) })
const Message = z.object({ message_id: z.string(), chat_id: z.string().optional() })

/** Feishu's way out, which knows the bot besides. */
export interface FeishuChannel extends Channel {
  /** the bot's own open_id, by which mentions of it are known; undefined while the platform does not tell */
  bot(): Promise<string | undefined>
}

/**
 * The platform's API for what is no message (groups, members), at its own pace.
 *
 * @param transport plain fetch without it
 */
export const feishuApi = ({ app, now, transport }: Pick<FeishuChannelOptions, 'app' | 'now' | 'transport'>): Api =>
  new Api({ app, now, transport, pace: new RateLimiter({ now, sleep, longestMs: LONGEST_WAIT_MS }) })

/**
 * Feishu's way out, at the pace that the platform allows.
 * @param longestWaitMs a message whose turn is further off goes back to the outbox
 */
export function feishuChannel({
  app,
  now,
  log,
  longestWaitMs = LONGEST_WAIT_MS,
  transport,
}: FeishuChannelOptions): FeishuChannel {
  const api = new Api({ app, now, transport, pace: new RateLimiter({ now, sleep, longestMs: longestWaitMs }) })

  const post = poster(api)
  const growing = new GrowingCard({
    api,
    log,
    say: post,
    patch: (message, card) => replace(api, message, JSON.stringify(card)),
  })

  const send = async (delivery: Delivery): Promise<Sent> => {
    const uuid = await uuidOf(delivery.key)
    if (delivery.file) return sendFile(api, delivery.file, (content) => post(delivery, { ...content, uuid }))
    if (delivery.grows) {
      const grown = await growing.begin(delivery, uuid)
      if (grown && !isCardRefused(grown)) return sentOf(grown)
    }
    const card = { msg_type: 'interactive', content: JSON.stringify(fitted(delivery.card)) }
    const replaced = delivery.replaces
      ? ((await growing.replace(delivery.replaces, card.content)) ??
        (await replace(api, delivery.replaces, card.content)))
      : undefined
    if (replaced && !isGone(replaced) && !isCardRefused(replaced)) return sentOf(replaced, delivery.replaces)
    const shown = replaced && isCardRefused(replaced) ? replaced : await post(delivery, { ...card, uuid })
    if (!isCardRefused(shown)) return sentOf(shown)
    log({ event: 'card-refused', key: delivery.key, code: shown.code, error: shown.message })
    const text = {
      msg_type: 'text',
      content: JSON.stringify({ text: neutral(plainText(delivery.card).slice(0, LONGEST_TEXT)) }),
    }
    return sentOf(await post(delivery, { ...text, uuid }))
  }

  return {
    name: CHANNEL,
    bot: botOf(api),
    async send(delivery) {
      const sent = await send(delivery)
      if (sent.ok && delivery.urgent && delivery.account) {
        const called = await buzz(api, sent.message, idOf(delivery.account))
        if (called.kind !== 'ok') log({ event: 'urgent-failed', key: delivery.key, error: reasonOf(called) })
      }
      return sent
    },
    grow: (message, text, step) => growing.show(message, text, step),
    fetch: (key) => fetched(api, key, { now, log }),
  }
}

/** Who the bot is, asked until it is known. */
function botOf(api: Api): FeishuChannel['bot'] {
  let known: string | undefined
  let asking: Promise<string | undefined> | undefined
  const find = async (): Promise<string | undefined> => {
    const answer = await api.call('bot.info', { method: 'GET', path: '/open-apis/bot/v3/info' })
    // It stands beside `code`, not under `data`.
    known = answer.kind === 'ok' ? Bot.safeParse(parsed(answer.bytes)).data?.bot.open_id : undefined
    return known
  }
  return async () => {
    if (known) return known
    asking ??= find()
    const found = await within(LONGEST_LOOK_MS, asking)
    // What comes later than it is waited for is known at the next event.
    if (!found) asking = undefined
    return found
  }
}

/** A file that somebody sent. @param key `message/resource/type`, as events name it */
async function fetched(api: Api, key: string, { now, log }: Pick<FeishuChannelOptions, 'now' | 'log'>) {
  const [message = '', resource = '', type = 'file'] = key.split('/').map(encodeURIComponent)
  const path = `/open-apis/im/v1/messages/${message}/resources/${resource}?type=${type}`
  const get = () => api.call('im.messageResource.get', { method: 'GET', path, file: true })
  const asked = now()
  const first = await get()
  // Nobody asks again later, and the person would have to send it anew; what hangs is not waited for twice.
  const answer = isPassing(first) && now() - asked < LONGEST_HITCH_MS ? await get() : first
  if (answer.kind === 'ok') return answer.bytes
  log({ event: 'fetch-failed', message, error: reasonOf(answer) })
  return undefined
}

/** The body of a request that sends or answers a message. */
export interface MessageContent {
  readonly msg_type: string
  readonly content: string
  readonly uuid: string
}

const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'pdf',
  doc: 'doc',
  docx: 'doc',
  xls: 'xls',
  xlsx: 'xls',
  ppt: 'ppt',
  pptx: 'ppt',
}
const Uploaded = z.object({ file_key: z.string() })

/** Up with the file first, which shows nothing to anybody; the message that bears it goes out under the key of all messages. */
async function sendFile(
  api: Api,
  file: NonNullable<Delivery['file']>,
  post: (content: Omit<MessageContent, 'uuid'>) => Promise<ApiReply>,
): Promise<Sent> {
  const ending = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const fields = { file_type: FILE_TYPES[ending] ?? 'stream', file_name: file.name }
  const form = { fields, file: { name: file.name, content: file.content } }
  const up = await api.call('im.file.create', { method: 'POST', path: '/open-apis/im/v1/files', form })
  // Whatever became of the upload, no message has been shown: trying again is safe.
  if (up.kind !== 'ok') return up.kind === 'broken' ? sentOf({ ...up, took: false }) : sentOf(up)
  const uploaded = Uploaded.safeParse(up.data).data
  if (!uploaded) return { ok: false, retry: true, error: 'no file_key' }
  return sentOf(await post({ msg_type: 'file', content: JSON.stringify(uploaded) }))
}

/** The exact request by which a delivery becomes a new message. */
export async function messageRequest(delivery: Delivery): Promise<HttpRequest> {
  const content = JSON.stringify(fitted(delivery.card))
  return requestOf(delivery, { msg_type: 'interactive', content, uuid: await uuidOf(delivery.key) })
}

function requestOf(delivery: Delivery, content: MessageContent): HttpRequest & { readonly api: string } {
  const { replyTo } = delivery
  // Only messages can be answered; presses and menus have ids of events.
  if (replyTo?.startsWith('om_')) {
    const [message = ''] = replyTo.split(PART)
    const path = `/open-apis/im/v1/messages/${encodeURIComponent(message)}/reply`
    return { api: 'im.message.reply', method: 'POST', path, json: { ...content, reply_in_thread: false } }
  }
  const receiver = delivery.chat ?? (delivery.account ? idOf(delivery.account) : '')
  const path = `/open-apis/im/v1/messages?receive_id_type=${idType(receiver)}`
  return { api: 'im.message.create', method: 'POST', path, json: { receive_id: receiver, ...content } }
}

type Post = (delivery: Delivery, content: MessageContent) => Promise<ApiReply>

function poster(api: Api): Post {
  // A person is spoken to by account and by private chat, which the platform counts as one.
  const aliases = new Map<string, string>()
  return async (delivery, content) => {
    const { account, replyTo } = delivery
    const receiver = delivery.chat ?? account ?? ''
    const alias = aliases.get(receiver)
    const request = requestOf(delivery, content)
    const limits = [receiver, ...(alias === undefined ? [] : [alias])].map(perReceiver)
    const answer = await api.call(request.api, request, limits)
    const shown = answer.kind === 'ok' ? Message.safeParse(answer.data).data : undefined
    if (account && !replyTo && shown?.chat_id) aliases.set(account, shown.chat_id).set(shown.chat_id, account)
    if (!replyTo || !isGone(answer)) return answer
    const { replyTo: _, ...anew } = delivery
    const plain = requestOf(anew, content)
    return api.call(plain.api, plain, limits)
  }
}

const replace = (api: Api, message: string, content: string): Promise<ApiReply> =>
  api.call(
    'im.message.patch',
    { method: 'PATCH', path: `/open-apis/im/v1/messages/${encodeURIComponent(message)}`, json: { content } },
    [{ key: message, most: 5, windowMs: 1_020 }],
  )

const buzz = (api: Api, message: string, user: string): Promise<ApiReply> =>
  api.call('im.message.urgentApp', {
    method: 'PATCH',
    path: `/open-apis/im/v1/messages/${encodeURIComponent(message)}/urgent_app?user_id_type=${idType(user)}`,
    json: { user_id_list: [user] },
  })

const perReceiver = (key: string): Limit => ({ key, most: 5, windowMs: 1_020 })

const idOf = (account: string): string => account.slice(account.indexOf(':') + 1)

function idType(id: string): string {
  if (id.startsWith('oc_')) return 'chat_id'
  if (id.startsWith('ou_')) return 'open_id'
  if (id.startsWith('on_')) return 'union_id'
  return id.includes('@') ? 'email' : 'user_id'
}

const isGone = (answer: ApiReply): boolean => answer.kind === 'refused' && NO_LONGER_THERE.has(answer.code)

const LONGEST_HITCH_MS = 1_000
const isPassing = (answer: ApiReply): boolean =>
  answer.kind === 'broken' ||
  (answer.kind === 'refused' && (answer.waitMs ?? Number.POSITIVE_INFINITY) <= LONGEST_HITCH_MS)

/**
 * The uuid of a delivery, at most 50 characters and the same for the same outbox key: by it the platform tells
 * repeats within the hour.
 */
export const uuidOf = async (key: string): Promise<string> => (await sha256(key)).slice(0, 40)

function sentOf(answer: ApiReply, replaced?: string): Sent {
  if (answer.kind === 'ok') {
    const message = replaced ?? Message.safeParse(answer.data).data?.message_id
    // It was taken, but under which id is not told: asked again, the platform names the first.
    return message ? { ok: true, message } : { ok: false, retry: true, unknown: true, error: 'no message_id' }
  }
  const error = reasonOf(answer)
  const after = answer.waitMs === undefined ? {} : { afterMs: answer.waitMs }
  if (answer.kind === 'broken')
    return { ok: false, retry: true, silent: true, ...(answer.took && { unknown: true }), ...after, error }
  if (answer.code === BEING_SENT) return { ok: false, retry: true, unknown: true, afterMs: BEING_SENT_MS, error }
  if (answer.code in TO_MEND) return { ok: false, retry: true, afterMs: MEND_MS, error }
  return { ok: false, retry: !(answer.code in PERMANENT), ...after, error }
}

/**
 * Why the platform did not take a message, for the log: what is to be mended, where we know, else its own code and words.
 */
export function reasonOf(answer: Exclude<ApiReply, { kind: 'ok' }>): string {
  if (answer.kind === 'broken') return answer.error
  const words = PERMANENT[answer.code] ?? TO_MEND[answer.code]
  return words ? `${words}（${answer.code}）` : `${answer.code} ${answer.message}`
}
