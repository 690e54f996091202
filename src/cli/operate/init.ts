/** `yaodian init`: an office's own database, made once and on purpose. */
import { randomUUID } from 'node:crypto'
import { markOwn } from '../../demo/index.ts'
import { instant } from '../../office/day.ts'
import { backupsIn } from '../../runtime/backup.node.ts'
import { databasePath, inOffice, newStore, onStore } from '../database.ts'
import { config, office } from '../open.ts'
import { init as text } from '../text.ts'
import { UsageError } from '../usage.ts'

/**
 * `yaodian init`: makes the office's database and says what to do next.
 * @param options.anew though there are backups of another, whose path may have been mistyped
 * @throws Failure as `newStore`, UsageError where the settings are those of the demo
 */
export async function init({ anew = false }: { readonly anew?: boolean } = {}): Promise<void> {
  if (config().channels.includes('console') && !process.env['YAODIAN_DB']) throw new UsageError(text.demo)
  const { backup } = config()
  const newest = backup && (await backupsIn(inOffice(backup.folder))).at(-1)
  const path = databasePath()
  const years = office().plans.map(({ year }) => year)
  const made = await newStore(newest === undefined || anew ? undefined : text.wasThere(path, newest))
  await onStore((store) => store.commit([markOwn(instant(Date.now()), randomUUID())]), made)
  console.error(text.made(path, years.join('、')))
}
