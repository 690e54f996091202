/** One desk in a thread of its own: started, given one call at a time, stopped when a call takes too much. */
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { CutOff } from '../../assistant/index.ts'
import { inProgram } from '../../installation/folders.ts'
import type { Call, DeskResult, DeskSetting, FromDesk, ToDesk } from './protocol.ts'

export interface ThreadOptions {
  /** the module that serves the desk: it calls `serveDesk` */
  readonly module: URL
  readonly setting: DeskSetting
  /** of its heap, MB */
  readonly memoryMb: number
  readonly fetch: (channel: string, key: string) => Promise<Uint8Array | undefined>
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

export type DeskReply =
  | { readonly ok: true; readonly result: DeskResult }
  /** a fault of ours, told by the desk, which goes on */
  | { readonly ok: false; readonly error: string }
  | { readonly cutOff: CutOff }

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
export function startThread(options: ThreadOptions): Thread {
  const { setting, fetch, log } = options
  const isBuilt = !options.module.pathname.endsWith('.ts')
  const worker = new Worker(isBuilt ? options.module : pathToFileURL(inProgram('runtime/desks/from-source.mjs')), {
    workerData: { module: options.module.href, setting },
    ...(!isBuilt && { execArgv: [] }),
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
  })
  let settle: ((answer: DeskReply) => void) | undefined
  let allow: (part: 'load' | 'call') => void = () => {}
  let cutOff: CutOff = 'died'
  let state: 'open' | 'stopping' | 'ended' = 'open'
  let late: DeskReply | undefined
  const answer = (given: DeskReply): void => {
    // Whoever hears of it asks the next thing, and a thread that is being stopped would take that along.
    if (state === 'stopping') {
      late = given
      return
    }
    settle?.(given)
    settle = undefined
  }
  const send = (message: ToDesk): void => worker.postMessage(message)
  let took = 0

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromDesk) => {
      switch (message.kind) {
        case 'ready':
          return resolve()
        case 'done':
          return answer({ ok: true, result: message.result })
        case 'failed':
          return answer({ ok: false, error: message.error })
        case 'fetch':
          return void hand(message)
        case 'loading':
          return allow(message.isOver ? 'call' : 'load')
        case 'log':
          return log(message.entry)
      }
    })
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') cutOff = 'memory'
      log({ event: 'desk-failed', error: error.stack ?? error.message })
      reject(error)
    })
    worker.on('exit', () => reject(new Error('the thread ended before it was ready')))
  })
  // Whoever starts a thread may look at `ended` alone.
  ready.catch(() => {})
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      state = 'ended'
      // What it was at work on has not been committed, or is found in the inbox.
      answer(late ?? { cutOff })
      resolve()
    })
  })

  async function hand({ request, channel, key }: Extract<FromDesk, { kind: 'fetch' }>): Promise<void> {
    try {
      const content = await fetch(channel, key)
      send({ kind: 'content', request, ...(content && { content }) })
    } catch (error) {
      send({ kind: 'content', request, error: String(error) })
    }
  }

  function stop(): void {
    cutOff = 'time'
    state = 'stopping'
    void worker.terminate()
  }

  return {
    ready,
    ended,
    call(call, limitMs, loadMs = limitMs) {
      return new Promise((resolve) => {
        if (state === 'ended') return resolve({ cutOff: 'died' })
        let timer: ReturnType<typeof setTimeout> | undefined
        let since = performance.now()
        took = 0
        allow = (part) => {
          if (part === 'load') took += performance.now() - since
          else since = performance.now()
          clearTimeout(timer)
          if (state === 'open') timer = setTimeout(stop, part === 'load' ? loadMs : limitMs)
        }
        allow('call')
        settle = (given) => {
          took += performance.now() - since
          clearTimeout(timer)
          allow = () => {}
          resolve(given)
        }
        send({ kind: 'call', call })
      })
    },
    tookMs: () => took,
    async stop() {
      await worker.terminate()
    },
  }
}
