/** `yaodian token new|list|revoke`: programs that may ask, with the rights of a person. */
import { randomBytes } from 'node:crypto'
import { addClient, clients, dropClient } from '../channels/api/index.ts'
import { instant, isoInstant } from '../office/day.ts'
import { accountsOf } from '../people/index.ts'
import { personsCalled } from '../privacy/index.ts'
import { Conflict } from '../store/index.ts'
import { onStore } from './database.ts'
import { print } from './jsonl.ts'
import { atTheMachine } from './privacy.ts'
import { token as text } from './text.ts'
import { Failure, UsageError } from './usage.ts'

/**
 * `yaodian token new`: lets a program ask in a person's name, and prints its token once. The database keeps the hash
 * alone.
 * @throws UsageError for a name that is none, Failure where no one person with an account is meant, or where a program
 *   has that name
 */
export async function newToken(name: string, { as }: { readonly as: string }): Promise<void> {
  if (!/^[\w.-]{1,40}$/.test(name)) throw new UsageError(text.name(name))
  await onStore(async (store) => {
    const [person, ...others] = await personsCalled(store, as)
    if (person === undefined || others.length > 0)
      throw new Failure(text.persons(as, person === undefined ? 0 : others.length + 1))
    if ((await accountsOf(store, person)).length === 0) throw new Failure(text.noAccount(as))
    const token = `yd_${randomBytes(32).toString('base64url')}`
    try {
      await store.commit([
        await addClient({ name, person, token, created: instant(Date.now()) }),
        atTheMachine('token', `+ ${name}`),
      ])
    } catch (error) {
      throw error instanceof Conflict ? new Failure(text.isThere(name)) : error
    }
    console.log(token)
    console.error(text.made(name, person))
  })
}

/** Programs that may ask, a line of JSON each, without their tokens: the database holds only hashes. */
export const listTokens = (): Promise<void> =>
  onStore(async (store) => {
    for (const { created, ...one } of await clients(store)) print({ ...one, created: isoInstant(created) })
  })

/**
 * `yaodian token revoke`.
 * @throws Failure where no program has that name
 */
export const revokeToken = (name: string): Promise<void> =>
  onStore(async (store) => {
    if (!(await clients(store)).some((one) => one.name === name)) throw new Failure(text.none(name))
    await store.commit([dropClient(name), atTheMachine('token', `- ${name}`)])
    console.error(text.revoked(name))
  })
