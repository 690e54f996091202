/**
 * A desk that cannot stop the office: two threads that each serve one call at a time, and are replaced when a call
 * takes more time or memory than it may.
 */
import type { Judgement } from '../../ask/index.ts'
import type { CutOff, Desk, Worked } from '../../assistant/index.ts'
import type { Said } from '../../message/incoming.ts'
import { type Instant, instant } from '../../office/day.ts'
import { type DeskPlace, type DeskPlaces, openPlaces } from './places.node.ts'
import type { Call, DeskResult } from './protocol.ts'
import { PATIENCE_MS, Queue, type Queued } from './queue.ts'
import { type DeskReply, startThread, type Thread, type ThreadOptions } from './thread.node.ts'

/** How long a call may take, by its kind, and how much memory its thread may have. */
export interface DeskLimits {
  /** a message, a press */
  readonly quickMs: number
  /** a message of somebody who had one cut off before; a file of theirs as much less than anybody's */
  readonly suspectMs: number
  /** a file that is read, a bulletin that is written, all papers of the office */
  readonly slowMs: number
  readonly memoryMb: number
}

/**
 * Limits of an office. The slowest honest message takes under a second, on a busy machine three; its platform is told
 * after 1.5 s that it was received.
 */
export const LIMITS: DeskLimits = { quickMs: 8_000, suspectMs: 1_000, slowMs: 120_000, memoryMb: 768 }

/** A minute's planning, once it is begun, is over when the next minute comes, and what is to be tried again with it. */
const PLAN_MS = 50_000

/** The desks of an office as one desk, with how they stand. */
export interface Desks extends Desk {
  /** resolves when messages are taken */
  readonly ready: Promise<void>
  /** how many threads stand ready, calls wait, and calls were cut off since the start */
  readonly state: () => { readonly ready: number; readonly waiting: number; readonly cutOff: number }
  readonly close: () => Promise<void>
}

interface Job extends Queued {
  readonly call: Call
  readonly limitMs: number
  /** a thread died of it before, for no reason that it gave */
  readonly tried?: boolean
  /** is waited for before the call */
  readonly begun?: (() => Promise<unknown>) | undefined
  readonly resolve: (answer: DeskReply) => void
  readonly reject: (error: unknown) => void
}

/** What the desks are opened with. */
export interface DesksOptions extends Omit<ThreadOptions, 'memoryMb'> {
  /** ms a call may take, MB a thread may have */
  readonly limits: DeskLimits
  /** accounts on the roster: the ordinary is expected of them before they have said anything */
  readonly known?: readonly string[]
}

/**
 * Two threads that read and decide: the counter for messages and presses, the back office for files, and to help out.
 * A call that takes more than its time or memory ends with its thread, and another thread takes its place.
 */
export const openDesks = (options: DesksOptions): Desks => new TwoDesks(options)

const now = (): number => performance.now()

/** What others call are its own properties: a desk is also spread into another. */
class TwoDesks implements Desks {
  readonly ready: Promise<void>
  private readonly limits: DeskLimits
  private readonly log: DesksOptions['log']
  private readonly queue: Queue<Job>
  private readonly places: DeskPlaces
  private readonly busy = new Set<DeskPlace>()
  /** have answered already: a thread's first call also builds what all later ones read from */
  private readonly warm = new WeakSet<Thread>()
  private cutOff = 0

  constructor(options: DesksOptions) {
    this.limits = options.limits
    this.log = options.log
    this.queue = new Queue<Job>(options.known)
    this.places = openPlaces(
      () => startThread({ ...options, memoryMb: options.limits.memoryMb }),
      (thread) => this.load(thread),
      () => this.serve(),
    )
    this.ready = this.places.opened
  }

  readonly state: Desks['state'] = () => {
    const { all } = this.places
    return { ready: all.filter(({ thread }) => thread).length, waiting: this.queue.size, cutOff: this.cutOff }
  }

  readonly close = (): Promise<void> => this.places.close()

  readonly handle: Desk['handle'] = async (message, at, options = {}, begun) => {
    const isFile = message.kind === 'file'
    const answer = await this.ask({
      call: { kind: 'handle', message, now: at, options },
      slow: isFile || options.alone === true,
      limitMs: isFile ? this.limits.slowMs : this.limits.quickMs,
      sender: message.account,
      words: wordsOf(message),
      isModels: typeof options.interpretation === 'object',
      begun,
    })
    // what changes the office comes by a press or a file
    if (message.kind !== 'text') this.refreshBack(at)
    return 'cutOff' in answer ? answer : (resultOf(answer) as Worked)
  }

  readonly plan: Desk['plan'] = async (at) => {
    // A job that hangs holds up no message: those go to the counter.
    const limitMs = Math.min(PLAN_MS, this.limits.slowMs)
    resultOf(await this.ask({ call: { kind: 'plan', now: at }, slow: true, limitMs }))
    this.refreshBack(at)
  }

  readonly file: Desk['file'] = async (key, at) => {
    const call: Call = { kind: 'file', key, now: at }
    return resultOf(await this.ask({ call, slow: true, limitMs: this.limits.slowMs })) as Uint8Array | undefined
  }

  readonly judge: Desk['judge'] = async (judging, asker) => {
    const call: Call = { kind: 'judge', judging, asker }
    const answer = await this.ask({ call, slow: true, limitMs: this.limits.quickMs, sender: asker, isModels: true })
    return 'cutOff' in answer ? undefined : (resultOf(answer) as Judgement)
  }

  /** A desk that takes messages has read the office's papers, so that no message is cut off for them. */
  private async load(thread: Thread): Promise<void> {
    const answer = await thread.call({ kind: 'refresh', now: instant(Date.now()) }, this.limits.slowMs)
    if ('cutOff' in answer) throw new DeskStopped(answer.cutOff)
    // Else the next message meets the same, and says so.
    if (!answer.ok) this.log({ event: 'refresh-failed', error: answer.error })
  }

  private ask(asked: Omit<Job, 'resolve' | 'reject'>): Promise<DeskReply> {
    return new Promise((resolve, reject) => {
      this.queue.add({ ...asked, resolve, reject })
      this.serve()
    })
  }

  private serve(): void {
    for (const job of this.queue.barred(now())) job.resolve({ cutOff: 'time' })
    // The back office is asked first, so that the counter is kept for what must not wait.
    for (const place of this.places.all.toReversed()) {
      const { thread } = place
      const job = thread && !this.busy.has(place) ? this.queue.take(place.name, now()) : undefined
      if (!job || !thread) continue
      this.busy.add(place)
      // A timer may be early by what it was rounded to.
      setTimeout(() => this.serve(), PATIENCE_MS + 10).unref()
      void this.run(job, thread)
        .catch(job.reject)
        .finally(() => {
          this.busy.delete(place)
          this.serve()
        })
    }
  }

  private async run(job: Job, thread: Thread): Promise<void> {
    const { queue, limits } = this
    const isWarm = this.warm.has(thread)
    // What a suspect says next may well be honest: it is given what an honest message takes.
    const part = isWarm && queue.isSuspect(job, now()) ? limits.suspectMs / limits.quickMs : 1
    try {
      await job.begun?.()
      const answer = await thread.call(job.call, job.limitMs * part, limits.slowMs)
      // A file may take what it takes, and a thread's first call builds for all.
      const ms = isWarm || 'cutOff' in answer ? thread.tookMs() * (limits.quickMs / job.limitMs) : undefined
      queue.done(job, ms, now())
      this.end(job, answer, thread)
    } catch (error) {
      queue.done(job, undefined, now())
      throw error
    }
  }

  private end(job: Job, answer: DeskReply, thread: Thread): void {
    if (!('cutOff' in answer)) {
      this.warm.add(thread)
      job.resolve(answer)
    } else if (answer.cutOff === 'died' && !job.tried && !this.places.isClosed()) {
      // A thread that died by itself, or beside the call: once more.
      this.queue.again({ ...job, slow: true, tried: true })
    } else {
      this.cutOff++
      this.queue.cutOff(job, now())
      this.log({ event: 'cut-off-failed', call: job.call.kind, why: answer.cutOff })
      job.resolve(answer)
    }
  }

  /** A paper that came in is read by the back office before a message needs it there; the counter reads it with its next. */
  private refreshBack(at: Instant): void {
    if (this.queue.some(({ call }) => call.kind === 'refresh')) return
    this.ask({ call: { kind: 'refresh', now: at }, slow: true, limitMs: this.limits.slowMs }).catch((error: unknown) =>
      this.log({ event: 'refresh-failed', error: String(error) }),
    )
  }
}

const wordsOf = (said: Said): number =>
  said.kind === 'text' ? said.text.length : said.kind === 'action' ? Object.values(said.values).join('').length : 0

/** @throws Error for what no message is to blame for: a tick or a file that was cut off */
function resultOf(answer: DeskReply): DeskResult {
  if ('cutOff' in answer) throw new DeskStopped(answer.cutOff)
  if (!answer.ok) throw new Error(answer.error)
  return answer.result
}

class DeskStopped extends Error {
  override readonly name = 'DeskStopped'
  constructor(why: CutOff) {
    super(`stopped: ${why}`)
  }
}
