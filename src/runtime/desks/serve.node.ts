/** Serves a desk in a thread: one call at a time, each at the instant that comes with it. */
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Desk } from '../../assistant/index.ts'
import { filesIn } from '../../composition/evidence.node.ts'
import { liveDesk } from '../../composition/live-assistant.ts'
import { openLiveOffice, shippedOffice } from '../../composition/live-office.ts'
import { readFile } from '../../documents/files/read-file.ts'
import { dayOf, type Instant, instant } from '../../office/day.ts'
import { loadOffice, withoutDemo } from '../../office/load/index.ts'
import { engine } from '../../store/machine.node.ts'
import type { Call, DeskResult, DeskSetting, FromDesk, ToDesk } from './protocol.ts'

/**
 * Serves a desk from this thread, a call at a time, for as long as the thread lives.
 *
 * @param build the desk that is served; the office's own where it is left out
 * @throws Error outside of a thread
 */
export function serveDesk(build: (setting: DeskSetting, port: DeskPort) => Desk = officeDesk): void {
  if (!parentPort) throw new Error('to be started as a thread')
  const port = new DeskPort(parentPort)
  const desk = build((workerData as { setting: DeskSetting }).setting, port)
  parentPort.on('message', (message: ToDesk) => {
    if (message.kind === 'content') return port.answered(message)
    answer(desk, message.call, port)
  })
  port.send({ kind: 'ready' })
}

function answer(desk: Desk, call: Call, port: DeskPort): void {
  if ('now' in call) port.now = call.now
  done(desk, call).then(
    (result) => port.send({ kind: 'done', result }),
    (error: unknown) =>
      port.send({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
}

async function done(desk: Desk, call: Call): Promise<DeskResult> {
  switch (call.kind) {
    case 'handle': {
      const worked = await desk.handle(call.message, call.now, call.options)
      if ('cutOff' in worked) throw new Error('a desk within a desk')
      return worked
    }
    case 'plan':
      return void (await desk.plan(call.now))
    case 'file':
      return desk.file(call.key, call.now)
    case 'refresh':
      return void (await desk.refresh?.())
    case 'judge':
      return desk.judge(call.judging, call.asker)
  }
}

type Port = NonNullable<typeof parentPort>

/** The thread's way to the main one: what it answers, logs, and asks for (attachments). */
export class DeskPort {
  /** of the call that is served */
  now: Instant = instant(0)
  private readonly port: Port
  private readonly wanted = new Map<number, (message: Extract<ToDesk, { kind: 'content' }>) => void>()
  private requests = 0

  constructor(port: Port) {
    this.port = port
  }

  send(message: FromDesk): void {
    this.port.postMessage(message)
  }

  log = (entry: Readonly<Record<string, unknown>>): void => this.send({ kind: 'log', entry })

  /**
   * The content of an attachment, by the channel that it came from; undefined where that has none.
   * @throws Error with the words of what the channel threw
   */
  fetch(channel: string, key: string): Promise<Uint8Array | undefined> {
    const request = ++this.requests
    return new Promise((resolve, reject) => {
      this.wanted.set(request, ({ content, error }) => {
        if (error === undefined) resolve(content)
        else reject(new Error(error))
      })
      this.send({ kind: 'fetch', request, channel, key })
    })
  }

  answered(message: Extract<ToDesk, { kind: 'content' }>): void {
    this.wanted.get(message.request)?.(message)
    this.wanted.delete(message.request)
  }
}

/** The office's own desk over its database, in a thread. */
export function officeDesk(setting: DeskSetting, port: DeskPort): Desk {
  const { files } = setting
  const loaded = loadOffice(files, setting.planYear)
  const office = setting.demo ? loaded : withoutDemo(loaded)
  const { databasePath, demo, sealKey } = setting
  engine.useSecret(sealKey)
  // A thread that begins after the office's file was taken away makes no new one.
  const store = demo ? engine.open(databasePath, { demo }) : engine.openMade(databasePath)
  const shipped = shippedOffice(office, files)
  const loading = (isOver: boolean): void => port.send({ kind: 'loading', isOver })
  const live = openLiveOffice({ shipped, files, store, clock: () => port.now, loading })
  // The first message would wait for what reads it to be made.
  setImmediate(() => shipped.guess(shipped.read('', { today: dayOf(port.now), own: office.regions.province.key })))
  const attachments = {
    fetch: (message: { readonly channel: string }, file: { readonly key: string }) =>
      port.fetch(message.channel, file.key),
    keep: filesIn(join(dirname(setting.databasePath), 'evidence'), []).keep,
  }
  return liveDesk(
    live,
    { store, regions: office.regions, id: randomUUID, log: port.log },
    {
      attachments,
      readFile,
      ...(setting.readingMs !== undefined && { readingMs: setting.readingMs }),
      ...(setting.keep && { keep: setting.keep }),
      ...(setting.sight && { sight: setting.sight }),
    },
  )
}
