/** The platform's events as they come over either way, and what they say to the assistant. */
import { z } from 'zod'
import type { Account, Chat, Incoming, Said } from '../../../message/incoming.ts'
import { instant } from '../../../office/day.ts'
import type { Arrival } from '../../inbound/index.ts'
import { jsonIn } from '../../json.ts'
import { INPUT_JOINT } from '../cards/card.ts'
import { KINDS, PICTURE } from '../text.ts'

/** An event with its head, as the platform sends it. */
export const Envelope = z.object({
  header: z.object({
    event_id: z.string().min(1),
    event_type: z.string(),
    /** ms; µs of callbacks */
    create_time: z.string().regex(/^\d{1,16}$/),
    token: z.string().optional(),
    app_id: z.string(),
  }),
  event: z.record(z.string(), z.unknown()),
})
/** An event with its head. */
export type Envelope = z.infer<typeof Envelope>

/** The events that are listened for; the long connection registers exactly these. */
export const EVENTS = [
  'im.message.receive_v1',
  'im.message.recalled_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'application.bot.menu_v6',
  'contact.user.deleted_v3',
  'card.action.trigger',
] as const

const Who = z.object({ open_id: z.string() })
const Mention = z.object({
  key: z.string(),
  name: z.string().default(''),
  id: z.object({ open_id: z.string().nullish() }).nullish(),
})
type Mention = z.infer<typeof Mention>

const Received = z.object({
  sender: z.object({ sender_id: Who.nullish(), sender_type: z.string().default('user') }),
  message: z.object({
    message_id: z.string(),
    parent_id: z.string().optional(),
    root_id: z.string().optional(),
    create_time: z
      .string()
      .regex(/^\d{1,13}$/)
      .optional()
      .catch(undefined),
    chat_id: z.string(),
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(Mention).default([]),
  }),
})
type Message = z.infer<typeof Received>['message']

const Recalled = z.object({ message_id: z.string(), chat_id: z.string(), recall_type: z.string().optional() })
const BotAdded = z.object({ chat_id: z.string(), operator_id: Who })
const Entered = z.object({ chat_id: z.string(), operator_id: Who, last_message_id: z.string().nullish() })
const Menu = z.object({ operator: z.object({ operator_id: Who }), event_key: z.string() })
const Left = z.object({ object: Who })

const Strings = z.record(z.string(), z.string())
const Pressed = z.object({
  operator: Who,
  action: z.object({
    value: z
      .object({ command: z.string(), values: Strings.default({}), form: z.string().optional() })
      .optional()
      .catch(undefined),
    form_value: z.record(z.string(), z.unknown()).nullish(),
  }),
  context: z.object({ open_message_id: z.string(), open_chat_id: z.string() }),
})

/** What has to be known beside the event to understand it. */
export interface EventContext {
  /** the bot's own open_id, as far as it is known */
  readonly bot: string | undefined
  readonly isGroup: (chat: string) => Promise<boolean>
}

const ignored = (why: string): Arrival => ({ kind: 'ignored', why })
const said = (...messages: Incoming[]): Arrival => ({ kind: 'said', messages })
const accountOf = (openId: string): Account => `feishu:${openId}` as Account

/** One event as it came over, with what is common to all of them. */
interface Happened {
  readonly event: unknown
  readonly base: Pick<Incoming, 'id' | 'at'> & { readonly channel: 'feishu' }
  readonly known: EventContext
}

const group = (id: string): Chat => ({ id, kind: 'group' })
const alone = (id: string): Chat => ({ id, kind: 'private' })
const chatOf = async (id: string, { isGroup }: EventContext): Promise<Chat> =>
  (await isGroup(id)) ? group(id) : alone(id)

/**
 * What an event comes to in the office's terms; `ignored`, with its reason, where it is of no use here.
 * @throws ZodError where the event is not of its documented shape
 */
export async function arrivalOf({ header, event }: Envelope, known: EventContext): Promise<Arrival> {
  const read = Object.hasOwn(READERS, header.event_type) ? READERS[header.event_type] : undefined
  if (!read) return ignored(`no use for ${header.event_type}`)
  // Callbacks are stamped in µs, events in ms.
  const stamp = Number(header.create_time)
  const at = instant(stamp > 1e14 ? Math.floor(stamp / 1000) : stamp)
  return read({ event, base: { id: header.event_id, channel: 'feishu', at }, known })
}

/** By the platform's name of the event. */
const READERS: Readonly<Record<string, (happened: Happened) => Arrival | Promise<Arrival>>> = {
  'im.message.receive_v1': received,
  'im.message.recalled_v1': recalled,
  'im.chat.member.bot.added_v1': botAdded,
  'im.chat.access_event.bot_p2p_chat_entered_v1': chatEntered,
  'application.bot.menu_v6': menuChosen,
  'card.action.trigger': pressed,
  'contact.user.deleted_v3': ({ event, base: { id, at } }) => ({
    kind: 'left',
    id,
    account: accountOf(Left.parse(event).object.open_id),
    at,
  }),
}

function received({ event, base, known }: Happened): Arrival {
  const { sender, message } = Received.parse(event)
  if (sender.sender_type !== 'user' || !sender.sender_id) return ignored('not from a person')
  const inGroup = message.chat_type !== 'p2p'
  const carriesMentions = message.message_type === 'text' || message.message_type === 'post'
  const isSpokenTo = !inGroup || mentionsBot(message, known.bot)
  if (carriesMentions && !isSpokenTo) return ignored('not mentioned')
  const parts = saidIn(message, known.bot)
  if (!isSpokenTo && parts.every(({ kind }) => kind === 'other')) return ignored('unreadable, in a group')
  const replyTo = message.parent_id ?? message.root_id
  const common = {
    ...base,
    account: accountOf(sender.sender_id.open_id),
    chat: inGroup ? group(message.chat_id) : alone(message.chat_id),
    at: instant(Number(message.create_time ?? base.at)),
  }
  return said(
    // Redelivered under another event_id it is still the same message.
    ...parts.map((one, index) =>
      index === 0
        ? { ...common, ...one, id: message.message_id, ...(replyTo && { replyTo }) }
        : { ...common, ...one, id: `${message.message_id}${PART}${index}`, replyTo: message.message_id },
    ),
  )
}

async function recalled({ event, base: { id, at }, known }: Happened): Promise<Arrival> {
  const { message_id: message, chat_id: chat, recall_type: by = 'message_owner' } = Recalled.parse(event)
  if (by !== 'message_owner') return ignored('not recalled by its author')
  return { kind: 'recalled', id, message, chat: await chatOf(chat, known), at }
}

function botAdded({ event, base }: Happened): Arrival {
  const { chat_id: chat, operator_id: operator } = BotAdded.parse(event)
  return said({ ...base, kind: 'enter', account: accountOf(operator.open_id), chat: group(chat) })
}

function chatEntered({ event, base }: Happened): Arrival {
  const { chat_id: chat, operator_id: operator, last_message_id: last } = Entered.parse(event)
  if (last) return ignored('has been here before')
  // Sent each time the chat is opened: the id makes it once for ever.
  return said({ ...base, id: `enter:${chat}`, kind: 'enter', account: accountOf(operator.open_id), chat: alone(chat) })
}

function menuChosen({ event, base }: Happened): Arrival {
  const { operator, event_key: key } = Menu.parse(event)
  const { open_id: id } = operator.operator_id
  // The event names no chat; a person's id is as good an address.
  return said({ ...base, kind: 'text', text: `/${key}`, account: accountOf(id), chat: alone(id) })
}

async function pressed({ event, base, known }: Happened): Promise<Arrival> {
  const { operator, action, context } = Pressed.parse(event)
  if (!action.value) return ignored('not a button of ours')
  const { command, values, form } = action.value
  return said({
    ...base,
    kind: 'action',
    command,
    values: { ...values, ...entered(action.form_value ?? {}, form) },
    card: context.open_message_id,
    account: accountOf(operator.open_id),
    chat: await chatOf(context.open_chat_id, known),
  })
}

/** Groups are heard only when spoken to; where the bot's own id is unknown the platform's choice is trusted. */
const mentionsBot = ({ mentions }: Message, bot: string | undefined): boolean =>
  bot === undefined ? mentions.length > 0 : mentions.some(({ id }) => id?.open_id === bot)

/** Stands between a message's id and the number of a picture in it. */
export const PART = '/'
const MOST_PICTURES = 9

const Text = z.object({ text: z.string() })
const File = z.object({ file_key: z.string(), file_name: z.string() })
const Image = z.object({ image_key: z.string() })

/** What has no known form is unreadable rather than an error: nothing would come of sending it again. */
function saidIn(message: Message, bot: string | undefined): Said[] {
  const { message_id: id, message_type: type, mentions } = message
  // Not all kinds have JSON: messages forwarded in one have a fixed English sentence.
  const content = jsonIn(message.content)
  const picture = (key: string): Said => fileSaid(`${PICTURE}.png`, `${id}/${key}/image`, 'image/*')
  switch (type) {
    case 'text': {
      const said = Text.safeParse(content).data
      if (said) return [{ kind: 'text', text: withoutMentions(said.text, mentions, bot) }]
      break
    }
    case 'post': {
      const post = Post.safeParse(content).data
      if (!post) break
      const text = withoutMentions(linesOf(post), mentions, bot)
      const pictures = picturesIn(post).slice(0, MOST_PICTURES).map(picture)
      return text === '' && pictures.length > 0 ? pictures : [{ kind: 'text', text }, ...pictures]
    }
    case 'file': {
      const file = File.safeParse(content).data
      if (file) return [fileSaid(file.file_name, `${id}/${file.file_key}/file`, 'application/octet-stream')]
      break
    }
    case 'image': {
      const image = Image.safeParse(content).data
      if (image) return [picture(image.image_key)]
      break
    }
  }
  return [{ kind: 'other', what: KINDS[type] ?? type }]
}

/** The event does not tell the size. */
const fileSaid = (name: string, key: string, mime: string): Said => ({
  kind: 'file',
  file: { name, bytes: 0, key, mime },
})

/** The bot's own mention goes; other people's become their names. */
function withoutMentions(text: string, mentions: readonly Mention[], bot: string | undefined): string {
  const own = bot === undefined ? mentions[0]?.key : mentions.find(({ id }) => id?.open_id === bot)?.key
  // Longest first: @_user_1 begins @_user_10.
  const longestFirst = [...mentions].sort((a, b) => b.key.length - a.key.length)
  const named = longestFirst.reduce(
    // By a function: `$&` in a name would be read as a pattern.
    (words, { key, name }) => words.replaceAll(key, () => (key === own ? '' : `@${name}`)),
    text,
  )
  return named.replaceAll('@_all', '').trim()
}

const Post = z.object({
  title: z.string().default(''),
  content: z.array(
    z.array(
      z.object({
        tag: z.string(),
        text: z.string().nullish(),
        user_id: z.string().nullish(),
        image_key: z.string().nullish(),
      }),
    ),
  ),
})
type Post = z.infer<typeof Post>

function linesOf({ title, content }: Post): string {
  const words = content.map((line) =>
    line.map(({ tag, text, user_id: user }) => (tag === 'at' ? `${user ?? ''} ` : (text ?? ''))).join(''),
  )
  return [title, ...words].filter((line) => line.trim() !== '').join('\n')
}

const picturesIn = ({ content }: Post): string[] =>
  content.flat().flatMap(({ tag, image_key: key }) => (tag === 'img' && key ? [key] : []))

/** Inputs without the name of their form; `2024-04-01 +0800` without its zone. */
function entered(values: Readonly<Record<string, unknown>>, form: string | undefined): Record<string, string> {
  const prefix = form === undefined ? '' : `${form}${INPUT_JOINT}`
  return Object.fromEntries(
    Object.entries(values)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([name, value]) => [
        name.startsWith(prefix) ? name.slice(prefix.length) : name,
        value.replace(/^(\d{4}-\d\d-\d\d) [+-]\d{4}$/, '$1'),
      ]),
  )
}
