/** The office as it stands: the data that ships, joined with what it brought in while running. */
import type { Asker } from './ask/index.ts'
import { openAsker, planDocuments } from './asker.ts'
import { type Document, inForce, libraryStamp, storedDocuments } from './documents/index.ts'
import { dayOf, type Instant } from './office/day.ts'
import type { Files, Office } from './office/load/index.ts'
import { allocationStamp, withOwnAllocation } from './progress/index.ts'
import { type Reader, StoreUnavailable } from './store/index.ts'

export interface Standing {
  readonly office: Office
  /** what is answered from, the newest last */
  readonly documents: readonly Document[]
  readonly asker: Asker
}

/** Without asking the database: a Worker does this before its first call. */
export function shippedOffice(office: Office, files: Files): Standing {
  const documents = planDocuments(office)
  return { office, documents, asker: openAsker(office, files, documents) }
}

export interface Stands {
  /** as it stands with nothing brought in */
  readonly shipped: Standing
  readonly now: () => Promise<Standing>
}

interface Parts {
  readonly shipped: Standing
  readonly files: Files
  readonly store: Reader
  readonly clock: () => Instant
}

/**
 * Reads how the office stands, at the price of one point query: documents and allocation are read and indexed again
 * only after something was brought in, replaced or withdrawn, or a document ran out. Several processes on one
 * database (two isolates, the command line beside the office) thus agree from the next message on.
 *
 * While the database is not to be had, the office stands as it last did.
 */
export function standing({ shipped, files, store, clock }: Parts): Stands {
  const { office } = shipped
  let held = shipped
  let stamp = NOTHING
  let reading: Promise<Standing> | undefined

  const read = async (): Promise<Standing> => {
    const today = dayOf(clock())
    const now = [await libraryStamp(store, today), await allocationStamp(store, office.plan.year)].join(' ')
    if (now === stamp) return held
    const whole = await withOwnAllocation(store, office)
    const documents = inForce(shipped.documents, await storedDocuments(store, today))
    held = { office: whole, documents, asker: openAsker(whole, files, documents) }
    stamp = now
    return held
  }

  const now = (): Promise<Standing> => {
    // Messages that come while it is being read wait for the same reading.
    reading ??= read()
      .catch((error: unknown) => {
        if (error instanceof StoreUnavailable) return held
        throw error
      })
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  return { shipped, now }
}

/** The stamp of an office that brought nothing in. */
const NOTHING = '0 0'
