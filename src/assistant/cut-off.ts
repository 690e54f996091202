/** The end of a message whose handling was cut off: its sender hears of it, and it is kept for whoever looks into it. */
import type { Ending } from '../message/ending.ts'
import { isFlooding, isKnown, PER_MINUTE, seen } from '../message/inbox.ts'
import { type Incoming, inboxId } from '../message/incoming.ts'
import { answerTo, type Outgoing, post } from '../message/outgoing.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { noticesToAdmins } from '../people/index.ts'
import { Conflict, type Reader, type Statement, StoreUnavailable } from '../store/index.ts'
import type { CutOff, FrontParts, Handled, Log } from './parts.ts'
import { setAside } from './pending.ts'
import * as text from './text.ts'

/**
 * Says honestly that it was not handled; administrators hear of it once an hour.
 * @param why its time or memory was over, or its process died
 * @returns the ending that says why; `too-many` where it is one of too many of one sender; `duplicate` where it had been committed
 */
export async function endCutOff(
  message: Incoming,
  why: CutOff,
  { store, clock, log }: Pick<FrontParts, 'store' | 'clock' | 'log'>,
): Promise<Handled> {
  const id = inboxId(message)
  for (;;) {
    const now = clock()
    const isFlood = why !== 'died' && (await isFlooding(message, store))
    const { status, writes, says } = isFlood ? heldBack(message, now) : await kept(message, why, now, store)
    try {
      await store.commit([seen(message, null, status), ...writes, ...says.map((one) => post(one, now))])
      log({ event: 'set-aside-failed', id, why })
      return { status }
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      // It was cut off just after its commit; or another one's notice was first.
      if (await isKnown(store, id)) return { status: 'duplicate' }
    }
  }
}

/** What the inbox says of it. */
const ENDING = {
  time: { status: 'out-of-time' },
  memory: { status: 'out-of-memory' },
  died: { status: 'process-died' },
} as const satisfies Readonly<Record<CutOff, { readonly status: Ending }>>

interface End {
  readonly status: 'too-many' | (typeof ENDING)[CutOff]['status']
  readonly writes: readonly Statement[]
  readonly says: readonly Outgoing[]
}

const heldBack = (message: Incoming, now: Instant): End => ({
  status: 'too-many',
  writes: [],
  says: [answerTo(message, text.tooMany(PER_MINUTE), now)],
})

const kept = async (message: Incoming, why: CutOff, now: Instant, store: Reader): Promise<End> => ({
  ...ENDING[why],
  writes: [setAside(message, why, now)],
  says: [answerTo(message, text.setAside(why), now), ...(await notices(now, store))],
})

/** One for each administrator who has not had this hour's. */
const notices = (now: Instant, store: Reader): Promise<Outgoing[]> =>
  noticesToAdmins(store, `set-aside:${Math.floor(now / (60 * MINUTE_MS))}`, {
    card: text.noticeOfSetAside(),
    due: now,
  })

/** Nothing was stored: the channel says so itself. */
export function failed(id: string, error: unknown, log: Log): Handled {
  log({ event: 'failed', id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  return { status: 'failed', reply: error instanceof StoreUnavailable ? text.storeUnavailable() : text.unexpected() }
}
