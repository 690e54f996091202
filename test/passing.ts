/** Time passing in a test: ticks of a regular clock, without those at which nothing can happen. */
import { addDays, at, dayOf, type Instant, instant } from '../src/office/day.ts'
import { agenda } from '../src/remind/planner/agenda.ts'
import { closings } from '../src/remind/planner/closing.ts'
import { type RemindingOffice, timetableAt } from '../src/remind/planner/planner-input.ts'
import { sinceWhen } from '../src/remind/rows.ts'
import type { Reader, Store } from '../src/store/index.ts'

/** Longer than the year ahead that a calendar's gap is told of, and the longest wait of an agenda. */
const GAP_DAYS = 60

/**
 * Nothing happens before this instant unless somebody does something: the next stage or closing, the next message
 * that waits in the outbox, the next answer that a language model owes, and each day while a holiday notice is missing.
 */
export async function nextStir(office: RemindingOffice, now: Instant, store: Reader): Promise<Instant> {
  const timetable = await timetableAt(office, (await sinceWhen(store)) ?? now, now, store)
  const waiting = await store.first<{ due: number | null; lease: number | null; deadline: number | null }>(
    `SELECT (SELECT min(due) FROM outbox WHERE state IN ('queued', 'leased')) AS due,
            (SELECT min(lease) FROM outbox WHERE state = 'leased') AS lease,
            (SELECT min(deadline) FROM wording WHERE settled IS NULL) AS deadline`,
  )
  const today = dayOf(now)
  const isGapNear = office.calendar.gaps(today, addDays(today, GAP_DAYS)).length > 0
  return instant(
    Math.min(
      agenda(timetable, now).next,
      closings(timetable, now).next,
      ...Object.values(waiting ?? {}).filter((one) => one !== null),
      ...(isGapNear ? [at(addDays(today, 1))] : []),
    ),
  )
}

/** A store that tells how often it was written to. */
export function watched(store: Store): Store & { readonly commits: () => number } {
  let commits = 0
  return {
    all: (sql, ...params) => store.all(sql, ...params),
    first: (sql, ...params) => store.first(sql, ...params),
    round: (queries) => store.round(queries),
    async commit(statements) {
      if (statements.length > 0) commits++
      return store.commit(statements)
    },
    close: () => store.close(),
    commits: () => commits,
  }
}

interface Passing {
  readonly from: Instant
  readonly to: Instant
  /** between two ticks of the regular clock */
  readonly stepMs: number
  readonly office: RemindingOffice
  readonly store: ReturnType<typeof watched>
  readonly tick: (now: Instant) => Promise<void>
}

/**
 * Ticks at each step after `from` that may matter, and at `to`. The first step may, since somebody may have done
 * something before; so may the step after one that wrote.
 */
export async function pass({ from, to, stepMs, office, store, tick }: Passing): Promise<void> {
  for (let next = from + stepMs; ; ) {
    const now = instant(Math.min(next, to))
    const before = store.commits()
    await tick(now)
    if (now === to) return
    const stir = store.commits() > before ? now : await nextStir(office, now, store)
    next = now + Math.max(1, Math.ceil((stir - now) / stepMs)) * stepMs
  }
}
