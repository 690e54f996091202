/** `yaodian privacy export|erase|log`: what is held of one person, and who took anything out. */
import { userInfo } from 'node:os'
import { say } from '../message/card.ts'
import { post } from '../message/outgoing.ts'
import { instant, isoInstant } from '../office/day.ts'
import type { PersonId } from '../office/person.ts'
import { type Accessed, accessed, accesses, nameOf, noticesToAdmins } from '../people/index.ts'
import { erasure, heldOf, isOnDuty, personsCalled } from '../privacy/index.ts'
import type { Store } from '../store/index.ts'
import { emptyLog, onStore } from './database.ts'
import { print } from './jsonl.ts'
import { office } from './open.ts'
import { people as text } from './text.ts'
import { Failure } from './usage.ts'

/** An entry of the access log for a person at the machine, who has no account. */
export const atTheMachine = (what: Accessed['what'], whom: string) =>
  accessed({ at: instant(Date.now()), who: `cli:${userInfo().username}`, what, whom })

/**
 * What a person at the machine did to the whole database: written down, and told to administrators when the office runs.
 * @param more lines that administrators are told beside it, and that are kept no longer than their cards
 */
export async function doneAtTheMachine(
  what: Accessed['what'],
  whom: string,
  title: string,
  more: readonly string[] = [],
): Promise<void> {
  const now = instant(Date.now())
  await onStore(async (store) => {
    const says = await noticesToAdmins(store, `${what}:${now}`, {
      card: say(title, whom, ...more, text.byWhom),
      due: now,
    })
    await store.commit([atTheMachine(what, whom), ...says.map((one) => post(one, now))])
  })
}

/**
 * `yaodian privacy export`: prints JSON of all that is held of a person, and logs that it was handed out.
 *
 * @param called id, name or account
 * @throws Failure where nobody, or more than one, is called so
 */
export async function exportPerson(called: string): Promise<void> {
  await withPerson(called, async (store, person) => {
    await store.commit([atTheMachine('export', person)])
    process.stdout.write(`${JSON.stringify({ person, held: await heldOf(store, person) }, null, 1)}\n`)
  })
}

/**
 * `yaodian privacy erase`.
 * @throws Failure for somebody on duty, but with `force`
 */
export async function erasePerson(called: string, { force = false }: { readonly force?: boolean }): Promise<void> {
  await withPerson(called, async (store, person) => {
    const name = await nameOf(store, person)
    if (!force && (await isOnDuty(store, person))) throw new Failure(text.onDuty(name ?? called))
    const { writes, role, leftInCards } = await erasure(store, person, office().regions, instant(Date.now()))
    await store.commit([...writes, atTheMachine('erase', person)])
    emptyLog()
    console.error(text.erased(person, role))
    if (leftInCards) console.error(text.leftInCards)
    console.error(text.inBackups)
  })
}

/**
 * `yaodian privacy log`: prints exports, files handed out, backups and erasures, a line of JSON each.
 * @throws NoDatabase where there is no database
 */
export const accessLog = (): Promise<void> =>
  onStore(async (store) => {
    for (const { at, ...one } of await accesses(store)) print({ at: isoInstant(at), ...one })
  })

const withPerson = (called: string, work: (store: Store, person: PersonId) => Promise<void>): Promise<void> =>
  onStore(async (store) => {
    const [person, ...others] = await personsCalled(store, called)
    if (person === undefined) throw new Failure(text.unknown(called))
    if (others.length > 0) throw new Failure(text.several(called, others.length + 1))
    await work(store, person)
  })
