/** A message that arrives after a later one of the same matter: what was said last holds, whatever came in last. */
import { saidAt } from '../../message/inbox.ts'
import type { Instant } from '../../office/day.ts'
import type { Reader } from '../../store/index.ts'
import type { Prepared } from './weigh.ts'

export interface Overtaken {
  readonly prepared: Prepared
  /** when the figure on record was said */
  readonly at: Instant
}

/**
 * The figures whose cell holds one that was said after `sent` (platforms deliver late and out of order).
 * One point query a message that a cell was last written from, in the rare case that it was written after `sent`.
 */
export async function overtaken(store: Reader, fresh: readonly Prepared[], sent: Instant): Promise<Overtaken[]> {
  const said = new Map<string, Instant | undefined>()
  for (const { held } of fresh) {
    // What was on record before this was sent was said before it, too.
    if (!held || held.at <= sent || said.has(held.message)) continue
    said.set(held.message, await saidAt(store, held.message))
  }
  return fresh.flatMap((prepared) => {
    const at = prepared.held && said.get(prepared.held.message)
    return at !== undefined && at > sent ? [{ prepared, at }] : []
  })
}
