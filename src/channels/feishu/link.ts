/** People who are on the roster by their telephone number only, found on the platform. */
import { z } from 'zod'
import { bindAccount, knownByPhone } from '../../people/index.ts'
import type { Store } from '../../store/index.ts'
import type { Api } from './api/api.ts'
import { CHANNEL, reasonOf } from './channel.ts'

const A_CALL = 50
const Found = z.object({
  user_list: z.array(z.object({ mobile: z.string().nullish(), user_id: z.string().nullish() })),
})

/**
 * Binds people of the roster to their Feishu accounts by phone number. Needs the scope `contact:user.id:readonly`;
 * without it nobody is bound, and the log says so.
 *
 * @returns how many were bound
 */
export async function linkByPhone(
  store: Store,
  api: Api,
  log: (entry: Readonly<Record<string, unknown>>) => void,
): Promise<number> {
  const people = await knownByPhone(store, CHANNEL)
  let linked = 0
  for (let from = 0; from < people.length; from += A_CALL) {
    const some = people.slice(from, from + A_CALL)
    const answer = await api.call('contact.user.batchGetId', {
      method: 'POST',
      path: '/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id',
      json: { mobiles: some.map(({ phone }) => phone) },
    })
    if (answer.kind !== 'ok') {
      log({ event: 'feishu-link-failed', people: people.length - linked, error: reasonOf(answer) })
      return linked
    }
    const found = Found.safeParse(answer.data)
    if (!found.success) {
      log({ event: 'feishu-link-failed', people: people.length - linked, error: 'unexpected answer' })
      return linked
    }
    const accounts = found.data.user_list.flatMap(({ mobile, user_id: id }) => {
      const person = some.find(({ phone }) => phone === mobile)
      return person && id ? [bindAccount(`${CHANNEL}:${id}`, person.id)] : []
    })
    await store.commit(accounts)
    linked += accounts.length
  }
  return linked
}
