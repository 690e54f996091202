/** `yaodian init`: an office's own database, made once and on purpose. */
import { randomUUID } from 'node:crypto'
import { markOwn } from '../../demo/index.ts'
import { instant } from '../../office/day.ts'
import { databasePath, newStore, onStore } from '../database.ts'
import { config, office } from '../open.ts'
import { init as text } from '../text.ts'
import { UsageError } from '../usage.ts'

/**
 * `yaodian init`: makes the office's database and says what to do next.
 * @throws Failure as `newStore`, UsageError where the settings are those of the demo
 */
export async function init(): Promise<void> {
  if (config().channels.includes('console') && !process.env['YAODIAN_DB']) throw new UsageError(text.demo)
  const years = office().plans.map(({ year }) => year)
  await onStore((store) => store.commit([markOwn(instant(Date.now()), randomUUID())]), await newStore())
  console.error(text.made(databasePath(), years.join('、')))
}
