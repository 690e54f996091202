/** `yaodian audit verify`: whether the ledger, the issued bulletins and the evidence are as they were written. */
import pc from 'picocolors'
import { z } from 'zod'
import { audit, type Head } from '../../ledger/index.ts'
import type { RegionKey } from '../../office/region.ts'
import { prunedCounts } from '../../privacy/index.ts'
import { headsIn, placeOf } from '../../runtime/backup.node.ts'
import { databasePath, existingStore, inOffice } from '../database.ts'
import { print, readRows } from '../jsonl.ts'
import { config } from '../open.ts'
import { faultsBeside } from './beside.ts'

const head = z.object({
  region: z.string().transform((key) => key as RegionKey),
  sequence: z.number().int(),
  hash: z.string(),
})

/**
 * @param options.anchors heads written down earlier, a line each, as this command prints them with `--heads`; without
 *   them those of the last backup, where there are any
 * @returns whether nothing was changed
 */
export async function verifyLedger(options: { anchors?: string; heads?: boolean }): Promise<boolean> {
  const { backup } = config()
  const anchored: readonly Head[] = options.anchors
    ? readRows(options.anchors, head)
    : backup
      ? await headsIn(inOffice(backup.folder))
      : []
  const store = existingStore()
  try {
    const { entries, regions, faults, heads, seal } = await audit(store, anchored)
    const beside = await faultsBeside(store, placeOf(databasePath()).evidence)
    if (options.heads) for (const one of heads) print(one)
    else for (const fault of [...faults, ...beside]) print(fault)
    const count = faults.length + beside.length
    const verdict = count ? pc.red(`${count} faults`) : pc.green('unchanged')
    console.error(`${entries} entries of ${regions} regions: ${verdict}; seal ${seal}`)
    const gone = await prunedCounts(store)
    if (gone.texts + gone.cards + gone.evidence > 0)
      console.error(`pruned, their time being over: ${gone.texts} texts, ${gone.cards} cards, ${gone.evidence} files`)
    return count === 0
  } finally {
    store.close()
  }
}
