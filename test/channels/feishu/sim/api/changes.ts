/** What becomes of a sent message: a new card, recalled, urgent. */
import { z } from 'zod'
import { CARD_BYTES, parseCard } from '../card/check.ts'
import { DAY } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import { CARD_LIFE_MS } from '../state/world.ts'
import { bodyOf, type Call, ok, queryOf, type Reply, type Route } from './call.ts'
import { found } from './messages.ts'
import { maySend, userBy } from './receiver.ts'

const SEND = ['im:message', 'im:message:send_as_bot', 'im:message:send']
/** an administrator's choice */
const RECALL_MS = DAY
const UNREAD_URGENT = 200

const Patch = z.object({ content: z.string().min(1) })
const UrgentQuery = z.object({ user_id_type: z.enum(['open_id', 'union_id', 'user_id']) })
const Urgent = z.object({ user_id_list: z.array(z.string()).min(1).max(200) })

export const changeRoutes: readonly Route[] = [
  {
    method: 'PATCH',
    path: '/open-apis/im/v1/messages/:message_id',
    name: 'im.message.patch',
    scopes: SEND,
    run: patch,
  },
  {
    method: 'DELETE',
    path: '/open-apis/im/v1/messages/:message_id',
    name: 'im.message.delete',
    scopes: SEND,
    run: recall,
  },
  {
    method: 'PATCH',
    path: '/open-apis/im/v1/messages/:message_id/urgent_app',
    name: 'im.message.urgent_app',
    scopes: ['im:message.urgent'],
    run: urgent,
  },
]

function patch(call: Call): Reply {
  const { world } = call
  const { content } = bodyOf(call, Patch)
  const message = found(call)
  if (message.from !== undefined) throw new Refusal(230027, 'Lack of necessary permissions: not the sender.')
  if (message.type !== 'interactive')
    throw new Refusal(230001, 'Your request contains an invalid request parameter, ext=not a card.')
  maySend(world, world.chat(message.chatId))
  if (world.age(message.bornAt) > CARD_LIFE_MS)
    throw new Refusal(230031, 'The card was sent over 14 days ago and can not be updated.')
  if (world.rates.take(`patch ${message.id}`, world.settings.limits.perMessage, 1_000) > 0) {
    world.counters.violations.message += 1
    throw new Refusal(230020, 'This operation triggers the frequency limit.')
  }
  if (call.body.length > CARD_BYTES) throw new Refusal(230025, 'The length of the message content reaches its limit.')
  world.replaceCard(message, parseCard(world, content))
  return ok()
}

function recall(call: Call): Reply {
  const message = found(call)
  if (message.from !== undefined) throw new Refusal(230026, 'No permission to recall this message.')
  if (call.world.age(message.bornAt) > RECALL_MS)
    throw new Refusal(230009, 'The message exceeds the time limit for recall.')
  message.recalled = true
  return ok()
}

function urgent(call: Call): Reply {
  const { world } = call
  const { user_id_type: type } = queryOf(call, UrgentQuery)
  const { user_id_list: ids } = bodyOf(call, Urgent)
  const message = found(call)
  if (message.from !== undefined) throw new Refusal(230012, 'Bot is NOT the sender of the message.')
  const chat = world.chat(message.chatId)
  const invalid: string[] = []
  for (const id of ids) {
    const user = userBy(world, type, id)
    if (!user || user.resigned || !chat.members.has(user.openId)) {
      invalid.push(id)
      continue
    }
    const unread = [...world.messages.values()].filter(({ urgentFor }) => urgentFor.has(user.openId)).length
    if (unread >= UNREAD_URGENT) throw new Refusal(230023, 'The number of unread urgent messages reaches its limit.')
    message.urgentFor.add(user.openId)
  }
  return ok({ invalid_user_id_list: invalid })
}
