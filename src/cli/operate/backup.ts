/** `yaodian backup` and `yaodian restore`: an office's database and evidence, into a folder and back. */
import { dirname, join } from 'node:path'
import { inProject } from '../../installation/folders.ts'
import {
  backUp,
  backUpInto,
  dataUnlike,
  forgetBackups,
  type Manifest,
  type Place,
  placeOf,
  restore,
} from '../../runtime/backup.node.ts'
import { InUse } from '../../store/index.ts'
import { alone, databasePath, existingStore, inOffice } from '../database.ts'
import { inWords } from '../fault.ts'
import { config } from '../open.ts'
import { fromCaller } from '../paths.ts'
import { atTheMachine } from '../privacy.ts'
import { Failure, UsageError } from '../usage.ts'

/**
 * @param folder not there yet; without it a new one in YAODIAN_BACKUP
 * @param options.prepare the folder of YAODIAN_BACKUP was emptied or changed on purpose
 */
export async function backup(folder: string | undefined, options: { readonly prepare?: boolean } = {}): Promise<void> {
  const place = placeOf(databasePath(), inProject('data'))
  const { backup: nightly } = config()
  if (folder === undefined && nightly === undefined) throw new UsageError('name a folder, or set YAODIAN_BACKUP')
  const into = await made(folder === undefined ? undefined : fromCaller(folder), place, options).catch((error) => {
    throw new Failure(`no backup was made: ${inWords(error)}`)
  })
  await noted('backup', into).catch((error) => {
    throw new Failure(`the backup is whole, but could not be written into the access log: ${inWords(error)}`)
  })
}

async function made(
  folder: string | undefined,
  place: Place,
  options: { readonly prepare?: boolean },
): Promise<string> {
  const now = new Date()
  if (options.prepare) await forgetBackups(place)
  if (folder !== undefined) {
    told(folder, await backUp(place, folder, now))
    return folder
  }
  const { backup: nightly } = config()
  if (!nightly) throw new UsageError('set YAODIAN_BACKUP')
  const into = await backUpInto(inOffice(nightly.folder), place, nightly.keep, now)
  console.error(`backed up: ${into}`)
  return into
}

async function noted(what: 'backup' | 'restore', folder: string): Promise<void> {
  const store = existingStore()
  try {
    await store.commit([atTheMachine(what, folder)])
  } finally {
    store.close()
  }
}

function told(path: string, { ledger, evidence }: Manifest): void {
  console.error(`backed up: ${path}, ${ledger.entries} entries of the ledger, ${evidence.length} files of evidence`)
  if (ledger.faults > 0) console.error(`the ledger has ${ledger.faults} faults: yaodian audit verify`)
}

/**
 * The database that is there is set aside, not overwritten.
 * @throws Failure while an office is at work on it: what it writes afterwards would be lost
 */
export async function restoreFrom(folder: string): Promise<void> {
  const place = placeOf(databasePath(), inProject('data'))
  const from = fromCaller(folder)
  try {
    const old = await alone(async () => {
      const aside = await restore(from, place, new Date())
      await noted('restore', from)
      return aside
    })
    console.error(`restored into ${place.database}${old === undefined ? '' : `; what was there is now ${old}`}`)
    await tellData(from, place)
  } catch (error) {
    if (error instanceof InUse)
      throw new Failure(
        `nothing was restored: the office is running (${error.by}); stop it first: systemctl stop yaodian`,
      )
    throw new Failure(`nothing was restored: ${inWords(error)}`)
  }
}

/** The year's plan is the program's folder's: whoever may write there puts it back. */
async function tellData(from: string, place: Place): Promise<void> {
  const { missing, differing } = await dataUnlike(from, place)
  for (const folder of missing)
    console.error(
      `${folder} of the backup is not in this program’s data, its figures cannot be shown without it; as the folder’s owner:\n` +
        `  cp -r ${join(from, 'data', folder)} ${inProject('data')}/${dirname(folder)}/`,
    )
  if (differing.length > 0)
    console.error(`other words here than in the backup, compare: ${differing.map((path) => `data/${path}`).join(', ')}`)
}
