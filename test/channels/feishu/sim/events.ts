/** Events as the platform words them: what happened, in its envelope (schema 2.0). */
import type { Chat, Message, User } from './state/records.ts'
import type { World } from './state/world.ts'

export interface Envelope {
  readonly schema: '2.0'
  readonly header: {
    readonly event_id: string
    readonly event_type: string
    readonly create_time: string
    readonly token: string
    readonly app_id: string
    readonly tenant_key: string
  }
  readonly event: Readonly<Record<string, unknown>>
}

export interface Happening {
  readonly type: string
  readonly event: Readonly<Record<string, unknown>>
}

/** @param micro callbacks are stamped in µs, events in ms */
export function envelopeOf(world: World, { type, event }: Happening, micro = false): Envelope {
  const { verificationToken, appId, tenantKey } = world.settings
  return {
    schema: '2.0',
    header: {
      event_id: world.ids.hex(32),
      event_type: type,
      create_time: `${Date.now()}${micro ? '000' : ''}`,
      token: verificationToken,
      app_id: appId,
      tenant_key: tenantKey,
    },
    event,
  }
}

const idOf = (world: World, user: User) => ({
  union_id: user.unionId,
  open_id: user.openId,
  // withheld without the scope, and then null on the wire
  user_id: world.scopes.has('contact:user.employee_id:readonly') ? user.userId : null,
})

/** A bot has an open_id only. */
function mentionedId(world: World, openId: string) {
  const user = world.users.get(openId)
  return user ? idOf(world, user) : { union_id: '', user_id: null, open_id: openId }
}

export const operatorOf = (world: World, user: User) => ({ ...idOf(world, user), tenant_key: world.settings.tenantKey })

export const messageReceived = (world: World, message: Message, chat: Chat, sender: User): Happening => ({
  type: 'im.message.receive_v1',
  event: {
    sender: { sender_id: idOf(world, sender), sender_type: 'user', tenant_key: world.settings.tenantKey },
    message: {
      message_id: message.id,
      ...(message.rootId !== undefined && { root_id: message.rootId }),
      ...(message.parentId !== undefined && { parent_id: message.parentId }),
      ...(message.threadId !== undefined && { thread_id: message.threadId }),
      create_time: String(message.at),
      update_time: String(message.at),
      chat_id: chat.id,
      chat_type: chat.kind,
      message_type: message.type,
      content: message.content,
      ...(message.mentions.length > 0 && {
        mentions: message.mentions.map(({ key, openId, name }) => ({
          key,
          id: mentionedId(world, openId),
          name,
          tenant_key: world.settings.tenantKey,
        })),
      }),
    },
  },
})

export const messageRecalled = (message: Message): Happening => ({
  type: 'im.message.recalled_v1',
  event: {
    message_id: message.id,
    chat_id: message.chatId,
    recall_time: String(Date.now()),
    recall_type: 'message_owner',
  },
})

export const botAdded = (world: World, chat: Chat, operator: User): Happening => ({
  type: 'im.chat.member.bot.added_v1',
  event: {
    chat_id: chat.id,
    operator_id: idOf(world, operator),
    external: false,
    operator_tenant_key: world.settings.tenantKey,
    name: chat.name,
  },
})

export const chatEntered = (world: World, user: User, lastMessageId: string | undefined): Happening => ({
  type: 'im.chat.access_event.bot_p2p_chat_entered_v1',
  event: { chat_id: user.chatId, operator_id: idOf(world, user), last_message_id: lastMessageId ?? '' },
})

export const menuOpened = (world: World, user: User, eventKey: string): Happening => ({
  type: 'application.bot.menu_v6',
  event: {
    operator: { operator_name: user.name, operator_id: idOf(world, user) },
    event_key: eventKey,
    timestamp: Date.now(),
  },
})

const person = (user: User) => ({
  open_id: user.openId,
  union_id: user.unionId,
  name: user.name,
  status: { is_resigned: user.resigned, is_activated: true, is_frozen: false },
})

export const userLeft = (user: User): Happening => ({
  type: 'contact.user.deleted_v3',
  event: { object: person(user), old_object: {} },
})

export const userChanged = (user: User, oldName: string): Happening => ({
  type: 'contact.user.updated_v3',
  event: { object: person(user), old_object: { name: oldName } },
})
