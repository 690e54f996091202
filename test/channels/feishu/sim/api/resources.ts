/** Files and images: up by the bot, down from messages. */
import { z } from 'zod'
import { isNode, parseNode } from '../card/node.ts'
import { Refusal } from '../refusal.ts'
import { type Call, ok, param, queryOf, type Reply, type Route } from './call.ts'
import { type Part, partsOf } from './multipart.ts'

const MB = 1024 * 1024
const FILE_TYPES = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']
const UPLOAD = ['im:resource', 'im:resource:upload']

export const resourceRoutes: readonly Route[] = [
  { method: 'POST', path: '/open-apis/im/v1/files', name: 'im.file.create', scopes: UPLOAD, run: uploadFile },
  { method: 'POST', path: '/open-apis/im/v1/images', name: 'im.image.create', scopes: UPLOAD, run: uploadImage },
  {
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
    name: 'im.messageResource.get',
    scopes: ['im:message', 'im:message:readonly'],
    run: download,
  },
]

function uploadFile(call: Call): Reply {
  const parts = partsOf(call.headers['content-type'], call.body)
  const type = parts.get('file_type')?.bytes.toString() ?? ''
  const name = parts.get('file_name')?.bytes.toString() ?? ''
  if (!FILE_TYPES.includes(type)) throw new Refusal(234001, `Invalid request param: file_type ${type}.`)
  if (name === '') throw new Refusal(234001, 'Invalid request param: file_name.')
  const file = upload(call, parts.get('file'), 30 * MB)
  return ok({ file_key: call.world.keep('file', name, file, true).key })
}

function uploadImage(call: Call): Reply {
  const parts = partsOf(call.headers['content-type'], call.body)
  const type = parts.get('image_type')?.bytes.toString() ?? ''
  if (type !== 'message' && type !== 'avatar') throw new Refusal(234001, `Invalid request param: image_type ${type}.`)
  const image = upload(call, parts.get('image'), 10 * MB)
  return ok({ image_key: call.world.keep('image', 'image', image, true).key })
}

function upload(call: Call, part: Part | undefined, limit: number): Buffer {
  const unnamed = part?.filename === undefined && call.world.settings.switches.uploadNeedsFilename
  if (!part || unnamed) throw new Refusal(234001, 'Invalid request param: no file in the form.')
  if (part.bytes.length === 0) throw new Refusal(234010, "File's size can't be 0.")
  if (part.bytes.length > limit) throw new Refusal(234006, 'The file size exceed the max value.')
  return Buffer.from(part.bytes)
}

const Query = z.object({ type: z.enum(['file', 'image']) })

function download(call: Call): Reply {
  const { world } = call
  const { type } = queryOf(call, Query)
  const message = world.messages.get(param(call, 'message_id'))
  const key = param(call, 'file_key')
  if (!message || message.recalled) throw new Refusal(234003, 'File not in msg.')
  if (message.type === 'interactive') throw new Refusal(234043, 'Unsupported message type.')
  if (!world.chat(message.chatId).botIn) throw new Refusal(234004, 'App not in chat.')
  const resource = world.resources.get(key)
  if (!resource || resource.kind !== type || !keysIn(message.content).includes(key))
    throw new Refusal(234003, 'File not in msg.')
  return {
    bytes: resource.bytes,
    headers: {
      'content-type': type === 'image' ? 'image/png' : 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(resource.name)}`,
    },
  }
}

/** Every image_key and file_key in a message's content, however deep. */
function keysIn(content: string): string[] {
  const search = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(search)
    if (!isNode(value)) return []
    return Object.entries(value).flatMap(([key, inner]) =>
      (key === 'image_key' || key === 'file_key') && typeof inner === 'string' ? [inner] : search(inner),
    )
  }
  return search(parseNode(content))
}
