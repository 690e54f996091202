/** Whom a message goes to, and whether the bot may send there. */
import { Refusal } from '../refusal.ts'
import type { Chat, User } from '../state/records.ts'
import type { World } from '../state/world.ts'

export const ID_TYPES = ['open_id', 'union_id', 'user_id', 'email', 'chat_id'] as const
export type IdType = (typeof ID_TYPES)[number]

const invalid = (id: string): Refusal =>
  new Refusal(230001, `Your request contains an invalid request parameter, ext=invalid receive_id ${id}.`)

export function userBy(world: World, type: Exclude<IdType, 'chat_id'>, id: string): User | undefined {
  const key = { open_id: 'openId', union_id: 'unionId', user_id: 'userId', email: 'email' } as const
  return type === 'open_id' ? world.users.get(id) : [...world.users.values()].find((user) => user[key[type]] === id)
}

export function receiver(world: World, type: IdType, id: string): Chat {
  if (type === 'chat_id') {
    const chat = world.chats.get(id)
    if (!chat) throw id.startsWith('oc_') ? invalid(id) : new Refusal(230034, 'The receive_id is invalid.')
    return chat
  }
  if (type === 'open_id' && !id.startsWith('ou_')) throw invalid(id)
  const user = userBy(world, type, id)
  if (!user) throw invalid(id)
  return world.chat(user.chatId)
}

/** @throws Refusal why the bot may not speak there */
export function maySend(world: World, chat: Chat): void {
  if (world.botDisabled) throw new Refusal(230006, 'Bot ability is not activated.')
  if (chat.dissolved) throw new Refusal(232009, 'Your request specifies a chat which has already been dissolved.')
  if (chat.kind === 'p2p') {
    for (const openId of chat.members) mayReach(world.user(openId))
    return
  }
  if (!chat.botIn) throw new Refusal(230002, 'The bot can not be outside the group.')
  if (chat.closedToBots) throw new Refusal(230018, 'These operations are NOT allowed at current group settings.')
  if (chat.muted) throw new Refusal(230035, 'Send Message Permission deny.')
}

function mayReach(user: User): void {
  if (user.resigned) throw new Refusal(230029, 'User has resigned.')
  if (!user.available) throw new Refusal(230013, 'Bot has NO availability to this user.')
  if (user.stoppedBot) throw new Refusal(230053, 'The user has stopped the bot from sending messages.')
}

/** 5 a second to one user, 5 to one group: HTTP 400 with 230020. */
export function paced(world: World, chat: Chat): void {
  const { perUser, perGroup } = world.settings.limits
  const kind = chat.kind === 'p2p' ? 'user' : 'group'
  if (world.rates.take(`chat ${chat.id}`, kind === 'user' ? perUser : perGroup, 1_000) === 0) return
  world.counters.violations[kind] += 1
  throw new Refusal(230020, 'This operation triggers the frequency limit.')
}
