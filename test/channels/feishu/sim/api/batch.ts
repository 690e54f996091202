/** Messages to many users at once: asynchronous, and neither edited nor answered afterwards. */
import { z } from 'zod'
import { pause } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import type { User } from '../state/records.ts'
import { bodyOf, type Call, ok, type Reply, type Route } from './call.ts'
import { checkContent } from './content.ts'

const Ids = z.array(z.string()).max(200).optional()
const Batch = z.object({
  open_ids: Ids,
  user_ids: Ids,
  union_ids: Ids,
  msg_type: z.enum(['text', 'interactive']),
  content: z.record(z.string(), z.unknown()).optional(),
  card: z.record(z.string(), z.unknown()).optional(),
})

export const batchRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/open-apis/message/v4/batch_send/',
    name: 'message.batch_send',
    scopes: ['im:message', 'im:message:send_as_bot'],
    run: batchSend,
  },
]

function batchSend(call: Call): Reply {
  const { world } = call
  const body = bodyOf(call, Batch)
  const text = body.msg_type === 'interactive' ? body.card : body.content
  if (!text) throw new Refusal(230001, 'Your request contains an invalid request parameter, ext=no content.')
  const content = JSON.stringify(text)
  checkContent(world, body.msg_type, content, call.body.length)
  const all = [...world.users.values()]
  const split = (ids: readonly string[] = [], key: 'openId' | 'userId' | 'unionId') => {
    const reached = ids.map((id) => all.find((user) => user[key] === id && user.available && !user.resigned))
    return { users: reached.filter((user) => user !== undefined), invalid: ids.filter((_, at) => !reached[at]) }
  }
  const [open, user, union] = [
    split(body.open_ids, 'openId'),
    split(body.user_ids, 'userId'),
    split(body.union_ids, 'unionId'),
  ]
  const deliver = async (users: readonly User[]): Promise<void> => {
    await pause(100)
    for (const { chatId } of users) {
      world.post({
        chatId,
        from: undefined,
        type: body.msg_type,
        content,
        ...checkContent(world, body.msg_type, content, 0),
      })
    }
  }
  void deliver([...open.users, ...user.users, ...union.users])
  return ok({
    message_id: `bm-${world.ids.hex(32)}`,
    invalid_open_ids: open.invalid,
    invalid_user_ids: user.invalid,
    invalid_union_ids: union.invalid,
    invalid_department_ids: [],
  })
}
