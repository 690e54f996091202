/** What the platform remembers of people, chats and messages. */
import type { CardNode } from '../card/node.ts'

export interface User {
  readonly openId: string
  readonly unionId: string
  readonly userId: string
  name: string
  readonly email: string | undefined
  readonly mobile: string | undefined
  /** the private chat with the bot */
  readonly chatId: string
  /** in the app's availability */
  available: boolean
  resigned: boolean
  /** has told the bot to stop: 230053 */
  stoppedBot: boolean
  /** in the app's contact scope: else 41050 */
  inContactScope: boolean
}

export interface Chat {
  readonly id: string
  readonly kind: 'p2p' | 'group'
  name: string
  readonly members: Set<string>
  botIn: boolean
  dissolved: boolean
  /** nobody but owners may speak: 230035 */
  muted: boolean
  /** the group's settings keep bots from it: 230018 */
  closedToBots: boolean
}

export interface Mention {
  readonly key: string
  readonly openId: string
  readonly name: string
}

export interface Message {
  readonly id: string
  readonly chatId: string
  /** open_id, or undefined for the bot */
  readonly from: string | undefined
  readonly type: string
  readonly content: string
  readonly mentions: readonly Mention[]
  readonly parentId: string | undefined
  readonly rootId: string | undefined
  readonly threadId: string | undefined
  /** ms of the wall, shown to people */
  readonly at: number
  /** ms of the platform's clock, for what expires */
  readonly bornAt: number
  recalled: boolean
  updates: number
  readonly urgentFor: Set<string>
  /** what is drawn for an interactive message, unless a card entity is */
  card: CardNode | undefined
  readonly cardId: string | undefined
}

/** A card of the card kit. */
export interface CardEntity {
  readonly id: string
  json: CardNode
  sequence: number
  readonly bornAt: number
  streamingSince: number | undefined
  sentAs: string | undefined
  readonly uuids: Set<string>
}

/** A press's right to update the card later: after the reply, within 30 min, twice. */
export interface CardToken {
  readonly messageId: string
  readonly bornAt: number
  answered: boolean
  uses: number
}

/** An uploaded or sent file or image. */
export interface Resource {
  readonly key: string
  readonly kind: 'file' | 'image'
  readonly name: string
  readonly bytes: Buffer
  /** uploaded by the bot, so that it may send it */
  readonly botOwns: boolean
}
