/** `yaodian init`: an office's own database, made once and on purpose. */
import { markOwn } from '../../demo.ts'
import { instant } from '../../office/day.ts'
import { databasePath, newStore } from '../database.ts'
import { config, office } from '../open.ts'
import { UsageError } from '../usage.ts'

/** @throws Failure when there is one already: it is left as it is */
export async function init(): Promise<void> {
  if (config().channels.includes('console') && !process.env['YAODIAN_DB'])
    throw new UsageError('set YAODIAN_CHANNEL or YAODIAN_DB first: the demo makes its own database')
  const years = office().plans.map(({ year }) => year)
  const store = await newStore()
  try {
    await store.commit([markOwn(instant(Date.now()))])
  } finally {
    store.close()
  }
  console.error(`made ${databasePath()}, with nobody on its roster. Next:
  yaodian admin add ACCOUNT          the first administrator
  yaodian people import FILE         the roster
  yaodian plan new YEAR              the year's plan, where it is none of ${years.join(', ')}
  yaodian import allocation FILE     the goals of cities and counties
  yaodian doctor                     what is still missing`)
}
