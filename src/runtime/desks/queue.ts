/**
 * Which waiting call goes to which desk.
 *
 * Two desks. The *counter* takes what is quick: messages, presses. The *back office* takes what may take long (files,
 * bulletins, a minute's planning, what a model said) and helps out at the counter while it has nothing else to do. One sender is served by one desk
 * at a time, in the order of their messages; who had a message cut off is a *suspect* for an hour, served by the back
 * office alone, after everybody else: so nobody waits twice for one person's message.
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

/**
 * Which of the waiting calls a free desk takes next, by the rule at the head of this file.
 * @param waiting in the order in which they came
 * @param served senders whose calls are being served now
 * @returns the place of it among those that wait; -1: none
 */
export function nextFor(
  desk: DeskName,
  waiting: readonly Waiting[],
  served: ReadonlySet<string>,
  isSuspect: (sender: string | undefined) => boolean,
): number {
  const seen = new Set(served)
  let best = -1
  let bestRank = Number.POSITIVE_INFINITY
  for (const [at, { slow, sender }] of waiting.entries()) {
    if (sender !== undefined && seen.has(sender)) continue
    // What comes later from the same sender waits for this one, whichever desk takes it.
    if (sender !== undefined) seen.add(sender)
    const rank = rankFor(desk, slow, isSuspect(sender))
    if (rank < bestRank) [best, bestRank] = [at, rank]
  }
  return best
}

/** The lower the sooner; infinite: not here. */
function rankFor(desk: DeskName, slow: boolean, suspect: boolean): number {
  if (desk === 'counter') return slow || suspect ? Number.POSITIVE_INFINITY : 0
  return suspect ? 2 : slow ? 0 : 1
}
