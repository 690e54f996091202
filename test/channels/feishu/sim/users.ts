/** Setting up who is there, and doing what users do. Each act returns the event that it causes, if it causes one. */
import type { Courier, Delivery } from './delivery.ts'
import {
  botAdded,
  chatEntered,
  type Happening,
  menuOpened,
  messageRecalled,
  messageReceived,
  userChanged,
  userLeft,
} from './events.ts'
import type { Chat, Mention, Message, User } from './state/records.ts'
import type { World } from './state/world.ts'

export interface NewUser {
  readonly name: string
  readonly openId?: string
  readonly userId?: string
  readonly email?: string
  readonly mobile?: string
  readonly available?: boolean
  readonly inContactScope?: boolean
}

export interface NewGroup {
  readonly name: string
  readonly members: readonly User[]
  readonly botIn?: boolean
}

export interface Said {
  /** the group; the private chat when absent */
  readonly in?: Chat
  /** @s the bot: in groups it hears of nothing else */
  readonly mention?: boolean
  /** @s these people too */
  readonly mentionAlso?: readonly User[]
  /** answers this message */
  readonly replyTo?: Message
  /** opens or continues the message's topic */
  readonly inThread?: boolean
}

export interface Sent {
  readonly message: Message
  /** undefined when the bot does not hear of it */
  readonly delivery: Delivery | undefined
}

export class Users {
  private readonly world: World
  private readonly courier: Courier

  constructor(world: World, courier: Courier) {
    this.world = world
    this.courier = courier
  }

  addUser(given: NewUser): User {
    const { world } = this
    const openId = given.openId ?? world.id('ou')
    const chat = this.addChat('p2p', given.name, [openId], true)
    const user: User = {
      openId,
      unionId: world.id('on'),
      userId: given.userId ?? world.ids.hex(8),
      name: given.name,
      email: given.email,
      mobile: given.mobile,
      chatId: chat.id,
      available: given.available ?? true,
      resigned: false,
      stoppedBot: false,
      inContactScope: given.inContactScope ?? true,
    }
    world.users.set(openId, user)
    return user
  }

  addGroup({ name, members, botIn = true }: NewGroup): Chat {
    return this.addChat(
      'group',
      name,
      members.map(({ openId }) => openId),
      botIn,
    )
  }

  sendText(user: User, text: string, said: Said = {}): Sent {
    const mentions = this.mentions(said)
    const keys = mentions.map(({ key }) => `${key} `).join('')
    return this.say(user, 'text', { text: keys + text }, said, mentions)
  }

  /** @param paragraphs lines of text; the whole `content` of a post for finer ones */
  sendPost(
    user: User,
    title: string,
    paragraphs: readonly string[] | readonly (readonly object[])[],
    said: Said = {},
  ): Sent {
    const mentions = this.mentions(said)
    const lines: object[][] = paragraphs.map((line) =>
      typeof line === 'string' ? [{ tag: 'text', text: line }] : [...line],
    )
    const at = mentions.map(({ key, name }) => ({ tag: 'at', user_id: key, user_name: name }))
    const [first = [], ...rest] = lines
    return this.say(user, 'post', { title, content: [[...at, ...first], ...rest] }, said, mentions)
  }

  sendFile(user: User, name: string, bytes: Buffer, said: Said = {}): Sent {
    const { key } = this.world.keep('file', name, bytes, false)
    return this.say(user, 'file', { file_key: key, file_name: name }, said)
  }

  sendImage(user: User, bytes: Buffer, said: Said = {}): Sent {
    const { key } = this.world.keep('image', 'image.png', bytes, false)
    return this.say(user, 'image', { image_key: key }, said)
  }

  /** Any other kind: audio, sticker, share_chat, …; a string as it stands: what is forwarded in one has no JSON */
  sendOther(user: User, type: string, content: object | string, said: Said = {}): Sent {
    return this.say(user, type, content, said)
  }

  /** The sender takes a message back. */
  recall(user: User, message: Message): Delivery | undefined {
    if (message.from !== user.openId) throw new Error(`${user.name} did not send this message`)
    message.recalled = true
    return this.tell(messageRecalled(message), 'im:message:readonly')
  }

  enterChat(user: User): Delivery | undefined {
    const last = this.world.messagesIn(user.chatId).at(-1)
    return this.tell(chatEntered(this.world, user, last?.id))
  }

  openMenu(user: User, eventKey: string): Delivery | undefined {
    return this.tell(menuOpened(this.world, user, eventKey))
  }

  addBot(operator: User, chat: Chat): Delivery | undefined {
    chat.botIn = true
    return this.tell(botAdded(this.world, chat, operator), 'im:chat.members:bot_access')
  }

  leaveCompany(user: User): Delivery | undefined {
    user.resigned = true
    return this.tell(userLeft(user), 'contact:contact.base:readonly')
  }

  rename(user: User, name: string): Delivery | undefined {
    const before = user.name
    user.name = name
    return this.tell(userChanged(user, before), 'contact:contact.base:readonly')
  }

  private addChat(kind: Chat['kind'], name: string, members: readonly string[], botIn: boolean): Chat {
    const chat: Chat = {
      id: this.world.id('oc'),
      kind,
      name,
      members: new Set(members),
      botIn,
      dissolved: false,
      muted: false,
      closedToBots: false,
    }
    this.world.chats.set(chat.id, chat)
    return chat
  }

  private mentions({ in: chat, mention, mentionAlso = [] }: Said): Mention[] {
    if (!chat) return []
    const bot = mention ? [{ openId: this.world.botOpenId, name: this.world.settings.botName }] : []
    return [...bot, ...mentionAlso].map(({ openId, name }, at) => ({ key: `@_user_${at + 1}`, openId, name }))
  }

  private say(user: User, type: string, content: object | string, said: Said, mentions: readonly Mention[] = []): Sent {
    const chat = said.in ?? this.world.chat(user.chatId)
    if (!chat.members.has(user.openId)) throw new Error(`${user.name} is not in ${chat.name}`)
    const parent = said.replyTo
    const message = this.world.post({
      chatId: chat.id,
      from: user.openId,
      type,
      content: typeof content === 'string' ? content : JSON.stringify(content),
      mentions,
      parentId: parent?.id,
      rootId: parent && (parent.rootId ?? parent.id),
      threadId: parent?.threadId ?? (said.inThread ? this.world.id('omt') : undefined),
    })
    const heard = chat.botIn && (chat.kind === 'p2p' ? user.available : said.mention === true)
    const scope = chat.kind === 'p2p' ? 'im:message.p2p_msg:readonly' : 'im:message.group_at_msg:readonly'
    return { message, delivery: heard ? this.tell(messageReceived(this.world, message, chat, user), scope) : undefined }
  }

  private tell(happening: Happening, scope?: string): Delivery {
    const may = scope === undefined || this.world.scopes.has(scope)
    return may ? this.courier.emit(happening) : this.courier.withhold(happening)
  }
}
