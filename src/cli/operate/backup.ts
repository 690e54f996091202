/** `yaodian backup` and `yaodian restore`: an office's database and evidence, into a folder and back. */
import { dirname, join } from 'node:path'
import { officeFolder } from '../../composition/data.node.ts'
import {
  backUp,
  backUpInto,
  dataUnlike,
  forgetBackups,
  manifestOf,
  type OwnFiles,
  placeOf,
  restore,
} from '../../runtime/backup.node.ts'
import { InUse } from '../../store/index.ts'
import { alone, databasePath, inOffice, onStore } from '../database.ts'
import { inWords } from '../fault.ts'
import { config } from '../open.ts'
import { fromCaller } from '../paths.ts'
import { atTheMachine, doneAtTheMachine } from '../privacy.ts'
import { backup as text } from '../text.ts'
import { Failure, UsageError } from '../usage.ts'
import { resealHere } from './audit.ts'

/**
 * `yaodian backup`: makes a backup, checks it, and notes that in the database.
 *
 * @param folder not there yet; without it a new one in YAODIAN_BACKUP
 * @param options.prepare the folder of YAODIAN_BACKUP was emptied or changed on purpose
 * @throws Failure where it cannot be made or noted, UsageError without a folder
 */
export async function backup(folder: string | undefined, options: { readonly prepare?: boolean } = {}): Promise<void> {
  const place = placeOf(databasePath(), officeFolder())
  const { backup: nightly } = config()
  const make = (): Promise<string> | undefined =>
    folder === undefined
      ? nightly && backUpInto(inOffice(nightly.folder), place, nightly.keep, new Date())
      : backUp(place, fromCaller(folder), new Date()).then(() => fromCaller(folder))
  if (options.prepare) await forgetBackups(place)
  const into = await make()?.catch((error) => {
    throw new Failure(text.failed(inWords(error)))
  })
  if (into === undefined) throw new UsageError(text.noFolder)
  const { ledger, evidence } = (await manifestOf(into)) ?? {}
  console.error(text.made(into, ledger?.entries, evidence?.length))
  if (ledger && ledger.faults > 0) console.error(text.faults(ledger.faults))
  await onStore((store) => store.commit([atTheMachine('backup', into)])).catch((error) => {
    throw new Failure(text.notNoted(inWords(error)))
  })
}

/**
 * `yaodian restore`: puts a backup in the office's place. The database that is there is set aside, not overwritten.
 *
 * @param options.reseal the key of the backup is lost
 * @throws Failure while an office is at work on it, since what it writes afterwards would be lost
 */
export async function restoreFrom(
  folder: string,
  { reseal = false }: { readonly reseal?: boolean } = {},
): Promise<void> {
  const place = placeOf(databasePath(), officeFolder())
  const from = fromCaller(folder)
  try {
    const old = await alone(async () => {
      const aside = await restore(from, place, new Date(), reseal)
      if (reseal) await resealHere()
      await doneAtTheMachine('restore', from, text.restoredTitle)
      return aside
    })
    console.error(text.restored(place.database, old))
    await tellData(from, place)
  } catch (error) {
    if (error instanceof InUse) throw new Failure(text.notRestored(text.running(error.by)))
    throw new Failure(text.notRestored(inWords(error)))
  }
}

/** The folder may be the program's own: whoever may write there puts back what is wanting. */
async function tellData(from: string, place: OwnFiles): Promise<void> {
  const { missing, differing } = await dataUnlike(from, place)
  const here = officeFolder()
  for (const folder of missing)
    console.error(
      text.missingData(
        folder,
        here,
        `mkdir -p ${join(here, dirname(folder))} && cp -r ${join(from, 'data', folder)} ${join(here, dirname(folder))}/`,
      ),
    )
  if (differing.length > 0) console.error(text.differing(here, differing.join('、')))
}
