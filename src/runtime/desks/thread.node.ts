/** One desk in a thread of its own: started, given one call at a time, stopped when a call takes too much. */
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { CutOff } from '../../assistant/index.ts'
import { inProgram } from '../../installation/folders.ts'
import type { Call, DeskResult, DeskSetting, FromDesk, ToDesk } from './protocol.ts'

/** What a desk's thread is started with. */
export interface ThreadOptions {
  /** the module that serves the desk: it calls `serveDesk` */
  readonly module: URL
  readonly setting: DeskSetting
  /** of its heap, MB */
  readonly memoryMb: number
  readonly fetch: (channel: string, key: string) => Promise<Uint8Array | undefined>
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** How a call ended: done, failed, or cut off with its thread. */
export type DeskReply =
  | { readonly ok: true; readonly result: DeskResult }
  /** a fault of ours, told by the desk, which goes on */
  | { readonly ok: false; readonly error: string }
  | { readonly cutOff: CutOff }

/** A thread with one desk, as the main thread sees it. */
export interface Thread {
  /** resolves when it takes calls; rejects when it could not be started */
  readonly ready: Promise<void>
  /**
   * @param limitMs after so long the thread is stopped
   * @param loadMs … while it reads the office's papers, after which the call has its time
   */
  call(call: Call, limitMs: number, loadMs?: number): Promise<DeskReply>
  /** of its last call, what it took but for the reading of the office's papers */
  readonly tookMs: () => number
  /** resolves when the thread has come to its end, whatever ended it */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** One thread with one desk; it takes a call at a time. What ends it ends the call: `cutOff` says by what. */
export const startThread = (options: ThreadOptions): Thread => new DeskThread(options)

/**
 * Three semi-spaces of V8. A message leaves a few MB of garbage; with the 48 that a thread has by itself 32 are never given
 * back, in each of the two desks.
 */
const YOUNG_MB = 12

function workerOf({ module, setting, memoryMb }: ThreadOptions): Worker {
  const isBuilt = !module.pathname.endsWith('.ts')
  return new Worker(isBuilt ? module : pathToFileURL(inProgram('runtime/desks/from-source.mjs')), {
    workerData: { module: module.href, setting },
    ...(!isBuilt && { execArgv: [] }),
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
  })
}

class DeskThread implements Thread {
  readonly ready: Promise<void>
  readonly ended: Promise<void>
  private readonly options: ThreadOptions
  private readonly worker: Worker
  private settle: ((answer: DeskReply) => void) | undefined
  private allow: (part: 'load' | 'call') => void = () => {}
  private cutOff: CutOff = 'died'
  private state: 'open' | 'stopping' | 'ended' = 'open'
  private late: DeskReply | undefined
  private took = 0

  constructor(options: ThreadOptions) {
    this.options = options
    this.worker = workerOf(options)
    this.ready = this.opening()
    // Whoever starts a thread may look at `ended` alone.
    this.ready.catch(() => {})
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.state = 'ended'
        // What it was at work on has not been committed, or is found in the inbox.
        this.answer(this.late ?? { cutOff: this.cutOff })
        resolve()
      })
    })
  }

  readonly call: Thread['call'] = (call, limitMs, loadMs = limitMs) =>
    new Promise((resolve) => {
      if (this.state === 'ended') return resolve({ cutOff: 'died' })
      let timer: ReturnType<typeof setTimeout> | undefined
      let since = performance.now()
      this.took = 0
      this.allow = (part) => {
        if (part === 'load') this.took += performance.now() - since
        else since = performance.now()
        clearTimeout(timer)
        if (this.state === 'open') timer = setTimeout(() => this.end(), part === 'load' ? loadMs : limitMs)
      }
      this.allow('call')
      this.settle = (given) => {
        this.took += performance.now() - since
        clearTimeout(timer)
        this.allow = () => {}
        resolve(given)
      }
      this.send({ kind: 'call', call })
    })

  readonly tookMs = (): number => this.took

  readonly stop = async (): Promise<void> => {
    await this.worker.terminate()
  }

  /** It took too long. */
  private end(): void {
    this.cutOff = 'time'
    this.state = 'stopping'
    void this.worker.terminate()
  }

  private opening(): Promise<void> {
    const { worker } = this
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromDesk) => (message.kind === 'ready' ? resolve() : this.hear(message)))
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.cutOff = 'memory'
        this.options.log({ event: 'desk-failed', error: error.stack ?? error.message })
        reject(error)
      })
      worker.on('exit', () => reject(new Error('the thread ended before it was ready')))
    })
  }

  private hear(message: Exclude<FromDesk, { kind: 'ready' }>) {
    switch (message.kind) {
      case 'done':
        return this.answer({ ok: true, result: message.result })
      case 'failed':
        return this.answer({ ok: false, error: message.error })
      case 'fetch':
        return void this.hand(message)
      case 'loading':
        return this.allow(message.isOver ? 'call' : 'load')
      case 'log':
        return this.options.log(message.entry)
    }
  }

  private answer(given: DeskReply): void {
    // Whoever hears of it asks the next thing, and a thread that is being stopped would take that along.
    if (this.state === 'stopping') {
      this.late = given
      return
    }
    this.settle?.(given)
    this.settle = undefined
  }

  private async hand({ request, channel, key }: Extract<FromDesk, { kind: 'fetch' }>): Promise<void> {
    try {
      const content = await this.options.fetch(channel, key)
      this.send({ kind: 'content', request, ...(content && { content }) })
    } catch (error) {
      this.send({ kind: 'content', request, error: String(error) })
    }
  }

  private send(message: ToDesk): void {
    this.worker.postMessage(message)
  }
}
