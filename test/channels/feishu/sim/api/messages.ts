/** Sending, replying, reading. */
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { Message } from '../state/records.ts'
import type { World } from '../state/world.ts'
import { bodyOf, type Call, ok, param, queryOf, type Reply, type Route } from './call.ts'
import { checkContent, SENDABLE, type Sendable } from './content.ts'
import { ID_TYPES, maySend, paced, receiver } from './receiver.ts'

const Uuid = z.string().min(1).max(50).optional()
const Query = z.object({ receive_id_type: z.enum(ID_TYPES) })
const Create = z.object({ receive_id: z.string().min(1), msg_type: z.string(), content: z.string().min(1), uuid: Uuid })
const ReplyBody = z.object({
  msg_type: z.string(),
  content: z.string().min(1),
  reply_in_thread: z.boolean().optional(),
  uuid: Uuid,
})

const SEND = ['im:message', 'im:message:send_as_bot', 'im:message:send']

export const messageRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/open-apis/im/v1/messages',
    name: 'im.message.create',
    scopes: SEND,
    idempotent: true,
    run: create,
  },
  {
    method: 'POST',
    path: '/open-apis/im/v1/messages/:message_id/reply',
    name: 'im.message.reply',
    scopes: SEND,
    idempotent: true,
    run: reply,
  },
  {
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id',
    name: 'im.message.get',
    scopes: ['im:message', 'im:message:readonly'],
    run: (call) => ok({ items: [shown(call.world, found(call))] }),
  },
]

/** @throws Refusal 230001 when there is no such message, 230011 when it was recalled */
export function found(call: Call): Message {
  const message = call.world.messages.get(param(call, 'message_id'))
  if (!message) throw new Refusal(230001, 'Your request contains an invalid request parameter, ext=invalid message_id.')
  if (message.recalled) throw new Refusal(230011, 'The message was withdrawn.')
  return message
}

/** A message as the API returns it. */
function shown(world: World, message: Message) {
  return {
    message_id: message.id,
    root_id: message.rootId ?? '',
    parent_id: message.parentId ?? '',
    thread_id: message.threadId,
    msg_type: message.type,
    create_time: String(message.at),
    update_time: String(message.at),
    deleted: message.recalled,
    updated: message.updates > 0,
    chat_id: message.chatId,
    sender:
      message.from === undefined
        ? { id: world.settings.appId, id_type: 'app_id', sender_type: 'app', tenant_key: world.settings.tenantKey }
        : { id: message.from, id_type: 'open_id', sender_type: 'user', tenant_key: world.settings.tenantKey },
    body: { content: message.content },
  }
}

function create(call: Call): Reply {
  const { world } = call
  const { receive_id_type: idType } = queryOf(call, Query)
  const body = bodyOf(call, Create)
  const repeated = sentBefore(world, body.uuid)
  if (repeated) return ok(shown(world, repeated))
  const chat = receiver(world, idType, body.receive_id)
  return send(call, chat.id, body)
}

function reply(call: Call): Reply {
  const { world } = call
  const body = bodyOf(call, ReplyBody)
  const repeated = sentBefore(world, body.uuid)
  if (repeated) return ok(shown(world, repeated))
  const parent = found(call)
  const threadId = body.reply_in_thread ? (parent.threadId ?? world.id('omt')) : parent.threadId
  return send(call, parent.chatId, body, { parentId: parent.id, rootId: parent.rootId ?? parent.id, threadId })
}

function sentBefore(world: World, uuid: string | undefined): Message | undefined {
  const repeated = uuid === undefined ? undefined : world.sentWith(uuid)
  if (!repeated) return undefined
  world.counters.repeatedUuids += 1
  if (world.settings.switches.repeatedUuid === '230049') throw new Refusal(230049, 'The message is being sent.')
  return repeated
}

function send(
  call: Call,
  chatId: string,
  body: { readonly msg_type: string; readonly content: string; readonly uuid?: string | undefined },
  place: Partial<Pick<Message, 'parentId' | 'rootId' | 'threadId'>> = {},
): Reply {
  const { world } = call
  const chat = world.chat(chatId)
  if (!isSendable(body.msg_type))
    throw new Refusal(
      230001,
      `Your request contains an invalid request parameter, ext=invalid msg_type ${body.msg_type}.`,
    )
  maySend(world, chat)
  const content = checkContent(world, body.msg_type, body.content, call.body.length)
  paced(world, chat)
  const message = world.post({
    chatId,
    from: undefined,
    type: body.msg_type,
    content: body.content,
    ...place,
    ...content,
  })
  const entity = content.cardId === undefined ? undefined : world.cards.get(content.cardId)
  if (entity) entity.sentAs = message.id
  if (body.uuid !== undefined) world.uuids.set(body.uuid, { messageId: message.id, at: world.clock.now() })
  return ok(shown(world, message))
}

const isSendable = (type: string): type is Sendable => SENDABLE.some((known) => known === type)
