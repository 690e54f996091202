/** What a chat shows to the people in it. */
import { type CardNode, nodesOf, parseNode, textOf } from './card/node.ts'
import { type CardView, viewOf } from './card/view.ts'
import type { Chat, Message } from './state/records.ts'
import type { World } from './state/world.ts'

export interface Shown {
  readonly id: string
  /** a user's name, or the bot's */
  readonly from: string
  readonly byBot: boolean
  readonly type: string
  /** all that can be read; of a card its title and everything below it; '' once recalled */
  readonly text: string
  readonly card: CardView | undefined
  readonly recalled: boolean
  /** how often the card was changed */
  readonly updates: number
  /** names of those for whom it is marked urgent */
  readonly urgentFor: readonly string[]
  readonly replyTo: string | undefined
  readonly threadId: string | undefined
  /** ms of the wall */
  readonly at: number
}

export const shownIn = (world: World, chat: Chat): Shown[] =>
  world.messagesIn(chat.id).map((message) => shownAs(world, message))

export function shownAs(world: World, message: Message): Shown {
  const nameOf = (id: string): string => (id === 'all' ? '所有人' : (world.users.get(id)?.name ?? id))
  const json = message.recalled ? undefined : world.cardOf(message)
  const card = json && viewOf(json, nameOf)
  return {
    id: message.id,
    from: message.from === undefined ? world.settings.botName : nameOf(message.from),
    byBot: message.from === undefined,
    type: message.type,
    text: message.recalled ? '' : (card?.text ?? words(message, nameOf)),
    card,
    recalled: message.recalled,
    updates: message.updates,
    urgentFor: [...message.urgentFor].map(nameOf),
    replyTo: message.parentId,
    threadId: message.threadId,
    at: message.at,
  }
}

function words(message: Message, nameOf: (id: string) => string): string {
  const content = parseNode(message.content) ?? {}
  const named = (text: string): string =>
    message.mentions.reduce((done, { key, name }) => done.replaceAll(key, `@${name}`), text)
  switch (message.type) {
    case 'text':
      // in text messages at, bold, italics and links are live
      return named(textOf(content['text']))
        .replace(/<at user_id="([^"]+)">[^<]*<\/at>/g, (_, id: string) => `@${nameOf(id)}`)
        .replace(/\*\*(.+?)\*\*/g, '$1')
        .replace(/<\/?(?:i|b|u|s)>/g, '')
        .replace(/\[([^\]]+)\]\(https?:[^)]+\)/g, '$1')
    case 'post':
      return postWords(content, nameOf, named)
    case 'file':
      return `[文件] ${textOf(content['file_name'])}`
    case 'image':
      return '[图片]'
    default:
      return `[${message.type}]`
  }
}

function postWords(content: CardNode, nameOf: (id: string) => string, named: (text: string) => string): string {
  const [body = content] = nodesOf([content['zh_cn'] ?? content['en_us'] ?? content])
  const part = (node: CardNode): string =>
    node['tag'] === 'at'
      ? named(textOf(node['user_id']))
          .replace(/^(?!@)/, () => `@${nameOf(textOf(node['user_id']))}`)
          .replace(/^(@[^@]*)@.*/, '$1')
      : textOf(node['text'])
  const lines = Array.isArray(body['content']) ? body['content'] : []
  return [textOf(body['title']), ...lines.map((line) => nodesOf(line).map(part).join(''))]
    .filter((line) => line !== '')
    .join('\n')
}
