/** `yaodian backup` and `yaodian restore`: an office's database and evidence, into a folder and back. */
import { backUp, backUpInto, type Manifest, placeOf, restore } from '../../runtime/backup.node.ts'
import { databasePath, existingStore, inOffice } from '../database.ts'
import { config } from '../open.ts'
import { fromCaller } from '../paths.ts'
import { atTheMachine } from '../privacy.ts'
import { Failure, UsageError } from '../usage.ts'

/** @param folder not there yet; without it a new one in YAODIAN_BACKUP */
export async function backup(folder: string | undefined): Promise<void> {
  const place = placeOf(databasePath())
  const { backup: nightly } = config()
  if (folder === undefined && nightly === undefined) throw new UsageError('name a folder, or set YAODIAN_BACKUP')
  try {
    const made = new Date()
    if (folder !== undefined) {
      told(fromCaller(folder), await backUp(place, fromCaller(folder), made))
      await noted(fromCaller(folder))
    } else if (nightly) {
      const into = await backUpInto(inOffice(nightly.folder), place, nightly.keep, made)
      console.error(`backed up: ${into}`)
      await noted(into)
    }
  } catch (error) {
    throw new Failure(`no backup was made: ${error instanceof Error ? error.message : error}`)
  }
}

async function noted(folder: string): Promise<void> {
  const store = existingStore()
  try {
    await store.commit([atTheMachine('backup', folder)])
  } finally {
    store.close()
  }
}

function told(path: string, { ledger, evidence }: Manifest): void {
  console.error(`backed up: ${path}, ${ledger.entries} entries of the ledger, ${evidence.length} files of evidence`)
  if (ledger.faults > 0) console.error(`the ledger has ${ledger.faults} faults: yaodian audit verify`)
}

/** The office must be stopped; the database that is there is set aside, not overwritten. */
export async function restoreFrom(folder: string): Promise<void> {
  const place = placeOf(databasePath())
  try {
    const old = await restore(fromCaller(folder), place, new Date())
    console.error(`restored into ${place.database}${old === undefined ? '' : `; what was there is now ${old}`}`)
  } catch (error) {
    throw new Failure(`nothing was restored: ${error instanceof Error ? error.message : error}`)
  }
}
