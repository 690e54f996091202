/**
 * `yaodian people import FILE`, `yaodian people export` and `yaodian admin add|remove ACCOUNT`.
 *
 * With `sql` they write nothing but print what they would: the office's database is a D1, and the one at hand its copy.
 */

import { MESSENGERS } from '../channels/messengers.ts'
import { isDemo } from '../demo/index.ts'
import { instant } from '../office/day.ts'
import { accountKey, addAdmin, importPeople, removeAdmin, rosterTable } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import { copyAtHand, onStore } from './database.ts'
import { bytesOf, print } from './jsonl.ts'
import { config, office as openOffice } from './open.ts'
import { atTheMachine } from './privacy.ts'
import { sqlText } from './sql.ts'
import { store as storeText, people as text } from './text.ts'
import { Failure, UsageError } from './usage.ts'

/**
 * `yaodian people import`.
 * @param options.replace whoever the file lacks is taken off; `sql`: the statements are printed, and nothing is written
 * @returns whether nothing was wrong with the file; what is wrong is told with its line
 */
export async function importRoster(file: string, options: { replace?: boolean; sql?: boolean }): Promise<boolean> {
  const content = bytesOf(file)
  const { regions } = openOffice()
  return withOwnStore(options, async (store) => {
    const { writes, ...result } = await importPeople(store, content, regions, instant(Date.now()), options)
    if (options.sql) {
      process.stdout.write(sqlText(writes))
      console.error(JSON.stringify(result))
    } else {
      await store.commit(writes.length > 0 ? [...writes, atTheMachine('roster', file)] : [])
      print(result)
    }
    return result.errors.length === 0
  })
}

/** `yaodian people export`: prints the roster in the form that an import takes. */
export const exportRoster = (): Promise<void> =>
  withOwnStore({}, async (store) => {
    await store.commit([atTheMachine('file', '名册')])
    const rows = await rosterTable(store, openOffice().regions)
    // Spreadsheets take a file of UTF-8 for one only with a mark at its beginning; a terminal shows it.
    process.stdout.write(`${process.stdout.isTTY ? '' : '\uFEFF'}${rows.map(csvLine).join('\n')}\n`)
  })

const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')

/**
 * `yaodian admin add`.
 *
 * @param said the account: on Feishu the open_id, else with its channel
 * @param options.sql the statements are printed, and nothing is written
 */
export async function addAdministrator(said: string, options: { sql?: boolean }): Promise<void> {
  const { regions } = openOffice()
  const account = accountIn(said, options)
  await withOwnStore(options, async (store) => {
    const writes = await addAdmin(store, account, regions)
    if (options.sql) {
      process.stdout.write(sqlText(writes))
      return
    }
    await store.commit([...writes, atTheMachine('admin', `+ ${account}`)])
    console.error(text.isAdmin(account))
  })
}

/**
 * `yaodian admin remove`.
 *
 * @param said the account, as `addAdministrator` takes it
 * @throws Failure for the last one, and for somebody who is none
 */
export async function removeAdministrator(said: string): Promise<void> {
  const account = accountKey(said)
  await withOwnStore({}, async (store) => {
    const writes = await removeAdmin(store, account)
    if (writes === undefined) throw new Failure(text.isNoAdmin(account))
    if (writes === 'last') throw new Failure(text.lastAdmin(account))
    await store.commit([...writes, atTheMachine('admin', `- ${account}`)])
    console.error(text.noMoreAdmin(account))
  })
}

/** @throws UsageError for an account by which nobody can be reached, with what is expected */
function accountIn(said: string, { sql }: { readonly sql?: boolean }): string {
  const account = accountKey(said)
  const at = account.indexOf(':')
  // Statements for another office's database: what is set here is not that one's.
  const used: readonly string[] = sql ? Object.keys(MESSENGERS) : config().channels
  const known = Object.entries(MESSENGERS).flatMap(([name, { accounts }]) =>
    accounts && used.includes(name) ? [{ name, ...accounts }] : [],
  )
  if (known.length === 0) throw new UsageError(text.noMessenger)
  const isKnown = known.some(({ name, form }) => name === account.slice(0, at) && form.test(account.slice(at + 1)))
  if (!isKnown) throw new UsageError(text.wrongAccount(said, known.map(({ like }) => like).join('，或 ')))
  return account
}

/** An office's own database; invented and real people must not meet in one. */
async function withOwnStore<T>(options: { sql?: boolean }, work: (store: Store) => Promise<T>): Promise<T> {
  const own = async (store: Store): Promise<T> => {
    if (await isDemo(store)) throw new Failure(storeText.isDemo)
    return work(store)
  }
  return options.sql ? onStore(own, copyAtHand()) : onStore(own)
}
