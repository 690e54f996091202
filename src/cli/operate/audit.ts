/** `yaodian audit verify`: whether the ledger, the issued bulletins and the evidence are as they were written. */
import pc from 'picocolors'
import { z } from 'zod'
import { changedSince, lastSent, type Sent } from '../../health/index.ts'
import { audit, type Head } from '../../ledger/index.ts'
import { parseDay } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import { prunedCounts } from '../../privacy/index.ts'
import { headsIn, logIn, placeOf } from '../../runtime/backup.node.ts'
import { changedBehind, databasePath, existingStore, inOffice } from '../database.ts'
import { print, readRows } from '../jsonl.ts'
import { config } from '../open.ts'
import { UsageError } from '../usage.ts'
import { faultsBeside } from './beside.ts'

const head = z.object({
  region: z.string().transform((key) => key as RegionKey),
  sequence: z.number().int(),
  hash: z.string(),
})

/**
 * @param options.anchors heads written down earlier, a line each, as this command prints them with `--heads`; without
 *   them those of the last backup, where there are any
 * @param options.seal what administrators were sent on the morning of `day`; without it the last that was sent
 * @returns whether nothing was changed
 */
export async function verifyLedger(options: {
  readonly anchors?: string
  readonly heads?: boolean
  readonly seal?: string
  readonly day?: string
}): Promise<boolean> {
  const { backup } = config()
  const anchored: readonly Head[] = options.anchors
    ? readRows(options.anchors, head)
    : backup
      ? await headsIn(inOffice(backup.folder))
      : []
  const store = existingStore()
  try {
    const { entries, regions, heads, seal, ...found } = await audit(store, anchored)
    const faults = [...found.faults]
    const beside = [
      ...(await faultsBeside(store, placeOf(databasePath()).evidence)),
      ...changedBehind(backup && (await logIn(inOffice(backup.folder)))),
    ]
    const sent = options.seal === undefined ? await lastSent(store) : sentIn(options.seal, options.day)
    if (sent) faults.push(...(await changedSince(store, sent)))
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

function sentIn(seal: string, text: string | undefined): Sent {
  const day = text === undefined ? undefined : parseDay(text)
  if (day === undefined)
    throw new UsageError(`--day: expected the day that the seal is of, like 2030-07-03, found ${text}`)
  return { seal, day }
}
