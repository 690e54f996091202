/** What a figure went through within its period: when it first came, what it replaced, why it was returned. */
import { isStating } from '../../ledger/entry.ts'
import type { PastAct } from '../../ledger/index.ts'
import type { Amount } from '../../office/amount.ts'
import type { Instant } from '../../office/day.ts'

/** A figure that took the place of another of the same period. */
export interface Change {
  readonly from: Amount
  readonly fromAt: Instant
  readonly to: Amount
  readonly at: Instant
  readonly reason?: string | undefined
  /** asked for after the lock, not granted yet */
  readonly isAsked: boolean
}

/** What a cell went through, as far as it is told. */
export interface History {
  /** the first report or nil report; undefined: none ever came, or it is the figure that stands */
  readonly first?: Instant | undefined
  readonly changes: readonly Change[]
  /** the last figure returned, where nothing was stated since */
  readonly returned?:
    | { readonly value?: Amount | undefined; readonly at: Instant; readonly reason?: string | undefined }
    | undefined
  /** what was given as a reason last: of a return, a correction, a confirmed warning */
  readonly reason?: string | undefined
}

/**
 * Folds a cell's acts to its history.
 * @param entries of one cell, in the order of their revisions
 */
export function historyIn(entries: readonly PastAct[]): History {
  const stated = entries.filter((one) => isStating(one.act))
  const last = entries.findLast((one) => isStating(one.act) || one.act === 'return')
  return {
    first: entries.find((one) => one.act === 'report' || one.act === 'nil')?.at,
    changes: stated.flatMap((one) => changeOf(one, stated) ?? []),
    ...(last?.act === 'return' && {
      returned: {
        value: stated.findLast((one) => one.figure === last.figure)?.cumulative ?? undefined,
        at: last.at,
        reason: last.reason ?? undefined,
      },
    }),
    reason: entries.findLast((one) => one.reason !== null)?.reason ?? undefined,
  }
}

/** A statement that replaced another one with a different figure. */
function changeOf(after: PastAct, stated: readonly PastAct[]): Change | undefined {
  const before = after.replaces === null ? undefined : stated.find((one) => one.id === after.replaces)
  const from = before?.cumulative
  const to = after.cumulative
  if (!before || !from || !to || from === to) return undefined
  return {
    from,
    fromAt: before.at,
    to,
    at: after.at,
    reason: after.reason ?? after.note ?? undefined,
    isAsked: after.act === 'request',
  }
}
