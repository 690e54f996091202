/** The office as it stands: the data that ships, joined with what it brought in while running. */
import type { Asker } from '../ask/index.ts'
import {
  type Document,
  inForce,
  libraryStamp,
  type Shelved,
  shelvedDocuments,
  storedDocuments,
} from '../documents/index.ts'
import { type Guess, lazyGuess } from '../intent/index.ts'
import { lazyReader, type Read } from '../language/index.ts'
import type { Lapsed } from '../library/index.ts'
import { dayOf, type Instant } from '../office/day.ts'
import type { Files, Office } from '../office/load/index.ts'
import { type ActClassifier, lazyActClassifier } from '../open/index.ts'
import { allocationStamp, withOwnAllocation } from '../progress/index.ts'
import type { Questions } from '../request/index.ts'
import { type Reader, StoreUnavailable } from '../store/index.ts'
import { openAsker, openQuestions, planDocuments } from './asker.ts'

/** An office as it stands at one moment: its data, papers, and what reads and answers by them. */
export interface OfficeNow {
  readonly office: Office
  /** what is answered from: the plans' own, oldest year first and each in its newest version, then those brought in */
  readonly documents: readonly Document[]
  /** what no longer holds: asked about by name, it is said to be so */
  readonly past: readonly Lapsed[]
  readonly asker: Asker
  /** by the names of the year that is worked on */
  readonly read: Read
  readonly guess: Guess
  readonly classifyAct: ActClassifier
  readonly questions: Questions
  /** last year's plan, where there is one before the year that is worked on */
  readonly earlier?: Pick<OfficeNow, 'office' | 'read' | 'questions'>
}

/**
 * Without asking the database: a Worker does this before its first call.
 * @param open `lazyAsker` where another thread answers
 */
export function shippedOffice(office: Office, files: Files, open = openAsker): OfficeNow {
  const documents = planDocuments(office)
  const read = lazyReader(office, files)
  const guess = lazyGuess(files)
  return {
    office,
    documents,
    past: [],
    asker: open(office, files, documents),
    read,
    guess,
    classifyAct: lazyActClassifier(files, guess),
    questions: openQuestions(office, read, files),
    ...earlierOf(office, files),
  }
}

function earlierOf(office: Office, files: Files): Pick<OfficeNow, 'earlier'> {
  const plan = office.plans.filter(({ year }) => year < office.plan.year).at(-1)
  if (!plan) return {}
  const before = { ...office, plan }
  const read = lazyReader(before, files)
  return { earlier: { office: before, read, questions: openQuestions(before, read, files) } }
}

/** An office whose papers and allocation may change while it works. */
export interface LiveOffice {
  /** as it stands with nothing brought in */
  readonly shipped: OfficeNow
  readonly now: () => Promise<OfficeNow>
}

interface Parts {
  readonly shipped: OfficeNow
  readonly files: Files
  readonly store: Reader
  readonly clock: () => Instant
  readonly open?: typeof openAsker
  /** told when papers and allocation begin to be read, and when that is over */
  readonly loading?: (isOver: boolean) => void
}

/**
 * Reads how the office stands, at the price of one point query: documents and allocation are read and indexed again
 * only after something was brought in, replaced or withdrawn, or a document ran out. Several processes on one
 * database (two isolates, the command line beside the office) thus agree from the next message on.
 *
 * While the database is not to be had, the office stands as it last did.
 */
export function openLiveOffice({ shipped, files, store, clock, open = openAsker, loading }: Parts): LiveOffice {
  const { office } = shipped
  let held = shipped
  let stamp = NOTHING
  let reading: Promise<OfficeNow> | undefined
  let isLoading = false

  const read = async (): Promise<OfficeNow> => {
    const today = dayOf(clock())
    const now = (await Promise.all([libraryStamp(store, today), allocationStamp(store, office.plan.year)])).join(' ')
    if (now === stamp) return held
    loading?.(false)
    isLoading = true
    const whole = await withOwnAllocation(store, office)
    const documents = inForce(shipped.documents, await storedDocuments(store, today))
    const past = pastOf(await shelvedDocuments(store, today), shipped.documents, documents)
    const questions = openQuestions(whole, shipped.read, files)
    held = { ...shipped, office: whole, documents, past, asker: open(whole, files, documents), questions }
    stamp = now
    return held
  }

  const now = (): Promise<OfficeNow> => {
    // Messages that come while it is being read wait for the same reading.
    reading ??= read()
      .catch((error: unknown) => {
        if (error instanceof StoreUnavailable) return held
        throw error
      })
      .finally(() => {
        reading = undefined
        // also where it failed: a message has its own time again
        if (isLoading) loading?.(true)
        isLoading = false
      })
    return reading
  }
  return { shipped, now }
}

/** The stamp of an office that brought nothing in. */
const NOTHING = '0 0'

/** Kept documents that no longer hold, and the plan's own that a newer version replaced. */
function pastOf(shelved: readonly Shelved[], own: readonly Document[], current: readonly Document[]): Lapsed[] {
  const replaced = own.flatMap((document, at): Lapsed[] => {
    const newer = current[at]
    return newer && newer !== document
      ? [
          {
            title: document.title,
            ...(document.number && { number: document.number }),
            state: 'superseded',
            supersededBy: newer.title,
          },
        ]
      : []
  })
  return [...replaced, ...shelved.flatMap(({ state, ...one }) => (state === 'in-force' ? [] : [{ ...one, state }]))]
}
