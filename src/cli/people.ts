/**
 * `yaodian people import FILE` and `yaodian admin add OPEN_ID`.
 *
 * With `sql` they write nothing but print what they would: the office's database is a D1, and the one at hand its copy.
 */
import { readFileSync } from 'node:fs'
import { isDemo } from '../demo.ts'
import { instant } from '../office/day.ts'
import { addAdmin, importPeople } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import { copyAtHand, existingStore } from './database.ts'
import { print } from './jsonl.ts'
import { office as openOffice } from './open.ts'
import { fromCaller } from './paths.ts'
import { sqlText } from './sql.ts'
import { Failure, UsageError } from './usage.ts'

/**
 * `yaodian people import`.
 * @param options.replace whoever the file lacks is taken off; `sql`: the statements are printed, and nothing is written
 * @returns whether nothing was wrong with the file; what is wrong is told with its line
 */
export async function importRoster(file: string, options: { replace?: boolean; sql?: boolean }): Promise<boolean> {
  const content = contentOf(file)
  const { regions } = openOffice()
  return withOwnStore(options, async (store) => {
    const { writes, ...result } = await importPeople(store, content, regions, instant(Date.now()), options)
    if (options.sql) {
      process.stdout.write(sqlText(writes))
      console.error(JSON.stringify(result))
    } else {
      await store.commit(writes)
      print(result)
    }
    return result.errors.length === 0
  })
}

/**
 * `yaodian people admin`.
 * @param openId the account's id on the platform
 * @param options.sql printed, and nothing is written
 */
export async function addAdministrator(openId: string, options: { sql?: boolean }): Promise<void> {
  const { regions } = openOffice()
  await withOwnStore(options, async (store) => {
    const writes = await addAdmin(store, openId, regions)
    if (options.sql) {
      process.stdout.write(sqlText(writes))
      return
    }
    await store.commit(writes)
    console.error(`${openId} is an administrator now`)
  })
}

/** An office's own database; invented and real people must not meet in one. */
async function withOwnStore<T>(options: { sql?: boolean }, work: (store: Store) => Promise<T>): Promise<T> {
  const store = options.sql ? copyAtHand() : existingStore()
  try {
    if (await isDemo(store)) throw new Failure('this is a demo database: set YAODIAN_DB to the office’s own')
    return await work(store)
  } finally {
    store.close()
  }
}

function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(fromCaller(file))
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
