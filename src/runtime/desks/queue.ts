/**
 * Which waiting call goes to which desk.
 *
 * Two desks. The *counter* takes what is quick: messages, presses. The *back office* takes what may take long (files,
 * bulletins, a minute's planning, what a model said) and helps out at the counter while it has nothing else to do. One
 * sender is served by one desk at a time, in the order of their messages.
 *
 * What a message takes is not known before it is read, only what to expect. An *ordinary* one is short and of somebody
 * known, on the roster or answered quickly before; it goes before all others, and of those one at a time is
 * served, so that thirty at once hold one desk; where it takes long and no crowd waits, the other desk helps. The counter
 * takes none of them once they took their share of the last minute. Of ordinary ones that wait those of whoever took
 * less of it go first. Whose own messages took their share is served after everybody else, and by the back office
 * alone, which may be at a file for minutes, where it was by few that took long; so is for an hour whoever had one cut
 * off, a *suspect*.
 */

/** The two desks: the counter takes messages and presses, the back office files, planning and what a model said. */
export type DeskName = 'counter' | 'back'

/** A call as the queue judges it. */
export interface Queued {
  readonly slow: boolean
  /** whose it is; undefined: the office's own work, which goes first. Calls of one sender keep their order */
  readonly sender?: string
  /** characters that the sender wrote; undefined: none, or none that this call reads */
  readonly words?: number
  /** a language model said it, to this sender: what it takes is not the sender's doing */
  readonly isModels?: boolean
}

/** How long somebody whose message was cut off is a suspect. */
const SUSPECT_MS = 60 * 60_000
/** From so many on, their messages are set aside unread. */
const MOST_CUT_OFF = 3
/** An honest message takes a tenth of a second, on a busy machine at times some: for the next minute its sender is last. */
const SHARE_MS = 2_000
const SHARED_MS = 60_000
/** Who took their share by messages that take no more each hold up nobody: on a busy machine seven questions do. */
const BRIEF_MS = 500
/** What takes no longer is the usual, and makes its sender one who is known. */
const USUAL_MS = 200
const QUICK_MS = 1_000
/** How long one call may hold the counter before others are let to the other desk. */
export const PATIENCE_MS = 1_000
const CROWD = 10
/** A line of chat; a county's report of all its figures has some 400 characters. */
const SHORT = 500
/** Known senders that are remembered: more than an office has. */
const MOST_KNOWN = 10_000

const OTHERS = 'all who are not ordinary'
const MODEL = 'a model'

/** The calls that wait for a desk and those that are served. Times are ms of a clock that nobody sets. */
export class Queue<Job extends Queued> {
  private readonly waiting: Job[] = []
  /** … since when */
  private readonly served = new Map<Job, number>()
  private readonly cut = new Recent(SUSPECT_MS)
  private readonly took = new Recent(SHARED_MS)
  private readonly known: Set<string>

  /** @param known senders of whom the ordinary is expected, before they have said anything */
  constructor(known: Iterable<string> = []) {
    this.known = new Set(known)
  }

  get size(): number {
    return this.waiting.length
  }

  /** of whom anything is remembered for a time */
  get remembered(): number {
    return this.cut.size + this.took.size
  }

  some(claim: (job: Job) => boolean): boolean {
    return this.waiting.some(claim)
  }

  add(job: Job): void {
    this.waiting.push(job)
  }

  /** What was served and is to be once more, before all of its kind. */
  again(job: Job): void {
    this.waiting.unshift(job)
  }

  /**
   * The call that a free desk serves next, by the rule at the head of this file, taken out of those that wait; undefined
   * where none may be served now.
   * @param now milliseconds
   */
  take(desk: DeskName, now: number): Job | undefined {
    const seen = new Set([...this.served.keys()].map(({ sender }) => sender))
    const isFull = this.isFull(now)
    let best: { readonly job: Job; readonly rank: number } | undefined
    for (const job of this.waiting) {
      if (job.sender !== undefined && seen.has(job.sender)) continue
      // What comes later from the same sender waits for this one, whichever desk takes it.
      if (job.sender !== undefined) seen.add(job.sender)
      if (isFull && this.isOneAtATime(job)) continue
      const rank = this.rank(desk, job, now)
      if (rank < (best?.rank ?? Number.POSITIVE_INFINITY)) best = { job, rank }
    }
    if (!best) return undefined
    this.waiting.splice(this.waiting.indexOf(best.job), 1)
    this.served.set(best.job, now)
    return best.job
  }

  /** @param ms what it took of the time that a message has; undefined: it is nobody's doing */
  done(job: Job, ms: number | undefined, now: number): void {
    const wasOrdinary = this.isOrdinary(job)
    this.served.delete(job)
    const blamed = blamedFor(job)
    if (blamed === undefined || ms === undefined) return
    this.took.note(blamed, ms, now)
    if (!wasOrdinary) this.took.note(OTHERS, Math.max(0, ms - USUAL_MS), now)
    if (job.sender !== undefined && !job.isModels && !job.slow && ms <= QUICK_MS) this.know(job.sender)
  }

  /** It took more than it may. */
  cutOff(job: Job, now: number): void {
    const blamed = blamedFor(job)
    if (blamed === undefined) return
    // One asker's replies say nothing of others'; those of several, that the model is at fault whoever asks.
    if (job.isModels && !this.isSuspect(job, now)) this.cut.note(MODEL, 1, now)
    this.cut.note(blamed, 1, now)
  }

  isSuspect(job: Job, now: number): boolean {
    return this.cut.sum(blamedFor(job), now) > 0
  }

  /** Those that are not read at all, taken out of those that wait. */
  barred(now: number): Job[] {
    const barred = this.waiting.filter((job) => {
      const cutOff = Math.max(this.cut.sum(blamedFor(job), now), job.isModels ? this.cut.sum(MODEL, now) : 0)
      return cutOff >= MOST_CUT_OFF
    })
    for (const job of barred) this.waiting.splice(this.waiting.indexOf(job), 1)
    return barred
  }

  private isOrdinary({ words, sender }: Job): boolean {
    return words === undefined || sender === undefined || (words <= SHORT && this.known.has(sender))
  }

  /** Whether nothing more of what is served one at a time is begun: one is, and is not slow alone. */
  private isFull(now: number): boolean {
    const since = [...this.served].filter(([job]) => this.isOneAtATime(job)).map(([, at]) => at)
    if (since.length === 0) return false
    const isCrowd = this.waiting.filter((job) => this.isOneAtATime(job)).length >= CROWD
    return isCrowd || since.some((at) => now - at < PATIENCE_MS)
  }

  /** A file does not hold up messages: it is at the back office alone, whosever it is. */
  private isOneAtATime(job: Job): boolean {
    return !job.slow && !this.isOrdinary(job)
  }

  private isBrief(job: Job, now: number): boolean {
    return !this.isSuspect(job, now) && this.took.mean(blamedFor(job), now) <= BRIEF_MS
  }

  private know(sender: string): void {
    this.known.delete(sender)
    this.known.add(sender)
    if (this.known.size > MOST_KNOWN) for (const oldest of this.known) return void this.known.delete(oldest)
  }

  /** The lower the sooner; infinite: not here. Of others the shorter is the sooner. */
  private rank(desk: DeskName, job: Job, now: number): number {
    const took = this.took.sum(blamedFor(job), now)
    const isLast = this.isSuspect(job, now) || took > SHARE_MS
    // Below a share who took less than others is the sooner; what is usual counts as nothing.
    const dear = Math.floor(took / USUAL_MS) / (SHARE_MS / USUAL_MS + 1)
    const other = this.isOrdinary(job) ? undefined : 1 - 1 / (1 + (job.words ?? 0))
    if (desk === 'counter') {
      if (job.slow) return Number.POSITIVE_INFINITY
      if (isLast) return other === undefined && this.isBrief(job, now) ? 5 : Number.POSITIVE_INFINITY
      if (other === undefined) return dear
      return this.took.sum(OTHERS, now) > SHARE_MS ? Number.POSITIVE_INFINITY : 1 + other
    }
    if (job.sender === undefined) return 0
    if (isLast) return 5
    return other === undefined ? (job.slow ? 1 : 2 + dear) : 3 + other
  }
}

const blamedFor = ({ sender, isModels }: Queued): string | undefined =>
  sender !== undefined && isModels ? [MODEL, sender].join(' to ') : sender

/** Amounts by name, each for so long. */
class Recent {
  private readonly noted = new Map<string, { readonly at: number; readonly amount: number }[]>()
  private readonly forMs: number

  constructor(forMs: number) {
    this.forMs = forMs
  }

  get size(): number {
    return this.noted.size
  }

  note(name: string, amount: number, now: number): void {
    // Who never came again is forgotten here.
    for (const other of [...this.noted.keys()]) this.recent(other, now)
    this.noted.set(name, [...this.recent(name, now), { at: now, amount }])
  }

  sum(name: string | undefined, now: number): number {
    return name === undefined ? 0 : this.recent(name, now).reduce((sum, { amount }) => sum + amount, 0)
  }

  mean(name: string | undefined, now: number): number {
    const count = name === undefined ? 0 : this.recent(name, now).length
    return count === 0 ? 0 : this.sum(name, now) / count
  }

  private recent(name: string, now: number): readonly { readonly at: number; readonly amount: number }[] {
    const recent = (this.noted.get(name) ?? []).filter(({ at }) => now - at < this.forMs)
    if (recent.length === 0) this.noted.delete(name)
    return recent
  }
}
