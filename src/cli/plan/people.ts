/** A roster file as it would stand in the office's database, read into one that is gone afterwards. */
import { instant } from '../../office/day.ts'
import type { Office } from '../../office/load/index.ts'
import { importPeople } from '../../people/index.ts'
import { type Roster, readRoster } from '../../remind/index.ts'
import { engine } from '../../store/machine.node.ts'
import { onStore } from '../database.ts'
import { Failure } from '../usage.ts'
import * as text from './text.ts'

/**
 * Imports a roster file into a database in memory, to see what would come of it.
 *
 * @returns the roster, and how many people were added
 * @throws Failure naming the line and column of each fault
 */
export const rosterIn = (
  content: Uint8Array,
  { regions, plan }: Office,
): Promise<{ readonly roster: Roster; readonly people: number }> =>
  onStore(async (store) => {
    const { writes, errors, added } = await importPeople(store, content, regions, instant(Date.now()))
    if (errors.length > 0) throw new Failure(text.rosterFaults(errors))
    await store.commit(writes)
    return { roster: await readRoster(store, plan.issued), people: added }
  }, engine.open(':memory:'))
