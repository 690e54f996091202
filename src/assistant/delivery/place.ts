/** Where a message goes that takes an earlier one's place, also when that one has not gone out yet. */
import { outboxRow } from '../../message/outbox.ts'
import { dropUnsent } from '../../message/unsent.ts'
import { type Instant, instant } from '../../office/day.ts'
import type { Store } from '../../store/index.ts'

export type OnScreen =
  /** in place of what the platform shows under this id */
  | { readonly kind: 'there'; readonly message: string }
  | { readonly kind: 'new' }
  /** the earlier one may be on its way just now */
  | { readonly kind: 'wait'; readonly until: Instant }

const NEW: OnScreen = { kind: 'new' }
const LOOK_AGAIN_MS = 1_000

/**
 * Where an earlier message stands by now, for one that is to replace it. One that certainly was not shown is dropped in the
 * outbox, so that it does not come after.
 * @param replaces outbox key of the earlier message
 */
export async function placeOf(replaces: string, now: Instant, store: Store): Promise<OnScreen> {
  const earlier = await outboxRow(store, replaces)
  if (!earlier) return NEW
  if (earlier.message !== null) return { kind: 'there', message: earlier.message }
  const open = earlier.state === 'queued' || earlier.state === 'leased'
  if (open && !(await dropped(replaces, store)))
    return { kind: 'wait', until: instant(Math.max(now + LOOK_AGAIN_MS, earlier.state === 'queued' ? earlier.due : 0)) }
  // What it would have taken the place of is still to be replaced.
  return earlier.replaces === null ? NEW : placeOf(earlier.replaces, now, store)
}

async function dropped(key: string, store: Store): Promise<boolean> {
  const [changed] = await store.commit([dropUnsent(key, '发送前已有后续消息')])
  return changed === 1
}
