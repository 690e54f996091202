/** Who people are, who the bot is, what the app may do. */
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { ALL_SCOPES } from '../settings.ts'
import type { User } from '../state/records.ts'
import { bodyOf, type Call, ok, param, queryOf, type Reply, type Route } from './call.ts'
import { userBy } from './receiver.ts'

const IdQuery = z.object({ user_id_type: z.enum(['open_id', 'union_id', 'user_id']).default('open_id') })
const Batch = z.object({
  emails: z.array(z.string()).max(50).optional(),
  mobiles: z.array(z.string()).max(50).optional(),
  include_resigned: z.boolean().optional(),
})

export const peopleRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/open-apis/contact/v3/users/batch_get_id',
    name: 'contact.user.batchGetId',
    scopes: ['contact:user.id:readonly'],
    run: batchGetId,
  },
  {
    method: 'GET',
    path: '/open-apis/contact/v3/users/:user_id',
    name: 'contact.user.get',
    scopes: ['contact:contact.base:readonly'],
    run: getUser,
  },
  {
    method: 'GET',
    path: '/open-apis/bot/v3/info',
    name: 'bot.info',
    run: ({ world }) => {
      if (world.botDisabled) throw new Refusal(230006, 'Bot ability is not activated.')
      return {
        json: {
          code: 0,
          msg: 'ok',
          bot: { activate_status: 2, app_name: world.settings.botName, open_id: world.botOpenId },
        },
      }
    },
  },
  {
    method: 'GET',
    path: '/open-apis/application/v6/scopes',
    name: 'application.scope.list',
    run: ({ world }) =>
      ok({ scopes: ALL_SCOPES.map((name) => ({ scope_name: name, grant_status: world.scopes.has(name) ? 1 : 2 })) }),
  },
]

function batchGetId(call: Call): Reply {
  const { user_id_type: type } = queryOf(call, IdQuery)
  const { emails = [], mobiles = [], include_resigned: resigned = false } = bodyOf(call, Batch)
  const users = [...call.world.users.values()].filter((user) => resigned || !user.resigned)
  const entry = (key: 'email' | 'mobile', value: string) => {
    const user = users.find((candidate) => candidate[key] === value && candidate.inContactScope)
    return { [key]: value, ...(user && { user_id: idBy(user, type) }) }
  }
  return ok({
    user_list: [...emails.map((email) => entry('email', email)), ...mobiles.map((mobile) => entry('mobile', mobile))],
  })
}

const idBy = (user: User, type: 'open_id' | 'union_id' | 'user_id'): string =>
  ({ open_id: user.openId, union_id: user.unionId, user_id: user.userId })[type]

function getUser(call: Call): Reply {
  const { world } = call
  const { user_id_type: type } = queryOf(call, IdQuery)
  const user = userBy(world, type, param(call, 'user_id'))
  if (!user) throw new Refusal(41012, 'user id invalid')
  if (!user.inContactScope) throw new Refusal(41050, 'no user authority error')
  const mayName = world.scopes.has('contact:user.base:readonly')
  return ok({
    user: {
      open_id: user.openId,
      union_id: user.unionId,
      ...(world.scopes.has('contact:user.employee_id:readonly') && { user_id: user.userId }),
      ...(mayName && { name: user.name }),
      status: { is_frozen: false, is_resigned: user.resigned, is_activated: true, is_exited: false, is_unjoin: false },
    },
  })
}
