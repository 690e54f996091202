/**
 * A desk that cannot stop the office: two threads that each serve one call at a time, and are replaced when a call
 * takes more time or memory than it may.
 */
import type { Judgement } from '../../ask/index.ts'
import type { CutOff, Desk, Worked } from '../../assistant/index.ts'
import type { Said } from '../../message/incoming.ts'
import { type Instant, instant } from '../../office/day.ts'
import { type DeskPlace, openPlaces } from './places.node.ts'
import type { Call, DeskResult } from './protocol.ts'
import { PATIENCE_MS, Queue, type Queued } from './queue.ts'
import { type DeskReply, startThread, type Thread, type ThreadOptions } from './thread.node.ts'

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
 * The slowest honest message takes under a second, on a busy machine three. Its platform is told after 1.5 s that it was
 * received, so waiting costs nobody else anything.
 */
export const LIMITS: DeskLimits = { quickMs: 8_000, suspectMs: 1_000, slowMs: 120_000, memoryMb: 768 }

/** A minute's planning, once it is begun, is over when the next minute comes, and what is to be tried again with it. */
const PLAN_MS = 50_000

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

/**
 * Two threads that read and decide: the counter for messages and presses, the back office for files, and to help out.
 * A call that takes more than its time or memory ends with its thread, and another thread takes its place.
 * @param options.limits ms a call may take, MB a thread may have
 * @param options.known accounts on the roster: the ordinary is expected of them before they have said anything
 */
export function openDesks(
  options: Omit<ThreadOptions, 'memoryMb'> & { readonly limits: DeskLimits; readonly known?: readonly string[] },
): Desks {
  const { log, limits } = options
  const now = (): number => performance.now()
  const queue = new Queue<Job>(options.known)
  const busy = new Set<DeskPlace>()
  /** have answered already: a thread's first call also builds what all later ones read from */
  const warm = new WeakSet<Thread>()
  let cutOff = 0
  const places = openPlaces(() => startThread({ ...options, memoryMb: limits.memoryMb }), load, serve)

  /** A desk that takes messages has read the office's papers, so that no message is cut off for them. */
  async function load(thread: Thread): Promise<void> {
    const answer = await thread.call({ kind: 'refresh', now: instant(Date.now()) }, limits.slowMs)
    if ('cutOff' in answer) throw new DeskStopped(answer.cutOff)
    // Else the next message meets the same, and says so.
    if (!answer.ok) log({ event: 'refresh-failed', error: answer.error })
  }

  function serve(): void {
    for (const job of queue.barred(now())) job.resolve({ cutOff: 'time' })
    // The back office is asked first, so that the counter is kept for what must not wait.
    for (const place of places.all.toReversed()) {
      const { thread } = place
      const job = thread && !busy.has(place) ? queue.take(place.name, now()) : undefined
      if (!job || !thread) continue
      busy.add(place)
      // A timer may be early by what it was rounded to.
      setTimeout(serve, PATIENCE_MS + 10).unref()
      void run(job, thread)
        .catch(job.reject)
        .finally(() => {
          busy.delete(place)
          serve()
        })
    }
  }

  async function run(job: Job, thread: Thread): Promise<void> {
    const isWarm = warm.has(thread)
    // What a suspect says next may well be honest: it is given what an honest message takes.
    const part = isWarm && queue.isSuspect(job, now()) ? limits.suspectMs / limits.quickMs : 1
    try {
      await job.begun?.()
      const answer = await thread.call(job.call, job.limitMs * part, limits.slowMs)
      // A file may take what it takes, and a thread's first call builds for all.
      const ms = isWarm || 'cutOff' in answer ? thread.tookMs() * (limits.quickMs / job.limitMs) : undefined
      queue.done(job, ms, now())
      end(job, answer, thread)
    } catch (error) {
      queue.done(job, undefined, now())
      throw error
    }
  }

  function end(job: Job, answer: DeskReply, thread: Thread): void {
    if (!('cutOff' in answer)) {
      warm.add(thread)
      job.resolve(answer)
    } else if (answer.cutOff === 'died' && !job.tried && !places.isClosed()) {
      // A thread that died by itself, or beside the call: once more.
      queue.again({ ...job, slow: true, tried: true })
    } else {
      cutOff++
      queue.cutOff(job, now())
      log({ event: 'cut-off-failed', call: job.call.kind, why: answer.cutOff })
      job.resolve(answer)
    }
  }

  function ask(asked: Omit<Job, 'resolve' | 'reject'>): Promise<DeskReply> {
    return new Promise((resolve, reject) => {
      queue.add({ ...asked, resolve, reject })
      serve()
    })
  }

  /** A paper that came in is read by the back office before a message needs it there; the counter reads it with its next. */
  function refreshBack(at: Instant): void {
    if (queue.some(({ call }) => call.kind === 'refresh')) return
    ask({ call: { kind: 'refresh', now: at }, slow: true, limitMs: limits.slowMs }).catch((error: unknown) =>
      log({ event: 'refresh-failed', error: String(error) }),
    )
  }

  return {
    ready: places.opened,
    state: () => ({
      ready: places.all.filter(({ thread }) => thread).length,
      waiting: queue.size,
      cutOff,
    }),
    async handle(message, at, options = {}, begun) {
      const slow = message.kind === 'file' || options.alone === true
      const limitMs = message.kind === 'file' ? limits.slowMs : limits.quickMs
      const isModels = typeof options.heard === 'object'
      const answer = await ask({
        call: { kind: 'handle', message, now: at, options },
        slow,
        limitMs,
        sender: message.account,
        words: wordsOf(message),
        isModels,
        begun,
      })
      // what changes the office comes by a press or a file
      if (message.kind !== 'text') refreshBack(at)
      return 'cutOff' in answer ? answer : (resultOf(answer) as Worked)
    },
    async plan(at) {
      // A job that hangs holds up no message: those go to the counter.
      const limitMs = Math.min(PLAN_MS, limits.slowMs)
      resultOf(await ask({ call: { kind: 'plan', now: at }, slow: true, limitMs }))
      refreshBack(at)
    },
    async file(key, at) {
      return resultOf(await ask({ call: { kind: 'file', key, now: at }, slow: true, limitMs: limits.slowMs })) as
        | Uint8Array
        | undefined
    },
    async judge(judging, asker) {
      const call: Call = { kind: 'judge', judging, asker }
      const answer = await ask({ call, slow: true, limitMs: limits.quickMs, sender: asker, isModels: true })
      return 'cutOff' in answer ? undefined : (resultOf(answer) as Judgement)
    },
    close: places.close,
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
