/** `yaodian audit verify`: whether the ledger is as it was written. */
import pc from 'picocolors'
import { z } from 'zod'
import { audit, type Head } from '../ledger/index.ts'
import type { RegionKey } from '../office/region.ts'
import { headsIn } from '../runtime/backup.node.ts'
import { existingStore, inOffice } from './database.ts'
import { print, readRows } from './jsonl.ts'
import { config } from './open.ts'

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
    if (options.heads) for (const one of heads) print(one)
    else for (const fault of faults) print(fault)
    const verdict = faults.length ? pc.red(`${faults.length} faults`) : pc.green('unchanged')
    console.error(`${entries} entries of ${regions} regions: ${verdict}; seal ${seal}`)
    return faults.length === 0
  } finally {
    store.close()
  }
}
