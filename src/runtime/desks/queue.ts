/**
 * Which waiting call goes to which desk.
 *
 * Two desks. The *counter* takes what is quick: messages, presses. The *back office* takes what may take long (files,
 * bulletins, a minute's planning, what a model said) and helps out at the counter while it has nothing else to do. One
 * sender is served by one desk at a time, in the order of their messages. Whose messages took more than their share of
 * the last minute, and for an hour whoever had one cut off, a *suspect*, is served by the back office alone, after
 * everybody else: so nobody waits twice for one person's message, however many write what takes long.
 */

export type DeskName = 'counter' | 'back'

export interface Waiting {
  readonly slow: boolean
  /** calls of one sender keep their order */
  readonly sender?: string
}

/** How long somebody whose message was cut off is a suspect. */
const SUSPECT_MS = 60 * 60_000
/** From so many on, their messages are set aside unread. */
const MOST_CUT_OFF = 3

export class Suspects {
  private readonly cut = new Map<string, number[]>()

  get size(): number {
    return this.cut.size
  }

  note(sender: string, now: number): void {
    // Whoever was cut off once and never came again is forgotten here.
    for (const other of [...this.cut.keys()]) this.recent(other, now)
    this.cut.set(sender, [...this.recent(sender, now), now])
  }

  has(sender: string | undefined, now: number): boolean {
    return sender !== undefined && this.recent(sender, now).length > 0
  }

  isBarred(sender: string | undefined, now: number): boolean {
    return sender !== undefined && this.recent(sender, now).length >= MOST_CUT_OFF
  }

  private recent(sender: string, now: number): number[] {
    const recent = (this.cut.get(sender) ?? []).filter((at) => now - at < SUSPECT_MS)
    if (recent.length === 0) this.cut.delete(sender)
    return recent
  }
}

/** An honest message takes a tenth of a second, on a busy machine at times some: for the next minute its sender is last. */
const SHARE_MS = 2_000
const SHARED_MS = 60_000

/** How long each sender's messages took of late. */
export class Shares {
  private readonly took = new Map<string, { readonly at: number; readonly ms: number }[]>()

  get size(): number {
    return this.took.size
  }

  note(sender: string, ms: number, now: number): void {
    for (const other of [...this.took.keys()]) this.recent(other, now)
    this.took.set(sender, [...this.recent(sender, now), { at: now, ms }])
  }

  isSpent(sender: string | undefined, now: number): boolean {
    if (sender === undefined) return false
    return this.recent(sender, now).reduce((sum, { ms }) => sum + ms, 0) > SHARE_MS
  }

  private recent(sender: string, now: number): { readonly at: number; readonly ms: number }[] {
    const recent = (this.took.get(sender) ?? []).filter(({ at }) => now - at < SHARED_MS)
    if (recent.length === 0) this.took.delete(sender)
    return recent
  }
}

/**
 * Which of the waiting calls a free desk takes next, by the rule at the head of this file.
 * @param waiting in the order in which they came
 * @param served senders whose calls are being served now
 * @param isLast who is served after everybody else, by the back office
 * @returns the place of it among those that wait; -1: none
 */
export function nextFor(
  desk: DeskName,
  waiting: readonly Waiting[],
  served: ReadonlySet<string>,
  isLast: (sender: string | undefined) => boolean,
): number {
  const seen = new Set(served)
  let best = -1
  let bestRank = Number.POSITIVE_INFINITY
  for (const [at, { slow, sender }] of waiting.entries()) {
    if (sender !== undefined && seen.has(sender)) continue
    // What comes later from the same sender waits for this one, whichever desk takes it.
    if (sender !== undefined) seen.add(sender)
    const rank = rankFor(desk, slow, isLast(sender))
    if (rank < bestRank) [best, bestRank] = [at, rank]
  }
  return best
}

/** The lower the sooner; infinite: not here. */
function rankFor(desk: DeskName, slow: boolean, last: boolean): number {
  if (desk === 'counter') return slow || last ? Number.POSITIVE_INFINITY : 0
  return last ? 2 : slow ? 0 : 1
}
