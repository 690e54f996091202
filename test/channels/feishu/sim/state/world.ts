/** One tenant with one app: its people, chats, messages, cards, and what was counted. */

import { ownClock } from '../../../../own-time.ts'
import { type CardNode, isNode } from '../card/node.ts'
import { Chance } from '../chance.ts'
import { Clock, DAY, HOUR } from '../clock.ts'
import { Counters } from '../counters.ts'
import { Rates } from '../rates.ts'
import type { Settings } from '../settings.ts'
import type { CardEntity, CardToken, Chat, Message, Resource, User } from './records.ts'

export class World {
  readonly settings: Settings
  readonly clock = new Clock()
  readonly own = ownClock()
  readonly counters = new Counters()
  readonly rates = new Rates(() => this.settings.limitsNow())
  /** names things */
  readonly ids: Chance
  /** decides faults; apart from names, so that more messages do not change which fault strikes */
  readonly chance: Chance
  readonly botOpenId: string

  readonly users = new Map<string, User>()
  readonly chats = new Map<string, Chat>()
  /** in the order in which they were sent */
  readonly messages = new Map<string, Message>()
  readonly resources = new Map<string, Resource>()
  readonly cards = new Map<string, CardEntity>()
  readonly cardTokens = new Map<string, CardToken>()
  readonly uuids = new Map<string, { readonly messageId: string; readonly at: number }>()
  /** uuids of calls that are under way */
  readonly uuidsInFlight = new Set<string>()
  readonly scopes: Set<string>
  botDisabled = false

  constructor(settings: Settings) {
    this.settings = settings
    this.ids = new Chance(settings.seed ^ 0x5eed)
    this.chance = new Chance(settings.seed)
    this.botOpenId = `ou_${this.ids.hex(32)}`
    this.scopes = new Set(settings.scopes)
  }

  id(prefix: string): string {
    return `${prefix}_${this.ids.hex(32)}`
  }

  logId(): string {
    return `${new Date(Date.now()).toISOString().replace(/\D/g, '').slice(0, 14)}${this.ids.hex(18).toUpperCase()}`
  }

  user(openId: string): User {
    const user = this.users.get(openId)
    if (!user) throw new Error(`no user ${openId} in the simulator`)
    return user
  }

  chat(chatId: string): Chat {
    const chat = this.chats.get(chatId)
    if (!chat) throw new Error(`no chat ${chatId} in the simulator`)
    return chat
  }

  message(messageId: string): Message {
    const message = this.messages.get(messageId)
    if (!message) throw new Error(`no message ${messageId} in the simulator`)
    return message
  }

  messagesIn(chatId: string): Message[] {
    return [...this.messages.values()].filter((message) => message.chatId === chatId)
  }

  /** The card that people see in a message now. */
  cardOf(message: Message): CardNode | undefined {
    return message.cardId === undefined ? message.card : this.cards.get(message.cardId)?.json
  }

  /** Another card in its place; a card that came from the card kit changes there, so that both stay one. */
  replaceCard(message: Message, json: CardNode): void {
    const entity = message.cardId === undefined ? undefined : this.cards.get(message.cardId)
    if (entity) changeCard(entity, json, this.clock.now())
    else message.card = json
    message.updates += 1
  }

  age(bornAt: number): number {
    return this.clock.now() - bornAt
  }

  /** The message that this uuid made within the hour. */
  sentWith(uuid: string): Message | undefined {
    const sent = this.uuids.get(uuid)
    return sent && this.age(sent.at) < HOUR ? this.messages.get(sent.messageId) : undefined
  }

  post(
    draft: Pick<Message, 'chatId' | 'from' | 'type' | 'content'> &
      Partial<Pick<Message, 'mentions' | 'parentId' | 'rootId' | 'threadId' | 'card' | 'cardId'>>,
  ): Message {
    const message: Message = {
      mentions: [],
      parentId: undefined,
      rootId: undefined,
      threadId: undefined,
      card: undefined,
      cardId: undefined,
      ...draft,
      id: this.id('om'),
      at: Date.now(),
      bornAt: this.clock.now(),
      recalled: false,
      updates: 0,
      urgentFor: new Set(),
    }
    this.messages.set(message.id, message)
    return message
  }

  keep(kind: Resource['kind'], name: string, bytes: Buffer, botOwns: boolean): Resource {
    const key = kind === 'file' ? `file_v3_${this.ids.hex(32)}` : `img_v3_${this.ids.hex(32)}`
    const resource: Resource = { key, kind, name, bytes, botOwns }
    this.resources.set(key, resource)
    return resource
  }
}

/** A card entity's new content; whether it streams stands in it. */
export function changeCard(entity: CardEntity, json: CardNode, now: number): void {
  entity.json = json
  entity.streamingSince = streams(json) ? (entity.streamingSince ?? now) : undefined
}

export const streams = (card: CardNode): boolean => isNode(card['config']) && card['config']['streaming_mode'] === true

/** How long a card can be updated and pressed, and a card entity be sent. */
export const CARD_LIFE_MS = 14 * DAY
